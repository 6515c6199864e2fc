import { createReportArchive, reportJobKey, reportJobSchema } from '@mxdr/core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Azurite } from '../testing/azurite.ts';
import { startAzurite, storageCredential } from '../testing/azurite.ts';
import { tenantId } from '../testing/contoso.ts';
import { createAzureArchiveStore } from './azure-archive-store.ts';

let azurite: Azurite;
let containers = 0;
beforeAll(async () => {
  azurite = await startAzurite();
});
afterAll(async () => azurite.close());

async function openStore() {
  containers += 1;
  const url = await azurite.addContainer(`reports-${containers}`);
  return createAzureArchiveStore({
    url,
    credential: storageCredential(tenantId),
    certificateAuthority: azurite.certificateAuthority,
    maxTries: 1,
  });
}

describe('a container of blobs as an archive', () => {
  it('writes once and never over what is there', async () => {
    const store = await openStore();
    const bytes = Buffer.from([0, 255, 10, 13, 0]);
    expect(await store.writeNew('contoso/a b/é.bin', bytes)).toBe('written');
    expect(await store.writeNew('contoso/a b/é.bin', Buffer.from('other'))).toBe('exists');
    expect(Buffer.from((await store.read('contoso/a b/é.bin')) ?? [])).toEqual(bytes);
  });

  it('lets one of many writers win', async () => {
    // GIVEN twenty that write the same name at once
    const store = await openStore();
    const outcomes = await Promise.all(
      Array.from({ length: 20 }, async (_, index) => store.writeNew('record.json', Buffer.from(String(index)))),
    );
    // THEN one has written, and what is there is its
    expect(outcomes.filter((outcome) => outcome === 'written')).toHaveLength(1);
    expect(Buffer.from((await store.read('record.json')) ?? []).toString()).toBe(String(outcomes.indexOf('written')));
  });

  it('tells what is not there from a container that is not there', async () => {
    const store = await openStore();
    expect(await store.read('nothing')).toBeUndefined();
    expect(await store.writeNew('empty', new Uint8Array())).toBe('written');
    expect(await store.read('empty')).toHaveLength(0);
    const url = (await azurite.addContainer('there')).replace(/there$/u, 'nowhere');
    const missing = createAzureArchiveStore({
      url,
      credential: storageCredential(tenantId),
      certificateAuthority: azurite.certificateAuthority,
      maxTries: 1,
    });
    await expect(missing.read('x')).rejects.toMatchObject({ code: 'MXDR-AZURE-STORAGE-MISSING' });
    await expect(missing.writeNew('x', new Uint8Array())).rejects.toMatchObject({ code: 'MXDR-AZURE-STORAGE-MISSING' });
  });

  it('says that a container without a policy is not immutable', async () => {
    expect(await (await openStore()).isImmutable()).toBe(false);
  });

  it('keeps a whole report, published by its record', async () => {
    // GIVEN the archive of reports over it
    const store = await openStore();
    const archive = createReportArchive(store);
    const job = reportJobSchema.parse({ customerId: 'contoso', report: 'service-review', period: '2026-10' });
    const definitionSha256 = 'd'.repeat(64);
    const place = { job, definitionSha256, key: reportJobKey(job, definitionSha256) };
    const about = { state: 'complete', summary: '', publishedAt: '2026-11-02T08:00:00.000Z', toolVersion: '0.1.0' } as const;
    // WHEN two workers publish it
    const attempts = ['one', 'other'].map((name) => archive.begin(place, name));
    for (const attempt of attempts) await attempt.sink.write('service-review.html', '<p>October</p>');
    const published = await Promise.all(attempts.map(async (attempt) => attempt.publish(about)));
    // THEN it is that of one of them
    expect(published.filter(({ isOurs }) => isOurs)).toHaveLength(1);
    expect(await archive.find(place)).toEqual(published[0]?.record);
  });
});
