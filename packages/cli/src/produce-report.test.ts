import { mkdtemp, readFile, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Customer, JsonValue, KustoType, LogWorkspace } from '@mxdr/core';
import { customerSchema, nodeFiles, operatorSchema, parsePeriod, reportFormats } from '@mxdr/core';
import { createBrowserPool, findBrowser, loadReportDefinition } from '@mxdr/reporting';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { CommandContext } from './context.ts';
import { run as verify } from './commands/report-verify.ts';
import { produceReport, publishAsFolder } from './produce-report.ts';

const definitionFolder = fileURLToPath(new URL('../../../reports/service-review', import.meta.url));
const browser = await findBrowser(process.env).catch(() => undefined);
const pool = browser === undefined ? undefined : createBrowserPool({ env: process.env, pages: 1 });
const formats = browser === undefined ? reportFormats.filter((format) => format !== 'pdf' && format !== 'eml') : reportFormats;
let root = '';

beforeAll(async () => {
  root = await mkdtemp(path.join(tmpdir(), 'mxdr-produce-'));
});
afterAll(async () => {
  await pool?.close();
  await rm(root, { recursive: true, force: true });
});

const group = { principalId: '11111111-2222-4333-8444-777777777777', displayName: 'Group' };
const operator = operatorSchema.parse({
  name: 'Operator',
  serviceName: 'Managed XDR',
  tenantId: '21111111-2222-4333-8444-555555555555',
  subscriptionId: '21111111-2222-4333-8444-666666666666',
  deliveryTeam: [{ name: 'Ada', role: 'Service delivery manager', email: 'ada@operator.example' }],
  principals: {
    readers: group,
    responders: group,
    approvers: group,
    deployer: { ...group, clientId: '11111111-2222-4333-8444-888888888888' },
  },
  state: { resourceGroup: 'rg-state', storageAccount: 'ststate', container: 'tfstate' },
});

function customerNamed(id: string): Customer {
  return customerSchema.parse({
    id,
    name: `Company ${id}`,
    tenantId: `${id === 'contoso' ? '1' : '3'}1111111-2222-4333-8444-555555555555`,
    primaryDomain: `${id}.example`,
    subscriptionId: '11111111-2222-4333-8444-666666666666',
    region: 'westeurope',
    timeZone: 'Europe/Amsterdam',
    products: ['entra-id'],
    seats: 100,
    contacts: [{ role: 'service-review', name: 'Board', email: `board@${id}.example` }],
  });
}

/** Answers every query by the columns that its head promises; every text carries the mark. Each answer takes another time. */
function markedWorkspace(mark: string): LogWorkspace {
  const values: Readonly<Record<KustoType, (column: string, row: number) => JsonValue>> = {
    string: (column, row) =>
      ({ Severity: 'High', Status: 'Active', AssetKind: row === 0 ? 'user' : 'device' })[column] ?? `${mark}-${column}-${row}`,
    bool: () => true,
    int: (_, row) => row + 1,
    long: (_, row) => row + 1,
    real: (_, row) => row + 1.5,
    decimal: () => '1.5',
    datetime: (_, row) => `2026-10-0${row + 2}T10:00:00.0000000Z`,
    timespan: () => '01:00:00',
    guid: () => '00000000-0000-4000-8000-000000000000',
    dynamic: () => [],
  };
  return {
    description: `workspace of ${mark}`,
    query: (text) => {
      const head = /^\/\/ columns:([^]*?)(?:\n(?!\/\/ {3})|$)/mu.exec(text)?.[1] ?? '';
      const columns = head
        .replaceAll(/\n\/\/ +/gu, ' ')
        .split(',')
        .map((part) => part.trim().split(':'))
        .map(([name = '', type = 'string']) => ({ name, type: type as KustoType }));
      return Promise.resolve({
        status: 'complete',
        columns,
        rows: [0, 1, 2].map((row) => columns.map(({ name, type }) => values[type](name, row))),
        statistics: { rowsRead: 3, durationMs: Math.round(Math.random() * 1000), tables: [] },
      });
    },
  };
}

async function produce(id: string, into: string): Promise<readonly string[]> {
  const customer = customerNamed(id);
  const { files } = await produceReport({
    definition: await loadReportDefinition(definitionFolder, nodeFiles),
    customer,
    operator,
    period: parsePeriod('2026-10', customer.timeZone),
    workspace: markedWorkspace(`mark-of-${id}`),
    ledgers: {},
    formats,
    publish: publishAsFolder(path.join(root, into), 'service-review'),
    pool,
    customerFolder: root,
    issuedAt: '2026-11-03T08:00:00.000Z',
    toolVersion: '0.1.0',
    signal: new AbortController().signal,
    progress: { step: () => {} },
  });
  return files;
}

async function verified(file: string): Promise<{ readonly code: number; readonly text: string }> {
  let text = '';
  const context = { cwd: root, json: true, out: (line: string) => (text += line) } as unknown as CommandContext;
  return { code: await verify(context, [file], {}), text };
}

// A browser prints here, where there is one.
describe('a report in every format', { timeout: 120_000 }, () => {
  it('has equal bytes for equal evidence, but for what the manifest calls volatile', async () => {
    // WHEN
    const files = await produce('contoso', 'once');
    await produce('contoso', 'again');
    // THEN
    for (const name of files) {
      const [once, again] = await Promise.all(['once', 'again'].map((folder) => readFile(path.join(root, folder, name))));
      if (name.endsWith('.manifest.json')) {
        const [first, second] = [once!, again!].map((bytes) => JSON.parse(bytes.toString('utf8')) as Record<string, unknown>);
        expect({ ...first, volatile: null, seal: null }).toEqual({ ...second, volatile: null, seal: null });
      } else expect(once!.equals(again!), name).toBe(true);
    }
    expect(files.length).toBeGreaterThan(20);
  });

  it('is found whole, and one changed byte of any kind of file is found', async () => {
    // GIVEN
    await produce('contoso', 'checked');
    expect(await verified('checked')).toMatchObject({ code: 0 });
    const names = (await readdir(path.join(root, 'checked'), { recursive: true })).filter((name) => path.extname(name) !== '');
    const oneOfEach = [...new Map(names.map((name) => [path.basename(name).replace(/^[^.]*/, ''), name])).values()];
    const kinds = new Set(oneOfEach.map((name) => path.extname(name)));
    for (const kind of ['.html', '.json', '.csv', ...(browser === undefined ? [] : ['.pdf', '.eml'])]) expect(kinds).toContain(kind);
    for (const name of oneOfEach) {
      const file = path.join(root, 'checked', name);
      const bytes = await readFile(file);
      for (const place of [0, Math.floor(bytes.length / 2), bytes.length - 1]) {
        const changed = Buffer.from(bytes);
        changed[place] = changed[place]! ^ 1;
        // WHEN
        await writeFile(file, changed);
        // THEN
        const { code, text } = await verified('checked');
        if (name.endsWith('.manifest.json')) expect([1, 2], `${name} at ${place}`).toContain(code);
        else expect({ code, names: text.includes(path.basename(name)) }, `${name} at ${place}`).toEqual({ code: 1, names: true });
      }
      await writeFile(file, bytes);
    }
    expect(await verified('checked')).toMatchObject({ code: 0 });
  });

  it('holds nothing of another customer, also when both are made at the same time', async () => {
    // WHEN
    const [files] = await Promise.all([produce('contoso', 'mixed/contoso'), produce('fabrikam', 'mixed/fabrikam')]);
    // THEN
    for (const name of files) {
      const text = await readFile(path.join(root, 'mixed/contoso', name), 'latin1');
      expect(text, name).not.toMatch(/fabrikam/i);
    }
    expect(await readFile(path.join(root, 'mixed/contoso/service-review.html'), 'utf8')).toContain('mark-of-contoso');
    expect(await readFile(path.join(root, 'mixed/fabrikam/service-review.html'), 'utf8')).toContain('mark-of-fabrikam');
  });
});
