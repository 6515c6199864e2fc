import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createHash } from 'node:crypto';
import { writeManifest } from '@mxdr/reporting';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { CommandContext } from '../context.ts';
import { run } from './report-verify.ts';

const statement = '<meta name="mxdr-report" content="report:service-review period:2026-10 tenant:t-1">';
const issued: Readonly<Record<string, string>> = {
  'service-review.html': `<!doctype html>${statement}`,
  'service-review.json': '{"a":1}',
  'service-review-csv/metrics.csv': 'a,b\r\n',
};
let folder = '';

beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'mxdr-verify-'));
  await mkdir(path.join(folder, 'service-review-csv'));
  for (const [name, text] of Object.entries(issued)) await writeFile(path.join(folder, name), text);
  await writeFile(path.join(folder, 'service-review.manifest.json'), manifestOf(issued));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

function manifestOf(files: Readonly<Record<string, string>>): string {
  return writeManifest({
    schemaVersion: 3,
    toolVersion: '0.1.0',
    reportId: 'service-review',
    customerId: 'contoso',
    tenantId: 't-1',
    workspace: 'a script',
    period: { id: '2026-10', startUtc: '', endUtc: '', timeZone: 'UTC' },
    comparison: null,
    asOfUtc: '',
    locale: 'en-GB',
    redaction: null,
    definitionSha256: 'a'.repeat(64),
    templatesSha256: 'a'.repeat(64),
    sourcesSha256: 'a'.repeat(64),
    formats: ['html', 'json', 'csv'],
    attachesRows: true,
    completeness: { state: 'complete', summary: '' },
    tables: [],
    queries: [],
    files: Object.entries(files).map(([name, text]) => ({
      name,
      bytes: Buffer.byteLength(text),
      sha256: createHash('sha256').update(text).digest('hex'),
    })),
    volatile: { issuedAt: '', durationsMs: {} },
  });
}

interface Told {
  readonly code: number;
  readonly reports: readonly {
    readonly state: string;
    readonly files: readonly { readonly name: string; readonly state: string; readonly detail: string }[];
  }[];
}

async function verify(...names: readonly string[]): Promise<Told> {
  let text = '';
  const context = { cwd: folder, json: true, out: (line: string) => (text += line) } as unknown as CommandContext;
  const code = await run(context, names, {});
  const { reports } = JSON.parse(text) as Pick<Told, 'reports'>;
  return { code, reports };
}

describe('mxdr report verify', () => {
  it('is content with files as they were issued, by folder, by manifest and by file', async () => {
    for (const asked of ['.', 'service-review.manifest.json']) {
      const { code, reports } = await verify(asked);
      expect({ code, states: reports.flatMap(({ files }) => files.map(({ state }) => state)) }).toEqual({
        code: 0,
        states: ['same', 'same', 'same'],
      });
    }
    for (const name of Object.keys(issued))
      expect(await verify(name)).toMatchObject({ code: 0, reports: [{ files: [{ name, state: 'same' }] }] });
  });

  it.each(Object.keys(issued))('tells one changed byte of %s, and of no other file', async (name) => {
    // GIVEN
    const text = issued[name]!;
    await writeFile(path.join(folder, name), `${text.slice(0, 3)}${String.fromCodePoint(text.codePointAt(3)! ^ 1)}${text.slice(4)}`);
    // WHEN
    const { code, reports } = await verify('.');
    // THEN
    expect(code).toBe(1);
    expect(reports[0]?.files.filter(({ state }) => state !== 'same')).toMatchObject([{ name, state: 'changed' }]);
  });

  it('tells what is missing and what was added under the name of the report, and leaves other files alone', async () => {
    // GIVEN
    await rm(path.join(folder, 'service-review.json'));
    await writeFile(path.join(folder, 'service-review-csv', 'more.csv'), 'x');
    await writeFile(path.join(folder, 'notes.txt'), 'x');
    // THEN
    const { code, reports } = await verify('.');
    expect(code).toBe(1);
    expect(reports[0]?.files.filter(({ state }) => state !== 'same').map(({ name, state }) => [name, state])).toEqual([
      ['service-review.json', 'missing'],
      ['service-review-csv/more.csv', 'extra'],
    ]);
  });

  it('tells a document that says that it is of another tenant, also where the manifest was made to fit', async () => {
    // GIVEN
    const foreign = (issued['service-review.html'] ?? '').replace('tenant:t-1', 'tenant:t-2');
    await writeFile(path.join(folder, 'service-review.html'), foreign);
    await writeFile(path.join(folder, 'service-review.manifest.json'), manifestOf({ ...issued, 'service-review.html': foreign }));
    // THEN
    expect(await verify('service-review.html')).toMatchObject({
      code: 1,
      reports: [{ files: [{ state: 'foreign', detail: 'it says that it is service-review of 2026-10 for the tenant t-2' }] }],
    });
  });

  it('tells a manifest that was changed itself, and one that cannot be read', async () => {
    const file = path.join(folder, 'service-review.manifest.json');
    await writeFile(file, manifestOf(issued).replace('"contoso"', '"fabrikam"'));
    expect(await verify('.')).toMatchObject({ code: 1, reports: [{ state: 'damaged', files: [] }] });
    await writeFile(file, '{');
    expect(await verify('.')).toMatchObject({ code: 2, reports: [{ state: 'unreadable' }] });
    await writeFile(file, manifestOf({ '../../etc/hostname': 'x' }));
    expect(await verify('.')).toMatchObject({ code: 2, reports: [{ state: 'unreadable' }] });
  });

  it('says when there is no manifest, and when there is no such file', async () => {
    await rm(path.join(folder, 'service-review.manifest.json'));
    await expect(verify('service-review.html')).rejects.toMatchObject({ code: 'MXDR-EVIDENCE-NO-MANIFEST', kind: 'external' });
    await expect(verify('.')).rejects.toMatchObject({ code: 'MXDR-EVIDENCE-NO-MANIFEST' });
    await expect(verify('nowhere.pdf')).rejects.toMatchObject({ code: 'MXDR-CLI-FILE-UNREADABLE', kind: 'usage' });
  });
});
