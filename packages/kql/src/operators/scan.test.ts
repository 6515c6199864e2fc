import { beforeAll, describe, expect, it } from 'vitest';
import { createColumnBuilder } from '../columns/column-builder.ts';
import { createKqlEngine } from '../engine/kql-engine.ts';
import type { ScanRequest, TableProvider } from '../tables/table-provider.ts';

const NEW_YEAR = '2026-01-01T00:00:00Z';

/** A table with both times of which `scan` remembers what it was asked, and gives one row. */
function bothTimes(timeAliases?: readonly string[]): { readonly provider: TableProvider; readonly requests: ScanRequest[] } {
  const requests: ScanRequest[] = [];
  const provider: TableProvider = {
    description: 'a table with both times',
    list: async () => [
      {
        name: 'Events_CL',
        columns: [
          { name: 'TimeGenerated', type: 'datetime' },
          { name: 'Timestamp', type: 'datetime' },
        ],
        origins: ['memory'],
        ...(timeAliases === undefined ? {} : { timeAliases }),
      },
    ],
    async *scan(_table, request) {
      requests.push(request);
      const columns = request.columns.map((name) => {
        const builder = createColumnBuilder('datetime');
        builder.appendJson(name === 'Timestamp' ? NEW_YEAR : '2025-06-01T00:00:00Z');
        return { name, column: builder.finish() };
      });
      yield { rowCount: 1, columns };
    },
    partialReasons: () => [],
  };
  return { provider, requests };
}

const clock = { now: () => Date.UTC(2026, 0, 2) };

describe('a scan', () => {
  beforeAll(() => createKqlEngine({ provider: bothTimes().provider, clock }).analyse('print 1'), 60_000);

  it('tells the provider bounds on TimeGenerated', async () => {
    // GIVEN a filter on TimeGenerated
    const { provider, requests } = bothTimes();
    // WHEN run
    await createKqlEngine({ provider, clock }).query(`Events_CL | where TimeGenerated >= datetime(${NEW_YEAR})`);
    // THEN the provider may leave out what is earlier
    expect(requests[0]?.timeRange?.start).toBeTypeOf('bigint');
  });

  it('does not take a bound on a Timestamp of its own for one on TimeGenerated', async () => {
    // GIVEN rows that came in long before the time that they tell
    const { provider, requests } = bothTimes();
    // WHEN asked by Timestamp
    const result = await createKqlEngine({ provider, clock }).query(`Events_CL | where Timestamp >= datetime(${NEW_YEAR}) | count`);
    // THEN nothing is left out by TimeGenerated
    expect(requests[0]?.timeRange).toBeUndefined();
    expect(result).toMatchObject({ rows: [[1]] });
  });

  it('passes bounds on Timestamp on where the provider says that it is the same time', async () => {
    // GIVEN a table whose Timestamp is its TimeGenerated
    const { provider, requests } = bothTimes(['Timestamp']);
    // WHEN asked by Timestamp
    await createKqlEngine({ provider, clock }).query(`Events_CL | where Timestamp < datetime(${NEW_YEAR})`);
    // THEN the bound is on the time
    expect(requests[0]?.timeRange?.end).toBeTypeOf('bigint');
  });
});
