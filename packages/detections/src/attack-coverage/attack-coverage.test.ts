import { renderHtml, renderMarkdown } from '@mxdr/documents';
import { describe, expect, it } from 'vitest';
import { buildRuleIndex, buildRulePage } from '../docs/rule-page.ts';
import { loadRules } from '../load-rules.ts';
import type { Rule } from '../rule-schema.ts';
import { sampleRule } from '../sample-rule.ts';
import { countByTactic, coverAttack, stateOf } from './attack-coverage.ts';
import { buildCoverageMatrix } from './coverage-matrix.ts';
import { buildCoveragePage } from './coverage-page.ts';
import { formatNavigatorLayer } from './navigator-layer.ts';

async function ruleOf(text: string): Promise<Rule> {
  const load = await loadRules('rules', { listFiles: async () => ['a.yaml'], readText: async () => text });
  const [loaded] = load.rules;
  if (loaded === undefined) throw new Error(JSON.stringify(load.problems));
  return loaded.rule;
}

const tests = `tests:
  - { name: fires, rows: {}, expect: { count: 1 } }
  - { name: is silent, rows: {}, expect: { count: 0 } }
`;

async function cellOf(observations: Parameters<typeof coverAttack>[1], text = sampleRule) {
  const coverage = coverAttack([await ruleOf(text)], observations);
  const covered = coverage.cells.filter(({ rules }) => rules.length > 0);
  return { coverage, covered, cell: covered[0] ?? { rules: [] } };
}

describe('coverage of ATT&CK', () => {
  it('counts a sub-technique with its parent, in the tactics of the rule only', async () => {
    // GIVEN a rule for T1078.004, which belongs to four tactics, under one of them
    const { covered } = await cellOf({});
    expect(covered.map(({ tactic, technique }) => `${tactic} ${technique.id}`)).toEqual(['InitialAccess T1078']);
  });

  it('keeps apart what is deployed, has data and fired, and what nobody looked at', async () => {
    const withData = new Set(['SigninLogs']);
    expect(stateOf((await cellOf({})).cell)).toBe('deployed');
    expect(stateOf((await cellOf({ tablesWithData: withData, alertsByRule: new Map() })).cell)).toBe('has data');
    expect(stateOf((await cellOf({ tablesWithData: withData, alertsByRule: new Map([['Sample', 3]]) })).cell)).toBe('fired');
    expect(stateOf((await cellOf({ tablesWithData: new Set(), alertsByRule: new Map() })).cell)).toBe('no data');
    expect(stateOf({ rules: [] })).toBe('not covered');
  });

  it('leaves out of its numbers what nobody looked at', async () => {
    const countsOf = async (observations: Parameters<typeof coverAttack>[1]) =>
      countByTactic((await cellOf(observations, `${sampleRule}${tests}`)).coverage.cells).find(({ tactic }) => tactic === 'InitialAccess');
    const known = { tactic: 'InitialAccess', techniques: 11, deployed: 1, tested: 1 };
    expect(await countsOf({})).toEqual(known);
    expect(await countsOf({ tablesWithData: new Set() })).toEqual({ ...known, hasData: 0 });
    expect(await countsOf({ tablesWithData: new Set(['SigninLogs']), alertsByRule: new Map([['Sample', 3]]) })).toEqual({
      ...known,
      hasData: 1,
      fired: 1,
    });
  });

  it('names the gaps by data source', async () => {
    const { coverage } = await cellOf({ tablesWithData: new Set() });
    expect(coverage.sources).toEqual([{ table: 'SigninLogs', hasData: 'no', rules: ['Sample'], techniques: ['T1078.004'] }]);
  });

  it('gives the Navigator a layer with parents and sub-techniques', async () => {
    const { coverage } = await cellOf({ tablesWithData: new Set(['SigninLogs']), alertsByRule: new Map() }, `${sampleRule}${tests}`);
    const layer = JSON.parse(formatNavigatorLayer(coverage, 'n', 'd')) as {
      techniques: { techniqueID: string; tactic: string; score: number; comment: string }[];
      versions: unknown;
      domain: string;
    };
    expect(layer.versions).toEqual({ attack: '18', navigator: '5.1.0', layer: '4.5' });
    expect(layer.domain).toBe('enterprise-attack');
    expect(layer.techniques.map(({ techniqueID, tactic, score, comment }) => [techniqueID, tactic, score, comment])).toEqual([
      ['T1078', 'initial-access', 75, 'Sample 1.0.0 (tested, data there, 0 alerts)'],
      ['T1078.004', 'initial-access', 75, 'Sample 1.0.0 (tested, data there, 0 alerts)'],
    ]);
  });

  it('says on the page that nobody looked, instead of none', async () => {
    const { coverage } = await cellOf({});
    const page = buildCoveragePage({
      coverage,
      customerName: 'Contoso',
      serviceName: 's',
      operatorName: 'o',
      basis: 'the rules alone',
      day: '2026-11-26',
      leftOut: [],
      tuned: [],
    });
    const text = renderMarkdown(page);
    expect(text).toContain('**Initial Access** (1 of 11): T1078 Valid Accounts (Deployed); ');
    expect(text).toContain('| Initial Access | 11 | 1 | 0 | not looked at | not looked at |');
    expect(renderHtml(page, '')).toContain('<section id="initial-access"');
  });
});

describe('the matrix of ATT&CK', () => {
  const seen = { tablesWithData: new Set(['SigninLogs']), alertsByRule: new Map([['Sample', 3]]) };

  it('has the tactics in the order of an attack, and in each what is best on top', async () => {
    // GIVEN a rule that fired for T1078 and one without data for T1566
    const other = sampleRule
      .replace('11111111', '22222222')
      .replace('name: Sample', 'name: Other')
      .replace('T1078.004', 'T1566')
      .replaceAll('SigninLogs', 'EmailEvents');
    // WHEN
    const { columns, legend } = buildCoverageMatrix(coverAttack([await ruleOf(other), await ruleOf(`${sampleRule}${tests}`)], seen).cells);
    // THEN
    expect(columns.map(({ title }) => title)).toEqual([
      'Reconnaissance',
      'Resource Development',
      'Initial Access',
      'Execution',
      'Persistence',
      'Privilege Escalation',
      'Defense Evasion',
      'Credential Access',
      'Discovery',
      'Lateral Movement',
      'Collection',
      'Command and Control',
      'Exfiltration',
      'Impact',
    ]);
    const { note, cells } = columns[2] ?? { note: '', cells: [] };
    expect(note).toBe('2 of 11');
    expect(cells.slice(0, 3).map((cell) => [cell.id, cell.word, cell.note, cell.address])).toEqual([
      ['initial-access-T1078', 'Fired', '1 rule, tested', 'https://attack.mitre.org/techniques/T1078/'],
      ['initial-access-T1566', 'No data', '1 rule, not tested', 'https://attack.mitre.org/techniques/T1566/'],
      ['initial-access-T1091', 'Not covered', '', 'https://attack.mitre.org/techniques/T1091/'],
    ]);
    expect(legend.map(({ word }) => word)).toEqual(['Fired (1)', 'No data (1)', 'Not covered (214)']);
  });

  it('counts a technique of several tactics once in the legend, and has no id twice', async () => {
    const rule = sampleRule.replace('  - InitialAccess\n', '  - InitialAccess\n  - Persistence\n');
    const { columns, legend } = buildCoverageMatrix(coverAttack([await ruleOf(rule)], seen).cells);
    expect(columns.flatMap(({ cells }) => cells).filter(({ word }) => word === 'Fired')).toHaveLength(2);
    expect(legend[0]?.word).toBe('Fired (1)');
    const ids = columns.flatMap(({ cells }) => cells.map(({ id }) => id));
    expect(new Set(ids).size).toBe(ids.length);
  });
});

describe('pages of rules', () => {
  it('show the query to analysts and not to customers', async () => {
    const rule = await ruleOf(`${sampleRule}${tests}`);
    const pageFor = (audience: 'analyst' | 'customer'): string =>
      renderMarkdown(buildRulePage({ rule, audience, serviceName: 's', operatorName: 'o' }));
    expect(pageFor('analyst')).toContain('| where ResultType == "0"');
    expect(pageFor('analyst')).toContain('| is silent | silence |');
    expect(pageFor('customer')).not.toContain('ResultType');
    expect(renderMarkdown(buildRuleIndex([rule], { serviceName: 's', operatorName: 'o' }))).toContain(rule.id);
  });
});
