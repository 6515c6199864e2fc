import type { QueryOutcome, QueryResult, TimeWindow, WindowSplit } from '@mxdr/core';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { askInParts } from './ask-in-parts.ts';
import { ROW_LIMIT, TRUNCATED } from './read-answer.ts';

const day = Date.parse('2026-10-01T00:00:00Z');
const window = { start: '2026-10-01T00:00:00.0000000Z', end: '2026-10-02T00:00:00.0000000Z' };
const splittable: WindowSplit = { kind: 'splittable' };
const limits = { maxParts: 64, maxJoinedRows: 1_000_000 };

/** A service that knows instants of a day in seconds, and sends `most` of them. */
function service(seconds: readonly number[], most: number, says: 'so' | 'nothing' = 'so') {
  const asked: TimeWindow[] = [];
  const ask = async (one: TimeWindow): Promise<QueryOutcome> => {
    asked.push(one);
    const rows = seconds
      .filter((second) => day + second * 1000 >= Date.parse(one.start) && day + second * 1000 < Date.parse(one.end))
      .map((second) => [second]);
    const isCut = says === 'so' ? rows.length > most : rows.length >= most;
    return {
      status: isCut ? 'partial' : 'complete',
      columns: [{ name: 'Second', type: 'long' }],
      rows: rows.slice(0, most),
      ...(isCut ? { partial: [{ code: says === 'so' ? TRUNCATED : ROW_LIMIT, message: 'cut' }] } : {}),
      statistics: { rowsRead: rows.length, durationMs: 5, tables: null },
    };
  };
  return { ask, asked };
}

describe('a result beyond the limits of the service', () => {
  it('is joined from parts of its window: every row once, in the order of time', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.uniqueArray(fc.integer({ min: 0, max: 86_399 }), { maxLength: 60 }),
        fc.integer({ min: 8, max: 40 }),
        fc.constantFrom('so' as const, 'nothing' as const),
        async (instants, most, says) => {
          // GIVEN
          const seconds = instants.toSorted((a, b) => a - b);
          const { ask, asked } = service(seconds, most, says);
          // WHEN
          const { outcome, parts } = await askInParts(window, { ask, judgeSplit: () => splittable, limits: { ...limits, maxParts: 1000 } });
          // THEN
          if (outcome.status === 'failed') throw new Error(outcome.message);
          expect(outcome.rows.map(([second]) => second)).toEqual(seconds);
          expect(outcome).toMatchObject({ status: 'complete', statistics: { rowsRead: seconds.length } });
          expect(parts === 1).toBe(asked.length === 1);
        },
      ),
      { numRuns: 50 },
    );
  });

  it('is a failure that says why where the query may not be cut', async () => {
    // GIVEN a query that sorts
    const { ask, asked } = service([1, 2, 3], 2);
    const judgeSplit = (): WindowSplit => ({ kind: 'whole-only', why: '"sort" looks at all rows at once' });
    // WHEN
    const { outcome } = await askInParts(window, { ask, judgeSplit, limits });
    // THEN
    expect(outcome).toMatchObject({ status: 'failed', reason: 'limit', code: 'MXDR-AZURE-RESULT-TOO-LARGE' });
    expect(outcome).toMatchObject({
      message: expect.stringContaining('"sort" looks at all rows at once'),
      mend: expect.stringContaining('Aggregate'),
    });
    expect(asked).toHaveLength(1);
  });

  it('that may be whole stays, marked, where the query may not be cut', async () => {
    const { ask } = service([1, 2], 2, 'nothing');
    const { outcome } = await askInParts(window, { ask, judgeSplit: () => ({ kind: 'whole-only', why: '"take" counts rows' }), limits });
    expect(outcome).toMatchObject({
      status: 'partial',
      rows: [[1], [2]],
      partial: [{ code: ROW_LIMIT, message: expect.stringContaining('"take" counts rows') }],
    });
  });

  it('is a failure where one second holds too many', async () => {
    const { ask } = service([7, 7, 7, 7], 3);
    const { outcome } = await askInParts(window, { ask, judgeSplit: () => splittable, limits });
    expect(outcome).toMatchObject({ code: 'MXDR-AZURE-RESULT-TOO-LARGE', message: expect.stringContaining('2026-10-01T00:00:07') });
  });

  it.each([
    [{ maxParts: 2 }, '2 parts'],
    [{ maxJoinedRows: 10 }, '10 rows'],
  ])('is a failure beyond %j', async (bound, said) => {
    const { ask } = service(
      Array.from({ length: 60 }, (_, index) => index * 1000),
      8,
    );
    const { outcome } = await askInParts(window, { ask, judgeSplit: () => splittable, limits: { ...limits, ...bound } });
    expect(outcome).toMatchObject({ code: 'MXDR-AZURE-RESULT-TOO-LARGE', message: expect.stringContaining(said) });
  });

  it('keeps the other reasons of its parts, each once', async () => {
    const { ask } = service([1, 50_000, 80_000], 2);
    const doubtful = async (one: TimeWindow): Promise<QueryOutcome> => {
      const result = await ask(one);
      return result.status === 'complete'
        ? { ...result, status: 'partial', partial: [{ code: 'ShardError', message: 'a shard was silent' }] }
        : result;
    };
    const { outcome } = await askInParts(window, { ask: doubtful, judgeSplit: () => splittable, limits });
    expect(outcome).toMatchObject({ status: 'partial', partial: [{ code: 'ShardError' }] });
  });

  it.each([
    ['fails', { status: 'failed', reason: 'throttled', code: 'MXDR-AZURE-THROTTLED', message: 'busy' } as const, 'MXDR-AZURE-THROTTLED'],
    ['has other columns', { ...emptyResult('other'), status: 'complete' } as const, 'MXDR-AZURE-PARTS-DIFFER'],
  ])('is not joined where a part %s', async (_case, odd, code) => {
    const { ask } = service([1, 50_000, 80_000], 2);
    const { outcome } = await askInParts(window, {
      ask: async (one) => (one.start > '2026-10-01T01' ? odd : ask(one)),
      judgeSplit: () => splittable,
      limits,
    });
    expect(outcome).toMatchObject({ status: 'failed', code });
  });
});

function emptyResult(name: string): QueryResult {
  return { status: 'complete', columns: [{ name, type: 'long' }], rows: [], statistics: { rowsRead: null, durationMs: 1, tables: null } };
}
