import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createKqlEngine } from '../engine/kql-engine.ts';
import type { MemoryRow } from './memory-tables.ts';
import { createMemoryTables } from './memory-tables.ts';

const columns = [
  { name: 'TimeGenerated', type: 'datetime' },
  { name: 'Text', type: 'string' },
  { name: 'Count', type: 'long' },
  { name: 'Share', type: 'real' },
  { name: 'Flag', type: 'bool' },
  { name: 'Id', type: 'guid' },
  { name: 'Small', type: 'int' },
  { name: 'Exact', type: 'decimal' },
  { name: 'Bag', type: 'dynamic' },
  { name: 'Took', type: 'timespan' },
] as const;

const minute = (n: number): string => new Date(Date.UTC(2026, 9, 1, 0, n)).toISOString();

function rowOf(at: number, n: number): MemoryRow {
  return {
    TimeGenerated: minute(at),
    Text: `t${n % 3}`,
    Count: n % 4 === 0 ? null : n,
    Share: n / 3,
    Flag: n % 2 === 0,
    Id: `00000000-0000-0000-0000-00000000000${n % 10}`,
    Small: n % 5 === 0 ? null : n,
    Exact: String(n),
    Bag: { n },
    Took: n % 3 === 0 ? null : '00:01:00',
  };
}

async function read(rows: readonly MemoryRow[], window: { readonly start: string; readonly end: string } | undefined) {
  const engine = createKqlEngine({ provider: createMemoryTables({ tables: { T: { rows, columns } } }), clock: { now: () => 0 } });
  const outcome = await engine.query('T | project-reorder TimeGenerated', { window });
  if (outcome.status === 'failed') throw new Error(outcome.message);
  return { rows: outcome.rows, rowsRead: outcome.statistics.rowsRead };
}

describe('rows in memory', () => {
  it('LAW: a window gives the rows that lie in it, with all their values, whether or not they stand in order of time', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.integer({ min: 0, max: 50 }), { maxLength: 30 }),
        fc.boolean(),
        fc.integer({ min: -2, max: 52 }),
        fc.integer({ min: 0, max: 30 }),
        async (times, isSorted, start, length) => {
          const rows = (isSorted ? times.toSorted((a, b) => a - b) : times).map(rowOf);
          const window = { start: minute(start), end: minute(start + length) };
          const whole = await read(rows, undefined);
          const inside = whole.rows.filter((_, index) => {
            const at = String(rows[index]!['TimeGenerated']);
            return at >= window.start && at < window.end;
          });
          expect((await read(rows, window)).rows).toEqual(inside);
        },
      ),
      { numRuns: 15 },
    );
  });

  it('GIVEN rows in order of time WHEN a window is asked for THEN the others are not read', async () => {
    const rows = Array.from({ length: 100 }, (_, n) => rowOf(n, n));
    expect((await read(rows, { start: minute(10), end: minute(20) })).rowsRead).toBeLessThanOrEqual(11);
  });

  it('GIVEN a row without a time THEN no row is lost to the order', async () => {
    const rows = [rowOf(5, 1), { ...rowOf(0, 2), TimeGenerated: null }, rowOf(1, 3)];
    expect((await read(rows, { start: minute(0), end: minute(60) })).rows).toHaveLength(2);
  });
});
