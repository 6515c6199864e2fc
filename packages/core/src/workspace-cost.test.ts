import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { CustomerInput } from './customer.ts';
import { customerSchema } from './customer.ts';
import type { PriceTable } from './price-table.ts';
import { estimateCosts } from './workspace-cost.ts';

const listed = { address: 'https://prices.example/list', seenOn: '2026-11-01', isConfirmed: true };
const quoted = { address: 'https://prices.example/quoted', seenOn: '2026-10-01', isConfirmed: false };
const prices: PriceTable = {
  currency: 'USD',
  freeRetentionDays: 90,
  sources: { listed, quoted },
  regions: {
    eastus: {
      ingestionPerGb: { amount: 4, source: 'listed' },
      retentionPerGbMonth: { amount: 0.1, source: 'quoted' },
      commitment: { perDay: { 50: 160, 100: 300 }, source: 'listed' },
    },
    westus: { ingestionPerGb: { amount: 4, source: 'listed' } },
  },
};

function estimateOf(region: string, workspace: CustomerInput['workspace']) {
  const customer = customerSchema.parse({
    id: 'contoso',
    name: 'Contoso',
    tenantId: '3b1f6c1e-7a2d-4f0e-9c55-2a8d4e7f1001',
    primaryDomain: 'contoso.example',
    subscriptionId: 'a4c3d2e1-0f9e-4d8c-b7a6-95847362b101',
    region,
    timeZone: 'Europe/Amsterdam',
    products: ['entra-id'],
    seats: 1,
    contacts: [{ role: 'incident-notification', name: 'Desk', email: 'desk@contoso.example', phone: '+31 20 555 0100' }],
    workspace,
  });
  return estimateCosts(customer, prices)[0];
}

describe('the cost of a workspace', () => {
  it('is ingestion of a month and what lies there beyond the free days', () => {
    // GIVEN 12 GB a day kept 100 days, of which 90 are free
    // THEN 365 GB a month at 4, and 120 GB at 0.1
    expect(estimateOf('eastus', { expectedIngestionGbPerDay: 12, retentionDays: 100 })).toMatchObject({
      status: 'estimated',
      ingestionPerMonth: 1460,
      retentionPerMonth: 12,
      totalPerMonth: 1472,
    });
  });

  it('is unknown, with every reason, when a volume or a price is', () => {
    expect(estimateOf('westeurope', {})).toEqual({
      status: 'unknown',
      workspace: 'primary',
      region: 'westeurope',
      reasons: ['expectedIngestionGbPerDay is not stated', 'the price of ingestion in westeurope is not in the price table'],
    });
    expect(estimateOf('westus', { expectedIngestionGbPerDay: 5, retentionDays: 91 })).toMatchObject({ status: 'unknown' });
    expect(estimateOf('westus', { expectedIngestionGbPerDay: 5 })).toMatchObject({ status: 'estimated', retentionPerMonth: 0 });
  });

  it('names where the prices were read that went in, and is confirmed only if all were', () => {
    expect(estimateOf('eastus', { expectedIngestionGbPerDay: 12 })).toMatchObject({ sources: [listed], isConfirmed: true });
    expect(estimateOf('eastus', { expectedIngestionGbPerDay: 12, retentionDays: 100 })).toMatchObject({
      sources: [listed, quoted],
      isConfirmed: false,
    });
  });

  it('names the cheapest commitment where one is cheaper', () => {
    // GIVEN 45 GB a day: 50 at 160 cost less than 45 at 4. At 39 they do not. At 75, half as much again of the small tier is cheaper than the large one.
    const offerOf = (volume: number): unknown => {
      const cost = estimateOf('eastus', { expectedIngestionGbPerDay: volume });
      return cost?.status === 'estimated' ? cost.commitment : undefined;
    };
    expect(offerOf(45)).toEqual({ gbPerDay: 50, ingestionPerMonth: (160 * 365) / 12 });
    expect(offerOf(39)).toBeNull();
    expect(offerOf(75)).toEqual({ gbPerDay: 50, ingestionPerMonth: (240 * 365) / 12 });
    expect(offerOf(400)).toEqual({ gbPerDay: 100, ingestionPerMonth: (1200 * 365) / 12 });
    expect(estimateOf('westus', { expectedIngestionGbPerDay: 400 })).toMatchObject({
      commitment: null,
      notes: [expect.stringContaining('commitment tiers are not known')],
    });
  });

  it('never falls when more comes in or is kept longer', () => {
    const total = (volume: number, days: number): number => {
      const cost = estimateOf('eastus', { expectedIngestionGbPerDay: volume, retentionDays: days });
      return cost?.status === 'estimated' ? cost.totalPerMonth : Number.NaN;
    };
    fc.assert(
      fc.property(fc.nat(500), fc.nat(500), fc.integer({ min: 90, max: 600 }), fc.nat(130), (volume, more, days, longer) => {
        expect(total(volume + more, days + longer)).toBeGreaterThanOrEqual(total(volume, days));
      }),
      { numRuns: 50 },
    );
  });
});
