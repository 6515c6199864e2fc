import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { inertText } from './inert-text.ts';

describe('text made inert', () => {
  it('shows what could steer, hide or reorder as its code', () => {
    expect(inertText('a\u001b[31mb\u202ec\u200bd\u{e0041}e\u2028f\ud800g\uffff')).toBe(
      'a\\u001b[31mb\\u202ec\\u200bd\\u{e0041}e\\u2028f\\ud800g\\uffff',
    );
  });

  it('keeps words of every script, emoji, tabs and line breaks', () => {
    const text = 'Zoë\t日本\nעברית می‌خواهم 👩‍💻';
    expect(inertText(text)).toBe(text);
  });

  it('leaves nothing to make inert a second time', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        expect(inertText(inertText(text))).toBe(inertText(text));
      }),
    );
  });
});
