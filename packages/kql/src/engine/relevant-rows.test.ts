import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { MemoryRow } from '../tables/memory-tables.ts';
import { createMemoryTables } from '../tables/memory-tables.ts';
import type { KqlEngine } from './kql-engine.ts';
import { createKqlEngine } from './kql-engine.ts';

const minute = (n: number): string => new Date(Date.UTC(2026, 9, 1, 0, n)).toISOString();
const rows: readonly MemoryRow[] = Array.from({ length: 12 }, (_, n) => ({
  TimeGenerated: minute(n),
  ResultType: n % 4 === 0 ? '50126' : '0',
  UserId: `u${n % 3}`,
  IPAddress: n % 5 === 0 ? '203.0.113.9' : '198.51.100.1',
}));

let clock = Date.UTC(2026, 9, 1, 0, 12);
const engineOver = (given: readonly MemoryRow[]): KqlEngine =>
  createKqlEngine({ provider: createMemoryTables({ tables: { SigninLogs: given, AuditLogs: [] } }), clock: { now: () => clock } });
const whole = engineOver(rows);

async function relevant(query: string): Promise<readonly number[] | 'all' | 'unknown'> {
  const found = await whole.relevantRows(query);
  if (found === undefined) return 'unknown';
  const mask = found.get('SigninLogs');
  return mask === undefined ? 'all' : [...mask].flatMap((byte, row) => (byte === 1 ? [row] : []));
}

const queries = [
  'SigninLogs | where ResultType == "50126" | summarize Count = count() by UserId',
  'SigninLogs | where TimeGenerated > ago(6m) and ResultType != "0"',
  'SigninLogs | where ResultType == "50126" or TimeGenerated > ago(2m) | project UserId, TimeGenerated',
  'let Bad = SigninLogs | where ResultType != "0" | project UserId, At = TimeGenerated; SigninLogs | where IPAddress == "203.0.113.9" | join kind=leftanti Bad on UserId | project UserId, TimeGenerated',
  'let Odd = toscalar(SigninLogs | where IPAddress startswith "203" | summarize max(UserId)); SigninLogs | where UserId == Odd and ResultType == "0"',
  'SigninLogs | where UserId in ((SigninLogs | where ResultType == "50126" | distinct UserId)) | count',
  'SigninLogs | sort by TimeGenerated asc | where prev(ResultType) == "50126" | project UserId',
  'SigninLogs | where ResultType == "0" | take 3 | project TimeGenerated',
  'union SigninLogs, AuditLogs | where isnotempty(UserId) | summarize dcount(UserId)',
  'SigninLogs | extend Age = now() - TimeGenerated | where Age < 5m and ResultType == "0" | project UserId',
  'let L = materialize(SigninLogs | where UserId != "u1"); L | where ResultType == "0" | join kind=inner (L | where IPAddress == "203.0.113.9") on UserId | count',
  'union withsource=From SigninLogs, AuditLogs | extend Who = coalesce(UserId, "nobody") | where Who == "u0" and From == "SigninLogs" | summarize min(TimeGenerated)',
  'SigninLogs | where ResultType == "50126" | make-series Count = count() on TimeGenerated from ago(12m) to now() step 3m',
];

describe('rows that a query could use', () => {
  it.each([
    ['the filters right above the read', 'SigninLogs | where ResultType == "50126" | where UserId == "u0"', [0]],
    [
      'filters over columns that are made on the way',
      'SigninLogs | extend Who = strcat(UserId, "!") | where Who == "u0!" and ResultType == "50126"',
      [0],
    ],
    ['filters over a union', 'union SigninLogs, AuditLogs | where ResultType == "50126"', [0, 4, 8]],
    [
      'every reader of what is read twice',
      'let L = materialize(SigninLogs | where UserId == "u0"); union (L | where ResultType == "50126"), (L | where IPAddress == "203.0.113.9" and TimeGenerated > ago(1m)) | count',
      [0],
    ],
    ['what depends on the time is left open', 'SigninLogs | where TimeGenerated > ago(1m) and ResultType == "50126"', [0, 4, 8]],
    [
      'a half that depends on the time leaves all of it open',
      'SigninLogs | where TimeGenerated > ago(1m) or ResultType == "50126"',
      'all rows',
    ],
    ['what a sub-query answers is left open', queries[4]!, [1, 2, 3, 5, 6, 7, 9, 10, 11, 0, 0, 10]],
    ['a read without a filter', 'SigninLogs | summarize count()', 'all'],
    ['columns that come with rows', 'SigninLogs | evaluate bag_unpack(DeviceDetail) | take 1', 'unknown'],
    ['a query that does not run', 'SigninLogs | where Nothing == 1', 'unknown'],
  ])('%s', async (_, query, expected) => {
    const found = await relevant(query);
    if (expected === 'all rows') expect(found).toEqual(rows.map((__, row) => row));
    else if (Array.isArray(expected)) expect(found).toEqual([...new Set(expected)].toSorted((a, b) => a - b));
    else expect(found).toBe(expected);
  });

  it('LAW: a query answers the same over them alone, whenever it runs', async () => {
    for (const query of queries) {
      const found = (await whole.relevantRows(query))?.get('SigninLogs');
      const reduced = engineOver(found === undefined ? rows : rows.filter((_, row) => found[row] === 1));
      await fc.assert(
        fc.asyncProperty(fc.integer({ min: -2, max: 20 }), fc.integer({ min: 1, max: 14 }), async (at, back) => {
          clock = Date.parse(minute(at));
          const options = { window: { start: minute(at - back), end: minute(at) } };
          const [one, other] = [await whole.query(query, options), await reduced.query(query, options)];
          expect(one.status).toBe('complete');
          expect({ ...other, statistics: undefined }).toEqual({ ...one, statistics: undefined });
        }),
        { numRuns: 12 },
      );
    }
  });
});
