import { readYaml } from '@mxdr/core';
import { QueryReader, createKqlEngine, createMemoryTables } from '@mxdr/kql';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { loadRules } from '../load-rules.ts';
import { sampleRule } from '../sample-rule.ts';
import { applyTuning } from './apply-tuning.ts';
import { quoteKql } from './compose-exclusions.ts';
import { tuningSchema } from './tuning-schema.ts';

const reader = new QueryReader();
const id = '11111111-2222-4333-8444-555555555555';
const head = `rule: ${id}, base: ^1.0.0, reason: noise, owner: soc, expires: 2027-01-01`;

async function apply(entry: string, rule = sampleRule, today = '2026-11-26') {
  const load = await loadRules('rules', { listFiles: async () => ['a.yaml'], readText: async () => rule });
  const file = `tuning:\n  - {${head}, ${entry}}\n`;
  const read = readYaml(tuningSchema, file, 'tuning.yaml');
  if ('problems' in read) throw new Error(JSON.stringify(read.problems));
  const content = { value: read.value, file: 'tuning.yaml', text: file, source: read.source };
  return applyTuning(load.rules, content, { today, createReader: () => reader });
}

const queryOf = async (entry: string, rule?: string): Promise<string> => (await apply(entry, rule)).rules[0]?.loaded.rule.query ?? 'none';
const codesOf = async (entry: string, rule?: string, today?: string): Promise<readonly string[]> =>
  (await apply(entry, rule, today)).problems.map(({ code }) => code);

describe('tuning of a customer', () => {
  it('changes what it names and nothing else', async () => {
    const { rules, problems } = await apply('severity: Low, queryFrequency: 2h, triggerThreshold: 5');
    expect(problems).toEqual([]);
    expect(rules[0]?.loaded.rule).toMatchObject({ severity: 'Low', queryFrequency: '2h', queryPeriod: '1d', triggerThreshold: 5 });
    expect(rules[0]?.entry?.owner).toBe('soc');
  });

  it('puts exclusions behind the first table, and those of entities at the end', async () => {
    const query = await queryOf(
      'exclude: [{column: IPAddress, values: ["203.0.113.9"]}, {where: "AppDisplayName has \'backup\'"}, {entity: Account, identifier: AadUserId, values: [u1]}, {column: UserPrincipalName, watchlist: mxdr-service-accounts}]',
    );
    expect(query).toBe(`(SigninLogs
| where tostring(IPAddress) !in~ ("203.0.113.9")
| where not(coalesce((AppDisplayName has 'backup'), false))
| where tostring(UserPrincipalName) !in~ ((_GetWatchlist("mxdr-service-accounts") | project SearchKey)))
| where ResultType == "0"
| project UserId, IPAddress
| where tostring(UserId) !in~ ("u1")`);
  });

  it('excludes at every place where the first table is read', async () => {
    const rule = sampleRule.replace(
      /query: \|\n(?: {2}.*\n)+/u,
      `query: |
  let known = SigninLogs | where TimeGenerated < ago(1h) | distinct UserId; // known users
  union SigninLogs, (SigninLogs | where UserId !in (known)) // all
  | project UserId, IPAddress
`,
    );
    const query = await queryOf('exclude: [{column: UserId, values: [x]}]', rule);
    expect(query.match(/\(SigninLogs\n\| where tostring\(UserId\) !in~ \("x"\)\)/gu)).toHaveLength(3);
    expect(reader.read(query)?.diagnostics.filter(({ severity }) => severity === 'error')).toEqual([]);
  });

  it('keeps rows in which the condition cannot be told, and leaves out those that meet it', async () => {
    // GIVEN an exclusion of office hours by a column that is null in one row
    const query = await queryOf('exclude: [{where: "tolong(ResultDescription) > 5 and ResultType == \'0\'"}]');
    const rows = [
      { TimeGenerated: '2026-10-01T11:00:00Z', ResultType: '0', UserId: 'left out', ResultDescription: '9' },
      { TimeGenerated: '2026-10-01T11:00:00Z', ResultType: '0', UserId: 'kept', ResultDescription: '1' },
      { TimeGenerated: '2026-10-01T11:00:00Z', ResultType: '0', UserId: 'cannot be told', ResultDescription: null },
    ];
    // WHEN the rule runs
    const engine = createKqlEngine({
      provider: createMemoryTables({ tables: { SigninLogs: rows } }),
      clock: { now: () => Date.parse('2026-10-01T12:00:00Z') },
    });
    const outcome = await engine.query(query);
    if (outcome.status === 'failed') throw new Error(outcome.message);
    // THEN what may be an attack is still there
    expect(outcome.rows.map(([user]) => user)).toEqual(['kept', 'cannot be told']);
  });

  it.each([
    ['a pipe', 'UserId == "x" | take 1'],
    ['a statement', 'UserId == "x"; SigninLogs'],
    ['a closed bracket', 'true) | take 0 | where (true'],
    ['a comment', 'true // and no more'],
    ['another table', 'UserId in (AuditLogs | project Id)'],
    ['another table by name', 'UserId in (AuditLogs)'],
    ['a call of another table', 'UserId in (table("AuditLogs"))'],
    ['data from outside', 'UserId in (externaldata(a:string)[@"https://example.com/x"])'],
    ['no truth value', 'UserId'],
    ['an unknown column', 'NoSuchColumn == 1'],
    ['nothing', ' '],
    ['a broken text', 'UserId == "x'],
    ['a workspace', 'isnotempty(toscalar(workspace("x").SigninLogs | count))'],
  ])('refuses %s as a condition', async (_what, where) => {
    expect(await codesOf(`exclude: [{where: ${JSON.stringify(where)}}]`)).toEqual(['MXDR-TUNING-EXPRESSION']);
  });

  it('never lets a value be more than one text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        const read = reader.read(`print ${quoteKql(text)}`);
        const [literal] = read?.syntax.items('Statements') ?? [];
        const texts: (string | undefined)[] = [];
        const visit = (node: NonNullable<typeof literal>): void => {
          if (node.kind === 'StringLiteralExpression') texts.push(node.stringValue);
          node.children.forEach(visit);
        };
        if (literal !== undefined) visit(literal);
        expect(read?.diagnostics.filter(({ severity }) => severity === 'error')).toEqual([]);
        expect(texts).toEqual([text]);
      }),
      { numRuns: 200 },
    );
  });

  it.each([
    ['a rule that is not there', 'rule: 99999999-2222-4333-8444-555555555555', 'MXDR-TUNING-RULE'],
    ['a version out of range', 'base: ^2.0.0', 'MXDR-TUNING-BASE'],
    ['a range that is none', 'base: latest', 'MXDR-TUNING-BASE'],
    ['what has expired', 'expires: 2026-11-26', 'MXDR-TUNING-EXPIRED'],
    ['a frequency beyond the period', 'queryFrequency: 3d', 'MXDR-TUNING-VALUE'],
    ['a threshold beyond the limit', 'triggerThreshold: 20000', 'MXDR-TUNING-VALUE'],
    ['an unknown severity', 'severity: Critical', 'MXDR-TUNING-VALUE'],
    ['an entity that is not mapped', 'exclude: [{entity: Host, identifier: HostName, values: [a]}]', 'MXDR-TUNING-COMPOSE'],
    ['a column that the table lacks', 'exclude: [{column: NoSuchColumn, values: [a]}]', 'MXDR-TUNING-COMPOSE'],
  ])('refuses %s', async (_what, change, code) => {
    const load = await loadRules('rules', { listFiles: async () => ['a.yaml'], readText: async () => sampleRule });
    const fields = new Map([...head.split(', '), change].map((field) => [field.split(':')[0], field]));
    const file = `tuning:\n  - {${[...fields.values()].join(', ')}}\n`;
    const read = readYaml(tuningSchema, file, 'tuning.yaml');
    if ('problems' in read) throw new Error(JSON.stringify(read.problems));
    const content = { value: read.value, file: 'tuning.yaml', text: file, source: read.source };
    const { problems } = applyTuning(load.rules, content, { today: '2026-11-26', createReader: () => reader });
    expect(problems.map((problem) => problem.code)).toEqual([code]);
  });

  it('says what changed since the version that it was made for', async () => {
    const lock = {
      schemaVersion: 1 as const,
      rules: {
        [id]: {
          name: 'Sample',
          kind: 'Scheduled',
          version: '1.0.0',
          sha256: 'ab',
          fields: {},
          history: [
            { version: '0.9.0', date: '2026-01-01', changed: [] },
            { version: '1.0.0', date: '2026-02-01', changed: ['query', 'severity'] },
          ],
        },
      },
    };
    const load = await loadRules('rules', { listFiles: async () => ['a.yaml'], readText: async () => sampleRule });
    const file = `tuning:\n  - {rule: ${id}, base: ~0.9.0, reason: noise, owner: soc, expires: 2027-01-01, severity: Low}\n`;
    const read = readYaml(tuningSchema, file, 'tuning.yaml');
    if ('problems' in read) throw new Error(JSON.stringify(read.problems));
    const content = { value: read.value, file: 'tuning.yaml', text: file, source: read.source };
    const { problems } = applyTuning(load.rules, content, { today: '2026-11-26', createReader: () => reader, lock });
    expect(problems[0]?.message).toContain('1.0.0 of 2026-02-01: query, severity');
  });

  it('does not deploy a disabled rule, and says who decided', async () => {
    const { rules, disabled } = await apply('disabled: true');
    expect(rules).toEqual([]);
    expect(disabled.map(({ rule, entry }) => [rule.name, entry.owner])).toEqual([['Sample', 'soc']]);
  });
});
