import { QueryReader } from '@mxdr/kql';
import { describe, expect, it } from 'vitest';
import { analyseRuleQuery } from './analyse-rule-query.ts';
import { loadRules } from './load-rules.ts';
import { sampleRule } from './sample-rule.ts';
import { validateRules } from './validate-rules.ts';

const reader = new QueryReader();

/** Codes and lines within the query of the findings about a query, with the sample rule around it. */
async function judge(query: string, change: (rule: string) => string = (rule) => rule): Promise<readonly string[]> {
  const indented = query.replaceAll(/^/gmu, '  ');
  const text = change(sampleRule).replace(/query: \|\n(?: {2}.*\n)+/u, () => `query: |\n${indented}\n`);
  const load = await loadRules('rules', { listFiles: async () => ['a.yaml'], readText: async () => text });
  expect(load.problems).toEqual([]);
  const problems = validateRules(load.rules, { analyse: (one) => analyseRuleQuery(reader, one), unknownNames: 'hint' });
  return problems.map(({ code, position }) => `${code} ${position.line - 19}`);
}

const end = '\n| project TimeGenerated, UserId, IPAddress';

describe('habits of queries', () => {
  it.each([
    ['a look back beyond the period', `SigninLogs\n| where TimeGenerated > ago(14d)${end}`, 'MXDR-RULE-LOOK-BACK 2'],
    [
      'the same through names and products',
      `let days = 7; let back = 2 * 1d;\nSigninLogs | where TimeGenerated > ago(back)${end}`,
      'MXDR-RULE-LOOK-BACK 2',
    ],
    ['between', `SigninLogs | where TimeGenerated between (ago(14d) .. now())${end}`, 'MXDR-RULE-LOOK-BACK 1'],
    [
      'a join without bound',
      `SigninLogs\n| join kind=inner (SigninLogs | where ResultType == "0") on CorrelationId${end}`,
      'MXDR-RULE-JOIN 2',
    ],
    ['contains on a large table', `SigninLogs\n| where UserPrincipalName contains "adm"${end}`, 'MXDR-RULE-CONTAINS 2'],
    ['a comparison by tolower', `SigninLogs\n| where tolower(UserPrincipalName) == "ada"${end}`, 'MXDR-RULE-CASE 2'],
    ['mv-expand without limit', `SigninLogs\n| mv-expand ConditionalAccessPolicies${end}`, 'MXDR-RULE-MV-EXPAND 2'],
    [
      'data from outside',
      `let list = externaldata(a: string)[@"https://example.com/a.csv"];\nSigninLogs | where UserId in (list)${end}`,
      'MXDR-RULE-EXTERNALDATA 1',
    ],
    ['a legacy column', `SigninLogs\n| extend AccountCustomEntity = UserPrincipalName${end}`, 'MXDR-RULE-LEGACY-COLUMN 2'],
    ['an unknown parser', `Acme_Parser\n| project UserId, IPAddress, TimeGenerated`, 'MXDR-RULE-UNVERIFIED 1'],
  ])('finds %s', async (_what, query, finding) => {
    expect(await judge(query)).toEqual([finding]);
  });

  it.each([
    ['a look back within the period', `SigninLogs | where TimeGenerated > ago(1d)${end}`],
    ['a look back of another time than that of the row', `SigninLogs | where CreatedDateTime < ago(30d)${end}`],
    ['a bounded join', `SigninLogs | join kind=inner (AuditLogs | where TimeGenerated > ago(1h)) on CorrelationId${end}`],
    ['a join with a list of values', `let list = datatable(UserId: string)["u1"]; SigninLogs | join kind=inner list on UserId${end}`],
    ['has', `SigninLogs | where UserPrincipalName has "adm"${end}`],
    ['contains on a column that was made', `SigninLogs | extend A = strcat(UserId, "x") | where A contains "adm"${end}`],
    ['contains on a small table', 'AuditLogs | where OperationName contains "x" | extend UserId = "u", IPAddress = "i"'],
    ['tolower for output', `SigninLogs | extend A = tolower(UserPrincipalName)${end}`],
    ['mv-expand with a limit', `SigninLogs | mv-expand ConditionalAccessPolicies limit 20${end}`],
    [
      'words in strings and comments',
      `SigninLogs // contains externaldata mv-expand ago(30d)\n| where UserId != "mv-expand x contains y"${end}`,
    ],
  ])('says nothing of %s', async (_what, query) => {
    const said = await judge(query);
    expect(said.filter((one) => !one.startsWith('MXDR-RULE-TABLE'))).toEqual([]);
  });

  it('finds a retired table, and alerts without the time of the event', async () => {
    expect(await judge('ThreatIntelligenceIndicator | project UserId = IndicatorId, IPAddress = NetworkIP')).toEqual([
      'MXDR-RULE-TABLE -11',
      'MXDR-RULE-RETIRED-TABLE 1',
    ]);
    const perRow = (rule: string): string => `${rule}eventGroupingSettings:\n  aggregationKind: AlertPerResult\n`;
    expect(await judge('SigninLogs | project UserId, IPAddress', perRow)).toEqual([expect.stringContaining('MXDR-RULE-NO-TIME')]);
    expect(await judge(`SigninLogs${end}`, perRow)).toEqual([]);
  });

  it('finds mapped columns that an unknown source cannot give any more', async () => {
    expect(await judge('Acme_CL | project UserId, IpAddress')).toEqual([
      'MXDR-RULE-UNVERIFIED 1',
      expect.stringContaining('MXDR-RULE-COLUMN'),
    ]);
  });

  it('names an unknown table an error where only the case is wrong', async () => {
    expect(await judge(`signinlogs${end}`)).toContain('MXDR-RULE-KQL 1');
  });
});
