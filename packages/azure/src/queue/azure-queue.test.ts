import { setTimeout as delay } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Azurite } from '../testing/azurite.ts';
import { startAzurite, storageCredential } from '../testing/azurite.ts';
import { tenantId } from '../testing/contoso.ts';
import type { AzureQueueProps } from './azure-queue.ts';
import { createAzureQueue } from './azure-queue.ts';

let azurite: Azurite;
let queues = 0;
beforeAll(async () => {
  azurite = await startAzurite();
});
afterAll(async () => azurite.close());

/** Two workers' views of one new queue, and the queue of what is set aside. */
async function openQueues(overrides: Partial<AzureQueueProps> = {}) {
  queues += 1;
  const url = await azurite.addQueue(`jobs-${queues}`);
  const poisonUrl = await azurite.addQueue(`jobs-${queues}-poison`);
  const props = { credential: storageCredential(tenantId), certificateAuthority: azurite.certificateAuthority, maxTries: 1, ...overrides };
  return {
    one: createAzureQueue({ ...props, url, poisonUrl }),
    other: createAzureQueue({ ...props, url, poisonUrl }),
    poison: createAzureQueue({ ...props, url: poisonUrl }),
  };
}

describe('a queue of Azure Storage', () => {
  it('gives a message to one taker at a time, as it was put in', async () => {
    // GIVEN a message with characters that XML and JSON treat specially
    const { one, other } = await openQueues();
    const text = JSON.stringify({ period: '2026-10', note: '<&">\u0001é漢😀]]>' });
    await one.put(text);
    // WHEN two take
    const [taken, nothing] = [await one.take(60_000), await other.take(60_000)];
    // THEN one has it
    expect(taken).toMatchObject({ text, tries: 1 });
    expect(Date.parse(taken?.queuedAt ?? '')).toBeGreaterThan(Date.now() - 60_000);
    expect(nothing).toBeUndefined();
  });

  it('takes a finished message away for good', async () => {
    const { one, other } = await openQueues();
    await one.put('a');
    const taken = await one.take(1000);
    expect(await taken?.finish()).toBe('held');
    await delay(1100);
    expect(await other.take(1000)).toBeUndefined();
    expect(await one.count()).toBe(0);
  });

  it('lets a message come back when its time is over, and tells the first taker that it is lost', async () => {
    // GIVEN a worker that has died, as far as the queue can tell
    const { one, other } = await openQueues();
    await one.put('a');
    const slow = await one.take(1000);
    await delay(1200);
    // WHEN another takes the message
    const second = await other.take(60_000);
    // THEN the first can neither keep nor finish it, and the second can
    expect(second?.tries).toBe(2);
    expect([await slow?.renew(60_000), await slow?.giveBack(0), await slow?.finish()]).toEqual(['lost', 'lost', 'lost']);
    expect([await second?.renew(60_000), await second?.finish(), await second?.finish()]).toEqual(['held', 'held', 'lost']);
  });

  it('keeps a message hidden while it is renewed, also by many at once', async () => {
    // GIVEN renewals that overlap
    const { one, other } = await openQueues();
    await one.put('a');
    const taken = await one.take(1000);
    const renewed = await Promise.all([taken?.renew(30_000), taken?.renew(30_000), taken?.renew(30_000)]);
    await delay(1100);
    // THEN none of them seems lost, and nobody else got the message
    expect(renewed).toEqual(['held', 'held', 'held']);
    expect(await other.take(1000)).toBeUndefined();
    expect(await taken?.finish()).toBe('held');
  });

  it('gives a message back at once', async () => {
    const { one, other } = await openQueues();
    await one.put('a');
    expect(await (await one.take(60_000))?.giveBack(0)).toBe('held');
    expect(await other.take(60_000)).toMatchObject({ text: 'a', tries: 2 });
  });

  it('sets a message aside with its record, the record first', async () => {
    const { one, poison } = await openQueues();
    await one.put('bad');
    const taken = await one.take(60_000);
    expect(await taken?.setAside('{"reason":"why"}')).toBe('held');
    expect([await one.count(), await poison.count()]).toEqual([0, 1]);
    expect((await poison.take(1000))?.text).toBe('{"reason":"why"}');
  });

  it('sets the message itself aside where there is no room for the reason', async () => {
    const { one, poison } = await openQueues();
    const text = 'x'.repeat(65_536);
    await one.put(text);
    const taken = await one.take(60_000);
    await taken?.setAside(JSON.stringify({ text }));
    expect((await poison.take(1000))?.text).toBe(text);
    await expect(one.put(`${text}y`)).rejects.toMatchObject({ code: 'MXDR-AZURE-QUEUE-MESSAGE-SIZE' });
  });

  it('names what is missing, and who is refused', async () => {
    // GIVEN a queue that is not there, a token for something else, and one that is over
    const { one } = await openQueues();
    const url = (await azurite.addQueue('there')).replace(/there$/u, 'not-there');
    const ask = async (props: Partial<AzureQueueProps>) =>
      createAzureQueue({
        url: url.replace('not-there', 'there'),
        credential: storageCredential(tenantId),
        certificateAuthority: azurite.certificateAuthority,
        maxTries: 1,
        ...props,
      }).take(1000);
    expect(await one.take(1000)).toBeUndefined();
    // THEN each has its code, and nobody's token is told
    await expect(ask({ url })).rejects.toMatchObject({ code: 'MXDR-AZURE-STORAGE-MISSING' });
    const elsewhere = ask({ credential: storageCredential(tenantId, { aud: 'https://graph.microsoft.com' }) });
    await expect(elsewhere).rejects.toMatchObject({ code: 'MXDR-AZURE-STORAGE-DENIED' });
    const over = ask({ credential: storageCredential(tenantId, { exp: 1 }) });
    await expect(over).rejects.toMatchObject({
      code: 'MXDR-AZURE-STORAGE-DENIED',
      message: expect.not.stringContaining('Bearer') as string,
    });
    const untrusted = createAzureQueue({ url, credential: storageCredential(tenantId), maxTries: 1 }).take(1000);
    await expect(untrusted).rejects.toMatchObject({ code: 'MXDR-AZURE-STORAGE-FAILED', why: 'Its certificate is not trusted.' });
  });

  it('ends with the reason of the signal when it is cancelled', async () => {
    const { one } = await openQueues();
    const reason = new Error('enough');
    await expect(one.take(1000, AbortSignal.abort(reason))).rejects.toBe(reason);
  });

  it.each([
    ['http://stnorthwind.queue.core.windows.net/jobs', 'MXDR-AZURE-ADDRESS-INSECURE'],
    ['https://stnorthwind.queue.core.windows.net.attacker.example/jobs', 'MXDR-AZURE-ADDRESS-REFUSED'],
    ['https://attacker.example/jobs', 'MXDR-AZURE-ADDRESS-REFUSED'],
    ['https://stnorthwind.blob.core.windows.net/jobs', 'MXDR-AZURE-ADDRESS-REFUSED'],
    ['https://a.b.queue.core.windows.net/jobs', 'MXDR-AZURE-ADDRESS-REFUSED'],
    ['https://stnorthwind.queue.core.windows.net/', 'MXDR-AZURE-STORAGE-ADDRESS'],
    ['https://stnorthwind.queue.core.windows.net/jobs/messages', 'MXDR-AZURE-STORAGE-ADDRESS'],
    ['https://stnorthwind.queue.core.windows.net/jobs?sig=secret', 'MXDR-AZURE-STORAGE-ADDRESS'],
    ['jobs', 'MXDR-AZURE-ADDRESS-INVALID'],
  ])('sends no token to %s', (url, code) => {
    const open = () => createAzureQueue({ url, credential: storageCredential(tenantId) });
    expect(open).toThrow(expect.objectContaining({ code, message: expect.not.stringContaining('secret') as string }) as Error);
  });
});
