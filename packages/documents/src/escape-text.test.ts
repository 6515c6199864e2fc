import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { escapeHtml, escapeMarkdown, isLinkable } from './escape-text.ts';

describe('escaping', () => {
  it('leaves no live character in HTML', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        expect(escapeHtml(text)).not.toMatch(/[<>"']/u);
      }),
    );
  });

  it('gives one line of Markdown without live markup', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        expect(escapeMarkdown(text)).not.toMatch(/\n|(?<!\\)(?:\\\\)*[*_[\]<>#|`]/u);
      }),
    );
  });

  it.each([
    ['https://learn.microsoft.com/en-us/defender-xdr/', true],
    ['http://example.org/', false],
    ['javascript:alert(1)', false],
    ['https://a.example/"onmouseover="x', false],
    ['https://a.example/)](x', true],
    ['https://a.example/>', false],
    ['https://', false],
  ])('makes a link of %j: %s', (address, expected) => {
    expect(isLinkable(address)).toBe(expected);
  });
});
