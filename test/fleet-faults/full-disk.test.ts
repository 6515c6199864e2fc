import { spawn, spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { repository } from '../command-line/run-mxdr.ts';
import { filesBelow, readIssued } from './read-outcome.ts';
import type { ServedFleet } from './served-fleet.ts';
import { startServedFleet } from './served-fleet.ts';

/** A process that sees a file system of its own, which it may mount without being root: not everywhere is that allowed. */
const inNamespace = ['-U', '-r', '-m', 'sh', '-c'] as const;
const probe = spawnSync('unshare', [...inNamespace, 'mount -t tmpfs -o size=1m tmpfs /mnt'], { stdio: 'ignore' });
const mayMount = probe.status === 0;
const report = 'hunting';
const ids = ['alpha', 'beta', 'gamma', 'delta'];

interface FleetFile {
  readonly state: string;
  readonly reports: readonly { readonly customerId: string; readonly state: string; readonly error: { readonly code: string } | null }[];
}

/** What a disk that fails does to one folder is tried step by step in core, and to one customer in the runner of the fleet. */
describe.skipIf(!mayMount)('a fleet on a disk that runs full (needs unshare with a file system of its own)', () => {
  let folder: string;
  let fleet: ServedFleet;
  beforeAll(async () => {
    folder = mkdtempSync(path.join(tmpdir(), 'mxdr-full-'));
    fleet = await startServedFleet(
      folder,
      ids.map((id) => ({ id })),
    );
  });
  afterAll(async () => {
    await fleet.server.close();
    rmSync(folder, { recursive: true, force: true });
  });

  const at = (name: string): string => path.join(folder, name);
  const command = (out: string, ...more: readonly string[]): string =>
    `${process.execPath} ${path.join(repository, 'packages/cli/bin/mxdr.js')} report --all --report ${report} --period 2026-10 --format html,json --printers 1 --customers ${fleet.customersFolder} --out ${out} ${more.join(' ')}`
      .trim()
      .split(' ')
      .map((word) => `'${word}'`)
      .join(' ');
  const inShell = (script: string): Promise<{ readonly code: number | null; readonly stderr: string }> =>
    new Promise((resolve, reject) => {
      const child = spawn('unshare', [...inNamespace, script], {
        env: { ...process.env, ...fleet.env, NO_COLOR: '1' },
        stdio: ['ignore', 'ignore', 'pipe'],
      });
      let stderr = '';
      child.stderr.setEncoding('utf8').on('data', (chunk: string) => (stderr += chunk));
      child.on('error', reject);
      child.on('close', (code) => resolve({ code, stderr }));
    });
  const recordOf = (out: string): FleetFile => JSON.parse(readFileSync(path.join(out, 'fleet.json'), 'utf8')) as FleetFile;
  const issuedOf = (out: string, id: string) => readIssued(path.join(out, id, '2026-10', report), report);

  it('keeps what has room, whole, says who has none, and goes on once there is room', async () => {
    // GIVEN room for about two of four reports
    const roomy = await inShell(command(at('roomy')));
    expect(roomy.code, roomy.stderr).toBe(0);
    const own = path.join(at('roomy'), 'alpha');
    const size = filesBelow(own).reduce((sum, name) => sum + Math.ceil(statSync(path.join(own, name)).size / 4096) * 4096, 0);
    for (const name of ['disk', 'full', 'later']) mkdirSync(at(name));
    // WHEN
    const script = [
      `mount -t tmpfs -o size=${Math.round(size * 2.6)} tmpfs '${at('disk')}'`,
      command(at('disk')),
      'echo $? >&2',
      `cp -a '${at('disk')}/.' '${at('full')}'`,
      `mount -o remount,size=64m '${at('disk')}'`,
      command(at('disk'), '--resume'),
      'code=$?',
      `cp -a '${at('disk')}/.' '${at('later')}'`,
      'exit $code',
    ];
    const ended = await inShell(script.join('\n'));
    // THEN
    const full = recordOf(at('full'));
    expect(full.reports.map(({ customerId }) => customerId)).toEqual(ids.toSorted());
    const failed = full.reports.filter(({ state }) => state === 'failed');
    expect(failed.length, ended.stderr).toBeGreaterThan(0);
    expect(failed.length).toBeLessThan(ids.length);
    for (const { customerId, state, error } of full.reports) {
      const issued = issuedOf(at('full'), customerId);
      if (state === 'complete') expect(issued).toBeDefined();
      else expect({ code: error?.code, issued }).toEqual({ code: 'MXDR-OUTPUT-UNWRITABLE', issued: undefined });
    }
    expect(ended.stderr).toContain('The disk is full');
    expect(filesBelow(at('full')).filter((name) => name.includes('/.'))).toEqual([]);
    // AND with room
    expect(ended.code, ended.stderr).toBe(0);
    for (const id of ids)
      expect(issuedOf(at('later'), id)?.hashes[`${report}.json`]).toBe(issuedOf(at('roomy'), id)?.hashes[`${report}.json`]);
    expect(recordOf(at('later')).reports.filter(({ state }) => state === 'skipped')).toHaveLength(ids.length - failed.length);
  });
});
