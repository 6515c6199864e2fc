import { describe, expect, it } from 'vitest';
import { describeFailure } from './trial-text.ts';

describe('describing a failed case', () => {
  it('GIVEN differences and rows THEN both stand as tables, and a hostile value does not steer the terminal', () => {
    const [differences, rows] = describeFailure({
      status: 'failed',
      name: 'case',
      reason: 'no row',
      differences: [{ column: 'User', expected: 'ada', actual: '\u001b[31mben' }],
      shown: { columns: ['User', 'Count'], rows: [['ben', 3]], total: 7 },
    });
    expect(differences?.split('\n').map((line) => line.trim().split(/\s{2,}/u))).toEqual([
      ['column', 'expected', 'closest row'],
      [expect.any(String), expect.any(String), expect.any(String)],
      ['User', 'ada', '\\u001b[31mben'],
    ]);
    expect(rows?.split('\n').map((line) => line.trim())).toEqual(['result (1 of 7 rows):', 'User  Count', '────  ─────', 'ben   3']);
  });

  it('has nothing to show of a case that never got a result', () => {
    expect(describeFailure({ status: 'failed', name: 'case', reason: 'MXDR-KQL-INVALID' })).toEqual([]);
  });
});
