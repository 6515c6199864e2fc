import { spawn } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { repository } from '../command-line/run-mxdr.ts';
import type { IssuedReport } from './read-outcome.ts';
import { filesBelow, readIssued } from './read-outcome.ts';
import type { ServedFleet } from './served-fleet.ts';

export const report = 'hunting';
const program = path.join(repository, 'packages/cli/bin/mxdr.js');

/** Numbers below 1, the same for the same seed (mulberry32, a public-domain generator). */
export function createRandom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** When a run is killed. */
export type KillPoint =
  | { readonly at: 'time'; readonly ms: number }
  /** So long after the line of the nth customer. */
  | { readonly at: 'line'; readonly number: number; readonly ms: number }
  /** So long after a report began to be written. */
  | { readonly at: 'write'; readonly ms: number };

/** Points over a whole run: by the clock, by what it tells, and in the middle of what it writes. @param wholeMs of a run that nobody kills */
export function drawKillPoint(random: () => number, wholeMs: number, customers: number): KillPoint {
  const kind = random();
  // The first part of a run loads the program and touches nothing.
  if (kind < 0.3) return { at: 'time', ms: wholeMs * (0.35 + random() * 0.65) };
  if (kind < 0.6) return { at: 'line', number: 1 + Math.floor(random() * customers), ms: random() * 30 };
  return { at: 'write', ms: random() * 12 };
}

export interface KilledRun {
  /** Null where it was killed. */
  readonly code: number | null;
  readonly ms: number;
  readonly stderr: string;
}

export interface RunProps {
  readonly fleet: ServedFleet;
  readonly outDir: string;
  /** Seconds since 1970 at which its reports are issued: tells runs apart. */
  readonly issuedAt: number;
  readonly resumes: boolean;
  readonly kill?: KillPoint;
}

/** Runs `mxdr report --all`, and kills it with SIGKILL at the point given, if it lives that long. */
export function runReports({ fleet, outDir, issuedAt, resumes, kill }: RunProps): Promise<KilledRun> {
  const args = ['report', '--all', '--report', report, '--period', '2026-10', '--format', 'html,json', '--parallel', '2'];
  const start = performance.now();
  return new Promise((resolve, reject) => {
    const child = spawn(
      process.execPath,
      [program, ...args, '--customers', fleet.customersFolder, '--out', outDir, ...(resumes ? ['--resume'] : [])],
      {
        cwd: repository,
        env: { ...process.env, ...fleet.env, NO_COLOR: '1', SOURCE_DATE_EPOCH: String(issuedAt) },
        stdio: ['ignore', 'ignore', 'pipe'],
      },
    );
    const timers: NodeJS.Timeout[] = [];
    const killIn = (ms: number): void => void timers.push(setTimeout(() => child.kill('SIGKILL'), ms));
    if (kill?.at === 'time') killIn(kill.ms);
    if (kill?.at === 'write') {
      const before = new Set(hiddenIn(outDir));
      const looking = setInterval(() => {
        if (hiddenIn(outDir).every((name) => before.has(name))) return;
        clearInterval(looking);
        killIn(kill.ms);
      }, 2);
      timers.push(looking);
    }
    let stderr = '';
    let lines = 0;
    child.stderr.setEncoding('utf8').on('data', (chunk: string) => {
      stderr += chunk;
      const told = stderr.split('\n').filter((line) => / done(?: |$)/u.test(line)).length;
      if (kill?.at === 'line' && lines < kill.number && told >= kill.number) killIn(kill.ms);
      lines = told;
    });
    child.on('error', reject);
    child.on('close', (code) => {
      for (const timer of timers) clearInterval(timer);
      resolve({ code, ms: performance.now() - start, stderr });
    });
  });
}

/** What is being written, or was left by who was killed while writing it. */
export function hiddenIn(outDir: string): readonly string[] {
  if (!existsSync(outDir)) return [];
  return readdirSync(outDir).flatMap((customer) => {
    const folder = path.join(outDir, customer, '2026-10');
    if (!existsSync(folder)) return [];
    return readdirSync(folder)
      .filter((name) => name.startsWith('.'))
      .map((name) => `${customer}/${name}`);
  });
}

interface FleetFile {
  readonly state: string;
  readonly reports: readonly {
    readonly customerId: string;
    readonly state: string;
    readonly files: readonly { readonly name: string; readonly sha256: string }[];
  }[];
}

export function readRecord(outDir: string): FleetFile | undefined {
  const file = path.join(outDir, 'fleet.json');
  return existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as FleetFile) : undefined;
}

/** What must be so whenever anybody looks, whoever was killed before. It remembers what it saw, since nothing may go back. */
export class Watcher {
  /** By customer, the instant at which its report was issued. */
  private readonly seen = new Map<string, string>();
  /** Customers seen in the moment in which the old report has gone and the new one has not come. */
  between = 0;

  private readonly outDir: string;
  private readonly right: ReadonlyMap<string, IssuedReport>;

  constructor(outDir: string, right: ReadonlyMap<string, IssuedReport>) {
    this.outDir = outDir;
    this.right = right;
  }

  /** @returns what is wrong */
  look(): readonly string[] {
    const wrong: string[] = [];
    for (const [id, right] of this.right) {
      const folder = path.join(this.outDir, id, '2026-10');
      let issued: IssuedReport | undefined;
      try {
        issued = readIssued(path.join(folder, report), report);
      } catch (error) {
        wrong.push(`${id}: ${error instanceof Error ? error.message : String(error)}`);
        continue;
      }
      const before = this.seen.get(id);
      if (issued === undefined) {
        if (before === undefined) continue;
        const isBetween = existsSync(folder) && readdirSync(folder).some((name) => name.endsWith('.old'));
        if (isBetween) this.between += 1;
        else wrong.push(`${id} has lost its report`);
        continue;
      }
      const { issuedAt } = issued.manifest.volatile;
      if (before !== undefined && issuedAt < before) wrong.push(`${id} has an older report again`);
      this.seen.set(id, issuedAt);
      if (issued.manifest.completeness.state !== 'complete') wrong.push(`${id} is ${issued.manifest.completeness.summary}`);
      // The numbers have no instant in them: they are the same whichever run made them.
      if (issued.hashes[`${report}.json`] !== right.hashes[`${report}.json`]) wrong.push(`${id} has other numbers`);
    }
    const record = readRecord(this.outDir);
    for (const { customerId, state, files } of record?.reports ?? []) {
      if (state !== 'complete' && state !== 'skipped') continue;
      const place = path.join(this.outDir, customerId, '2026-10', report);
      const names = filesBelow(place);
      for (const { name } of files) if (!names.includes(name)) wrong.push(`the record says that ${customerId} has ${name}`);
    }
    return wrong;
  }
}
