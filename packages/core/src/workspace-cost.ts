import type { Customer } from './customer.ts';
import type { PriceSource, PriceTable } from './price-table.ts';

/** What a workspace costs a month once its retention is full, or why nobody can say. */
export type CostEstimate =
  | {
      readonly status: 'estimated';
      /** `primary` or the key of an additional workspace. */
      readonly workspace: string;
      readonly region: string;
      readonly currency: string;
      /** Amounts a month, not rounded. */
      readonly ingestionPerMonth: number;
      readonly retentionPerMonth: number;
      readonly totalPerMonth: number;
      /** The commitment that would cost least, where one costs less than paying as you go; null where none does or none is known. */
      readonly commitment: CommitmentOffer | null;
      /** Where the prices that went in were read. */
      readonly sources: readonly PriceSource[];
      /** Whether all of them were. */
      readonly isConfirmed: boolean;
      /** What the amounts leave out. */
      readonly notes: readonly string[];
    }
  | { readonly status: 'unknown'; readonly workspace: string; readonly region: string; readonly reasons: readonly string[] };

/** What the same volume would cost under a commitment tier. */
export interface CommitmentOffer {
  readonly gbPerDay: number;
  /** Ingestion a month, not rounded; retention stays as it is. */
  readonly ingestionPerMonth: number;
}

const daysPerMonth = 365 / 12;

interface Settings {
  readonly key: string;
  readonly region: string;
  readonly retentionDays: number;
  readonly expectedIngestionGbPerDay?: number | undefined;
  readonly tables: Customer['workspace']['tables'];
}

/** A tier is paid whether it is used or not; what goes beyond costs as much a gigabyte as the tier itself. */
function leastCommitment(perDay: Readonly<Record<string, number>>, volume: number): CommitmentOffer | undefined {
  return Object.entries(perDay)
    .map(([gbPerDay, price]) => ({
      gbPerDay: Number(gbPerDay),
      ingestionPerMonth: price * Math.max(1, volume / Number(gbPerDay)) * daysPerMonth,
    }))
    .toSorted((left, right) => left.ingestionPerMonth - right.ingestionPerMonth)[0];
}

function estimate(
  { key: workspace, region, retentionDays, expectedIngestionGbPerDay: volume, tables }: Settings,
  table: PriceTable,
): CostEstimate {
  const { ingestionPerGb, retentionPerGbMonth, commitment } = table.regions[region] ?? {};
  const paidDays = Math.max(0, retentionDays - table.freeRetentionDays);
  const reasons = [
    ...(volume === undefined ? ['expectedIngestionGbPerDay is not stated'] : []),
    ...(ingestionPerGb === undefined ? [`the price of ingestion in ${region} is not in the price table`] : []),
    ...(paidDays > 0 && retentionPerGbMonth === undefined ? [`the price of retention in ${region} is not in the price table`] : []),
  ];
  if (volume === undefined || ingestionPerGb === undefined || reasons.length > 0) return { status: 'unknown', workspace, region, reasons };
  const ingestionPerMonth = volume * daysPerMonth * ingestionPerGb.amount;
  // In the steady state as many days of data as are paid for lie there all month long.
  const retentionPerMonth = volume * paidDays * (retentionPerGbMonth?.amount ?? 0);
  const offer = commitment === undefined ? undefined : leastCommitment(commitment.perDay, volume);
  const cheaper = offer !== undefined && offer.ingestionPerMonth < ingestionPerMonth ? offer : null;
  const used = [
    ingestionPerGb.source,
    ...(paidDays > 0 && retentionPerGbMonth !== undefined ? [retentionPerGbMonth.source] : []),
    ...(cheaper !== null && commitment !== undefined ? [commitment.source] : []),
  ];
  const sources = [...new Set(used)].flatMap((name) => table.sources[name] ?? []);
  return {
    status: 'estimated',
    workspace,
    region,
    currency: table.currency,
    ingestionPerMonth,
    retentionPerMonth,
    totalPerMonth: ingestionPerMonth + retentionPerMonth,
    commitment: cheaper,
    sources,
    isConfirmed: sources.every((source) => source.isConfirmed),
    notes: [
      `pay as you go: no grant of a licence, no free tables${commitment === undefined ? '; the prices of commitment tiers are not known' : ''}`,
      ...(tables.some(({ plan }) => plan === 'Basic') ? ['every table at the price of Analytics, though some are Basic'] : []),
      ...(tables.some(({ totalRetentionDays }) => (totalRetentionDays ?? 0) > retentionDays)
        ? ['without long-term retention of single tables']
        : []),
    ],
  };
}

/** Estimates every workspace of a customer. Pure. A missing volume or price makes the answer unknown, never zero. */
export function estimateCosts(customer: Customer, prices: PriceTable): readonly CostEstimate[] {
  return [
    estimate({ ...customer.workspace, key: 'primary', region: customer.region }, prices),
    ...customer.additionalWorkspaces.map((workspace) => estimate(workspace, prices)),
  ];
}
