import { AppError } from '@mxdr/core';
import type { Manifest } from '@mxdr/reporting';
import { writeManifest } from '@mxdr/reporting';
import { describe, expect, it } from 'vitest';
import type { DrawnReport } from '../produce-report.ts';
import type { FleetReport } from './fleet-record.ts';
import type { DoneVerdict } from './judge-done.ts';
import type { FleetRun, ReportJourney, ReportStage } from './run-report-fleet.ts';
import { runReportFleet } from './run-report-fleet.ts';

const hash = 'a'.repeat(64);

function manifestOf(customerId: string, completeness: Manifest['completeness']): Omit<Manifest, 'seal'> {
  return {
    schemaVersion: 3,
    toolVersion: '0.1.0',
    reportId: 'weekly',
    customerId,
    tenantId: 't',
    workspace: 'a script',
    period: { id: '2026-10', startUtc: '', endUtc: '', timeZone: 'UTC' },
    comparison: null,
    asOfUtc: '',
    locale: 'en-GB',
    redaction: null,
    definitionSha256: hash,
    templatesSha256: hash,
    sourcesSha256: hash,
    formats: ['json'],
    attachesRows: true,
    completeness,
    tables: [
      { table: 'SigninLogs', isRequired: true, state: 'complete', lastRecordUtc: '2026-10-20', isSilent: true, silentHours: 264 },
      { table: 'EmailEvents', isRequired: false, state: 'missing', lastRecordUtc: null, isSilent: false, silentHours: null },
      { table: 'AuditLogs', isRequired: true, state: 'complete', lastRecordUtc: '2026-10-31', isSilent: false, silentHours: 1 },
      { table: 'OfficeActivity', isRequired: false, state: 'empty', lastRecordUtc: null, isSilent: false, silentHours: null },
      { table: 'DeviceInfo', isRequired: false, state: 'empty', lastRecordUtc: null, isSilent: true, silentHours: null },
    ],
    queries: [],
    files: [{ name: 'weekly.json', bytes: 2, sha256: hash }],
    volatile: { issuedAt: '2026-11-01T00:00:00.000Z', durationsMs: {} },
  };
}

function drawnFor(customerId: string, completeness: Manifest['completeness'] = { state: 'complete', summary: '' }): DrawnReport {
  const manifest = manifestOf(customerId, completeness);
  // eslint-disable-next-line typescript/no-unsafe-type-assertion -- the runner does not look at the model
  const model = {} as DrawnReport['model'];
  return {
    model,
    manifest,
    files: [
      { name: 'weekly.json', bytes: '{}' },
      { name: 'weekly.manifest.json', bytes: writeManifest(manifest) },
    ],
  };
}

const tick = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

interface Trial {
  readonly run: (change?: Partial<FleetRun<string>>) => Promise<readonly FleetReport[]>;
  /** Customers whose reports were published. */
  readonly published: string[];
  readonly ended: FleetReport[];
  /** Most customers at once, in all and in each stage. */
  readonly most: Record<ReportStage | 'held', number>;
  readonly interrupt: AbortController;
}

/** A fleet whose customers take some turns in each stage. */
function trial(customerIds: readonly string[], change: (id: string) => Partial<ReportJourney<string>> = () => ({})): Trial {
  const interrupt = new AbortController();
  const { signal } = interrupt;
  const published: string[] = [];
  const ended: FleetReport[] = [];
  const now: Record<ReportStage | 'held', number> = { open: 0, query: 0, draw: 0, write: 0, held: 0 };
  const most = { ...now };
  const counted = async <T>(stage: ReportStage | 'held', work: () => Promise<T>): Promise<T> => {
    now[stage] += 1;
    most[stage] = Math.max(most[stage], now[stage]);
    try {
      return await work();
    } finally {
      now[stage] -= 1;
    }
  };
  const journeyOf = (id: string): ReportJourney<string> => ({
    periodId: '2026-10',
    folder: `${id}/2026-10/weekly`,
    judge: () => Promise.resolve({ isDone: false, why: '' }),
    collect: () =>
      counted('query', async () => {
        for (let turn = 0; turn < 3; turn += 1) {
          await tick();
          signal.throwIfAborted();
        }
        now.held += 1;
        most.held = Math.max(most.held, now.held);
        return id;
      }),
    draw: (collected) =>
      counted('draw', async () => {
        for (let turn = 0; turn < 5; turn += 1) await tick();
        now.held -= 1;
        return drawnFor(collected);
      }),
    publish: () =>
      counted('write', async () => {
        await tick();
        published.push(id);
      }),
    ...change(id),
  });
  return {
    published,
    ended,
    most,
    interrupt,
    run: (changes = {}) =>
      runReportFleet({
        customerIds,
        open: async (id) => journeyOf(id),
        resumes: false,
        parallel: 3,
        printers: 2,
        signal,
        stopwatch: () => performance.now(),
        onStage: () => undefined,
        onEnd: (report) => ended.push(report),
        ...changes,
      }),
  };
}

const fleet = Array.from({ length: 30 }, (_, number) => `customer-${String(number).padStart(2, '0')}`);

describe('runReportFleet', () => {
  it('makes every report, asks some while others are drawn, and holds no more than both bounds together', async () => {
    const { run, published, ended, most } = trial(fleet);
    const reports = await run();
    expect(reports.map(({ customerId, state }) => `${customerId} ${state}`)).toEqual(fleet.map((id) => `${id} complete`));
    expect(published.toSorted()).toEqual(fleet);
    expect(ended).toHaveLength(fleet.length);
    expect(most).toMatchObject({ query: 3, draw: 2 });
    expect(most.held).toBeLessThanOrEqual(5);
    expect(most.held).toBeGreaterThan(2);
  });

  it('names tables that are missing or silent for too long, and every file with its hash', async () => {
    const [report] = await trial(['contoso']).run();
    expect(report?.tables.map(({ table, state }) => `${table} ${state}`)).toEqual([
      'SigninLogs stale',
      'EmailEvents missing',
      'DeviceInfo empty',
    ]);
    expect(report?.files.map(({ name }) => name)).toEqual(['weekly.json', 'weekly.manifest.json']);
    expect(report?.files[1]?.sha256).toMatch(/^[0-9a-f]{64}$/);
  });

  it.each(['open', 'collect', 'draw', 'publish'] as const)('isolates a customer whose %s fails', async (step) => {
    // GIVEN
    const unhappy = new AppError({ kind: 'external', code: 'MXDR-TEST', message: 'no', mend: 'none' });
    const fail = (): Promise<never> => Promise.reject(unhappy);
    const { run, published } = trial(fleet, (id) => {
      if (id !== 'customer-07') return {};
      if (step === 'open') throw unhappy;
      return { [step]: fail };
    });
    // WHEN
    const reports = await run();
    // THEN
    expect(reports.filter(({ state }) => state !== 'complete')).toMatchObject([
      { customerId: 'customer-07', state: 'failed', detail: 'no', files: [], error: { code: 'MXDR-TEST' } },
    ]);
    expect(published).not.toContain('customer-07');
  });

  it('calls a defect a defect', async () => {
    const { run } = trial(['contoso'], () => ({ draw: () => Promise.reject(new TypeError('x is not a function')) }));
    expect(await run()).toMatchObject([{ state: 'failed', error: { code: 'MXDR-INTERNAL', mend: expect.stringContaining('defect') } }]);
  });

  it('leaves out what an earlier run has done, and says why it makes the others again', async () => {
    const done: DoneVerdict = {
      isDone: true,
      manifest: { ...manifestOf('customer-01', { state: 'complete', summary: '' }), seal: hash },
      text: new Uint8Array([1, 2, 3]),
    };
    const { run, published } = trial(fleet.slice(0, 3), (id) =>
      id === 'customer-01'
        ? { judge: () => Promise.resolve(done) }
        : { judge: () => Promise.resolve({ isDone: false, why: id === 'customer-00' ? 'weekly.json is changed' : '' }) },
    );
    const reports = await run({ resumes: true });
    expect(reports.map(({ state, found }) => [state, found])).toEqual([
      ['complete', 'weekly.json is changed'],
      ['skipped', ''],
      ['complete', ''],
    ]);
    expect(reports[1]).toMatchObject({ folder: 'customer-01/2026-10/weekly', queries: null, files: [{}, { bytes: 3 }] });
    expect(published.toSorted()).toEqual(['customer-00', 'customer-02']);
  });

  it('interrupted at any moment: what is drawn is finished, the rest undone, and every customer has an end', async () => {
    const seen = new Set<string>();
    for (let after = 0; after < 60; after += 1) {
      // GIVEN an interrupt after so many turns
      const { run, published, interrupt, ended } = trial(fleet.slice(0, 12));
      const running = run();
      for (let turn = 0; turn < after; turn += 1) await tick();
      const before = ended.length;
      // WHEN
      interrupt.abort(new Error('interrupted by SIGINT'));
      const reports = await running;
      // THEN
      expect(reports).toHaveLength(12);
      expect(ended).toHaveLength(12);
      const made = reports.filter(({ state }) => state === 'complete').map(({ customerId }) => customerId);
      expect(made).toEqual(published.toSorted());
      for (const { state, detail, files } of reports) {
        if (state === 'complete') continue;
        expect(state).toBe('interrupted');
        expect(files).toEqual([]);
        seen.add(detail);
      }
      // Nothing begins after it: at most what was in the two printers is finished.
      expect(made.length).toBeLessThanOrEqual(before + 2);
    }
    expect([...seen].toSorted()).toEqual(['not begun', 'undone before it was drawn', 'undone while the workspace was asked']);
  });
});
