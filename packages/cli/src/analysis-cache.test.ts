import { mkdir, mkdtemp, readFile, readdir, rm, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { QueryAnalysis } from '@mxdr/detections';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openAnalysisCache } from './analysis-cache.ts';

const query = 'SigninLogs | take 1';
const analysis: QueryAnalysis = {
  diagnostics: [{ severity: 'warning', code: 'KS1', message: 'x "y" \u2028', line: 1, column: 2 }],
  tables: ['SigninLogs'],
  habits: [{ kind: 'mv-expand', line: 1, column: 1 }],
};

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'mxdr-cache-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

async function filesIn(where: string): Promise<readonly string[]> {
  const entries = await readdir(where, { recursive: true, withFileTypes: true });
  return entries.filter((entry) => entry.isFile()).map((entry) => path.join(entry.parentPath, entry.name));
}

describe('the cache of analyses', () => {
  it('gives back what was kept, to another run as well', async () => {
    // GIVEN
    await openAnalysisCache({ folder, basis: 'code 1' }).keep(query, analysis);
    // WHEN, THEN
    expect(await openAnalysisCache({ folder, basis: 'code 1' }).read(query)).toEqual(analysis);
  });

  it('knows nothing of another text, of other code or of other functions', async () => {
    await openAnalysisCache({ folder, basis: 'code 1' }).keep(query, analysis);
    expect(await openAnalysisCache({ folder, basis: 'code 1' }).read(`${query} `)).toBeUndefined();
    expect(await openAnalysisCache({ folder, basis: 'code 2' }).read(query)).toBeUndefined();
    // Nor of a basis and a text whose border lies elsewhere.
    expect(await openAnalysisCache({ folder, basis: `code 1${query.slice(0, 1)}` }).read(query.slice(1))).toBeUndefined();
  });

  it.each(['', '{"diagnostics":[', 'null', '{"diagnostics":[]}', '[]'])('takes a file that holds %j for none', async (content) => {
    // GIVEN
    const cache = openAnalysisCache({ folder, basis: 'code 1' });
    await cache.keep(query, analysis);
    const [file] = await filesIn(folder);
    await writeFile(file!, content);
    // WHEN, THEN
    expect(await cache.read(query)).toBeUndefined();
    await cache.keep(query, analysis);
    expect(JSON.parse(await readFile(file!, 'utf8'))).toEqual(analysis);
  });

  it('goes without where nothing can be written', async () => {
    // GIVEN a file where the folder should be
    const taken = path.join(folder, 'file');
    await writeFile(taken, '');
    const cache = openAnalysisCache({ folder: taken, basis: 'code 1' });
    // WHEN, THEN
    await cache.keep(query, analysis);
    expect(await cache.read(query)).toBeUndefined();
  });

  it('removes what no code has used for a month, and only that', async () => {
    // GIVEN
    const old = path.join(folder, 'analyses/old');
    const recent = path.join(folder, 'analyses/recent');
    for (const [each, days] of [[old, 31] as const, [recent, 29] as const]) {
      await mkdir(each, { recursive: true });
      const then = new Date(Date.now() - days * 86_400_000);
      await utimes(each, then, then);
    }
    // WHEN
    await openAnalysisCache({ folder, basis: 'code 1' }).keep(query, analysis);
    // THEN
    expect(await readdir(path.join(folder, 'analyses'))).toEqual(expect.arrayContaining(['recent']));
    expect(await readdir(path.join(folder, 'analyses'))).not.toContain('old');
    expect(await filesIn(folder)).toHaveLength(1);
  });
});
