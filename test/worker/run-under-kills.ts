import type { ChildProcess } from 'node:child_process';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { setTimeout as delay } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { createAzureArchiveStore, createAzureQueue } from '@mxdr/azure';
import type { ReportJob } from '@mxdr/core';
import { createReportArchive, forEachBounded, reportJobKey, reportJobSchema, writeReportJob } from '@mxdr/core';
import { startAzurite, storageCredential } from '../../packages/azure/src/testing/azurite.ts';
import { startJobIdentity } from './job-identity.ts';

export interface KillsProps {
  readonly jobs: number;
  /** How many of them are put in a second time. */
  readonly duplicates: number;
  /** Workers that are killed while they work. */
  readonly kills: number;
  /** Gives up after this time. */
  readonly limitMs: number;
}

/** What came of it, held against the archive. */
export interface KillsResult {
  readonly seconds: number;
  readonly kills: number;
  /** Distinct jobs, and those of them whose report is there with every document as it was written. */
  readonly jobs: number;
  readonly whole: number;
  /** Jobs that more than one attempt says to have published. */
  readonly publishedTwice: readonly string[];
  /** Messages that are left, and that were set aside. */
  readonly left: number;
  readonly aside: number;
  /** Messages that were taken again after their worker had been killed or was too slow. */
  readonly takenAgain: number;
  /** Messages whose report was there already: duplicates, and those of workers that died after they had published. */
  readonly repeated: number;
  /** Exit codes of the workers that were told to stop at the end. */
  readonly exitCodes: readonly (number | null)[];
}

const tenantId = 'aaaaaaaa-1111-4111-8111-111111111111';
const definition = 'd'.repeat(64);
const hideMs = 5000;
const program = fileURLToPath(new URL('small-job-worker.mjs', import.meta.url));
const spreads = 16;

interface Line {
  readonly published?: string;
  readonly event?: { readonly kind: string; readonly tries?: number; readonly isRepeat?: boolean };
}

/** Two workers on one queue of an emulator, of which one after the other is killed and replaced, until every message has ended. */
export async function runUnderKills({ jobs, duplicates, kills, limitMs }: KillsProps): Promise<KillsResult> {
  const azurite = await startAzurite();
  const identity = await startJobIdentity(tenantId);
  const workers = new Set<ChildProcess>();
  try {
    const [url, poisonUrl, archiveUrl] = [
      await azurite.addQueue('report-jobs'),
      await azurite.addQueue('report-jobs-poison'),
      await azurite.addContainer('reports'),
    ];
    const client = { credential: storageCredential(tenantId), certificateAuthority: azurite.certificateAuthority };
    const queue = createAzureQueue({ ...client, url });
    const distinct = Array.from({ length: jobs }, (_, index) => makeJob(index));
    await forEachBounded([...distinct, ...distinct.slice(0, duplicates)], spreads, async (job) => queue.put(writeReportJob(job)));

    const published = new Map<string, number>();
    let [takenAgain, repeated, ended] = [0, 0, 0];
    const start = (): ChildProcess => {
      const worker = spawn(process.execPath, [program], {
        env: {
          ...process.env,
          ...identity.env,
          NODE_EXTRA_CA_CERTS: azurite.certificateFile,
          TENANT_ID: tenantId,
          MXDR_QUEUE_URL: url,
          MXDR_POISON_QUEUE_URL: poisonUrl,
          ARCHIVE_URL: archiveUrl,
          HIDE_MS: String(hideMs),
          DEFINITION: definition,
        },
        stdio: ['ignore', 'pipe', 'inherit'],
      });
      workers.add(worker);
      worker.once('exit', () => workers.delete(worker));
      createInterface({ input: worker.stdout }).on('line', (text) => {
        const line = JSON.parse(text) as Line;
        if (line.published !== undefined) published.set(line.published, (published.get(line.published) ?? 0) + 1);
        if (line.event?.kind === 'taken' && (line.event.tries ?? 1) > 1) takenAgain += 1;
        if (line.event?.kind === 'done') ended += 1;
        if (line.event?.isRepeat === true) repeated += 1;
      });
      return worker;
    };

    const startMs = performance.now();
    start();
    start();
    const between = jobs / (kills + 1);
    let killed = 0;
    for (let left = Infinity; left > 0; left = await queue.count()) {
      if (performance.now() - startMs > limitMs) break;
      await delay(killed < kills ? 20 : 250);
      // The oldest one: both get their turn.
      const [victim] = workers;
      if (killed >= kills || ended < (killed + 1) * between || victim === undefined) continue;
      victim.kill('SIGKILL');
      killed += 1;
      start();
    }
    const seconds = (performance.now() - startMs) / 1000;
    const last = [...workers];
    for (const worker of last) worker.kill('SIGTERM');
    const exitCodes = await Promise.all(last.map(async (worker) => ((await once(worker, 'exit')) as [number | null])[0]));

    const store = createAzureArchiveStore({ ...client, url: archiveUrl });
    const isWhole = await forEachBounded(distinct, spreads, async (job) => isReportWhole(store, job));
    const poison = createAzureQueue({ ...client, url: poisonUrl });
    return {
      seconds,
      kills: killed,
      jobs,
      whole: isWhole.filter(Boolean).length,
      publishedTwice: [...published].filter(([, times]) => times > 1).map(([key]) => key),
      left: await queue.count(),
      aside: await poison.count(),
      takenAgain,
      repeated,
      exitCodes,
    };
  } finally {
    for (const worker of workers) worker.kill('SIGKILL');
    await Promise.all([identity.close(), azurite.close()]);
  }
}

function makeJob(index: number): ReportJob {
  return reportJobSchema.parse({ customerId: `customer-${index % 40}`, report: 'service-review', period: '2026-10', incident: index + 1 });
}

/** Whether there is a report of the job, of one attempt, whose documents are those that this attempt wrote. */
async function isReportWhole(store: ReturnType<typeof createAzureArchiveStore>, job: ReportJob): Promise<boolean> {
  const key = reportJobKey(job, definition);
  const record = await createReportArchive(store).find({ job, definitionSha256: definition, key });
  if (record === undefined || record.files.length !== 2) return false;
  const folder = `${job.customerId}/${job.report}/${job.period}/${key}/${record.attempt}`;
  const [html, json] = await Promise.all(['report.html', 'report.json'].map(async (name) => store.read(`${folder}/${name}`)));
  return (
    Buffer.from(html ?? []).toString() === `${key} by ${record.attempt}, page 1` &&
    Buffer.from(json ?? []).toString() === JSON.stringify({ key, by: record.attempt })
  );
}
