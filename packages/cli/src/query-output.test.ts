import type { QueryResult } from '@mxdr/core';
import { describe, expect, it } from 'vitest';
import { formatCsv, formatJson, formatNdjson, formatResultTable } from './query-output.ts';

const result: QueryResult = {
  status: 'partial',
  columns: [
    { name: 'User', type: 'string' },
    { name: 'Count', type: 'long' },
    { name: 'Last', type: 'datetime' },
    { name: 'Detail', type: 'dynamic' },
  ],
  rows: [
    ['=HYPERLINK("http://evil.example")', -5, '2026-10-01T00:00:00.0000000Z', { a: [1, 'x,y'] }],
    ['\u001b[31mred\u202e', 0, null, null],
  ],
  partial: [{ code: 'rows-skipped', message: 'T.csv: 1 line' }],
  statistics: { rowsRead: 2, durationMs: 1, tables: ['T'] },
};

describe('query output', () => {
  it('makes formulas inert in CSV and leaves numbers as they are', () => {
    // WHEN
    const csv = formatCsv(result);
    // THEN
    expect(csv.split('\r\n')[1]).toBe('"\'=HYPERLINK(""http://evil.example"")",-5,2026-10-01T00:00:00.0000000Z,"{""a"":[1,""x,y""]}"');
  });

  it('keeps partial reasons in JSON, and parses', () => {
    // WHEN
    const parsed: unknown = JSON.parse(formatJson(result));
    // THEN
    expect(parsed).toMatchObject({
      status: 'partial',
      partial: [{ code: 'rows-skipped' }],
      rows: [
        [expect.any(String), -5, expect.any(String), { a: [1, 'x,y'] }],
        [expect.any(String), 0, null, null],
      ],
    });
  });

  it('writes one JSON object a line for NDJSON', () => {
    // WHEN
    const lines = formatNdjson(result).trimEnd().split('\n');
    // THEN
    expect(lines).toHaveLength(2);
    expect(JSON.parse(lines[1] ?? '')).toEqual({ User: '\u001b[31mred\u202e', Count: 0, Last: null, Detail: null });
  });

  it('shows control characters in the terminal as codes, and null apart from zero and the empty string', () => {
    // WHEN
    const table = formatResultTable(result, 200);
    // THEN
    expect(table).toContain('\\u001b[31mred\\u202e');
    expect(table).not.toContain('\u001b');
    expect(table).toMatch(/ 0 {2}· /u);
    expect(table).toContain('2 rows');
  });
});
