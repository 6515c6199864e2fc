// A worker as `mxdr worker` is, with the same loop, queue, archive and sign-in, whose reports are a line of text each. Settings come by the
// environment; what it does goes to stdout, a line of JSON each.
import { randomUUID } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import { chooseOperatorCredential, createAzureArchiveStore, createAzureQueue, createCredential } from '@mxdr/azure';
import { createReportArchive, reportJobKey, reportJobSchema, runWork, tenantIdSchema } from '@mxdr/core';

const { TENANT_ID, MXDR_QUEUE_URL, MXDR_POISON_QUEUE_URL, ARCHIVE_URL, HIDE_MS, DEFINITION } = process.env;
const credential = createCredential(chooseOperatorCredential(tenantIdSchema.parse(TENANT_ID), process.env));
const queue = createAzureQueue({ url: MXDR_QUEUE_URL, poisonUrl: MXDR_POISON_QUEUE_URL, credential });
const archive = createReportArchive(createAzureArchiveStore({ url: ARCHIVE_URL, credential }));
const say = (value) => process.stdout.write(`${JSON.stringify(value)}\n`);
const stop = new AbortController();
process.on('SIGTERM', () => stop.abort(new Error('told to stop')));

const counts = await runWork({
  queue,
  parallel: 4,
  hideMs: Number(HIDE_MS),
  maxTries: 20,
  graceMs: 10_000,
  clock: { now: () => Date.now() },
  sleep: async (milliseconds, signal) => delay(Math.min(milliseconds, 2000), undefined, { signal }),
  signal: stop.signal,
  onEvent: (event) => say({ event }),
  async handle(text, hold) {
    const job = reportJobSchema.parse(JSON.parse(text));
    const place = { job, definitionSha256: DEFINITION, key: reportJobKey(job, DEFINITION) };
    if ((await archive.find(place, hold.signal)) !== undefined) return { status: 'done', detail: '', isRepeat: true };
    const name = randomUUID();
    const attempt = archive.begin(place, name, hold.signal);
    await attempt.sink.write('report.html', `${place.key} by ${name}, page 1`);
    await attempt.sink.write('report.json', JSON.stringify({ key: place.key, by: name }));
    await hold.confirm();
    const about = { state: 'complete', summary: '', publishedAt: new Date().toISOString(), toolVersion: 'test' };
    const { isOurs } = await attempt.publish(about, hold.signal);
    if (isOurs) say({ published: place.key, by: name });
    return { status: 'done', detail: '', isRepeat: !isOurs };
  },
});
say({ counts });
