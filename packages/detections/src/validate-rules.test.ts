import { describe, expect, it } from 'vitest';
import { loadRules } from './load-rules.ts';
import type { RuleFiles } from './load-rules.ts';
import type { AnalyseQuery, QueryAnalysis } from './query-analysis.ts';
import { sampleRule } from './sample-rule.ts';
import { validateRules } from './validate-rules.ts';

function folderOf(texts: Readonly<Record<string, string>>): RuleFiles {
  return {
    listFiles: async () => Object.keys(texts).toSorted(),
    readText: async (file) => texts[file] ?? '',
  };
}

async function loadText(text: string) {
  const load = await loadRules('rules', folderOf({ 'rules/a.yaml': text }));
  expect(load.problems).toEqual([]);
  return load.rules;
}

/** Codes and places of the findings, e.g. `MXDR-RULE-TIMING 12:14`. */
async function judge(text: string, analyse?: AnalyseQuery): Promise<readonly string[]> {
  const problems = validateRules(await loadText(text), analyse === undefined ? {} : { analyse });
  return problems.map(({ code, position }) => `${code} ${position.line}:${position.column}`);
}

/** A reader of KQL that gives the same answer to every query. */
function answer(analysis: QueryAnalysis): AnalyseQuery {
  return () => analysis;
}

describe('validating rules', () => {
  it('finds nothing wrong with a good rule', async () => {
    expect(await judge(sampleRule)).toEqual([]);
  });

  it.each([
    ['a frequency beyond the period', 'queryFrequency: 1h', 'queryFrequency: 2d', 'MXDR-RULE-TIMING 12:14'],
    [
      'a long period that runs too often',
      'queryPeriod: 1d\n',
      'queryPeriod: 2d\n',
      'MXDR-RULE-TIMING 11:17',
      'queryFrequency: 1h',
      'queryFrequency: 30m',
    ],
    ['a frequency under five minutes', 'queryFrequency: 1h', 'queryFrequency: 4m', 'MXDR-RULE-DURATION 11:17'],
    ['a period over two weeks', 'queryPeriod: 1d', 'queryPeriod: 15d', 'MXDR-RULE-DURATION 12:14'],
    ['a duration that is none', 'queryPeriod: 1d', 'queryPeriod: daily', 'MXDR-RULE-DURATION 12:14'],
    ['an unknown operator', 'triggerOperator: gt', 'triggerOperator: above', 'MXDR-RULE-TRIGGER 13:18'],
    ['a threshold over 10,000', 'triggerThreshold: 0', 'triggerThreshold: 10001', 'MXDR-RULE-TRIGGER 14:19'],
    ['a tactic in the wrong case', '  - InitialAccess', '  - Initialaccess', 'MXDR-RULE-TACTIC 16:5'],
    ['a technique in the wrong form', '  - T1078.004', '  - X1', 'MXDR-RULE-TECHNIQUE 18:5'],
    ['a technique that does not exist', '  - T1078.004', '  - T1999', 'MXDR-RULE-TECHNIQUE 18:5'],
    ['a technique of another tactic', '  - T1078.004', '  - T1486', 'MXDR-RULE-TECHNIQUE-TACTIC 18:5'],
    ['an unknown entity type', 'entityType: Account', 'entityType: Acount', 'MXDR-RULE-ENTITY 24:17'],
    ['an identifier of another type', 'identifier: AadUserId', 'identifier: Address', 'MXDR-RULE-ENTITY 24:5'],
    ['an entity without a strong identifier', 'identifier: AadUserId', 'identifier: UPNSuffix', 'MXDR-RULE-ENTITY 24:5'],
    ['a custom detail with a long name', '  Address: IPAddress', '  AddressOfTheClientOfIt: IPAddress', 'MXDR-RULE-CUSTOM-DETAIL 29:27'],
    ['grouping by an entity that is not mapped', '      - Account', '      - Host', 'MXDR-RULE-GROUPING 37:9'],
    ['an unknown severity', 'severity: Medium', 'severity: Critical', 'MXDR-RULE-SEVERITY 6:11'],
    ['an unknown kind', 'kind: Scheduled', 'kind: Fusion', 'MXDR-RULE-KIND 4:7'],
    ['a version of two numbers', 'version: 1.0.0', 'version: "1.0"', 'MXDR-RULE-VERSION 3:10'],
    ['a character outside ASCII', 'Finds a sample.', 'Finds a s\u00e4mple.', 'MXDR-RULE-ASCII 5:23'],
    ['a search over everything', '  SigninLogs\n', '  search * | where A == 1\n  | extend B = 2\n', 'MXDR-RULE-QUERY 20:3'],
    ['a query into another workspace', '  SigninLogs\n', '  workspace("other").SigninLogs\n', 'MXDR-RULE-QUERY 20:3'],
  ])('reports %s at its place', async (_what, from, to, expected, from2 = '', to2 = '') => {
    const text = sampleRule.replace(from, to).replace(from2, to2);
    expect(text).not.toBe(sampleRule);
    expect(await judge(text)).toContain(expected);
  });

  it('does not take words in strings and comments for operators', async () => {
    const text = sampleRule.replace('ResultType == "0"', 'ResultType == "union * workspace(1)" // search *');
    expect(await judge(text)).toEqual([]);
  });

  it('reports each of two rules that share an id or a name', async () => {
    // GIVEN two rules with the same id, one of them in other letters
    const other = sampleRule.replace('name: Sample', 'name: Another');
    const load = await loadRules('rules', folderOf({ 'rules/a.yaml': sampleRule, 'rules/b.yaml': other }));
    // WHEN they are validated together
    const problems = validateRules(load.rules);
    // THEN each names the other
    expect(problems.map(({ code, position }) => [code, position.file])).toEqual([
      ['MXDR-RULE-DUPLICATE-ID', 'rules/a.yaml'],
      ['MXDR-RULE-DUPLICATE-ID', 'rules/b.yaml'],
    ]);
    expect(problems[0]?.message).toContain('rules/b.yaml');
  });

  it('reports an error of the query at its own line of the file', async () => {
    // GIVEN a reader of KQL that objects to the second line of the query
    const analyse = answer({
      diagnostics: [{ severity: 'error', code: 'KS142', message: 'no such column', line: 2, column: 9 }],
      tables: ['SigninLogs'],
    });
    // WHEN the rule is validated, THEN the place is that of the file: line 21 holds "  | where ..."
    expect(await judge(sampleRule, analyse)).toEqual(['MXDR-RULE-KQL 21:11']);
  });

  it('reports columns that the query does not output, and tables that nobody declared', async () => {
    const analyse = answer({ diagnostics: [], columns: [{ name: 'UserID', type: 'string' }], tables: ['SigninLogs', 'AuditLogs'] });
    expect(await judge(sampleRule, analyse)).toEqual(['MXDR-RULE-TABLE 8:3', 'MXDR-RULE-COLUMN 27:21', 'MXDR-RULE-COLUMN 29:12']);
  });

  it('accepts any column where the result may have more than is known', async () => {
    const analyse = answer({ diagnostics: [], columns: [], isOpen: true, tables: ['SigninLogs'] });
    expect(await judge(sampleRule, analyse)).toEqual([]);
  });

  it('asks our own rules for guidance and for tests in both directions', async () => {
    const problems = validateRules(await loadText(sampleRule), { requireGuidance: true });
    expect(new Set(problems.map(({ code }) => code))).toEqual(new Set(['MXDR-RULE-GUIDANCE', 'MXDR-RULE-FILE-NAME', 'MXDR-RULE-TESTS']));
  });
});

describe('loading rules', () => {
  it('reports every problem of form with its place and still returns the good rules', async () => {
    // GIVEN a good rule, one without a query, and one that is not YAML
    const files = folderOf({
      'rules/a.yaml': sampleRule,
      'rules/b.yaml': sampleRule.replace(/query: \|\n(?: {2}.*\n)+/u, ''),
      'rules/c.yml': 'id: [',
      'rules/readme.md': '# not a rule',
    });
    // WHEN the folder is loaded
    const load = await loadRules('rules', files);
    // THEN one rule comes back, and the problems of both others
    expect(load.rules.map(({ file }) => file)).toEqual(['rules/a.yaml']);
    expect(load.fileCount).toBe(3);
    expect(load.problems.map(({ code, position }) => `${position.file} ${code}`)).toEqual([
      'rules/b.yaml MXDR-YAML-MISSING-KEY',
      expect.stringMatching(/^rules\/c\.yml MXDR-YAML-SYNTAX/u),
    ]);
  });

  it('keeps keys that it does not know', async () => {
    const [loaded] = await loadText(sampleRule);
    expect(loaded?.rule['x-own']).toBe('kept');
  });

  it('reads rules that travel as lines of JSON, and reports the lines that are none', async () => {
    const files = folderOf({ 'rules/all.jsonl': `${JSON.stringify({ path: 'Detections/x.yaml', yaml: sampleRule })}\n{"path": 1}\n` });
    const load = await loadRules('rules', files);
    expect(load.rules.map(({ file }) => file)).toEqual(['Detections/x.yaml']);
    expect(load.problems.map(({ code, position }) => `${code} ${position.line}`)).toEqual(['MXDR-RULE-LINE 2']);
  });

  it('says which folder cannot be read', async () => {
    await expect(loadRules('/nowhere/at/all')).rejects.toMatchObject({ code: 'MXDR-RULES-UNREADABLE' });
  });
});
