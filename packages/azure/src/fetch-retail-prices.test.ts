import { createServer } from 'node:http';
import type { RetailPrice } from '@mxdr/core';
import { listenOnLoopback } from '@mxdr/workspace-server';
import { afterEach, describe, expect, it } from 'vitest';
import { fetchRetailPrices } from './fetch-retail-prices.ts';

const closers: (() => void)[] = [];
afterEach(() => {
  for (const close of closers.splice(0)) close();
});

const entry = (armRegionName: string, retailPrice: number): RetailPrice => ({
  currencyCode: 'USD',
  retailPrice,
  armRegionName,
  effectiveStartDate: '2023-07-01T00:00:00Z',
  meterName: 'Pay-as-you-go Analysis',
  serviceName: 'Sentinel',
  unitOfMeasure: '1 GB',
  type: 'Consumption',
});

type Answer = { readonly status: number; readonly body?: unknown; readonly headers?: Readonly<Record<string, string>> };

/** A price list on this machine; `answer` says what it answers to the address that it is asked for. */
async function startList(answer: (path: URL, count: number) => Answer) {
  const asked: { readonly url: URL; readonly authorization: string | undefined }[] = [];
  const server = createServer((request, response) => {
    const url = new URL(request.url ?? '', 'http://list');
    asked.push({ url, authorization: request.headers.authorization });
    const { status, body, headers = {} } = answer(url, asked.length);
    response.writeHead(status, headers).end(typeof body === 'string' ? body : JSON.stringify(body));
  });
  const port = await listenOnLoopback(server);
  closers.push(() => server.close());
  return { address: `http://127.0.0.1:${port}/api/retail/prices`, asked };
}

function page(items: readonly RetailPrice[], next: string | null): Answer {
  return {
    status: 200,
    body: { BillingCurrency: 'USD', CustomerEntityId: 'Default', Items: items, NextPageLink: next, Count: items.length },
  };
}

const pauses: number[] = [];
const read = (address: string, signal = new AbortController().signal) =>
  fetchRetailPrices({
    filters: ["serviceName eq 'Sentinel'"],
    currency: 'USD',
    address,
    clock: { now: () => 0 },
    signal,
    sleep: async (milliseconds) => void pauses.push(milliseconds),
    random: () => 0.5,
  });

describe('the price list', () => {
  it('is read to its last page, without a token', async () => {
    // GIVEN a list of three pages, each of which names the next
    const list = await startList((url) => {
      const skip = Number(url.searchParams.get('$skip') ?? 0);
      return page([entry(`region${skip}`, 4)], skip === 2 ? null : `${list.address}?$skip=${skip + 1}`);
    });
    // WHEN
    const entries = await read(list.address);
    // THEN
    expect(entries.map(({ armRegionName }) => armRegionName)).toEqual(['region0', 'region1', 'region2']);
    expect(list.asked[0]?.url.searchParams.get('$filter')).toBe("serviceName eq 'Sentinel'");
    expect(list.asked[0]?.url.searchParams.get('currencyCode')).toBe("'USD'");
    expect(list.asked.map(({ authorization }) => authorization)).toEqual([undefined, undefined, undefined]);
  });

  it('is asked again, as late as it says, when it is busy', async () => {
    pauses.length = 0;
    const list = await startList((_url, count) =>
      count === 1 ? { status: 429, headers: { 'retry-after': '7' } } : count === 2 ? { status: 503 } : page([entry('westeurope', 5)], null),
    );
    expect(await read(list.address)).toHaveLength(1);
    expect(pauses).toEqual([7000, 10_000]);
  });

  it.each<[string, Answer | ((address: string) => Answer), RegExp]>([
    ['a next page elsewhere', page([], 'https://prices.example/next'), /its next page is elsewhere/u],
    ['a page that is its own next', (address) => page([], `${address}?$skip=1`), /it has no end/u],
    ['another currency', { status: 200, body: { BillingCurrency: 'EUR', Items: [], NextPageLink: null, Count: 0 } }, /answered in EUR/u],
    [
      'a page that is cut',
      { status: 200, body: { BillingCurrency: 'USD', Items: [], NextPageLink: null, Count: 100 } },
      /100 entries holds 0/u,
    ],
    [
      'entries without a price',
      { status: 200, body: { BillingCurrency: 'USD', Items: [{}], NextPageLink: null, Count: 1 } },
      /not what is documented/u,
    ],
    ['a page of a proxy', { status: 200, body: '<html>' }, /no JSON/u],
    ['a refusal', { status: 403, body: '' }, /answered 403/u],
    ['a redirect', { status: 302, headers: { location: 'https://prices.example/' } }, /redirect/iu],
  ])('is refused whole: %s', async (_what, given, why) => {
    const list = await startList(() => (typeof given === 'function' ? given(list.address) : given));
    await expect(read(list.address)).rejects.toMatchObject({ code: 'MXDR-AZURE-PRICES-UNREADABLE', why: expect.stringMatching(why) });
  });

  it('is not asked in the clear, nor with a password', async () => {
    for (const address of ['http://prices.azure.com/api/retail/prices', 'https://user:secret@prices.azure.com', 'prices'])
      await expect(read(address)).rejects.toMatchObject({ code: 'MXDR-AZURE-ADDRESS-INVALID' });
  });

  it('stops at once when it is interrupted', async () => {
    const stop = new AbortController();
    const list = await startList(() => {
      stop.abort(new Error('stopped'));
      return page([], `${list.address}?$skip=1`);
    });
    await expect(read(list.address, stop.signal)).rejects.toThrow('stopped');
  });
});
