import { beforeAll, describe, expect, it } from 'vitest';
import { createKqlEngine } from '../engine/kql-engine.ts';
import { createMemoryTables } from '../tables/memory-tables.ts';

const engine = createKqlEngine({
  provider: createMemoryTables({ tables: { SigninLogs: [], AuditLogs: [] } }),
  clock: { now: () => Date.UTC(2026, 0, 5) },
});

describe('a plan for people', () => {
  beforeAll(() => engine.analyse('print 1'), 60_000);

  it('has a line per operator with its piece of the query, and columns where they change', async () => {
    // GIVEN a table of many columns, read by two operators
    const query = `SigninLogs
| where ResultType != "0" and UserPrincipalName endswith "@a-very-long-name-of-a-domain-to-cut.example.com"
| summarize Hits = count() by IPAddress
| top 3 by Hits`;
    // WHEN explained THEN it reads from the result down to what is read
    expect((await engine.explain(query)).replace(/\d+ columns/, 'many columns')).toBe(
      [
        'sort at 4:3  top 3 by Hits',
        '  summarize [IPAddress:string, Hits:long] at 3:3  summarize Hits = count() by IPAddress',
        '    filter at 2:3  where ResultType != "0" and UserPrincipalName endswith "@a-very-long-na…',
        '      scan SigninLogs reading IPAddress, ResultType, UserPrincipalName [many columns] at 1:1  SigninLogs',
      ].join('\n'),
    );
  });

  it('shows rows that are kept once, and sub-queries before what uses them', async () => {
    // GIVEN rows that are read twice and a value of a sub-query
    const query = 'let A = materialize(AuditLogs | where Id != "" | project Id); A | where Id in (A) | extend n = toscalar(A | count)';
    // WHEN explained
    const plan = await engine.explain(query);
    // THEN the scan stands there once
    expect(plan.match(/scan AuditLogs/g)).toHaveLength(1);
    expect(plan).toMatch(/^sub-query 1, computed first: a list\n/);
    expect(plan).toContain('rows 1 again');
    expect(plan).toContain('computed first: a value');
  });

  it('is the error where there is none', async () => {
    expect(await engine.explain('SigninLogs | fork (count)')).toMatch(/^MXDR-KQL-UNSUPPORTED: /);
  });
});
