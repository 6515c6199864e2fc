import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseLosslessJson } from './lossless-json.ts';

describe('parseLosslessJson', () => {
  it.each([
    ['[9007199254740991]', [9_007_199_254_740_991]],
    ['[9007199254740993,-9223372036854775808]', ['9007199254740993', '-9223372036854775808']],
    ['{"a": 12345678901234567890 }', { a: '12345678901234567890' }],
    ['[0.1234567890123456789,1.2345678901234567e+30]', [Number('0.1234567890123456789'), 1.234_567_890_123_456_7e30]],
    [
      '["9007199254740993","\\\\","a\\"9007199254740993",9007199254740993]',
      ['9007199254740993', '\\', 'a"9007199254740993', '9007199254740993'],
    ],
  ])('reads %s without losing a digit', (text, expected) => {
    // GIVEN a text with wide numbers in and out of strings
    // WHEN it is parsed
    const value = parseLosslessJson(text);
    // THEN only integers that a number cannot hold have become strings
    expect(value).toEqual(expected);
  });

  it('reads every text without a wide integer as JSON.parse does', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        // GIVEN any value, beside a string that makes the parser look for wide integers
        const text = JSON.stringify([value, 'x1234567890123456789']);
        fc.pre(!/(?:^|[[,:])-?\d{16,}[\],}]/.test(text));
        // WHEN it is parsed
        // THEN the result is the same
        expect(parseLosslessJson(text)).toEqual(JSON.parse(text));
      }),
    );
  });

  it('keeps every 64-bit integer', () => {
    fc.assert(
      fc.property(fc.bigInt({ min: -(2n ** 63n), max: 2n ** 63n - 1n }), (long) => {
        // GIVEN any long
        // WHEN it is parsed, and 2^53 is no bound
        const value = parseLosslessJson(String(long));
        // THEN its digits are the same
        expect(value).toEqual(Number.isSafeInteger(Number(long)) ? Number(long) : String(long));
      }),
    );
  });

  it('reads a cell of ten megabytes', () => {
    // GIVEN a cell that would overflow a backtracking search
    const cell = `${'\\"'.repeat(2_500_000)}1234567890123456789`;
    // WHEN it is parsed
    const value = parseLosslessJson(`"${cell}"`);
    // THEN it is whole
    expect(value).toHaveLength(2_500_000 + 19);
  });

  it('throws on what is no JSON', () => {
    // GIVEN a cut text with wide digits
    // WHEN it is parsed
    // THEN it throws as JSON.parse does
    expect(() => parseLosslessJson('["1234567890123456789')).toThrow(SyntaxError);
  });
});
