import { z } from 'zod';
import { azureRegions } from './azure-regions.ts';
import type { PriceTable } from './price-table.ts';
import { priceMeters } from './price-table.ts';

/** One entry of Azure's retail price list, as its API answers it; only what is used here. */
export const retailPriceSchema = z.object({
  currencyCode: z.string(),
  retailPrice: z.number(),
  /** Region name such as `westeurope`; empty for what has none. */
  armRegionName: z.string(),
  effectiveStartDate: z.iso.datetime(),
  effectiveEndDate: z.iso.datetime().optional(),
  meterName: z.string(),
  serviceName: z.string(),
  unitOfMeasure: z.string(),
  /** `Consumption`, `Reservation`, `DevTestConsumption`. */
  type: z.string(),
});
export type RetailPrice = z.infer<typeof retailPriceSchema>;

/** One page of the API's answer. */
export const retailPricePageSchema = z.object({
  BillingCurrency: z.string(),
  Items: z.array(retailPriceSchema),
  /** Full address of the next page; null or absent on the last. */
  NextPageLink: z.string().nullish(),
  /** Entries of this page. */
  Count: z.int().nonnegative(),
});
export type RetailPricePage = z.infer<typeof retailPricePageSchema>;

/** What to ask the list for, in the notation of its `$filter`. Values are told apart by case. */
export const retailPriceFilters: readonly string[] = [
  `serviceName eq '${priceMeters.ingestionPerGb.service}' and priceType eq 'Consumption'`,
  `serviceName eq '${priceMeters.retentionPerGbMonth.service}' and meterName eq '${priceMeters.retentionPerGbMonth.meter}' and priceType eq 'Consumption'`,
];

export interface RetailPriceReading {
  readonly table: PriceTable;
  /** Regions of the product for which the list names no price of ingestion, in code-unit order. */
  readonly regionsWithoutPrice: readonly string[];
  /** Prices that were not taken because the list gives more than one for the same region and meter. */
  readonly ambiguous: readonly string[];
}

/** Name of the source that a reading makes; prices of other confirmed sources are somebody's own. */
const listSource = 'retail-prices';

const commitmentMeter = /^(\d+) GB Commitment Tier Capacity Reservation$/u;

/** The meter's place in the table, or undefined for what no estimate needs. */
function kindOf({ serviceName, meterName, unitOfMeasure }: RetailPrice): string | undefined {
  for (const [kind, { service, meter, unit }] of Object.entries(priceMeters))
    if (serviceName === service && meterName === meter && unitOfMeasure === unit) return kind;
  const tier = serviceName === 'Sentinel' && unitOfMeasure === '1/Day' ? commitmentMeter.exec(meterName)?.[1] : undefined;
  return tier;
}

/** In force on the day: begun, and not yet at its end. */
function isInForce({ effectiveStartDate, effectiveEndDate }: RetailPrice, day: string): boolean {
  return effectiveStartDate.slice(0, 10) <= day && (effectiveEndDate === undefined || effectiveEndDate.slice(0, 10) > day);
}

/**
 * Makes a price table of entries of Azure's retail price list. Pure. Takes what a customer pays as you go, for the regions of the commercial
 * cloud; free first units (a price of zero) are passed over. Where the list holds several prices of one meter in one region, the newest that
 * is in force counts; where two of them began on the same day and differ, none is taken and the region is named.
 *
 * @param props.day day of the reading (YYYY-MM-DD), which the table says of itself
 * @param props.address where the entries were read
 */
export function readRetailPrices(
  entries: readonly RetailPrice[],
  props: { readonly currency: string; readonly day: string; readonly address: string; readonly freeRetentionDays: number },
): RetailPriceReading {
  const found = new Map<string, RetailPrice[]>();
  for (const entry of entries) {
    const kind = kindOf(entry);
    const isOurs = entry.type === 'Consumption' && entry.currencyCode === props.currency && entry.armRegionName in azureRegions;
    if (kind === undefined || !isOurs || entry.retailPrice <= 0 || !isInForce(entry, props.day)) continue;
    const key = `${entry.armRegionName} ${kind}`;
    found.set(key, [...(found.get(key) ?? []), entry]);
  }
  const ambiguous: string[] = [];
  const priceOf = (region: string, kind: string): number | undefined => {
    const candidates = found.get(`${region} ${kind}`) ?? [];
    const newest = candidates
      .map(({ effectiveStartDate }) => effectiveStartDate)
      .toSorted()
      .at(-1);
    const amounts = new Set(
      candidates.filter(({ effectiveStartDate }) => effectiveStartDate === newest).map(({ retailPrice }) => retailPrice),
    );
    if (amounts.size > 1) ambiguous.push(`${region}, ${kind}: ${[...amounts].toSorted((a, b) => a - b).join(' or ')}`);
    return amounts.size === 1 ? [...amounts][0] : undefined;
  };
  const tiers = [...new Set([...found.keys()].map((key) => key.split(' ')[1] ?? ''))]
    .filter((kind) => /^\d+$/u.test(kind))
    .toSorted((left, right) => Number(left) - Number(right));
  const source = listSource;
  const regions: PriceTable['regions'] = {};
  for (const region of Object.keys(azureRegions)) {
    const ingestion = priceOf(region, 'ingestionPerGb');
    const retention = priceOf(region, 'retentionPerGbMonth');
    const perDay = Object.fromEntries(
      tiers.flatMap((tier) => {
        const amount = priceOf(region, tier);
        return amount === undefined ? [] : [[tier, amount]];
      }),
    );
    const prices = {
      ...(ingestion === undefined ? {} : { ingestionPerGb: { amount: ingestion, source } }),
      ...(retention === undefined ? {} : { retentionPerGbMonth: { amount: retention, source } }),
      ...(Object.keys(perDay).length === 0 ? {} : { commitment: { perDay, source } }),
    };
    if (Object.keys(prices).length > 0) regions[region] = prices;
  }
  return {
    table: {
      currency: props.currency,
      freeRetentionDays: props.freeRetentionDays,
      sources: { [source]: { address: props.address, seenOn: props.day, isConfirmed: true } },
      regions,
    },
    regionsWithoutPrice: Object.keys(azureRegions).filter((region) => regions[region]?.ingestionPerGb === undefined),
    ambiguous,
  };
}

/** Prices that somebody wrote from an agreement: of a confirmed source other than the price list. */
export function ownPricesOf(table: PriceTable): Pick<PriceTable, 'sources' | 'regions'> {
  const isOwn = (name: string): boolean => name !== listSource && table.sources[name]?.isConfirmed === true;
  const regions = Object.entries(table.regions).flatMap(([region, prices]) => {
    const own = Object.entries(prices).filter(([, price]) => price !== undefined && isOwn(price.source));
    return own.length === 0 ? [] : [[region, Object.fromEntries(own)] as const];
  });
  return {
    sources: Object.fromEntries(Object.entries(table.sources).filter(([name]) => isOwn(name))),
    regions: Object.fromEntries(regions),
  };
}

/** A new reading of the list under the prices of an agreement, which stay. Both are in one currency. */
export function keepOwnPrices(present: PriceTable, read: PriceTable): PriceTable {
  const own = ownPricesOf(present);
  const names = new Set([...Object.keys(read.regions), ...Object.keys(own.regions)]);
  return {
    ...read,
    sources: { ...read.sources, ...own.sources },
    regions: Object.fromEntries([...names].map((region) => [region, { ...read.regions[region], ...own.regions[region] }])),
  };
}
