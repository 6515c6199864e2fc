import { describe, expect, it } from 'vitest';
import type { ConformanceCase } from './conformance.ts';
import { judge, readLines } from './conformance.ts';
import { KNOWN_DISAGREEMENTS } from './known-disagreements.ts';
import { runBatch } from './run-batch.ts';
import { referenceFile } from './shared-data.ts';
import { substituteParameters } from './workbook-parameters.ts';

const file = referenceFile('kql-conformance.jsonl');

describe('published KQL cases', () => {
  it.skipIf(file === undefined)('agree, except those whose disagreement is explained', async () => {
    // GIVEN every published case
    const cases = await readLines<ConformanceCase>(file!);
    // WHEN the built program answers them
    const answers = await runBatch(cases);
    // THEN exactly the listed ones differ
    const differing = cases.filter((item) => judge(item, answers.get(item.id)).kind !== 'agrees').map((item) => item.id);
    expect(differing.toSorted()).toEqual(KNOWN_DISAGREEMENTS.map((item) => item.id).toSorted());
  });

  it('are compared by type, leniently in spelling only', () => {
    const expected: ConformanceCase = {
      id: 'x',
      authority: 'documentation',
      query: '',
      columns: ['T', 'N', 'B'],
      types: ['datetime', 'real', 'dynamic'],
      rows: [['2026-01-01 00:00:00.0000000', '1.50', '{"b":1,"a":[1.0]}']],
    };
    const answer = (rows: readonly (readonly (string | number | { readonly a: readonly number[]; readonly b: number })[])[]) => ({
      id: 'x',
      columns: [{ name: 'n' }, { name: 't' }, { name: 'b' }],
      rows,
    });
    // GIVEN the same values in other spellings and another order of columns WHEN judged THEN they agree
    expect(judge(expected, answer([[1.5, '2026-01-01T00:00:00.0000000Z', { a: [1], b: 1 }]]))).toEqual({ kind: 'agrees' });
    // GIVEN another value, or another number of rows WHEN judged THEN they differ
    expect(judge(expected, answer([[1.4, '2026-01-01T00:00:00.0000000Z', { a: [1], b: 1 }]]))).toMatchObject({ kind: 'differs' });
    expect(judge(expected, answer([]))).toMatchObject({ kind: 'differs' });
    // GIVEN an error WHEN judged THEN it is told apart from a wrong answer
    expect(judge(expected, { ...answer([]), error: { code: 'MXDR-KQL-UNSUPPORTED', message: 'x' } })).toMatchObject({
      kind: 'unsupported',
    });
  });
});

describe('parameters of workbooks', () => {
  it.each([
    ["T | where A == '{X}'", "T | where A == 'value'"],
    ['T | where TimeGenerated {TimeRange}', 'T | where TimeGenerated >= ago(1d)'],
    ['T | summarize by bin(t, {TimeRange:grain})', 'T | summarize by bin(t, 1h)'],
    ['T | where A in ({X}, {Y})', 'T | where A in ("value", "value")'],
  ])('%s', (given, expected) => {
    // GIVEN a query with parameters WHEN they are put in THEN each has a value of the type of its place
    expect(substituteParameters(given)).toBe(expected);
  });
});
