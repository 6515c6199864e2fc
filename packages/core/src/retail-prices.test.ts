import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { azureRegions } from './azure-regions.ts';
import { formatPriceTable } from './format-price-table.ts';
import { priceTableSchema } from './price-table.ts';
import { readYaml } from './read-yaml.ts';
import type { RetailPrice } from './retail-prices.ts';
import { keepOwnPrices, ownPricesOf, readRetailPrices } from './retail-prices.ts';

const props = { currency: 'USD', day: '2026-11-27', address: 'https://prices.azure.com/api/retail/prices', freeRetentionDays: 90 };

const entry = (changes: Partial<RetailPrice>): RetailPrice => ({
  currencyCode: 'USD',
  retailPrice: 4.3,
  armRegionName: 'eastus',
  effectiveStartDate: '2023-07-01T00:00:00Z',
  meterName: 'Pay-as-you-go Analysis',
  serviceName: 'Sentinel',
  unitOfMeasure: '1 GB',
  type: 'Consumption',
  ...changes,
});
const retention = (changes: Partial<RetailPrice>): RetailPrice =>
  entry({ serviceName: 'Log Analytics', meterName: 'Analytics Logs Data Retention', unitOfMeasure: '1 GB/Month', ...changes });
const tier = (gigabytes: number, retailPrice: number): RetailPrice =>
  entry({ meterName: `${gigabytes} GB Commitment Tier Capacity Reservation`, unitOfMeasure: '1/Day', retailPrice });

const regionsOf = (entries: readonly RetailPrice[]) => readRetailPrices(entries, props).table.regions;

describe('a reading of the retail price list', () => {
  it('takes ingestion, retention and commitments of each region, with where and when it was read', () => {
    const { table, regionsWithoutPrice, ambiguous } = readRetailPrices(
      [entry({}), retention({ retailPrice: 0.1 }), tier(100, 296), tier(50, 161.25)],
      props,
    );
    expect(table).toEqual({
      currency: 'USD',
      freeRetentionDays: 90,
      sources: { 'retail-prices': { address: props.address, seenOn: '2026-11-27', isConfirmed: true } },
      regions: {
        eastus: {
          ingestionPerGb: { amount: 4.3, source: 'retail-prices' },
          retentionPerGbMonth: { amount: 0.1, source: 'retail-prices' },
          commitment: { perDay: { 50: 161.25, 100: 296 }, source: 'retail-prices' },
        },
      },
    });
    expect(regionsWithoutPrice).toEqual(Object.keys(azureRegions).filter((region) => region !== 'eastus'));
    expect(ambiguous).toEqual([]);
  });

  it.each<[string, Partial<RetailPrice>]>([
    ['of the classic plan', { meterName: 'Classic Pay-as-you-go Analysis' }],
    ['of another service', { serviceName: 'Azure Monitor' }],
    ['in another unit', { unitOfMeasure: '100 GB' }],
    ['of a reservation', { type: 'Reservation' }],
    ['in another currency', { currencyCode: 'EUR' }],
    ['in a government region', { armRegionName: 'usgovvirginia' }],
    ['in no region', { armRegionName: '' }],
    ['that is free', { retailPrice: 0 }],
    ['that begins tomorrow', { effectiveStartDate: '2026-11-28T00:00:00Z' }],
    ['that has ended', { effectiveEndDate: '2026-11-27T00:00:00Z' }],
  ])('passes over a price %s', (_what, changes) => {
    expect(regionsOf([entry(changes)])).toEqual({});
    expect(regionsOf([entry({}), entry({ ...changes, retailPrice: changes.retailPrice ?? 99 })])['eastus']?.ingestionPerGb?.amount).toBe(
      4.3,
    );
  });

  it('takes the newest price that is in force, in whatever order the list has them', () => {
    const entries = [entry({ retailPrice: 3.9, effectiveStartDate: '2021-01-01T00:00:00Z' }), entry({}), entry({})];
    for (const order of [entries, entries.toReversed()]) expect(regionsOf(order)['eastus']?.ingestionPerGb?.amount).toBe(4.3);
  });

  it('takes none of two prices that differ, and says so', () => {
    const { table, ambiguous } = readRetailPrices([entry({}), entry({ retailPrice: 5 }), retention({ retailPrice: 0.1 })], props);
    expect(table.regions['eastus']).toEqual({ retentionPerGbMonth: { amount: 0.1, source: 'retail-prices' } });
    expect(ambiguous).toEqual(['eastus, ingestionPerGb: 4.3 or 5']);
  });

  it('comes back from its file as it was', () => {
    const amount = fc.integer({ min: 1, max: 10_000_000 }).map((units) => units / 10_000);
    fc.assert(
      fc.property(fc.dictionary(fc.constantFrom(...Object.keys(azureRegions)), fc.tuple(amount, amount, amount)), (prices) => {
        const entries = Object.entries(prices).flatMap(([armRegionName, [first, second, third]]) => [
          entry({ armRegionName, retailPrice: first }),
          retention({ armRegionName, retailPrice: second }),
          { ...tier(100, third), armRegionName },
        ]);
        const { table } = readRetailPrices(entries, props);
        expect(readYaml(priceTableSchema, formatPriceTable(table), 'prices.yaml')).toMatchObject({ value: table });
        expect(Object.keys(table.regions)).toHaveLength(Object.keys(prices).length);
      }),
    );
  });
});

describe('a new reading', () => {
  it('leaves the prices of an agreement, and replaces what somebody else quoted', () => {
    const { table } = readRetailPrices([entry({}), retention({ retailPrice: 0.1 })], props);
    const present = {
      ...table,
      sources: {
        agreement: { address: 'https://operator.example/agreement', seenOn: '2026-01-01', isConfirmed: true },
        quoted: { address: 'https://blog.example', seenOn: '2026-01-01', isConfirmed: false },
      },
      regions: {
        eastus: { ingestionPerGb: { amount: 3, source: 'agreement' }, retentionPerGbMonth: { amount: 9, source: 'quoted' } },
        westeurope: { ingestionPerGb: { amount: 5, source: 'quoted' } },
        uksouth: { ingestionPerGb: { amount: 4, source: 'agreement' } },
      },
    };
    const kept = keepOwnPrices(present, table);
    expect(kept.regions).toEqual({
      eastus: { ingestionPerGb: { amount: 3, source: 'agreement' }, retentionPerGbMonth: { amount: 0.1, source: 'retail-prices' } },
      uksouth: { ingestionPerGb: { amount: 4, source: 'agreement' } },
    });
    expect(Object.keys(kept.sources)).toEqual(['retail-prices', 'agreement']);
    // AND reading once more keeps it so
    expect(keepOwnPrices(kept, table)).toEqual(kept);
    expect(ownPricesOf(table).regions).toEqual({});
  });
});

describe('the price table', () => {
  it('names where every price was read', () => {
    const text =
      'currency: USD\nfreeRetentionDays: 90\nsources: {}\nregions:\n  eastus:\n    ingestionPerGb: { amount: 4.3, source: hearsay }\n';
    expect(readYaml(priceTableSchema, text, 'prices.yaml')).toMatchObject({ problems: [{ position: { line: 6 } }] });
  });
});
