import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, readdirSync, rmSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { quote } from './describe-access.ts';
import { readFaults } from './fault-options.ts';
import { handOver } from './hand-over.ts';

const folders: string[] = [];
function makeFolder(): string {
  const folder = mkdtempSync(path.join(tmpdir(), 'mxdr-hand-over-'));
  folders.push(folder);
  return folder;
}
afterEach(() => {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true });
});

const secrets = { certificate: 'PEM', authorization: 'Authorization: Bearer one\n', assertion: 'proof' };

describe('what is handed over', () => {
  it.skipIf(process.platform === 'win32')('lies in files that only this user can read, and is gone in the end', async () => {
    // GIVEN a folder that others may look into
    const folder = path.join(makeFolder(), 'serve');
    // WHEN secrets are handed over, renewed and taken back
    const handed = await handOver({ folder, ...secrets });
    const modes = Object.values(handed.files).map((file) => (statSync(file).mode & 0o777).toString(8));
    await handed.renew('Authorization: Bearer two\n');
    const renewed = readFileSync(handed.files.authorization, 'utf8');
    const { mode } = statSync(handed.files.authorization);
    await handed.remove();
    // THEN nobody else could read them at any time, and nothing is left
    expect(modes).toEqual(['600', '600', '600']);
    expect([renewed, (mode & 0o777).toString(8)]).toEqual(['Authorization: Bearer two\n', '600']);
    expect(readdirSync(folder)).toEqual([]);
  });

  it.skipIf(process.platform === 'win32')('never goes through a link that lies in its place', async () => {
    // GIVEN a link to a file of somebody else
    const folder = makeFolder();
    const other = path.join(folder, 'other.txt');
    writeFileSync(other, 'mine');
    symlinkSync(other, path.join(folder, 'authorization'));
    // WHEN secrets are handed over there
    const handed = await handOver({ folder, ...secrets });
    // THEN that file is as it was
    expect(readFileSync(other, 'utf8')).toBe('mine');
    expect(readFileSync(handed.files.authorization, 'utf8')).toBe(secrets.authorization);
  });

  it('has a folder of its own where none is named, and removes it', async () => {
    const handed = await handOver({ folder: undefined, ...secrets });
    const folder = path.dirname(handed.files.certificate);
    const before = readdirSync(folder).toSorted();
    await handed.remove();
    expect(before).toEqual(['assertion', 'authorization', 'certificate.pem']);
    expect(() => statSync(folder)).toThrow('ENOENT');
  });

  it('says which folder it could not write', async () => {
    const file = path.join(makeFolder(), 'file');
    writeFileSync(file, '');
    await expect(handOver({ folder: path.join(file, 'x'), ...secrets })).rejects.toMatchObject({ code: 'MXDR-OUTPUT-UNWRITABLE' });
  });
});

describe('faults on the command line', () => {
  it.each([
    ['throttled', [{ fault: { kind: 'throttled' }, from: 1, times: 1 }]],
    ['denied:3', [{ fault: { kind: 'denied' }, from: 3, times: 1 }]],
    [
      'reset:2:5, empty',
      [
        { fault: { kind: 'reset' }, from: 2, times: 5 },
        { fault: { kind: 'empty' }, from: 1, times: 1 },
      ],
    ],
  ])('%s is understood', (text, expected) => {
    expect(readFaults(text)).toMatchObject(expected);
  });

  it.each(['', 'fire', 'throttled:0', 'throttled:x', 'throttled:1:1:1', 'constructor'])(
    '"%s" is refused with the kinds there are',
    (text) => {
      expect(() => readFaults(text)).toThrow(
        expect.objectContaining({ code: 'MXDR-CLI-OPTION-INVALID', mend: expect.stringContaining('no-content') }),
      );
    },
  );
});

describe('a word of a shell', () => {
  it.skipIf(process.platform === 'win32').each(['plain', '/tmp/a b', "it's", '$(touch x)', '`x`', 'a"b', '{"query":"T | count"}', '*', ''])(
    '%s stays one word as it is',
    (text) => {
      expect(execFileSync('sh', ['-c', `printf %s ${quote(text)}`], { encoding: 'utf8' })).toBe(text);
    },
  );
});
