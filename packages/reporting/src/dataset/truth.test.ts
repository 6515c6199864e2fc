import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { defaultCustomer, simulateTenant } from '@mxdr/simulator';
import type { SimulationOptions } from '@mxdr/simulator';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { collectReview, differencesOf, openTenant, watching } from '../testing/truth-tenant.ts';

let directory: string;

beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'mxdr-truth-'));
});
afterEach(() => rm(directory, { recursive: true, force: true }));

const october = {
  period: '2026-10',
  timeZone: 'Europe/Amsterdam',
  tenant: { start: '2026-08-31T22:00:00.000Z', end: '2026-10-31T23:00:00.000Z' },
  startUtc: '2026-09-30T22:00:00.000Z',
  endUtc: '2026-10-31T23:00:00.000Z',
};
const march = {
  period: '2026-03',
  timeZone: 'Europe/Amsterdam',
  tenant: { start: '2026-02-17T23:00:00.000Z', end: '2026-03-31T22:00:00.000Z' },
  startUtc: '2026-02-28T23:00:00.000Z',
  endUtc: '2026-03-31T22:00:00.000Z',
};
const november = {
  period: '2026-11',
  timeZone: 'America/New_York',
  tenant: { start: '2026-10-01T04:00:00.000Z', end: '2026-12-01T05:00:00.000Z' },
  startUtc: '2026-11-01T04:00:00.000Z',
  endUtc: '2026-12-01T05:00:00.000Z',
};
const september = {
  period: '2026-09',
  timeZone: 'Europe/Amsterdam',
  startUtc: '2026-08-31T22:00:00.000Z',
  endUtc: '2026-09-30T22:00:00.000Z',
};

// Whole tenants are made, written, read and queried here.
describe('every value of the service review', { timeout: 180_000 }, () => {
  it.each([
    { ...october, scale: 0.2 },
    { ...march, scale: 0.1 },
    { ...november, scale: 0.1 },
  ])(
    'is the truth of the sample tenant in $timeZone for $period, a month in which the clocks change',
    async ({ tenant, scale, ...question }) => {
      // GIVEN
      const simulation = simulateTenant({ timeZone: question.timeZone, ...tenant, scale });
      const workspace = await openTenant(directory, simulation);

      // WHEN
      const { dataset, truth } = await collectReview(workspace, simulation, question);

      // THEN everything agrees, and there was something to agree on
      expect(differencesOf({ dataset, truth })).toEqual([]);
      expect(truth.metrics['users_at_risk']?.current).toMatchObject({ state: 'known' });
      expect(truth.views['rule-efficiency']?.some(({ Kind: kind }) => kind === 'Analytics rule')).toBe(true);
      // The sample tenant's incidents are older than its other tables: in February those began within the month.
      if (question.period === march.period) {
        expect(truth.standing).toBe('whole');
        expect(truth.metrics['inc_created']?.previous).toMatchObject({ state: 'known' });
        expect(truth.metrics['sign_ins']?.previous).toEqual({ state: 'unavailable' });
      }
      if (question.period === october.period) {
        expect(Object.entries(truth.views).filter(([, rows]) => rows.length === 0)).toEqual([]);
        expect(truth.views['rule-health']?.some(({ Failures: failures }) => failures !== 0)).toBe(true);
      }
    },
  );

  it.each([undefined, '2026-10-20T12:00:00.000Z'])(
    'is the truth of an earlier month, whatever happened since, with the snapshot %s',
    async (asOfUtc) => {
      // GIVEN a tenant that goes on for weeks after the period
      const tenant: SimulationOptions = { start: '2026-08-31T22:00:00.000Z', end: '2026-10-21T22:00:00.000Z' };
      const simulation = simulateTenant({ timeZone: september.timeZone, ...tenant, scale: 0.1 });
      const workspace = await openTenant(directory, simulation);

      // WHEN it is read as it stood at the end of the period, or as it stands later
      const snapshot = asOfUtc === undefined ? {} : { asOfUtc };
      const { dataset, truth } = await collectReview(workspace, simulation, { ...september, ...snapshot });

      // THEN
      expect(differencesOf({ dataset, truth })).toEqual([]);
    },
  );

  it('is the truth where data begins late, stops early and is missing for days', async () => {
    // GIVEN a tenant that is there from the third day of the period to the fourth last
    const tenant: SimulationOptions = { start: '2026-09-02T22:00:00.000Z', end: '2026-09-26T22:00:00.000Z' };
    const simulation = simulateTenant({ timeZone: september.timeZone, ...tenant, scale: 0.05 });
    const workspace = await openTenant(directory, simulation);

    // WHEN
    const { dataset, truth } = await collectReview(workspace, simulation, september);

    // THEN
    expect(differencesOf({ dataset, truth })).toEqual([]);
    expect(truth.tables.filter(({ isSilent }) => isSilent).map(({ table }) => table)).toContain('SigninLogs');
    expect(truth.tables.every(({ emptyDays }) => emptyDays > 0)).toBe(true);
  });

  it.each([
    {
      period: '2026-Q4',
      timeZone: 'Europe/Amsterdam',
      tenant: { start: '2026-08-31T22:00:00.000Z', end: '2026-12-31T23:00:00.000Z' },
      startUtc: '2026-09-30T22:00:00.000Z',
      endUtc: '2026-12-31T23:00:00.000Z',
    },
    { ...november, tenant: { start: '2026-09-01T04:00:00.000Z', end: '2026-12-01T05:00:00.000Z' } },
  ])(
    'is the truth of every month of the trend and of every piece of the period in $timeZone for $period',
    async ({ tenant, ...question }) => {
      // GIVEN a tenant that begins within the six months of the trend, and so many incidents that some lie close to each midnight
      const customer = { ...defaultCustomer, products: ['defender-for-identity'] as const };
      const simulation = simulateTenant({ customer, timeZone: question.timeZone, ...tenant, scale: 5 });
      const workspace = await openTenant(directory, simulation, ['SecurityIncident']);

      // WHEN only incidents are asked for
      const { dataset, truth } = await collectReview(workspace, simulation, { ...question, settings: watching('SecurityIncident') });

      // THEN the quarter before lies partly before the tenant's time, the month before does not
      expect(differencesOf({ dataset, truth })).toEqual([]);
      expect(truth.standing).toBe(question.period === '2026-Q4' ? 'incomplete' : 'whole');
    },
  );
});
