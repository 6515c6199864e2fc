import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { csvField, csvTextField } from './csv-text.ts';

/** Reads one line of fields as a spreadsheet does that separates them by this character. */
function readFields(line: string, separator: string): readonly string[] {
  const fields: string[] = [];
  let field = '';
  let isQuoted = false;
  for (let at = 0; at < line.length; at += 1) {
    const character = line[at]!;
    if (isQuoted && character === '"' && line[at + 1] === '"') {
      field += '"';
      at += 1;
    } else if (character === '"' && (isQuoted || field === '')) {
      isQuoted = !isQuoted;
    } else if (!isQuoted && (character === separator || character === '\n')) {
      fields.push(field);
      field = '';
    } else field += character;
  }
  return [...fields, field];
}

const beginsFormula = /^[\s"]*[=+\-@\uFF1D\uFF0B\uFF0D\uFF20]/u;
const hostile = fc.string({
  unit: fc.constantFrom('=', '+', '-', '@', '\uFF1D', '"', "'", ';', ',', '\t', '\r', '\n', ' ', 'a', '1', '|', '!'),
});

describe('text in a CSV file', () => {
  it.each([
    ['=1+1', "'=1+1"],
    ['  =1+1', `"  '=1+1"`],
    ['-5', "'-5"],
    ['@SUM(A1)', "'@SUM(A1)"],
    ['\uFF1D1+1', "'\uFF1D1+1"],
    ['\tx', `"'\tx"`],
    ['a;=1+1', `"a;'=1+1"`],
    ['a\n=1+1', `"a\n'=1+1"`],
    ['a";=1+1', `"a"";'=1+1"`],
    ['Zoë, "x"', '"Zoë, ""x"""'],
    ['a-b=c', 'a-b=c'],
    ['', ''],
  ])('writes %j as %j', (text, field) => {
    expect(csvTextField(text)).toBe(field);
  });

  it('gives back what was written, but for the apostrophes', () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        expect(readFields(`${csvField(text)},x`, ',')).toEqual([text, 'x']);
      }),
    );
  });

  it('begins no formula, by whichever separator the line is read', () => {
    fc.assert(
      fc.property(hostile, hostile, fc.constantFrom(',', ';', '\t'), (first, second, separator) => {
        const line = `${csvTextField(first)},${csvTextField(second)}`;
        for (const field of readFields(line, separator)) expect(field).not.toMatch(beginsFormula);
      }),
      { numRuns: 5000 },
    );
  });
});
