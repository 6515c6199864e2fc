import { mkdir, mkdtemp, readFile, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Disk } from './disk.ts';
import { nodeDisk } from './disk.ts';
import type { FolderFile } from './replace-folder.ts';
import { recoverFolder, replaceFolder } from './replace-folder.ts';

let parent: string;
let folder: string;
beforeEach(async () => {
  parent = await mkdtemp(path.join(tmpdir(), 'mxdr-replace-'));
  folder = path.join(parent, 'service-review');
});
afterEach(() => rm(parent, { recursive: true, force: true }));

const version = (mark: string): readonly FolderFile[] => [
  { name: 'a.html', bytes: `a of ${mark}` },
  { name: 'rows/b.csv', bytes: new TextEncoder().encode(`b of ${mark}`) },
  { name: `rows/only-${mark}.csv`, bytes: mark },
];

/** Every file below the folder by its path; undefined where there is no folder. */
async function contentOf(place: string): Promise<Readonly<Record<string, string>> | undefined> {
  const entries = await readdir(place, { recursive: true, withFileTypes: true }).catch(() => undefined);
  if (entries === undefined) return undefined;
  const files = entries.filter((entry) => entry.isFile()).map((entry) => path.join(entry.parentPath, entry.name));
  return Object.fromEntries(
    await Promise.all(files.map(async (file) => [path.relative(place, file), await readFile(file, 'utf8')] as const)),
  );
}

const textsOf = (files: readonly FolderFile[]): Readonly<Record<string, string>> =>
  Object.fromEntries(files.map(({ name, bytes }) => [name, typeof bytes === 'string' ? bytes : new TextDecoder().decode(bytes)]));

/**
 * The disk of a process that is killed at its `last`-th step: that one is done by half where it can be, and none after it, also none that
 * would clean up.
 */
function dyingDisk(last: number): { readonly disk: Disk; readonly isDead: () => boolean } {
  let steps = 0;
  const step = async <T>(half: () => Promise<unknown>, whole: () => Promise<T>): Promise<T> => {
    steps += 1;
    if (steps < last) return whole();
    if (steps === last) await half();
    throw new Error('killed');
  };
  const nothing = (): Promise<void> => Promise.resolve();
  return {
    isDead: () => steps >= last,
    disk: {
      makeFolder: (place) => step(nothing, () => nodeDisk.makeFolder(place)),
      writeFile: (file, bytes, mode) =>
        step(
          () => writeFile(file, bytes.slice(0, 1)),
          () => nodeDisk.writeFile(file, bytes, mode),
        ),
      syncFolder: (place) => step(nothing, () => nodeDisk.syncFolder(place)),
      rename: (from, to) => step(nothing, () => nodeDisk.rename(from, to)),
      remove: (place) =>
        step(
          () => rm(path.join(place, 'a.html'), { force: true }),
          () => nodeDisk.remove(place),
        ),
      list: (place) => step(nothing, () => nodeDisk.list(place)),
    },
  };
}

describe('replaceFolder', () => {
  it('leaves the new files and nothing of the old ones, nothing beside them', async () => {
    // WHEN
    await replaceFolder(folder, version('one'));
    await replaceFolder(folder, version('two'));
    // THEN
    expect(await contentOf(folder)).toEqual(textsOf(version('two')));
    expect(await readdir(parent)).toEqual(['service-review']);
  });

  it('refuses names that leave the folder, and leaves the folder as it was', async () => {
    await replaceFolder(folder, version('one'));
    for (const name of ['../out', '/etc/x', 'a/../../b', 'a\\b', ''])
      await expect(replaceFolder(folder, [{ name, bytes: '' }])).rejects.toMatchObject({ code: 'MXDR-OUTPUT-OUTSIDE-FOLDER' });
    expect(await contentOf(folder)).toEqual(textsOf(version('one')));
  });

  it.each(['writeFile', 'rename', 'makeFolder', 'syncFolder'] as const)('on a full disk (%s) keeps what was there, whole', async (act) => {
    // GIVEN
    await replaceFolder(folder, version('one'));
    const full = (): Promise<never> => Promise.reject(Object.assign(new Error('no space left'), { code: 'ENOSPC' }));
    // WHEN
    const failing = replaceFolder(folder, version('two'), { ...nodeDisk, [act]: full });
    // THEN
    await expect(failing).rejects.toMatchObject({ code: 'MXDR-OUTPUT-UNWRITABLE', mend: expect.stringContaining('disk is full') });
    expect(await contentOf(folder)).toEqual(textsOf(version('one')));
    expect(await readdir(parent)).toEqual(['service-review']);
  });

  it.each([
    ['over an earlier one', true],
    ['for the first time', false],
  ])('killed at any step, %s, leaves the old folder or the new one, and the next run nothing else', async (_, isAgain) => {
    let steps = 0;
    const seen = { old: 0, new: 0, none: 0 };
    for (let last = 1; ; last += 1) {
      // GIVEN
      await rm(parent, { recursive: true, force: true });
      await mkdir(parent);
      if (isAgain) await replaceFolder(folder, version('one'));
      // WHEN it is killed
      const { disk, isDead } = dyingDisk(last);
      await replaceFolder(folder, version('two'), disk).catch(() => undefined);
      if (!isDead()) break;
      steps = last;
      // THEN whoever looks sees one of the two, whole, or none for the time of one rename
      const states = [textsOf(version('one')), textsOf(version('two')), undefined];
      const visible = await contentOf(folder);
      expect(states, `after step ${last}`).toContainEqual(visible);
      seen[visible === undefined ? 'none' : 'rows/only-one.csv' in visible ? 'old' : 'new'] += 1;
      // AND recovery, itself killed at any step and begun again, ends with one of the two and nothing beside it
      for (let again = 1; again < 20; again += 1) {
        const dying = dyingDisk(again);
        await recoverFolder(folder, dying.disk).catch(() => undefined);
        expect(states, `recovery to step ${again} after step ${last}`).toContainEqual(await contentOf(folder));
      }
      await recoverFolder(folder);
      const left = await contentOf(folder);
      if (isAgain || visible !== undefined) expect(left, `recovered after step ${last}`).toBeDefined();
      expect(await readdir(parent)).toEqual(left === undefined ? [] : ['service-review']);
    }
    expect(steps).toBeGreaterThan(10);
    expect(seen.new).toBeGreaterThan(0);
    // At most the two steps between which the folder has no name.
    if (isAgain) expect(seen.none).toBeLessThanOrEqual(2);
    else expect(seen.old).toBe(0);
  });

  it('leaves alone what a living process has beside it, and takes away what a dead one has left', async () => {
    // GIVEN the first process of this machine lives; no process has so large a number
    const id = '00000000-0000-4000-8000-000000000000';
    const [living, dead] = [`.service-review.${process.ppid}-${id}.new`, `.service-review.999999999-${id}.new`];
    for (const name of [living, dead]) await mkdir(path.join(parent, name));
    await mkdir(path.join(parent, '.service-review-of-somebody.new'));
    // WHEN
    await replaceFolder(folder, version('one'));
    // THEN
    expect(await readdir(parent)).toEqual(['.service-review-of-somebody.new', living, 'service-review']);
  });
});
