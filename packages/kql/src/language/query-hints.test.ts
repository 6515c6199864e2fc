import { beforeAll, describe, expect, it } from 'vitest';
import { createKqlEngine } from '../engine/kql-engine.ts';
import { createMemoryTables } from '../tables/memory-tables.ts';

const tables = {
  SigninLogs: [],
  AuditLogs: [],
  DeviceEvents: [],
};
const engine = createKqlEngine({
  provider: createMemoryTables({ tables }),
  functions: [{ name: 'RiskyUsers', parameters: '()', body: '{ SigninLogs | project UserId }' }],
  clock: { now: () => Date.UTC(2026, 0, 5) },
});

describe('what a query that does not bind is told', () => {
  beforeAll(() => engine.analyse('print 1'), 60_000);

  it.each([
    ['a table', 'SigninLog | take 1', 1, 1, 'did you mean SigninLogs?'],
    ['a column', 'SigninLogs\n| where UserPrincipalNam == "x"', 2, 9, 'did you mean UserPrincipalName?'],
    ['a column of a let', 'let T = SigninLogs; T | where Useridd == ""', 1, 31, 'did you mean UserId?'],
    [
      'a column on the right of a join',
      'SigninLogs | join (AuditLogs | where OperationNam == "x") on Id',
      1,
      38,
      'did you mean OperationName?',
    ],
    ['a column made before', 'SigninLogs | summarize Hits = count() by UserId | where Hit > 1', 1, 57, 'did you mean Hits?'],
    ['a column that is named by a step only', 'SigninLogs | extend Owner = UserId | where Ownr == ""', 1, 44, 'did you mean Owner?'],
    ['a column far from all of few', 'SigninLogs | project a = UserId, b = Id | where zzzz == 1', 1, 49, 'the columns here are a, b'],
    [
      'a column that was left out',
      'SigninLogs | summarize count() by IPAddress | where ResultDescription == ""',
      1,
      53,
      'ResultDescription is a column of the table, but a step before this one leaves it out',
    ],
    [
      'the time of advanced hunting',
      'SigninLogs | where Timestamp > ago(1d)',
      1,
      20,
      'Log Analytics names the time TimeGenerated; Timestamp exists in Defender advanced hunting',
    ],
    ['a scalar function', 'print strlenn("a")', 1, 7, 'did you mean strlen()?'],
    ['an aggregate', 'SigninLogs | summarize dcuont(UserId)', 1, 24, 'did you mean dcount()?'],
    ['a function of the workspace', 'RiskyUser()', 1, 1, 'did you mean RiskyUsers()?'],
    ['a single equals sign', 'SigninLogs | where UserId = "x"', 1, 20, 'write == to compare'],
  ])('%s', async (_what, query, line, column, hint) => {
    // GIVEN a name that is not there WHEN analysed
    const { diagnostics } = await engine.analyse(query);
    // THEN the first error has its place and what to write instead
    expect(diagnostics[0]).toMatchObject({ severity: 'error', line, column, hint: expect.stringContaining(hint) });
  });
});
