import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Ended } from '../command-line/run-mxdr.ts';
import { runMxdr } from '../command-line/run-mxdr.ts';
import { findFaults } from './compare-reports.ts';
import type { IssuedReport } from './read-outcome.ts';
import { filesBelow, readIssued } from './read-outcome.ts';
import type { ServedFleet } from './served-fleet.ts';
import { startServedFleet } from './served-fleet.ts';
import { trials } from './trials.ts';

const report = 'executive-summary';

/** Rest of the fleet: the one about whom the service lies, and one whose tables fell silent. */
const lied = 'lied-about';
const stale = 'stale-tables';

interface FleetLine {
  readonly customerId: string;
  readonly state: string;
  readonly detail: string;
  readonly folder: string;
  readonly files: readonly { readonly name: string; readonly sha256: string }[];
  readonly queries: { readonly throttled: number | null; readonly requests: number | null; readonly waitedSeconds: number | null } | null;
  readonly tables: readonly { readonly table: string; readonly state: string }[];
}
interface FleetFile {
  readonly state: string;
  readonly counts: Readonly<Record<string, number>>;
  readonly reports: readonly FleetLine[];
}

describe('a fleet through the faults of the query service', () => {
  let folder: string;
  let fleet: ServedFleet;
  let joined: Ended;

  const out = (name: string): string => path.join(folder, name);
  const run = (into: string, ...more: readonly string[]): Promise<Ended> =>
    runMxdr(
      [
        'report',
        '--all',
        '--report',
        report,
        '--period',
        '2026-10',
        '--format',
        'html,json,csv',
        '--parallel',
        '16',
        '--customers',
        fleet.customersFolder,
        '--out',
        out(into),
        ...more,
      ],
      { env: fleet.env },
    );
  const issuedOf = (into: string, id: string): IssuedReport | undefined => readIssued(path.join(out(into), id, '2026-10', report), report);
  const fleetOf = (into: string): FleetFile => JSON.parse(readFileSync(path.join(out(into), 'fleet.json'), 'utf8')) as FleetFile;
  const ids = [...trials.map(({ id }) => id), lied, stale];

  beforeAll(async () => {
    folder = mkdtempSync(path.join(tmpdir(), 'mxdr-faults-'));
    fleet = await startServedFleet(
      folder,
      ids.map((id) => ({ id, silentDays: id === stale ? 5 : 0 })),
    );
    // GIVEN a run without faults. Two shards: one identity may begin 150 queries in half a minute, and nobody waits for a test.
    const shards = ['1/2', '2/2'];
    await Promise.all(shards.map((shard) => run('right', '--shard', shard)));
    // WHEN the same through faults
    for (const { id, faults } of trials)
      for (const rule of faults)
        fleet.server.fail(
          rule.at === 'sign-in' ? { ...rule, tenantId: fleet.tenantIdOf(id) } : { ...rule, workspaceId: fleet.workspaceIdOf(id) },
        );
    fleet.lieAbout(lied);
    await Promise.all(shards.map((shard) => run('told', '--shard', shard)));
    joined = await runMxdr(['report', 'join', out('told')], {});
  }, 150_000);
  afterAll(async () => {
    await fleet.server.close();
    rmSync(folder, { recursive: true, force: true });
  });

  it('has every customer once, and nothing half', () => {
    expect(joined.code, joined.stderr).toBe(2);
    const { reports, state, counts } = fleetOf('told');
    expect(state).toBe('done');
    expect(reports.map(({ customerId }) => customerId)).toEqual(ids.toSorted());
    expect(Object.values(counts).reduce((sum, count) => sum + count, 0)).toBe(ids.length);
    expect(filesBelow(out('told')).filter((name) => name.split('/').some((part) => part.startsWith('.')))).toEqual([]);
    for (const { customerId, files, state: ended } of reports) {
      const issued = issuedOf('told', customerId);
      expect(ended === 'complete' || ended === 'incomplete', customerId).toBe(issued !== undefined);
      // What the record says of a file is what the file is.
      if (issued !== undefined)
        for (const [name, hash] of Object.entries(issued.hashes))
          expect(files).toContainEqual(expect.objectContaining({ name, sha256: hash }));
      else expect(existsSync(path.join(out('told'), customerId))).toBe(false);
    }
  });

  it.each(trials)('$id: equal numbers, or what is missing is said ($ends)', ({ id, ends }) => {
    const line = fleetOf('told').reports.find(({ customerId }) => customerId === id);
    const [right, told] = [issuedOf('right', id), issuedOf('told', id)];
    expect(right?.manifest.completeness).toMatchObject({ state: 'complete' });
    if (ends === 'complete') expect(line?.state, line?.detail).toBe('complete');
    if (ends === 'gap') expect(['incomplete', 'failed']).toContain(line?.state);
    if (line?.state !== 'complete') expect(line?.detail).not.toBe('');
    if (told !== undefined) expect(findFaults(right!, told)).toEqual([]);
    else expect(line?.state).toBe('failed');
  });

  it('finds one wrong number that nothing tells of', () => {
    const line = fleetOf('told').reports.find(({ customerId }) => customerId === lied);
    expect(line?.state).toBe('complete');
    expect(findFaults(issuedOf('right', lied)!, issuedOf('told', lied)!)).not.toEqual([]);
  });

  it('flags tables that fell silent, in the record and in the closing table', () => {
    const line = fleetOf('told').reports.find(({ customerId }) => customerId === stale);
    expect(line?.tables.map(({ table, state }) => `${table} ${state}`)).toContain('SigninLogs stale');
    expect(joined.stdout).toMatch(/stale-tables .*SigninLogs stale \(\d+ h\)/u);
  });

  it('counts requests, refusals and waits', () => {
    const { reports } = fleetOf('told');
    const of = (id: string): FleetLine['queries'] => reports.find(({ customerId }) => customerId === id)?.queries ?? null;
    expect(of('wait-in-seconds')?.throttled).toBe(2);
    expect(of('wait-in-seconds')?.waitedSeconds).toBeGreaterThanOrEqual(1);
    expect(of('no-fault')).toMatchObject({ throttled: 0, requests: 9 });
  });

  it('taken up again when the service is well, makes what was missing and nothing else, and is then as without faults', async () => {
    // GIVEN
    fleet.server.heal();
    fleet.tellTruth();
    const before = fleetOf('told')
      .reports.filter(({ state }) => state === 'complete')
      .map(({ customerId }) => customerId);
    const asked = fleet.server.log.queryCount;
    // WHEN
    const ended = await run('told', '--resume');
    // THEN
    expect(ended.code, ended.stderr).toBe(0);
    const { reports } = fleetOf('told');
    expect(reports.filter(({ state }) => state === 'skipped').map(({ customerId }) => customerId)).toEqual(before);
    expect(fleet.server.log.queryCount - asked).toBe(9 * (ids.length - before.length));
    for (const id of ids.filter((one) => one !== lied)) expect(findFaults(issuedOf('right', id)!, issuedOf('told', id)!), id).toEqual([]);
    // The number that nobody could tell from a right one is still wrong: --resume proves that a report is as it was issued.
    expect(findFaults(issuedOf('right', lied)!, issuedOf('told', lied)!)).not.toEqual([]);
    expect(readdirSync(out('told')).filter((name) => name.endsWith('.json'))).toEqual([
      'fleet-1-of-2.json',
      'fleet-2-of-2.json',
      'fleet.json',
    ]);
  });
});
