import { mkdir, mkdtemp, rename, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { watchFolders } from './watch-folders.ts';

let folder: string;
let end: AbortController;

beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'mxdr-watch-'));
  end = new AbortController();
});
afterEach(async () => {
  end.abort();
  await rm(folder, { recursive: true, force: true });
});

describe('watching folders', () => {
  it('tells of files that changed, came and went, in one folder and another that comes later', async () => {
    // GIVEN
    const later = path.join(folder, 'later');
    await writeFile(path.join(folder, 'old.txt'), 'old');
    const changes = watchFolders({ folders: [folder, later], everyMs: 20, signal: end.signal });
    const next = async () => (await changes.next()).value?.map((file: string) => path.relative(folder, file)).toSorted();

    // WHEN, THEN a new file, one written over by another as editors do, one taken away
    const first = next();
    setTimeout(() => void writeFile(path.join(folder, 'new.txt'), 'new'), 60);
    expect(await first).toEqual(['new.txt']);
    await writeFile(path.join(folder, '.swap'), 'changed');
    await rename(path.join(folder, '.swap'), path.join(folder, 'old.txt'));
    expect(await next()).toEqual(['old.txt']);
    await rm(path.join(folder, 'new.txt'));
    await mkdir(later);
    await writeFile(path.join(later, 'deep.txt'), 'deep');
    expect([...new Set(await next())]).toEqual([path.join('later', 'deep.txt'), 'new.txt']);
  });

  it('ends when it is told to', async () => {
    const changes = watchFolders({ folders: [folder], everyMs: 10_000, signal: end.signal });
    const next = changes.next();
    setTimeout(() => end.abort(), 30);
    expect(await next).toMatchObject({ done: true });
  });
});
