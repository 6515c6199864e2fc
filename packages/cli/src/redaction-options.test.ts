import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { CommandContext } from './context.ts';
import { readRedaction } from './redaction-options.ts';

let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'mxdr-key-'));
  await writeFile(path.join(folder, 'good.key'), 'k'.repeat(32));
  await writeFile(path.join(folder, 'short.key'), 'secret');
});
afterAll(() => rm(folder, { recursive: true, force: true }));

const read = (options: Readonly<Record<string, string>>): ReturnType<typeof readRedaction> =>
  readRedaction({ cwd: folder } as CommandContext, options);

describe('what is to be left out', () => {
  it('is nothing unless asked for, all kinds by one word, or those that are named', async () => {
    expect(await read({})).toBeUndefined();
    expect(await read({ redact: 'all' })).toEqual({ kinds: ['users', 'hosts', 'addresses'], key: undefined });
    expect(await read({ redact: 'addresses, users', redactionKey: 'good.key' })).toMatchObject({
      kinds: ['users', 'addresses'],
      key: Buffer.from('k'.repeat(32)),
    });
  });

  it.each([
    [{ redact: 'users,names' }, 'MXDR-CLI-OPTION-INVALID'],
    [{ redact: '' }, 'MXDR-CLI-OPTION-INVALID'],
    [{ redactionKey: 'good.key' }, 'MXDR-CLI-OPTION-INVALID'],
    [{ redact: 'all', redactionKey: 'none.key' }, 'MXDR-CLI-FILE-UNREADABLE'],
    [{ redact: 'all', redactionKey: 'short.key' }, 'MXDR-REDACTION-KEY-SHORT'],
  ])('refuses %j', async (options: Readonly<Record<string, string>>, code) => {
    await expect(read(options)).rejects.toMatchObject({ code, kind: 'usage' });
  });
});
