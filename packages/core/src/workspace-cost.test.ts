import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { CustomerInput } from './customer.ts';
import { customerSchema } from './customer.ts';
import type { PriceTable } from './workspace-cost.ts';
import { estimateCosts } from './workspace-cost.ts';

const prices: PriceTable = {
  asOf: '2026-11-01',
  currency: 'USD',
  source: 'test',
  isConfirmed: true,
  freeRetentionDays: 90,
  regions: { eastus: { ingestionPerGb: 4, retentionPerGbMonth: 0.1 }, westus: { ingestionPerGb: 4 } },
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
