import type { Evidence, LicenceCapability, TenantFacts } from '@mxdr/core';
import type { CheckWords } from './words/check-words.ts';
import { plansOf, seatsNotForUsers, servicePlans } from '@mxdr/core';

type Sku = Extract<TenantFacts['subscribedSkus'], { readonly status: 'read' }>['value'][number];

/** Seats for users of one capability over all licences of the tenant. Both the licence and the plan in it have to be usable. */
export interface LicenceSeats {
  /** Seats that can be used now, those in a grace period included. */
  readonly usable: number;
  /** Of the usable: seats whose licence is in its grace period. */
  readonly inGrace: number;
  /** Seats whose plan is still being provisioned. */
  readonly pending: number;
  /** Seats that are there but cannot be used: suspended, locked out, deleted, disabled or failed. */
  readonly unusable: number;
  /** Whether any licence of the tenant names the plan at all. */
  readonly isPresent: boolean;
  readonly evidence: readonly Evidence[];
}

type Usability = 'usable' | 'pending' | 'unusable';

function usabilityOf(sku: Sku, provisioning: Sku['servicePlans'][number]['provisioningStatus']): Usability {
  if (!isUsable(sku)) return 'unusable';
  if (provisioning === 'Success') return 'usable';
  return provisioning.startsWith('Pending') ? 'pending' : 'unusable';
}

const ranks: Readonly<Record<Usability, number>> = { usable: 0, pending: 1, unusable: 2 };

function seatsOf({ prepaidUnits }: Sku): number {
  return prepaidUnits.enabled + prepaidUnits.warning;
}

function isUsable({ capabilityStatus }: Sku): boolean {
  return capabilityStatus === 'Enabled' || capabilityStatus === 'Warning';
}

/** Licences of Defender for Endpoint for Server, and how many of their seats can be used now. */
export function countServerSeats(skus: readonly Sku[]): { readonly owned: readonly Sku[]; readonly usable: number } {
  const owned = skus.filter((sku) => seatsNotForUsers.get(sku.skuId.toLowerCase()) === 'for servers');
  return { owned, usable: owned.filter(isUsable).reduce((sum, sku) => sum + seatsOf(sku), 0) };
}

/** Counts the seats of a capability. Plans are told apart by id; a licence that holds two of them (P1 and P2) counts once. */
export function countSeats(skus: readonly Sku[], capability: LicenceCapability, source: string): LicenceSeats {
  const wanted = new Set(plansOf(capability).map((plan) => plan.id));
  const counts: Record<Usability, number> = { usable: 0, pending: 0, unusable: 0 };
  const evidence: Evidence[] = [];
  const apart: Evidence[] = [];
  let inGrace = 0;
  for (const sku of skus) {
    const plans = sku.servicePlans
      .filter((plan) => wanted.has(plan.servicePlanId.toLowerCase()))
      .map((plan) => ({ plan, usability: usabilityOf(sku, plan.provisioningStatus) }));
    const [best] = plans.toSorted((a, b) => ranks[a.usability] - ranks[b.usability]);
    if (best === undefined) continue;
    const purpose = seatsNotForUsers.get(sku.skuId.toLowerCase());
    if (purpose !== undefined) {
      apart.push({ text: `${sku.skuPartNumber}: ${seatsOf(sku)} seats ${purpose}, not counted`, source });
      continue;
    }
    const seats = isUsable(sku) ? seatsOf(sku) : seatsOf(sku) + sku.prepaidUnits.suspended + sku.prepaidUnits.lockedOut;
    counts[best.usability] += seats;
    if (best.usability === 'usable') inGrace += sku.capabilityStatus === 'Warning' ? seats : sku.prepaidUnits.warning;
    evidence.push({
      text: `${sku.skuPartNumber} (${sku.capabilityStatus}): ${best.plan.servicePlanName} ${best.plan.provisioningStatus}, ${seats} seats`,
      source,
    });
  }
  return { ...counts, inGrace, isPresent: evidence.length > 0, evidence: [...evidence, ...apart] };
}

/** Plans that are there and easily mistaken for the wanted one, as evidence: `MDE_LITE is Defender for Endpoint Plan 1, not Plan 2`. */
export function findLookAlikes(skus: readonly Sku[], capabilities: readonly LicenceCapability[], source: string): readonly Evidence[] {
  const present = new Set(skus.flatMap((sku) => sku.servicePlans.map((plan) => plan.servicePlanId.toLowerCase())));
  return servicePlans
    .filter((plan) => capabilities.includes(plan.capability) && plan.note !== undefined && present.has(plan.id))
    .map((plan) => ({ text: `${plan.name} is ${plan.note}`, source }));
}

/** `1300 usable seats, 40 of them in their grace period; 20 still being provisioned`. */
export function describeSeats(seats: LicenceSeats, words: CheckWords): string {
  const say = words.seats;
  if (!seats.isPresent) return say.none;
  const parts = [say.usable(seats.usable, seats.inGrace)];
  if (seats.pending > 0) parts.push(say.pending(seats.pending));
  if (seats.unusable > 0) parts.push(say.unusable(seats.unusable));
  return words.join(parts);
}
