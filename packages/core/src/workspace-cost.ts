import { z } from 'zod';
import type { Customer } from './customer.ts';

const price = (what: string) => z.number().positive().optional().describe(`${what}. Left out where it is not known.`);

/** List prices by region, as `stacks/content/prices.yaml` holds them. A price that is not known is left out, never written as zero. */
export const priceTableSchema = z.strictObject({
  asOf: z.iso.date().describe('Day on which the prices were looked up (YYYY-MM-DD).'),
  currency: z
    .string()
    .regex(/^[A-Z]{3}$/, 'must be a currency code such as USD')
    .describe('ISO 4217 currency of every price.'),
  source: z.string().min(1).describe('Where the prices were looked up.'),
  isConfirmed: z.boolean().describe('Whether somebody held them against the source; estimates say so.'),
  freeRetentionDays: z.int().nonnegative().describe('Days of retention that come with ingestion.'),
  regions: z
    .record(
      z.string(),
      z.strictObject({
        ingestionPerGb: price('Ingestion into Analytics tables with Sentinel, pay as you go, per gigabyte'),
        retentionPerGbMonth: price('Interactive retention beyond the free days, per gigabyte and month'),
      }),
    )
    .describe('Azure region to its prices.'),
});
export type PriceTable = z.infer<typeof priceTableSchema>;

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
      readonly asOf: string;
      readonly isConfirmed: boolean;
      /** What the amounts leave out. */
      readonly notes: readonly string[];
    }
  | { readonly status: 'unknown'; readonly workspace: string; readonly region: string; readonly reasons: readonly string[] };

const daysPerMonth = 365 / 12;

interface Settings {
  readonly key: string;
  readonly region: string;
  readonly retentionDays: number;
  readonly expectedIngestionGbPerDay?: number | undefined;
  readonly tables: Customer['workspace']['tables'];
}

function estimate(
  { key: workspace, region, retentionDays, expectedIngestionGbPerDay: volume, tables }: Settings,
  prices: PriceTable,
): CostEstimate {
  const { ingestionPerGb, retentionPerGbMonth } = prices.regions[region] ?? {};
  const paidDays = Math.max(0, retentionDays - prices.freeRetentionDays);
  const reasons = [
    ...(volume === undefined ? ['expectedIngestionGbPerDay is not stated'] : []),
    ...(ingestionPerGb === undefined ? [`the price of ingestion in ${region} is not in the price table`] : []),
    ...(paidDays > 0 && retentionPerGbMonth === undefined ? [`the price of retention in ${region} is not in the price table`] : []),
  ];
  if (volume === undefined || ingestionPerGb === undefined || reasons.length > 0) return { status: 'unknown', workspace, region, reasons };
  const ingestionPerMonth = volume * daysPerMonth * ingestionPerGb;
  // In the steady state as many days of data as are paid for lie there all month long.
  const retentionPerMonth = volume * paidDays * (retentionPerGbMonth ?? 0);
  return {
    status: 'estimated',
    workspace,
    region,
    currency: prices.currency,
    ingestionPerMonth,
    retentionPerMonth,
    totalPerMonth: ingestionPerMonth + retentionPerMonth,
    asOf: prices.asOf,
    isConfirmed: prices.isConfirmed,
    notes: [
      'pay as you go: no commitment tier, no grant of a licence, no free tables',
      ...(tables.some((table) => table.plan === 'Basic') ? ['every table at the price of Analytics, though some are Basic'] : []),
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
