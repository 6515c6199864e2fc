import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import process from 'node:process';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { escapeTemplates, findUnsafeTexts } from './template-text.ts';

/** What Terraform does with a text: both kinds of doubled marks become single ones, anything else that begins a template would run. */
function readAsTerraform(text: string): string {
  let read = '';
  for (let i = 0; i < text.length;) {
    const three = text.slice(i, i + 3);
    if (three === '$${' || three === '%%{') {
      read += three.slice(1);
      i += 3;
    } else if (/^[$%]\{/u.test(three)) {
      throw new Error(`a template begins at ${i}`);
    } else {
      read += text[i] ?? '';
      i += 1;
    }
  }
  return read;
}

describe('text for Terraform', () => {
  it('reads back as it was, whatever it holds', () => {
    const text = fc.string({ unit: fc.constantFrom('$', '%', '{', '}', 'a', '"') });
    fc.assert(
      fc.property(text, (one) => {
        expect(readAsTerraform(escapeTemplates(one))).toBe(one);
      }),
    );
  });

  it('escapes keys and values at any depth and keeps everything else', () => {
    const value = { tags: { '${a}': ['%{b}', 1, null, true] } };
    expect(escapeTemplates(value)).toEqual({ tags: { '$${a}': ['%%{b}', 1, null, true] } });
  });

  it('names the places that hold a placeholder of the library', () => {
    expect(findUnsafeTexts({ a: 'x', tags: { 'TfToken[': 'y', b: ['TfToken[TOKEN.1]'] } })).toEqual(['tags.TfToken[', 'tags.b.0']);
  });
});

const program = process.env['MXDR_TERRAFORM'] ?? 'terraform';
const hasTerraform = spawnSync(program, ['version']).status === 0;
if (!hasTerraform) process.stderr.write('\nSKIPPED: escaped texts are not held against Terraform itself; there is none on the PATH\n');

/** Every text of these characters, up to a length. */
function textsUpTo(length: number, characters: readonly string[]): readonly string[] {
  if (length === 0) return [];
  const shorter = textsUpTo(length - 1, characters);
  return [
    ...characters,
    ...shorter.filter((text) => text.length === length - 1).flatMap((text) => characters.map((one) => text + one)),
    ...shorter,
  ];
}

describe.runIf(hasTerraform)('text that Terraform itself has read', { timeout: 120_000 }, () => {
  it('is what it was, for every order of marks and braces', () => {
    // GIVEN each text as an output, which needs no provider and no network
    const texts = [
      ...new Set([...textsUpTo(5, ['$', '%', '{', 'a']), '${file("/etc/hostname")}', '%{ if true }x%{ endif }', '${~ 1 ~}', '\\${', '"${']),
    ];
    const folder = mkdtempSync(path.join(tmpdir(), 'mxdr-template-'));
    try {
      const output = Object.fromEntries(texts.map((text, index) => [`o${index}`, { value: escapeTemplates(text) }]));
      writeFileSync(path.join(folder, 'main.tf.json'), JSON.stringify({ output }));
      const run = (...args: string[]) => spawnSync(program, args, { cwd: folder, encoding: 'utf8', maxBuffer: 2 ** 26 });
      // WHEN
      expect(run('init', '-input=false').status).toBe(0);
      const applied = run('apply', '-auto-approve', '-input=false', '-no-color');
      expect(applied.status, applied.stderr).toBe(0);
      const read = JSON.parse(run('output', '-json').stdout) as Record<string, { readonly value: string }>;
      // THEN
      expect(texts.filter((text, index) => read[`o${index}`]?.value !== text)).toEqual([]);
      expect(texts.length).toBeGreaterThan(1300);
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  });
});
