import { mkdir, mkdtemp, readFile, readdir, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createFolderSink, nodeFiles, writeFileAtomic } from './node-files.ts';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'mxdr-files-'));
});
afterEach(async () => {
  await rm(folder, { recursive: true, force: true });
});

describe('writeFileAtomic', () => {
  it('writes bytes and text whole, makes folders on the way, replaces what was there', async () => {
    // WHEN
    await writeFileAtomic(path.join(folder, 'a/b/c.txt'), 'first');
    await writeFileAtomic(path.join(folder, 'a/b/c.txt'), new TextEncoder().encode('sécond'));
    // THEN
    expect(await readFile(path.join(folder, 'a/b/c.txt'), 'utf8')).toBe('sécond');
    expect(await readdir(path.join(folder, 'a/b'))).toEqual(['c.txt']);
  });

  it('leaves nothing behind when it fails, and says why and what to do', async () => {
    // GIVEN a folder where the file should be, and a file where a folder should be
    await mkdir(path.join(folder, 'taken'));
    await writeFile(path.join(folder, 'file'), 'x');
    // THEN
    await expect(writeFileAtomic(path.join(folder, 'taken'), 'x')).rejects.toMatchObject({
      code: 'MXDR-OUTPUT-UNWRITABLE',
      kind: 'external',
      where: path.join(folder, 'taken'),
    });
    await expect(writeFileAtomic(path.join(folder, 'file/inner'), 'x')).rejects.toMatchObject({
      code: 'MXDR-OUTPUT-UNWRITABLE',
      mend: expect.stringContaining('--out'),
    });
    expect((await readdir(folder)).toSorted()).toEqual(['file', 'taken']);
  });

  it('keeps many writers of one file apart: the file is always one of them, whole', async () => {
    const texts = Array.from({ length: 20 }, (_, i) => String(i).repeat(5000));
    await Promise.all(texts.map((text) => writeFileAtomic(path.join(folder, 'x'), text)));
    expect(texts).toContain(await readFile(path.join(folder, 'x'), 'utf8'));
    expect(await readdir(folder)).toEqual(['x']);
  });
});

describe('createFolderSink', () => {
  it('writes under its folder', async () => {
    await createFolderSink(path.join(folder, 'out')).write('contoso/2026-10/report.html', '<p>');
    expect(await readFile(path.join(folder, 'out/contoso/2026-10/report.html'), 'utf8')).toBe('<p>');
  });

  it.each(['../x', 'a/../../x', '/etc/x', 'a\\..\\x', 'C:x', 'a//b', '', '.', 'a/./b', 'nul\u0000l', 'a\nb'])(
    'refuses the name %j',
    async (name) => {
      await expect(createFolderSink(folder).write(name, 'x')).rejects.toMatchObject({ code: 'MXDR-OUTPUT-OUTSIDE-FOLDER' });
      expect(await readdir(folder)).toEqual([]);
    },
  );

  it('does not follow a symbolic link out of its folder, nor make folders behind it', async () => {
    // GIVEN
    await mkdir(path.join(folder, 'out'));
    await mkdir(path.join(folder, 'elsewhere'));
    await symlink(path.join(folder, 'elsewhere'), path.join(folder, 'out/link'));
    // WHEN
    const written = createFolderSink(path.join(folder, 'out')).write('link/deep/x', 'x');
    // THEN
    await expect(written).rejects.toMatchObject({ code: 'MXDR-OUTPUT-OUTSIDE-FOLDER' });
    expect(await readdir(path.join(folder, 'elsewhere'))).toEqual([]);
  });
});

describe('nodeFiles', () => {
  it('tells a missing file from one that is there, and lists folders only', async () => {
    await mkdir(path.join(folder, 'b'));
    await mkdir(path.join(folder, 'a'));
    await writeFile(path.join(folder, 'c.txt'), 'text');
    expect(await nodeFiles.listFolders(folder)).toEqual(['a', 'b']);
    expect(await nodeFiles.readText(path.join(folder, 'c.txt'))).toBe('text');
    expect(await nodeFiles.readText(path.join(folder, 'none'))).toBeUndefined();
    expect(await nodeFiles.hasFile(path.join(folder, 'a'))).toBe(false);
    await expect(nodeFiles.readText(path.join(folder, 'a'))).rejects.toThrow('EISDIR');
  });
});
