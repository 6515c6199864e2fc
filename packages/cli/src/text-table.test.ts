import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { displayWidth, formatTextTable } from './text-table.ts';

describe('text table', () => {
  it('aligns columns and cuts the widest first', () => {
    // WHEN
    const table = formatTextTable(
      [{ head: 'Name' }, { head: 'Count', align: 'right' }],
      [
        ['a rather long name of something', '12'],
        ['b', '1234567'],
      ],
      24,
    );
    // THEN
    expect(table.split('\n')).toEqual([
      'Name               Count',
      '───────────────  ───────',
      'a rather long …       12',
      'b                1234567',
    ]);
  });

  it('keeps rows on one line and counts wide characters', () => {
    // WHEN
    const [, , row = ''] = formatTextTable([{ head: 'A' }, { head: 'B' }], [['日本\n語', 'x']], 80).split('\n');
    // THEN
    expect(row).toBe('日本 語  x');
    expect(displayWidth('日本 語')).toBe(7);
  });

  it('never lets a cell break the table or reach the terminal', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.string({ unit: 'binary' }), fc.string({ unit: 'binary' })), { maxLength: 5 }), (rows) => {
        const lines = formatTextTable([{ head: 'A' }, { head: 'B' }], rows, 60).split('\n');
        expect(lines).toHaveLength(rows.length + 2);
        // eslint-disable-next-line no-control-regex
        expect(lines.join('')).not.toMatch(/[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u202a-\u202e]/u);
      }),
    );
  });
});
