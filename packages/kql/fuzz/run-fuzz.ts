import type { ChildProcess } from 'node:child_process';
import { fork } from 'node:child_process';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { seededChoices } from '../src/testing/random-choices.ts';
import { randomQuery } from '../src/testing/random-queries.ts';
import type { FuzzAnswer, FuzzJob } from './fuzz-job.ts';
import { readKnownQueries } from './known-queries.ts';
import { mutateQuery } from './mutate-query.ts';

/**
 * `npm run fuzz -- --minutes 10 --seed 1`: draws queries and runs them over small random tables. Reports what is never allowed: an error
 * without a name, a query that does not end, another answer the second time, and an optimised plan that answers otherwise than the plan as
 * written. `--only SEED` runs one again.
 */

/** The engine stops a query itself after a few seconds; what runs longer than this hangs. */
const HANG_MS = 30_000;

/** A new process loads the language service and binds against the whole catalogue first: a long time on a busy machine. */
const START_MS = 300_000;

type Verdict = FuzzAnswer | { readonly kind: 'hang' | 'crash'; readonly message: string };

function startWorker(): ChildProcess {
  return fork(path.join(import.meta.dirname, 'fuzz-worker.ts'), { stdio: ['ignore', 'ignore', 'inherit', 'ipc'] });
}

/** The job of a seed: every third is drawn from the grammar, the others are known queries with changes. */
function jobOf(seed: number, known: readonly string[]): FuzzJob {
  const choices = seededChoices(seed);
  if (seed % 3 === 0) return { seed, kind: 'grammar', text: randomQuery(choices) };
  return { seed, kind: 'mutation', text: mutateQuery(choices, known[choices.nat(known.length - 1)]!, known) };
}

class Workers {
  private worker = startWorker();
  private isWarm = false;

  async run(job: FuzzJob): Promise<Verdict> {
    if (!this.isWarm) {
      this.isWarm = true;
      await this.ask({ seed: 0, kind: 'mutation', text: 'SigninLogs | count' }, START_MS);
      await this.ask({ seed: 0, kind: 'grammar', text: 'Left | count' }, START_MS);
    }
    return this.ask(job, HANG_MS);
  }

  private async ask(job: FuzzJob, within: number): Promise<Verdict> {
    const { worker } = this;
    const verdict = await new Promise<Verdict>((resolve) => {
      const timer = setTimeout(() => resolve({ kind: 'hang', message: `no answer within ${within / 1000} s` }), within);
      const settle = (result: Verdict): void => {
        clearTimeout(timer);
        worker.removeAllListeners();
        resolve(result);
      };
      worker.once('message', (result: FuzzAnswer) => settle(result));
      worker.once('exit', (code, signal) => settle({ kind: 'crash', message: `the process ended with ${code ?? signal}` }));
      worker.send(job);
    });
    if (verdict.kind === 'hang' || !worker.connected) {
      worker.kill('SIGKILL');
      this.worker = startWorker();
      this.isWarm = false;
    }
    return verdict;
  }

  stop(): void {
    this.worker.kill();
  }
}

async function runFuzz(): Promise<number> {
  const { values } = parseArgs({ options: { minutes: { type: 'string' }, seed: { type: 'string' }, only: { type: 'string' } } });
  const say = (line: string): void => void process.stdout.write(`${line}\n`);
  const known = readKnownQueries(say);
  const workers = new Workers();
  if (values.only !== undefined) {
    const job = jobOf(Number(values.only), known);
    const verdict = await workers.run(job);
    workers.stop();
    say(`${job.text}\n\n${verdict.kind}: ${'message' in verdict ? verdict.message : verdict.status}`);
    return verdict.kind === 'fine' ? 0 : 1;
  }
  const first = values.seed === undefined || values.seed === 'random' ? Math.floor(Math.random() * 2 ** 30) : Number(values.seed);
  const end = performance.now() + Number(values.minutes ?? 1) * 60_000;
  say(`seed ${first}`);
  const counts = new Map<string, number>();
  const found: string[] = [];
  let seed = first;
  for (; performance.now() < end; seed++) {
    const job = jobOf(seed, known);
    const verdict = await workers.run(job);
    const label = verdict.kind === 'fine' ? verdict.status : verdict.kind;
    counts.set(label, (counts.get(label) ?? 0) + 1);
    if (verdict.kind === 'fine') continue;
    found.push(label);
    say(`\n${label.toUpperCase()} at seed ${seed} (again: npm run fuzz -- --only ${seed})\n${job.text}\n${verdict.message}\n`);
  }
  workers.stop();
  say(`${seed - first} queries: ${[...counts].map(([label, count]) => `${count} ${label}`).join(', ')}`);
  return found.length === 0 ? 0 : 1;
}

process.exitCode = await runFuzz();
