import { parse } from 'csv-parse/sync';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { BROKEN, CsvScanner, NEED_MORE } from './csv-scanner.ts';

const COMMA = 0x2c;

/** All records of a text whose bytes come in two pieces; `undefined` when one is broken. */
function scanAll(text: string, cut: number): string[][] | undefined {
  const bytes = Buffer.from(text);
  const scanner = new CsvScanner(COMMA, 100);
  const records: string[][] = [];
  let available = Math.min(cut, bytes.length);
  for (let at = 0; at < bytes.length;) {
    const next = scanner.scan(bytes, at, available, available === bytes.length);
    if (next === BROKEN) return undefined;
    if (next === NEED_MORE) {
      available = bytes.length;
      continue;
    }
    records.push(
      Array.from({ length: scanner.fieldCount }, (_, field) => {
        const value = bytes.toString('utf8', scanner.starts[field], scanner.ends[field]);
        return scanner.escaped[field] === 1 ? value.replaceAll('""', '"') : value;
      }),
    );
    at = next;
  }
  return records;
}

describe('the CSV scanner', () => {
  it('splits as a general CSV parser does, wherever the bytes are cut', () => {
    // GIVEN any text of the characters that matter
    const texts = fc
      .array(fc.constantFrom('a', 'é', ',', '"', '""', '\n', '\r\n', '"a,b"', '"x\ny"', ' '), { maxLength: 12 })
      .map((parts) => parts.join(''));
    fc.assert(
      fc.property(texts, fc.nat(30), (text, cut) => {
        // WHEN both read it
        let expected: string[][] | undefined;
        try {
          expected = parse(text, { relax_column_count: true, record_delimiter: ['\r\n', '\n'] });
        } catch {
          expected = undefined;
        }
        // THEN they agree on every record, and on what is broken
        expect(scanAll(text, cut)).toEqual(expected);
      }),
      { numRuns: 2000 },
    );
  });

  it('counts the newlines of a record, also those inside quotes', () => {
    // GIVEN a record over three lines
    const bytes = Buffer.from('a,"1\n2\n3"\nnext');
    const scanner = new CsvScanner(COMMA, 10);
    // WHEN scanned
    const next = scanner.scan(bytes, 0, bytes.length, true);
    // THEN the next record begins behind three newlines
    expect(bytes.toString('utf8', next)).toBe('next');
    expect(scanner.newlines).toBe(3);
  });
});
