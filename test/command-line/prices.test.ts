import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import path from 'node:path';
import { onTestFinished, expect, describe, it } from 'vitest';
import { errorBlock, makeFolder, runMxdr } from './run-mxdr.ts';

interface Entry {
  readonly serviceName: string;
  readonly meterName: string;
  readonly unitOfMeasure: string;
  readonly armRegionName: string;
  readonly retailPrice: number;
}

const ingestion = (armRegionName: string, retailPrice: number): Entry => ({
  serviceName: 'Sentinel',
  meterName: 'Pay-as-you-go Analysis',
  unitOfMeasure: '1 GB',
  armRegionName,
  retailPrice,
});
const sentinel: readonly Entry[] = [
  ingestion('eastus', 4.3),
  ingestion('eastus2', 4.8),
  ingestion('westeurope', 5.59),
  { ...ingestion('westeurope', 321.5), meterName: '100 GB Commitment Tier Capacity Reservation', unitOfMeasure: '1/Day' },
  { ...ingestion('westeurope', 0), meterName: 'Free Benefit - M365 Defender Analysis' },
  ingestion('usgovvirginia', 6),
];
const logAnalytics: readonly Entry[] = ['eastus', 'eastus2', 'westeurope'].map((region) => ({
  ...ingestion(region, 0.12),
  serviceName: 'Log Analytics',
  meterName: 'Analytics Logs Data Retention',
  unitOfMeasure: '1 GB/Month',
}));

/** A stand-in of the retail price list, two entries a page. */
async function startPriceList(): Promise<string> {
  const server = createServer((request, response) => {
    const url = new URL(request.url ?? '', 'http://127.0.0.1');
    const all = url.searchParams.get('$filter')?.includes("'Sentinel'") === true ? sentinel : logAnalytics;
    const skip = Number(url.searchParams.get('$skip') ?? 0);
    const items = all.slice(skip, skip + 2).map((entry) => ({
      currencyCode: 'USD',
      effectiveStartDate: '2023-07-01T00:00:00Z',
      type: 'Consumption',
      ...entry,
    }));
    url.searchParams.set('$skip', String(skip + 2));
    url.host = request.headers.host ?? '';
    const next = skip + 2 < all.length ? url.href : null;
    response.end(JSON.stringify({ BillingCurrency: 'USD', Items: items, NextPageLink: next, Count: items.length }));
  });
  await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => void server.close());
  const address = server.address();
  return `http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}/api/retail/prices`;
}

describe('mxdr prices', () => {
  it('reads every page of the list and writes the table that synth estimates by', async () => {
    // GIVEN
    const [list, file] = [await startPriceList(), path.join(makeFolder(), 'prices.yaml')];
    // WHEN
    const first = await runMxdr(['prices', '--from', list, '--out', file]);
    // THEN
    expect(first.code, first.stderr).toBe(0);
    expect(first.stdout).toMatch(/^Prices of 3 regions in USD, read on \d{4}-\d\d-\d\d, are in .*prices\.yaml\.\n/u);
    expect(first.stdout).toMatch(/No price of ingestion.*\n\s+australiacentral\n/u);
    const text = readFileSync(file, 'utf8');
    expect(text).toContain('amount: 5.59');
    expect(text).toContain('"100": 321.5');
    expect(text).not.toContain('usgov');
    // WHEN a price of an agreement is written in, and the list is read again
    const own = text
      .replace(
        'sources:\n',
        'sources:\n  agreement:\n    address: https://operator.example/agreement\n    seenOn: 2026-01-01\n    isConfirmed: true\n',
      )
      .replace('amount: 4.3\n      source: retail-prices', 'amount: 3.1\n      source: agreement');
    writeFileSync(file, own);
    const again = await runMxdr(['prices', '--from', list, '--out', file, '--json']);
    // THEN it is still there
    expect(JSON.parse(again.stdout)).toMatchObject({ regions: 3, kept: ['eastus'], changes: [], ambiguous: [] });
    expect(readFileSync(file, 'utf8')).toMatch(/amount: 3\.1\n\s+source: agreement/u);
  });

  it('writes nothing when the list cannot be read, or holds nothing of use', async () => {
    const file = path.join(makeFolder(), 'prices.yaml');
    const server = createServer((_request, response) => void response.end('<html>'));
    await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve));
    onTestFinished(() => void server.close());
    const address = server.address();
    const list = `http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}/`;
    const ended = await runMxdr(['prices', '--from', list, '--out', file]);
    expect(ended.code).toBe(2);
    expect(ended.stderr).toMatch(errorBlock('MXDR-AZURE-PRICES-UNREADABLE'));
    expect(existsSync(file)).toBe(false);
    // AND a file that is no price table is somebody's, not ours
    writeFileSync(file, 'prices: mine\n');
    const refused = await runMxdr(['prices', '--from', list, '--out', file]);
    expect(refused.stderr).toMatch(errorBlock('MXDR-PRICES-INVALID'));
    expect(readFileSync(file, 'utf8')).toBe('prices: mine\n');
  });
});
