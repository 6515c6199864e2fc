import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { createAzureArchiveStore, createAzureQueue } from '@mxdr/azure';
import { archiveRecordSchema, reportJobSchema, setAsideSchema } from '@mxdr/core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Azurite } from '../../packages/azure/src/testing/azurite.ts';
import { startAzurite, storageCredential } from '../../packages/azure/src/testing/azurite.ts';
import { copyCustomers, errorBlock, makeFolder, runMxdr } from '../command-line/run-mxdr.ts';
import type { JobIdentity } from './job-identity.ts';
import { startJobIdentity } from './job-identity.ts';

/** Tenant of the operator of the sample customers. */
const operatorTenant = '5f0c7a52-3a41-4c0b-9f57-0d2d6f1c9a10';
const regions = { contoso: 'westeurope', fabrikam: 'eastus2', tailspin: 'australiaeast' } as const;

let azurite: Azurite;
let identity: JobIdentity;
let rooms = 0;
beforeAll(async () => {
  [azurite, identity] = await Promise.all([startAzurite(), startJobIdentity(operatorTenant)]);
});
afterAll(async () => {
  await Promise.all([azurite.close(), identity.close()]);
});

/** A platform as the operations stack makes it: a queue with one for what cannot be worked, an archive for each region, and a job's environment. */
async function makePlatform() {
  rooms += 1;
  const [url, poisonUrl] = [await azurite.addQueue(`jobs-${rooms}`), await azurite.addQueue(`jobs-${rooms}-poison`)];
  const archives = await Promise.all(
    Object.entries(regions).map(async ([id, region]) => [id, region, await azurite.addContainer(`reports-${rooms}-${region}`)] as const),
  );
  const client = { credential: storageCredential(operatorTenant), certificateAuthority: azurite.certificateAuthority };
  return {
    env: {
      ...identity.env,
      NODE_EXTRA_CA_CERTS: azurite.certificateFile,
      MXDR_QUEUE_URL: url,
      MXDR_POISON_QUEUE_URL: poisonUrl,
      SOURCE_DATE_EPOCH: '1793610000',
      ...Object.fromEntries(archives.map(([, region, archive]) => [`MXDR_ARCHIVE_URL_${region.toUpperCase()}`, archive])),
    },
    queue: createAzureQueue({ ...client, url }),
    poison: createAzureQueue({ ...client, url: poisonUrl }),
    /** Names of the blobs of a customer's archive, and their bytes. */
    list: async (customer: keyof typeof regions) => {
      const [, , archive = ''] = archives.find(([id]) => id === customer) ?? [];
      const store = createAzureArchiveStore({ ...client, url: archive });
      return { names: await azurite.listBlobs(archive), read: async (name: string) => (await store.read(name)) ?? new Uint8Array() };
    },
  };
}

/** Tables of the sample customers in which one person signed in. */
function writeTables(): string {
  const folder = path.join(makeFolder(), 'tenants');
  for (const id of Object.keys(regions)) {
    mkdirSync(path.join(folder, id), { recursive: true });
    writeFileSync(path.join(folder, id, 'SigninLogs.csv'), `TimeGenerated,UserPrincipalName\n2026-10-05T00:00:00Z,someone@${id}.example\n`);
  }
  return folder;
}

describe('mxdr worker', () => {
  // Reports with few queries: what the worker does is the same for all.
  it('makes the reports that were put in, each once and in the archive of its region, and sets aside what is no job', async () => {
    // GIVEN jobs of every customer, one of them twice, and two messages that no worker can do anything with
    const { env, queue, poison, list } = await makePlatform();
    const tables = writeTables();
    const enqueued = await runMxdr(['worker', 'enqueue', '--all', '--report', 'hunting', '--period', '2026-10', '--format', 'html,json'], {
      env,
    });
    await runMxdr(['worker', 'enqueue', 'contoso', '--report', 'hunting', '--period', '2026-10', '--format', 'json,html'], { env });
    await queue.put('rm -rf /');
    await queue.put(JSON.stringify({ customerId: 'nobody', report: 'service-review', period: '2026-10' }));
    // WHEN a worker drains the queue
    const worked = await runMxdr(['worker', '--drain', '--json', '--local', tables], { env });
    // THEN it says what it did, and that not all of it is good
    expect(enqueued).toMatchObject({ code: 0 });
    expect(
      enqueued.stdout
        .trim()
        .split('\n')
        .map((line) => reportJobSchema.parse(JSON.parse(line)).customerId),
    ).toEqual(Object.keys(regions));
    expect({ code: worked.code, ...(JSON.parse(worked.stdout) as object) }, worked.stderr).toMatchObject({
      code: 2,
      done: 3,
      repeated: 1,
      setAside: 2,
      failed: 0,
    });
    // AND each archive holds the report of its customer, whole, with the documents that its record names
    const copies = makeFolder();
    for (const id of Object.keys(regions) as (keyof typeof regions)[]) {
      const { names, read } = await list(id);
      const recordName = names.find((name) => name.endsWith('/record.json')) ?? '';
      const record = archiveRecordSchema.parse(JSON.parse(Buffer.from(await read(recordName)).toString()));
      const folder = path.posix.dirname(recordName);
      expect(names).toEqual([...record.files.map(({ name }) => `${folder}/${record.attempt}/${name}`), recordName].toSorted());
      expect(record).toMatchObject({ job: { customerId: id, period: '2026-10' }, state: 'incomplete' });
      expect(folder).toBe(`${id}/hunting/2026-10/${record.key}`);
      for (const { name } of record.files) {
        mkdirSync(path.join(copies, id), { recursive: true });
        writeFileSync(path.join(copies, id, name), await read(`${folder}/${record.attempt}/${name}`));
      }
    }
    // AND they can be verified as any other report
    expect(await runMxdr(['report', 'verify', copies])).toMatchObject({ code: 0 });
    // AND what could not be worked is kept with the reason
    const aside = [await poison.take(60_000), await poison.take(60_000)].map((one) => setAsideSchema.parse(JSON.parse(one?.text ?? '')));
    expect(aside.map(({ reason, tries }) => `${reason.code} after ${tries}`).toSorted()).toEqual([
      'MXDR-CUSTOMER-UNKNOWN after 1',
      'MXDR-JOB-INVALID after 1',
    ]);
    expect(await queue.count()).toBe(0);

    // WHEN the same jobs are put in again
    await runMxdr(['worker', 'enqueue', '--all', '--report', 'hunting', '--period', '2026-10', '--format', 'html,json'], { env });
    const again = await runMxdr(['worker', '--drain', '--json', '--local', tables], { env });
    // THEN nothing is made twice
    expect({ code: again.code, ...(JSON.parse(again.stdout) as object) }).toMatchObject({ code: 0, done: 0, repeated: 3 });
    // AND nobody signed in for anything but storage
    expect(new Set(identity.asked)).toEqual(new Set(['https://storage.azure.com']));
  });

  it('finishes what it has begun when it is told to stop, and leaves the rest', async () => {
    // GIVEN two jobs
    const { env, queue, list } = await makePlatform();
    await runMxdr(['worker', 'enqueue', 'contoso', 'fabrikam', '--report', 'hunting', '--period', '2026-10', '--format', 'json'], { env });
    // WHEN it is told to stop while the first report is made
    const stopped = await runMxdr(['worker', '--json', '--local', writeTables()], { env, interruptAt: 'hunting 2026-10:' });
    // THEN that one is there, the other waits, and this is a good end
    expect({ code: stopped.code, ...(JSON.parse(stopped.stdout) as object) }, stopped.stderr).toMatchObject({
      code: 0,
      done: 1,
      givenBack: 0,
    });
    expect(await queue.count()).toBe(1);
    expect(
      [...(await list('contoso')).names, ...(await list('fabrikam')).names].filter((name) => name.endsWith('/record.json')),
    ).toHaveLength(1);
  });

  it('leaves a report unpublished whose questions got no answer, for another try', async () => {
    // GIVEN a customer without local tables, and no way to sign in at the customer's
    const { env, queue, list } = await makePlatform();
    const customers = copyCustomers();
    const file = path.join(customers, 'contoso', 'customer.yaml');
    const id = 'workspaceId: 7b0d2f4e-1111-4222-8333-444455556666';
    writeFileSync(file, readFileSync(file, 'utf8').replace(/^workspace:$/mu, `workspace:\n  ${id}`));
    await runMxdr(['worker', 'enqueue', 'contoso', '--report', 'hunting', '--period', '2026-10', '--format', 'json'], { env });
    // WHEN it is worked
    const worked = await runMxdr(['worker', '--drain', '--json', '--customers', customers], { env: { ...env, PATH: '' } });
    // THEN nothing was published, and the job waits
    expect({ code: worked.code, ...(JSON.parse(worked.stdout) as object) }, worked.stderr).toMatchObject({ code: 2, done: 0, failed: 1 });
    expect((await list('contoso')).names).toEqual([]);
    expect(await queue.count()).toBe(1);
  });

  it.each([
    [['worker'], 'MXDR-CLI-OPTION-MISSING'],
    [['worker', 'enqueue', 'contoso', '--as-of', 'soon'], 'MXDR-CLI-OPTION-INVALID'],
  ])('says what is wrong with %j', async (args, code) => {
    const ended = await runMxdr(args);
    expect(ended.code).toBe(3);
    expect(ended.stderr).toMatch(errorBlock(code));
  });

  it('takes jobs from a file only if every line is one', async () => {
    // GIVEN a file with two lines that are wrong
    const file = path.join(makeFolder(), 'jobs.ndjson');
    const good = { customerId: 'contoso', report: 'service-review', period: '2026-10' };
    writeFileSync(file, [good, { ...good, period: 'soon' }, { ...good, formats: ['docx'] }].map((line) => JSON.stringify(line)).join('\n'));
    const { env, queue } = await makePlatform();
    const refused = await runMxdr(['worker', 'enqueue', '--from', file], { env });
    // THEN both are told with their line, and nothing went in
    expect(refused.code).toBe(3);
    expect(refused.stderr).toContain('error MXDR-JOB-INVALID: 2 problems');
    expect(refused.stderr).toContain(`${file}:2:`);
    expect(refused.stderr).toContain(`${file}:3:`);
    expect(await queue.count()).toBe(0);
    // WHEN they are mended
    writeFileSync(file, `${JSON.stringify(good)}\n\n${JSON.stringify({ ...good, customerId: 'fabrikam' })}\n`);
    const put = await runMxdr(['worker', 'enqueue', '--from', file], { env });
    // THEN both are in
    expect(put.code).toBe(0);
    expect(await queue.count()).toBe(2);
    // AND a trial puts nothing in
    expect(await runMxdr(['worker', 'enqueue', '--from', file, '--dry-run'], { env })).toMatchObject({ code: 0, stdout: put.stdout });
    expect(await queue.count()).toBe(2);
  });
});
