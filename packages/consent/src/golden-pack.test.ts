import { existsSync } from 'node:fs';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import process from 'node:process';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { buildConsentPack } from './build-pack.ts';
import { sampleInput } from './testing/sample-input.ts';

const golden = fileURLToPath(new URL('../golden/', import.meta.url));

/** What somebody signs or runs; the templates of the delegation are held against the access stack elsewhere. */
const reviewed: Readonly<Record<string, readonly string[]>> = {
  contoso: [
    'consent.md',
    'consent.html',
    'reader-application.sh',
    'verify.sh',
    'revoke.sh',
    'graph/reader-application.json',
    'graph/cross-tenant-access.json',
  ],
  fabrikam: ['consent.md'],
};

describe('the consent pack is the reviewed one', () => {
  it.each(Object.entries(reviewed).flatMap(([id, names]) => names.map((name) => [id, name] as const)))('%s, %s', async (id, name) => {
    // Without its style, which may change without a change of what is signed.
    const pack = buildConsentPack({ ...(await sampleInput(id)), css: '' });
    const text = 'files' in pack ? pack.files.find((file) => file.name === name)?.text : JSON.stringify(pack);
    const file = path.join(golden, id, name);
    if (!existsSync(file) && process.env['CI'] !== 'true' && text !== undefined) {
      await mkdir(path.dirname(file), { recursive: true });
      await writeFile(file, text);
    }
    expect(text, `differs from ${file}; delete that file to write it anew`).toBe((await readFile(file, 'utf8')).replaceAll('\r\n', '\n'));
  });
});
