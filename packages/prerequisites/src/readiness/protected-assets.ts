import type { Product } from '@mxdr/core';
import type { CheckContext } from '../check.ts';
import { scopeDevices, sumDevices } from '../device-scope.ts';
import { countSeats, countServerSeats } from '../licence.ts';
import { openFact } from '../open-fact.ts';

/**
 * Assets that are protected now against the target. The service takes its targets from licence counts: how many are licensed, which is not how
 * many there are. There is no documented "part done" of the two, so none is made.
 */
export interface ProtectedAssets {
  readonly kind: 'devices' | 'identities';
  /** How many are protected now; absent when that is not known. */
  readonly protectedNow?: number;
  /** Licences that can be used; absent when that is not known. */
  readonly target?: number;
  /** Of identities: how many users hold the licence; absent when that is not known. A licence alone protects nobody. */
  readonly licensed?: number;
  /** Why a number is absent, or what it leaves out, in sentences. */
  readonly notes: readonly string[];
}

type AssetContext = Omit<CheckContext, 'rule'>;

const isAsked = ({ customer }: AssetContext, product: Product): boolean => customer.products.includes(product);

function countDeviceAssets(context: AssetContext): ProtectedAssets {
  const say = context.words.assets;
  const notes: string[] = [];
  const skus = openFact(context.facts.subscribedSkus, 'Licences', context);
  const devices = openFact(context.facts.devices, 'Devices', context);
  let target: number | undefined;
  if ('verdict' in skus) notes.push(say.sentence(skus.verdict.observed));
  else target = countSeats(skus.value, 'mde-p2', skus.source).usable + countServerSeats(skus.value).usable;
  let protectedNow: number | undefined;
  if ('verdict' in devices) notes.push(say.sentence(devices.verdict.observed));
  else {
    const { inScope, undetermined } = scopeDevices(devices.value, context.customer);
    const isOnboarded = ({ onboardingStatus }: (typeof inScope)[number]): boolean => onboardingStatus === 'Onboarded';
    const unclear = sumDevices(undetermined.filter(isOnboarded));
    if (unclear > 0) notes.push(say.groupNotTold(unclear));
    else protectedNow = sumDevices(inScope.filter(isOnboarded));
  }
  return {
    kind: 'devices',
    ...(protectedNow === undefined ? {} : { protectedNow }),
    ...(target === undefined ? {} : { target }),
    notes,
  };
}

function countIdentityAssets(context: AssetContext): ProtectedAssets {
  const say = context.words.assets;
  // Sensors on domain controllers watch identities; no interface that the service may read tells how many they watch.
  const notes = [say.sensors];
  const skus = openFact(context.facts.subscribedSkus, 'Licences', context);
  const users = openFact(context.facts.users, 'Users', context);
  const target = 'verdict' in skus ? undefined : countSeats(skus.value, 'mdi', skus.source).usable;
  if ('verdict' in skus) notes.push(say.sentence(skus.verdict.observed));
  let licensed: number | undefined;
  if ('verdict' in users) notes.push(say.sentence(users.verdict.observed));
  else {
    licensed = (context.customer.scope.kind === 'tenant' ? users.value.all : users.value.inScope)?.assigned.mdi;
    if (licensed === undefined) notes.push(say.holdersNotTold);
  }
  return { kind: 'identities', ...(target === undefined ? {} : { target }), ...(licensed === undefined ? {} : { licensed }), notes };
}

/** Devices and identities against their targets, as far as the customer asked for the product that protects them. */
export function countProtectedAssets(context: AssetContext): readonly ProtectedAssets[] {
  return [
    ...(isAsked(context, 'defender-for-endpoint') ? [countDeviceAssets(context)] : []),
    ...(isAsked(context, 'defender-for-identity') ? [countIdentityAssets(context)] : []),
  ];
}
