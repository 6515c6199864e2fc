import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { reportJobSchema } from '@mxdr/core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { CommandHandler, OptionValues } from '../command-spec.ts';
import type { CommandContext } from '../context.ts';
import { run as runDue } from '../commands/schedule-due.ts';
import { run as runList } from '../commands/schedule-list.ts';
import { run as runSchedule } from '../commands/schedule-run.ts';
import { createPaint } from '../terminal-text.ts';

const repository = fileURLToPath(new URL('../../../..', import.meta.url));
let work: string;
beforeAll(async () => {
  work = await mkdtemp(path.join(tmpdir(), 'mxdr-schedule-'));
});
afterAll(() => rm(work, { recursive: true, force: true }));

interface Ended {
  readonly code: number;
  readonly out: string;
  readonly notes: string;
}

interface DueDocument {
  readonly jobs: readonly { readonly customer: string; readonly report: string; readonly state: string; readonly why: string }[];
  readonly done: readonly unknown[];
  readonly older: readonly unknown[];
  readonly broken: readonly string[];
}

/** Runs a command on the sample customers, or on others, as it is at an instant. */
async function ask(
  command: CommandHandler,
  ids: readonly string[],
  options: OptionValues,
  { now = '2026-11-03T12:00:00Z', json = true, customers = path.join(repository, 'customers') } = {},
): Promise<Ended> {
  const [out, notes]: [string[], string[]] = [[], []];
  const never = new AbortController().signal;
  const context: CommandContext = {
    version: '1.0.0',
    cwd: work,
    env: {},
    out: (text) => void out.push(text),
    note: (text) => void notes.push(text),
    paint: createPaint(false),
    isColored: false,
    width: 240,
    isInteractive: false,
    clock: { now: () => Date.parse(now) },
    signal: never,
    force: never,
    live: undefined,
    json,
    customersFolder: customers,
    productFolder: repository,
  };
  const code = await command(context, ids, { out: path.join(work, 'reports'), format: 'table', ...options });
  return { code, out: out.join('\n'), notes: notes.join('\n') };
}

const dueOf = ({ out }: Ended): DueDocument => JSON.parse(out) as DueDocument;

describe('mxdr schedule', () => {
  it('lists what comes next, first things first, each customer in its own time', async () => {
    const { code, out } = await ask(runList, [], { all: true, next: '4' });
    expect(code).toBe(0);
    const { schemaVersion, reports } = JSON.parse(out) as { schemaVersion: number; reports: readonly Record<string, unknown>[] };
    expect(schemaVersion).toBe(1);
    expect(reports.map(({ customer, report, dueAtUtc }) => [customer, report, dueAtUtc])).toEqual([
      ['fabrikam', 'service-review', '2026-11-03T13:00:00.000Z'],
      ['contoso', 'weekly-operations', '2026-11-09T05:30:00.000Z'],
      ['contoso', 'weekly-operations', '2026-11-16T05:30:00.000Z'],
      ['contoso', 'weekly-operations', '2026-11-23T05:30:00.000Z'],
    ]);
  });

  it('lists as many as are asked for, however seldom they come', async () => {
    const { out } = await ask(runList, ['fabrikam'], { next: '20' });
    expect((JSON.parse(out) as { reports: readonly unknown[] }).reports).toHaveLength(20);
  });

  it('writes a calendar that programs read: lines of 75 bytes, ended with CR and LF, one event a report', async () => {
    const { out } = await ask(runList, [], { all: true, next: '7', format: 'ics' }, { json: false });
    expect(out.endsWith('END:VCALENDAR\r\n')).toBe(true);
    expect(out.replaceAll('\r\n', '')).not.toMatch(/[\r\n]/u);
    expect(out.split('\r\n').filter((line) => Buffer.byteLength(line) > 75)).toEqual([]);
    expect(new Set(out.match(/^UID:.+$/gmu)).size).toBe(7);
    expect(out).toContain('DTSTART:20261103T130000Z\r\nSUMMARY:fabrikam: service-review 2026-10\r\n');
  });

  it('prints jobs as a queue takes them', async () => {
    const { out, notes } = await ask(runDue, ['contoso'], { since: '2026-10-30', format: 'ndjson' });
    const jobs = out.split('\n').map((line) => reportJobSchema.parse(JSON.parse(line)));
    expect(jobs.map(({ report, period, formats }) => [report, period, formats.join()])).toEqual([
      ['weekly-operations', '2026-W44', 'html'],
      ['service-review', '2026-10', 'html,pdf,csv'],
    ]);
    // Older ones are told, not passed over in silence.
    expect(notes).toMatch(/^\d+ older than 2026-10-30T00:00:00\.000Z were never made/u);
  });

  it('makes what is due, once; and again where it was changed or is gone', async () => {
    // GIVEN tables of a week
    const tables = path.join(work, 'tables');
    await mkdir(tables);
    await writeFile(
      path.join(tables, 'SecurityIncident.ndjson'),
      `${JSON.stringify({ TimeGenerated: '2026-10-28T10:00:00Z', CreatedTime: '2026-10-28T10:00:00Z', IncidentName: 'a', IncidentNumber: 1, Status: 'New', Severity: 'High' })}\n`,
    );
    const window = { since: '2026-11-01', until: '2026-11-02T12:00:00Z' };
    const statesNow = async (): Promise<readonly unknown[]> => {
      const { jobs, done } = dueOf(await ask(runDue, ['contoso'], window));
      return [...jobs.map(({ state, why }) => [state, why]), done.length];
    };
    expect(await statesNow()).toEqual([['due', ''], 0]);

    // WHEN it runs
    const first = await ask(runSchedule, ['contoso'], { ...window, local: tables });
    const ended = JSON.parse(first.out) as { schemaVersion: number; made: readonly { outcome: string; report: string }[]; left: number };

    // THEN the report is there and proven, though it lacks tables, which its exit code and the list tell
    expect(ended).toMatchObject({ schemaVersion: 1, made: [{ report: 'weekly-operations', outcome: 'incomplete', error: null }], left: 0 });
    expect(first.code).toBe(2);
    expect(await statesNow()).toEqual([1]);
    expect(JSON.parse((await ask(runSchedule, ['contoso'], { ...window, local: tables })).out)).toMatchObject({ made: [], left: 0 });

    // WHEN somebody changes a file, THEN it is no proof any more
    const file = path.join(work, 'reports/contoso/2026-W44/weekly-operations/weekly-operations.html');
    await writeFile(file, `${await readFile(file, 'utf8')} `);
    expect(await statesNow()).toEqual([['again', 'weekly-operations.html is changed'], 0]);

    // WHEN it is gone
    await rm(path.dirname(file), { recursive: true });
    expect(await statesNow()).toEqual([['due', ''], 0]);
  }, 120_000);

  it('leaves what is over the limit for the next run, tells a failure with its report, and goes on', async () => {
    // GIVEN two reports due, and no tables
    const { code, out } = await ask(runSchedule, ['contoso'], {
      since: '2026-10-20',
      until: '2026-11-03T11:00:00Z',
      limit: '2',
      local: path.join(work, 'nothing-here'),
    });
    // THEN
    expect(code).toBe(2);
    expect(JSON.parse(out)).toMatchObject({
      made: [
        { report: 'weekly-operations', outcome: 'failed', error: { code: expect.stringMatching(/^MXDR-/u) } },
        { report: 'weekly-operations', outcome: 'failed' },
      ],
      left: 1,
    });
  });

  it('refuses to make what is not over, windows that are none, and schedules with errors, each with what to do', async () => {
    await expect(ask(runSchedule, ['contoso'], { until: '2026-11-04' })).rejects.toMatchObject({ code: 'MXDR-CLI-OPTION-INVALID' });
    await expect(ask(runDue, ['contoso'], { since: '2026-11-05', until: '2026-11-04' })).rejects.toMatchObject({
      code: 'MXDR-CLI-OPTION-INVALID',
    });
    await expect(ask(runDue, ['contoso'], { since: 'last week' })).rejects.toMatchObject({ code: 'MXDR-CLI-OPTION-INVALID' });

    // GIVEN a customer whose schedule names a report about one incident, and one without a schedule
    const customers = path.join(work, 'customers');
    for (const id of ['contoso', 'fabrikam']) {
      await mkdir(path.join(customers, id), { recursive: true });
      await writeFile(
        path.join(customers, id, 'customer.yaml'),
        (await readFile(path.join(repository, 'customers', id, 'customer.yaml'), 'utf8')).replace(/^  logo: .*$/mu, ''),
      );
    }
    await writeFile(
      path.join(customers, 'operator.yaml'),
      (await readFile(path.join(repository, 'customers/operator.yaml'), 'utf8')).replace(/^  logo: .*$/mu, ''),
    );
    await writeFile(
      path.join(customers, 'contoso/schedule.yaml'),
      'reports:\n  - { report: incident, when: FREQ=DAILY, covers: previous-day, from: 2026-01-01 }\n',
    );
    // THEN a named one is an error with its place, one of a fleet is told and left out
    await expect(ask(runDue, ['contoso'], {}, { customers })).rejects.toMatchObject({
      code: 'MXDR-SCHEDULE-INVALID',
      why: expect.stringMatching(/schedule\.yaml:2:15 error MXDR-SCHEDULE-REPORT: incident cannot come by itself/u),
    });
    await expect(ask(runDue, ['fabrikam'], {}, { customers })).rejects.toMatchObject({ code: 'MXDR-SCHEDULE-MISSING' });
    const fleet = await ask(runDue, [], { all: true }, { customers });
    expect([fleet.code, dueOf(fleet).broken, dueOf(fleet).jobs]).toEqual([2, ['contoso'], []]);
    expect(fleet.notes).toContain('left out: contoso');
  });
});
