import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { KilledRun } from './kill-runs.ts';
import { createRandom, drawKillPoint, hiddenIn, readRecord, report, runReports, Watcher } from './kill-runs.ts';
import type { IssuedReport } from './read-outcome.ts';
import { readIssued } from './read-outcome.ts';
import type { ServedFleet } from './served-fleet.ts';
import { startServedFleet } from './served-fleet.ts';

/** A run is a process of some seconds: every change is judged by a dozen, `npm run bench -- kills` by fifty. Core tries every step of a replacement. */
const kills = Number(process.env['MXDR_KILLS'] ?? '12');
/** As for property tests: a whole number, or `random`; a failure prints the one that repeats it. */
const wanted = process.env['MXDR_SEED'] ?? '20261101';
const seed = wanted === 'random' ? Math.floor(Math.random() * 2 ** 31) : Number(wanted);
const ids = ['alpha', 'beta', 'gamma', 'delta'];
const firstIssue = 1_793_692_800;
/** Runs side by side, each in a folder of its own: most of a run is starting the program. */
const lanes = 2;

describe('a fleet whose run is killed', () => {
  let folder: string;
  let fleet: ServedFleet;
  let whole: KilledRun;
  const right = new Map<string, IssuedReport>();

  beforeAll(async () => {
    folder = mkdtempSync(path.join(tmpdir(), 'mxdr-kills-'));
    fleet = await startServedFleet(
      folder,
      ids.map((id) => ({ id })),
    );
    const outDir = path.join(folder, 'right');
    whole = await runReports({ fleet, outDir, issuedAt: firstIssue, resumes: false });
    for (const id of ids) right.set(id, readIssued(path.join(outDir, id, '2026-10', report), report)!);
  }, 120_000);
  afterAll(async () => {
    await fleet.server.close();
    rmSync(folder, { recursive: true, force: true });
  });

  it(
    `at ${kills} points (seed ${seed}) leaves every report as it was or as it is to be, and ends complete with --resume`,
    { timeout: kills * 20_000 },
    async () => {
      expect(whole.code, whole.stderr).toBe(0);
      const random = createRandom(seed);
      const points = Array.from({ length: kills }, () => ({ kill: drawKillPoint(random, whole.ms, ids.length), resumes: random() < 0.25 }));
      const seen = { killed: 0, ended: 0, leftover: 0, between: 0 };
      await Promise.all(
        Array.from({ length: lanes }, async (_, lane) => {
          const outDir = path.join(folder, `lane-${lane}`);
          const watcher = new Watcher(outDir, right);
          const own = points.filter((__, index) => index % lanes === lane);
          for (const [turn, { kill, resumes }] of own.entries()) {
            // WHEN
            const run = await runReports({ fleet, outDir, issuedAt: firstIssue + 60 * (turn + 1), resumes, kill });
            // THEN
            expect(watcher.look(), `killed at ${JSON.stringify(kill)} of turn ${turn} in lane ${lane}`).toEqual([]);
            seen[run.code === null ? 'killed' : 'ended'] += 1;
            if (hiddenIn(outDir).length > 0) seen.leftover += 1;
          }
          seen.between += watcher.between;
          // WHEN it is taken up for the last time
          const last = await runReports({ fleet, outDir, issuedAt: firstIssue + 60 * kills, resumes: true });
          // THEN
          expect(last.code, last.stderr).toBe(0);
          expect(watcher.look()).toEqual([]);
          expect(hiddenIn(outDir)).toEqual([]);
          expect(readRecord(outDir)).toMatchObject({ state: 'done' });
          expect(readRecord(outDir)?.reports.map(({ customerId }) => customerId)).toEqual(ids.toSorted());
          for (const id of ids) expect(readIssued(path.join(outDir, id, '2026-10', report), report)).toBeDefined();
        }),
      );
      // Points that come after the end of a run kill nothing: they are few.
      expect(seen.killed).toBeGreaterThan(kills * 0.7);
      expect(seen.leftover).toBeGreaterThan(0);
    },
  );

  it('is found out where it loses, spoils or mixes a report', () => {
    // GIVEN the folder of the run that nobody killed, and another instant of issue
    const outDir = path.join(folder, 'right');
    const other = new Map([...right].map(([id, issued]) => [id, { ...issued, hashes: { ...issued.hashes, [`${report}.json`]: 'other' } }]));
    expect(new Watcher(outDir, right).look()).toEqual([]);
    expect(new Watcher(outDir, other).look()).toHaveLength(ids.length);
    const watcher = new Watcher(outDir, right);
    watcher.look();
    // WHEN
    rmSync(path.join(outDir, 'alpha', '2026-10', report, `${report}.html`));
    rmSync(path.join(outDir, 'beta'), { recursive: true });
    // THEN
    expect(watcher.look()).toEqual(
      expect.arrayContaining([
        expect.stringMatching(/^alpha: .*issued were/u),
        'beta has lost its report',
        `the record says that beta has ${report}.json`,
      ]),
    );
  });
});
