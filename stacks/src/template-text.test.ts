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
