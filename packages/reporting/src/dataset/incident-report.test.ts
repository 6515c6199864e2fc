import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { LogWorkspace } from '@mxdr/core';
import { nodeFiles, parsePeriod } from '@mxdr/core';
import { openLocalWorkspace } from '@mxdr/kql';
import type { Simulation } from '@mxdr/simulator';
import { simulateTenant } from '@mxdr/simulator';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { aboutIncident } from '../definition/incident-subject.ts';
import type { ReportDefinition } from '../definition/load-report-definition.ts';
import { loadReportDefinition } from '../definition/load-report-definition.ts';
import { buildReportModel } from '../model/build-report-model.ts';
import { answer, missing, sampleCustomer, sampleOperator, scriptedWorkspace } from '../testing/scripted-workspace.ts';
import type { TrueRow } from '../testing/true-incident-views.ts';
import { trueIncidentReport } from '../testing/true-incident-report.ts';
import { openTenant } from '../testing/truth-tenant.ts';
import { collectDataset } from './collect-dataset.ts';
import type { Dataset } from './dataset.ts';

const folder = fileURLToPath(new URL('../../../../reports/incident', import.meta.url));
const clock = { now: () => Date.parse('2027-01-01T00:00:00Z') };
let definition: ReportDefinition;
let directory: string;
let simulation: Simulation;
let workspace: LogWorkspace;

beforeAll(async () => {
  definition = await loadReportDefinition(folder, nodeFiles);
  directory = await mkdtemp(join(tmpdir(), 'mxdr-incident-'));
  simulation = simulateTenant({
    timeZone: 'Europe/Amsterdam',
    start: '2026-09-30T22:00:00.000Z',
    end: '2026-10-31T23:00:00.000Z',
    scale: 0.1,
  });
  workspace = await openTenant(directory, simulation, ['SecurityIncident', 'SecurityAlert']);
}, 120_000);
afterAll(() => rm(directory, { recursive: true, force: true }));

function collect(incident: number, from: LogWorkspace, asOf?: string): Promise<Dataset> {
  return collectDataset({
    definition: aboutIncident(definition, incident),
    customer: sampleCustomer(),
    operator: sampleOperator(),
    period: parsePeriod('2026-10', 'Europe/Amsterdam'),
    workspace: from,
    ...(asOf === undefined ? {} : { asOf }),
    signal: new AbortController().signal,
    progress: { step: () => {} },
  });
}

/** Rows of a view with the columns that the truth knows, and without what the story does not tell. */
function told(dataset: Dataset, id: string, truth: readonly TrueRow[]): readonly TrueRow[] {
  const view = dataset.views.find((one) => one.id === id)!;
  const known = Object.keys(truth[0] ?? {});
  return view.rows
    .map((row) => Object.fromEntries(view.columns.map((column, index) => [column, plain(row[index] ?? null)])))
    .filter((row) => id !== 'incident-entities' || row['Kind'] === 'User' || row['Kind'] === 'Device')
    .map((row) => (known.length === 0 ? row : Object.fromEntries(known.map((column) => [column, row[column] ?? null]))));
}

/** Instants in milliseconds, minutes without the last digits of a double. */
function plain(cell: string | number | null): string | number | null {
  if (typeof cell === 'number') return Math.round(cell * 1e6) / 1e6;
  return typeof cell === 'string' && /^\d{4}-\d\d-\d\dT[\d:.]+Z$/u.test(cell) ? new Date(cell).toISOString() : cell;
}

describe('the report about an incident', { timeout: 120_000 }, () => {
  it.each([undefined, '2026-10-15T12:00:00.000Z'])(
    'tells the truth of every incident of the sample tenant as it stood at %s',
    async (asOf) => {
      // GIVEN every incident, those that were merged and the planted ones included
      const truth = simulation.truth();
      const asOfUtc = asOf ?? '2026-10-31T23:00:00.000Z';
      const differences: string[] = [];
      let compared = 0;

      // WHEN each is asked for by its number
      for (const incident of truth.incidents) {
        const expected = trueIncidentReport(truth, incident, asOfUtc);
        if (expected === undefined || Date.parse(incident.createdUtc) < Date.parse('2026-10-01T00:00:00Z')) continue;
        const dataset = await collect(incident.incidentNumber, workspace, asOf);
        for (const [id, rows] of Object.entries(expected)) {
          const wanted = rows.map((row) => Object.fromEntries(Object.entries(row).map(([column, cell]) => [column, plain(cell)])));
          const said = told(dataset, id, wanted);
          compared += wanted.length;
          if (JSON.stringify(said) !== JSON.stringify(wanted))
            differences.push(`${incident.incidentNumber} ${id}: ${JSON.stringify(said)} is not ${JSON.stringify(wanted)}`);
        }
      }

      // THEN
      expect(differences.slice(0, 3)).toEqual([]);
      expect(compared).toBeGreaterThan(100);
    },
  );

  it('is named after its incident, in its files and in its title', async () => {
    const { incidentNumber } = simulation.truth().incidents.at(-1)!;
    const model = buildReportModel(await collect(incidentNumber, workspace), { issuedAt: '2026-11-03T08:00:00Z', toolVersion: '1.0.0' });
    expect(model).toMatchObject({
      reportId: `incident-${incidentNumber}`,
      title: `Incident ${incidentNumber}`,
      period: { short: 'as of 1 Nov 2026, 00:00' },
    });
  });

  it('is refused for a number that the workspace does not have, and says where it looked', async () => {
    await expect(collect(999_999, workspace)).rejects.toMatchObject({
      code: 'MXDR-INCIDENT-UNKNOWN',
      why: 'No row of SecurityIncident from 2026-07-02T22:00:00.000Z up to 2026-10-31T23:00:00.000Z has that number.',
    });
  });

  it('is refused where the workspace cannot tell: a missing table, an answer that was cut off', async () => {
    const cut = scriptedWorkspace(({ queryId }) =>
      queryId === 'incident' ? answer([], [{ code: 'limit', message: 'The answer was cut off.' }]) : missing('SecurityAlert'),
    );
    await expect(collect(7, cut)).rejects.toMatchObject({ code: 'MXDR-INCIDENT-NOT-SEEN', why: 'The answer was cut off.' });
    await expect(
      collect(
        7,
        scriptedWorkspace(() => undefined),
      ),
    ).rejects.toMatchObject({ code: 'MXDR-INCIDENT-NOT-SEEN' });
  });

  it('is refused where the rows of two workspaces lie together and both have the number', async () => {
    // GIVEN
    const mixed = await mkdtemp(join(tmpdir(), 'mxdr-two-workspaces-'));
    const row = (name: string) => ({
      TimeGenerated: '2026-10-05T10:00:00Z',
      CreatedTime: '2026-10-05T10:00:00Z',
      IncidentName: name,
      IncidentNumber: 7,
      Status: 'New',
      Tasks: [],
      Labels: [],
      AlertIds: [],
    });
    await writeFile(join(mixed, 'SecurityIncident.ndjson'), ['first', 'second'].map((name) => JSON.stringify(row(name))).join('\n'));

    // WHEN, THEN
    await expect(collect(7, await openLocalWorkspace(mixed, { clock }))).rejects.toMatchObject({
      code: 'MXDR-INCIDENT-AMBIGUOUS',
      why: expect.stringContaining('first, second'),
    });
    await rm(mixed, { recursive: true, force: true });
  });

  it.each([1.5, -1, Number.NaN, Number('1e300')])('binds nothing but a whole number: %s', async (incident) => {
    await expect(collect(incident, workspace)).rejects.toMatchObject({ code: 'MXDR-INCIDENT-NUMBER' });
  });
});
