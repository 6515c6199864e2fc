import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { LogWorkspace } from '@mxdr/core';
import type { Simulation } from '@mxdr/simulator';
import { simulateTenant } from '@mxdr/simulator';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { buildReportModel } from '../model/build-report-model.ts';
import { aboutTheSpeaker } from '../testing/compare-model.ts';
import type { Plain } from '../testing/list-paths.ts';
import { listPaths } from '../testing/list-paths.ts';
import type { Review } from '../testing/truth-tenant.ts';
import { collectReview, differencesOf, openTenant } from '../testing/truth-tenant.ts';

const reports = fileURLToPath(new URL('../../../../reports', import.meta.url));
/** Those that ask the tables of a tenant; one that stands on the checks alone is compared with their findings, where both are at hand. */
const names = readdirSync(reports)
  .filter((name) => existsSync(`${reports}/${name}/report.yaml`))
  // Reports about one incident are compared incident by incident in incident-report.test.ts.
  .filter((name) => !/^subject: incident/mu.test(readFileSync(`${reports}/${name}/report.yaml`, 'utf8')))
  .filter((name) => /^queries:/mu.test(readFileSync(`${reports}/${name}/report.yaml`, 'utf8')));

interface Zone {
  readonly timeZone: string;
  readonly tenant: { readonly start: string; readonly end: string };
  /** Periods with the instants at which they have to begin and end, written down. In each the clocks change. */
  readonly periods: Readonly<Record<'month' | 'week', { readonly period: string; readonly startUtc: string; readonly endUtc: string }>>;
}

const zones: readonly Zone[] = [
  {
    timeZone: 'Europe/Amsterdam',
    tenant: { start: '2026-08-31T22:00:00.000Z', end: '2026-10-31T23:00:00.000Z' },
    periods: {
      month: { period: '2026-10', startUtc: '2026-09-30T22:00:00.000Z', endUtc: '2026-10-31T23:00:00.000Z' },
      week: { period: '2026-W43', startUtc: '2026-10-18T22:00:00.000Z', endUtc: '2026-10-25T23:00:00.000Z' },
    },
  },
  {
    timeZone: 'America/New_York',
    tenant: { start: '2026-10-01T04:00:00.000Z', end: '2026-12-01T05:00:00.000Z' },
    periods: {
      month: { period: '2026-11', startUtc: '2026-11-01T04:00:00.000Z', endUtc: '2026-12-01T05:00:00.000Z' },
      week: { period: '2026-W44', startUtc: '2026-10-26T04:00:00.000Z', endUtc: '2026-11-02T05:00:00.000Z' },
    },
  },
];

const issue = { issuedAt: '2027-01-04T09:00:00Z', toolVersion: '1.0.0' };

/** The period that a report is made for. */
const periodOf = (name: string): 'month' | 'week' => (name.startsWith('weekly') ? 'week' : 'month');

// A whole tenant is made, written and read for each zone; each report asks it once.
describe.each(zones)('every report in $timeZone', { timeout: 180_000 }, ({ timeZone, tenant, periods }) => {
  let directory: string;
  let simulation: Simulation;
  let workspace: LogWorkspace;
  const asked = new Map<string, Promise<Review>>();
  const ask = (report: string): Promise<Review> => {
    const known = asked.get(report) ?? collectReview(workspace, simulation, { report, timeZone, ...periods[periodOf(report)] });
    asked.set(report, known);
    return known;
  };

  beforeAll(async () => {
    directory = await mkdtemp(join(tmpdir(), 'mxdr-reports-'));
    simulation = simulateTenant({ timeZone, ...tenant, scale: 0.1 });
    workspace = await openTenant(directory, simulation);
  }, 180_000);
  afterAll(() => rm(directory, { recursive: true, force: true }));

  it.each(names)('%s tells the truth in every value and every sentence', async (name) => {
    // WHEN
    const review = await ask(name);

    // THEN everything agrees, and there was something to agree on
    expect(differencesOf(review)).toEqual([]);
    expect(Object.values(review.truth.metrics).some(({ current }) => current.state === 'known')).toBe(true);
  });

  it('leaves out what the speaker says only where there is a speaker', async () => {
    const speaks = async (report: string): Promise<boolean> =>
      listPaths(buildReportModel((await ask(report)).dataset, issue) as unknown as Plain).some((path) => aboutTheSpeaker.test(path));
    expect({ deck: await speaks('check-in'), review: await speaks('service-review') }).toEqual({ deck: true, review: false });
  });

  it('says the same of the same thing, whichever report says it', async () => {
    // GIVEN all reports of the month
    const reviews = await Promise.all(names.filter((name) => periodOf(name) === 'month').map(ask));

    // WHEN each metric and each view is gathered from all that have it
    const said = new Map<string, Set<string>>();
    const told = new Map<string, number>();
    for (const { dataset } of reviews) {
      const things = [
        ...dataset.metrics.map(({ metricId, current, previous }) => [`metric ${metricId}`, [current, previous]] as const),
        // What a view of the run itself says depends on what its report asks.
        ...dataset.views
          // What a report does not ask for it does not say otherwise.
          .filter(({ state }) => state !== 'unavailable')
          .filter(({ id }) => !['query-log', 'table-coverage', 'time-statistics'].includes(id) && !id.endsWith('-by-month'))
          .map(({ id, columns, rows }) => [`view ${id}`, [columns, rows]] as const),
      ];
      for (const [thing, value] of things) {
        said.set(thing, (said.get(thing) ?? new Set()).add(JSON.stringify(value)));
        told.set(thing, (told.get(thing) ?? 0) + 1);
      }
    }

    // THEN nothing is said in two ways, and much is said more than once
    expect([...said].filter(([, values]) => values.size > 1).map(([thing]) => thing)).toEqual([]);
    expect([...told.values()].filter((count) => count > 1).length).toBeGreaterThan(20);
  });
});
