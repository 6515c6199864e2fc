import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { defaultCustomer, measureMonths, measureTruth, simulateTenant } from '@mxdr/simulator';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { expectDays, expectDetections, expectMonths } from '../testing/expect-incident-rows.ts';
import { duration, expectIncidents, expectTimesBySeverity } from '../testing/expect-incidents.ts';
import { expectVolumes } from '../testing/expect-volumes.ts';
import { agreed, collectReview, known, openTenant } from '../testing/truth-tenant.ts';
import type { Dataset } from './dataset.ts';
import { isKnown } from './dataset.ts';

/** The compared period's value of a metric, or that there is none. */
function previous({ metrics }: Dataset): (id: string) => number | string | undefined {
  return (id) => {
    const value = metrics.find(({ metricId }) => metricId === id)?.previous ?? undefined;
    return value && isKnown(value) ? value.value : value?.state;
  };
}

let directory: string;

beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'mxdr-truth-'));
});
afterEach(() => rm(directory, { recursive: true, force: true }));

// Whole tenants are made, written, read and queried here.
describe('the numbers of the service review', { timeout: 60_000 }, () => {
  it.each([
    ['Europe/Amsterdam', '2026-10', '2026-09-20T22:00:00.000Z', '2026-10-31T23:00:00.000Z'],
    ['Europe/Amsterdam', '2026-03', '2026-02-19T23:00:00.000Z', '2026-03-31T22:00:00.000Z'],
    ['America/New_York', '2026-11', '2026-10-20T04:00:00.000Z', '2026-12-01T05:00:00.000Z'],
  ])('are the truth of the sample tenant in %s for %s, a month in which the clocks change', async (timeZone, id, start, end) => {
    // GIVEN
    const simulation = simulateTenant({ timeZone, start, end, scale: 0.2 });
    const workspace = await openTenant(directory, simulation);

    // WHEN
    const dataset = await collectReview(workspace, simulation, { period: id, timeZone });

    // THEN
    const truth = measureTruth(simulation.truth(), { ...dataset.period, targets: agreed });
    expect(dataset.runs.filter((run) => run.status !== 'complete').map((run) => run.tables.join())).toEqual([]);
    expect(truth.usersAtRisk).toBeGreaterThan(0);
    expect(truth.ruleHealth.some(({ failures }) => failures > 0)).toBe(true);
    expect(truth.detections.some(({ ruleId }) => ruleId !== null)).toBe(true);
    expectIncidents(dataset, truth);
    expectVolumes(dataset, truth);
  });

  it('are the truth of an earlier month as well, whatever happened since, and of a later snapshot when it is asked for', async () => {
    // GIVEN a tenant that goes on for a month after the period
    const timeZone = 'Europe/Amsterdam';
    const simulation = simulateTenant({ timeZone, start: '2026-08-31T22:00:00.000Z', end: '2026-10-21T22:00:00.000Z', scale: 0.2 });
    const workspace = await openTenant(directory, simulation);
    const asOf = '2026-10-20T12:00:00.000Z';

    // WHEN
    const asItStood = await collectReview(workspace, simulation, { period: '2026-09', timeZone });
    const asItStands = await collectReview(workspace, simulation, { period: '2026-09', timeZone, asOf });

    // THEN
    const { startUtc, endUtc } = asItStood.period;
    const then = measureTruth(simulation.truth(), { startUtc, endUtc, targets: agreed });
    const later = measureTruth(simulation.truth(), { startUtc, endUtc, asOfUtc: asOf, targets: agreed });
    expectIncidents(asItStood, then);
    expect([
      known(asItStands, 'inc_created').value,
      known(asItStands, 'inc_resolved').value,
      known(asItStands, 'inc_backlog').value,
    ]).toEqual([later.created, later.resolved, later.backlogAtEnd]);
    expect(known(asItStands, 'tta_human').distribution).toMatchObject(duration(later.times.toAcknowledge));
    expectTimesBySeverity(asItStands, later);
    expect(known(asItStands, 'users_at_risk').value).toBe(later.usersAtRisk);
  });

  it.each([
    ['Europe/Amsterdam', '2026-Q4', '2026-08-31T22:00:00.000Z', '2026-12-31T23:00:00.000Z'],
    ['America/New_York', '2026-11', '2026-09-01T04:00:00.000Z', '2026-12-01T05:00:00.000Z'],
  ])(
    'are the truth of every month of the trend, of every piece of the period and of the period before in %s for %s',
    async (timeZone, id, start, end) => {
      // GIVEN a tenant that begins within the six months of the trend, and so many incidents that some lie close to each midnight
      const customer = { ...defaultCustomer, products: ['defender-for-identity'] as const };
      const simulation = simulateTenant({ customer, timeZone, start, end, scale: 5 });
      const workspace = await openTenant(directory, simulation, ['SecurityIncident']);

      // WHEN only incidents are asked for
      const dataset = await collectReview(workspace, simulation, {
        period: id,
        timeZone,
        settings: {
          trendMonths: 6,
          comparison: 'previous',
          queries: [
            { id: 'incidents', runs: 'trend' },
            { id: 'table-days', runs: 'tables' },
          ],
        },
      });

      // THEN
      const months = measureMonths(simulation.truth(), { startUtc: start, endUtc: end });
      expect(months.map(({ month }) => month)).toEqual(['2026-09', '2026-10', '2026-11', '2026-12'].slice(0, id === '2026-Q4' ? 4 : 3));
      expectMonths(dataset, months);
      const truth = measureTruth(simulation.truth(), dataset.period);
      expectDays(dataset, truth);
      expectDetections(dataset, truth);
      // The quarter before lies partly before the tenant's time, the month before does not.
      const before = id === '2026-Q4' ? undefined : months.at(-2)!.measures;
      expect(
        ['inc_created', 'inc_investigated', 'inc_resolved', 'inc_backlog', 'inc_waiting', 'actions_completed'].map(previous(dataset)),
      ).toEqual(
        before
          ? [before.created, before.investigated, before.resolved, before.backlogAtEnd, before.waitingAtEnd, before.tasks.issued.completed]
          : Array.from({ length: 6 }, () => 'unavailable'),
      );
    },
  );
});
