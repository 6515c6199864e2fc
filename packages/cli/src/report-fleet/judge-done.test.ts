import { createHash } from 'node:crypto';
import { mkdtemp, readdir, rename, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { replaceFolder } from '@mxdr/core';
import type { UnsealedManifest } from '@mxdr/reporting';
import { writeManifest } from '@mxdr/reporting';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { ExpectedReport } from './judge-done.ts';
import { judgeDone } from './judge-done.ts';

const hash = 'a'.repeat(64);
const period = { id: '2026-10', startUtc: '2026-09-30T22:00:00.000Z', endUtc: '2026-10-31T23:00:00.000Z', timeZone: 'Europe/Amsterdam' };
const expected: ExpectedReport = {
  toolVersion: '0.1.0',
  reportId: 'weekly',
  customerId: 'contoso',
  tenantId: 't-1',
  workspace: 'a script',
  period,
  asOfUtc: period.endUtc,
  locale: 'en-GB',
  redaction: null,
  definitionSha256: hash,
  templatesSha256: hash,
  sourcesSha256: hash,
  formats: ['html', 'json'],
  attachesRows: true,
};
const files: Readonly<Record<string, string>> = { 'weekly.html': '<p>1</p>', 'weekly.json': '{"a":1}' };
let parent: string;
let folder: string;

beforeEach(async () => {
  parent = await mkdtemp(path.join(tmpdir(), 'mxdr-done-'));
  folder = path.join(parent, 'weekly');
});
afterEach(() => rm(parent, { recursive: true, force: true }));

/** Issues the report that is expected, but for what is changed. */
async function issue(change: Partial<UnsealedManifest> = {}): Promise<void> {
  const manifest: UnsealedManifest = {
    ...expected,
    schemaVersion: 3,
    comparison: null,
    formats: ['html', 'json'],
    period: { ...period },
    completeness: { state: 'complete', summary: '' },
    tables: [],
    queries: [],
    files: Object.entries(files).map(([name, text]) => ({
      name,
      bytes: text.length,
      sha256: createHash('sha256').update(text).digest('hex'),
    })),
    volatile: { issuedAt: '2026-11-01T00:00:00.000Z', durationsMs: {} },
    redaction: null,
    ...change,
  };
  await replaceFolder(folder, [
    ...Object.entries(files).map(([name, bytes]) => ({ name, bytes })),
    { name: 'weekly.manifest.json', bytes: writeManifest(manifest) },
  ]);
}

describe('judgeDone', () => {
  it('takes a report for done whose manifest and files are as asked and as issued', async () => {
    await issue();
    expect(await judgeDone(folder, expected)).toMatchObject({ isDone: true, manifest: { reportId: 'weekly' } });
  });

  it('is asked without a report there: nothing to tell', async () => {
    expect(await judgeDone(folder, expected)).toEqual({ isDone: false, why: '' });
  });

  it.each<[string, Partial<UnsealedManifest>]>([
    ['another customer', { customerId: 'fabrikam' }],
    ['another customer', { tenantId: 't-2' }],
    ['another report', { reportId: 'hunting' }],
    ['mxdr 0.0.9', { toolVersion: '0.0.9' }],
    ['the definition', { definitionSha256: 'b'.repeat(64) }],
    ['the templates', { templatesSha256: 'b'.repeat(64) }],
    ['a ledger', { sourcesSha256: 'b'.repeat(64) }],
    ['in de-DE', { locale: 'de-DE' }],
    ['asked of another', { workspace: 'another' }],
    ['2026-09', { period: { ...period, id: '2026-09' } }],
    ['Asia/Tokyo', { period: { ...period, timeZone: 'Asia/Tokyo' } }],
    ['rows up to', { asOfUtc: '2026-10-15T00:00:00.000Z' }],
    ['names', { redaction: { kinds: ['users'], method: 'order', keyId: null } }],
    ['made as html,', { formats: ['html'] }],
    ['without rows', { attachesRows: false }],
    ['incomplete: SigninLogs is missing', { completeness: { state: 'incomplete', summary: 'SigninLogs is missing' } }],
  ])('has one made again that differs: %s', async (words, change) => {
    await issue(change);
    const verdict = await judgeDone(folder, expected);
    expect(verdict).toMatchObject({ isDone: false, why: expect.stringContaining(words.replace('made as html,', 'made as html, not')) });
  });

  it('is not content with files that are there: each is as its manifest says', async () => {
    for (const spoil of [
      () => writeFile(path.join(folder, 'weekly.html'), '<p>2</p>'),
      () => rm(path.join(folder, 'weekly.json')),
      () => writeFile(path.join(folder, 'weekly.pdf'), 'half'),
      () => writeFile(path.join(folder, 'weekly.manifest.json'), '{'),
      () => rm(path.join(folder, 'weekly.manifest.json')),
    ]) {
      await issue();
      await spoil();
      expect(await judgeDone(folder, expected)).toMatchObject({ isDone: false });
    }
  });

  it('finds the report of a run that was killed between taking the old one away and putting the new one there', async () => {
    // GIVEN
    await issue({ toolVersion: '0.0.9' });
    const beside = path.join(parent, '.weekly.999999999-00000000-0000-4000-8000-000000000000');
    await rename(folder, path.join(parent, 'earlier'));
    await issue();
    await rename(folder, `${beside}.new`);
    await rename(path.join(parent, 'earlier'), `${beside}.old`);
    // THEN
    expect(await judgeDone(folder, expected)).toMatchObject({ isDone: true });
    expect(await readdir(parent)).toEqual(['weekly']);
  });
});
