import type { QueryOutcome } from '@mxdr/core';
import { describe, expect, it } from 'vitest';
import { createMemoryTables } from '../tables/memory-tables.ts';
import { createKqlEngine } from './kql-engine.ts';
import type { KqlLimits } from './session.ts';

const rows = Array.from({ length: 20_000 }, (_, i) => ({ Key: `k${i % 50}`, Number: i, Text: 'a'.repeat(50) + String(i) }));

/** A stopwatch that moves a little every time somebody looks at it: a query that looks often enough runs out of time. */
function hastyStopwatch(): () => number {
  let now = 0;
  return () => (now += 1);
}

function run(text: string, limits: Partial<KqlLimits>, stopwatch?: () => number): Promise<QueryOutcome> {
  const engine = createKqlEngine({
    provider: createMemoryTables({ tables: { Things_CL: rows } }),
    // The clock of now() stands still, as in every rule test.
    clock: { now: () => Date.UTC(2026, 0, 1) },
    limits,
    ...(stopwatch === undefined ? {} : { stopwatch }),
  });
  return engine.query(text);
}

const limitOf = (message: RegExp): unknown =>
  expect.objectContaining({ status: 'failed', reason: 'limit', code: 'MXDR-KQL-LIMIT', message: expect.stringMatching(message) });

describe('limits of a query', () => {
  it.each<[string, string]>([
    ['join', 'Things_CL | join kind=inner Things_CL on Key | count'],
    ['mv-apply', 'Things_CL | mv-apply n = range(1, 3) to typeof(long) on (summarize sum(n)) | count'],
    ['range', 'range x from 1 to 100000000 step 1 | count'],
    ['sort', 'Things_CL | sort by Text desc, Number asc'],
    ['make-series', 'Things_CL | make-series count() on Number from 0 to 20000 step 1 by Key'],
    ['a regular expression over many values', 'Things_CL | where Text matches regex "(a+)+b" or Text matches regex "a{1,20}c$" | count'],
    ['an expression over many rows', 'Things_CL | extend x = strcat(Text, Key, Number) | summarize dcount(x)'],
  ])('wall time holds within %s while the clock stands still', async (_name, text) => {
    // GIVEN a stopwatch that runs WHEN the query looks at it a few times THEN it ends in a clear error
    expect(await run(text, { durationMs: 8 }, hastyStopwatch())).toEqual(limitOf(/ran longer than/));
  });

  it('wall time is not used up by a query that ends', async () => {
    expect(await run('Things_CL | where Number >= 0 | count', { durationMs: 8 }, hastyStopwatch())).toMatchObject({
      status: 'complete',
      rows: [[20_000]],
    });
  });

  it.each<[string, string, Partial<KqlLimits>, RegExp]>([
    ['rows of the result', 'Things_CL', { resultRows: 1000 }, /result has more than 1000 rows/],
    ['rows that sort holds', 'Things_CL | sort by Number', { rowsHeld: 1000 }, /sort would have to hold more than 1000 rows/],
    ['rows that a join makes', 'Things_CL | join kind=inner Things_CL on Key | count', { rowsMade: 10_000 }, /makes more than 10000 rows/],
    ['rows that range makes', 'range x from 1 to 1000000000 step 1 | count', { rowsMade: 100_000 }, /makes more than 100000 rows/],
    ['rows that mv-expand makes', 'Things_CL | mv-expand n = range(1, 1000) | count', { rowsMade: 10_000 }, /makes more than 10000 rows/],
    [
      'points that make-series makes',
      'Things_CL | make-series count() on Number step 1 by Text',
      { rowsMade: 100_000 },
      /makes more than 100000 rows/,
    ],
    ['memory of a sort', 'Things_CL | sort by Text', { bytesHeld: 100_000 }, /sort would have to hold more than 0 MB/],
    [
      'memory of the right side of a join',
      'Things_CL | join kind=inner Things_CL on Key',
      { bytesHeld: 100_000 },
      /join would have to hold/,
    ],
  ])('%s are bounded', async (_name, text, limits, message) => {
    expect(await run(text, limits)).toEqual(limitOf(message));
  });

  it('functions that call each other too deeply are an error', async () => {
    const functions = Array.from({ length: 20 }, (_, i) => `let f${i} = (x:long) { ${i === 0 ? 'x' : `f${i - 1}(x) + 1`} };`).join('\n');
    expect(await run(`${functions}\nprint f19(1)`, { depth: 10 })).toMatchObject({ status: 'failed' });
    expect(await run(`${functions}\nprint f19(1)`, { depth: 64 })).toMatchObject({ status: 'complete', rows: [[20]] });
  });

  it.each([
    [
      'a predicate of thousands of members',
      `Things_CL | where ${Array.from({ length: 4000 }, (_, i) => `Number == ${i}`).join(' or ')} | count`,
    ],
    ['parentheses within each other', `print ${'('.repeat(3000)}1${')'.repeat(3000)}`],
    ['JSON within itself', `print parse_json(strcat(strrep("[", 20000), strrep("]", 20000)))`],
    ['a text without end', 'print strlen(strrep("0123456789", 1000000000))'],
  ])('%s ends in an answer or a named error, never in a crash', async (_name, text) => {
    const outcome = await run(text, { durationMs: 20_000 });
    expect(outcome.status === 'failed' ? outcome.code : outcome.status).toMatch(/^(?:complete|MXDR-KQL-(?:LIMIT|INVALID|UNSUPPORTED))$/);
  });
});
