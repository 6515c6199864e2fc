import { describe, expect, it } from 'vitest';
import { createColumnBuilder } from '../columns/column-builder.ts';
import type { RecordBatch } from '../columns/record-batch.ts';
import type { ScanRequest, TableProvider } from '../tables/table-provider.ts';
import { createKqlEngine } from './kql-engine.ts';

const BATCHES = 20;
const ROWS = 100;

interface Reading {
  readonly provider: TableProvider;
  batches: number;
  readonly requests: ScanRequest[];
}

/** A table of twenty batches that counts what is read of it. */
function countingTable(): Reading {
  const columns = [
    { name: 'Number', type: 'long' },
    { name: 'Key', type: 'string' },
    { name: 'Unread', type: 'string' },
  ] as const;
  const reading: Reading = {
    batches: 0,
    requests: [],
    provider: {
      description: 'counted rows',
      list: async () => [{ name: 'Things_CL', columns, origins: [] }],
      async *scan(_table, request): AsyncGenerator<RecordBatch> {
        reading.requests.push(request);
        for (let batch = 0; batch < BATCHES; batch++) {
          reading.batches++;
          const builders = request.columns.map((name) => createColumnBuilder(columns.find((column) => column.name === name)!.type));
          for (let row = 0; row < ROWS; row++) {
            request.columns.forEach((name, index) => {
              if (name === 'Number') builders[index]!.appendNumber(batch * ROWS + row);
              else builders[index]!.appendText(`k${row % 7}`);
            });
          }
          yield {
            rowCount: ROWS,
            columns: builders.map((builder, index) => ({ name: request.columns[index]!, column: builder.finish() })),
          };
        }
      },
      partialReasons: () => [],
    },
  };
  return reading;
}

async function read(text: string): Promise<{ readonly reading: Reading; readonly rows: unknown }> {
  const reading = countingTable();
  const outcome = await createKqlEngine({ provider: reading.provider, clock: { now: () => 0 } }).query(text);
  return { reading, rows: outcome.status === 'failed' ? outcome.message : outcome.rows };
}

describe('rows that stream', () => {
  it.each([
    ['take', 'Things_CL | take 150', 2],
    ['take behind filter and extend', 'Things_CL | where Number % 2 == 0 | extend Twice = Number * 2 | take 60', 2],
    ['take behind a join with a small table', 'Things_CL | join kind=inner (print Key = "k1") on Key | take 20', 2],
    ['take behind mv-expand', 'Things_CL | mv-expand n = range(1, 10) | take 1500', 2],
    ['take behind union', 'union Things_CL, (print Number = 1) | take 120', 2],
  ])('%s reads no further than it must', async (_name, text, batches) => {
    const { reading, rows } = await read(text);
    expect(rows).toBeInstanceOf(Array);
    expect(reading.batches).toBe(batches);
  });

  it('only the columns that a query reads are asked for, also below a shared table and arg_max of all columns', async () => {
    const { reading } = await read(
      'let Last = Things_CL | summarize arg_max(Number, *) by Key; Last | where Number > 5 | summarize count() | extend n = toscalar(Last | summarize max(Number))',
    );
    expect(reading.requests.map((request) => [...request.columns].sort())).toEqual([['Key', 'Number']]);
  });

  it('arg_max and top keep the first of equal rows over all batches', async () => {
    const { rows } = await read('Things_CL | summarize arg_max(Number % 10, Number) by Key | top 2 by Number asc');
    expect(rows).toEqual([
      ['k2', 9, 9],
      ['k5', 9, 19],
    ]);
  });
});
