import { describe, expect, it } from 'vitest';
import { importRules } from './import-rules.ts';

/** A rule as other projects write them, with much that Azure would refuse. */
const foreign = `id: 11111111-2222-4333-8444-555555555555
name: Sign-in \u2013 from a new place
description: |
  'Finds sign-ins.
  In two lines.'
severity: high
status: Available
queryFrequency: 15m
queryPeriod: 7D
triggerOperator: GreaterThan
triggerThreshold: "0"
tactics:
  - CommandandControl   # as upstream has it
relevantTechniques:
  - T1078.004
  - T1086
  - X1
query: |
  SigninLogs
  | where UserPrincipalName has "\u2019"
entityMappings:
  - entityType: Ip
    fieldMappings:
      - identifier: address
        columnName: IPAddress
  - entityType: Account
    fieldMappings:
      - identifier: UPNSuffix
        columnName: Suffix
customDetails:
  The Address: IPAddress
alertDetailsOverride:
  alertTacticsColumnName:
incidentConfiguration:
  createIncident: true
  groupingConfiguration:
    matchingMethod: selected
    groupByEntities: [Account]
x-vendor:
  ticket: 42 # kept
`;

describe('importing rules', () => {
  it('keeps a file as it is without --fix, unknown keys and comments with it', () => {
    // GIVEN a rule with faults
    const { rules, problems } = importRules([{ file: 'Detections/a.yaml', text: foreign }]);
    // THEN it is the same file with its origin added, and what is wrong is told
    expect(rules.map(({ text }) => text)).toEqual([`${foreign}importedFrom: Detections/a.yaml\n`]);
    expect(rules[0]?.mends).toEqual([]);
    expect(new Set(problems.map(({ code }) => code))).toContain('MXDR-YAML-TYPE');
  });

  it('mends what is safe, says each mend, and leaves no error of form but those that only a person can mend', () => {
    // WHEN it is mended
    const { rules, problems } = importRules([{ file: 'Detections/a.yaml', text: foreign }], { fix: true });
    // THEN the file is named for tactic and behaviour
    const [rule] = rules;
    expect(rule?.fileName).toBe('command-and-control_sign-in-from-a-new-place.yaml');
    // AND each change is said
    expect(rule?.mends.map((mend) => mend.split(':')[0])).toEqual([
      'name',
      'description',
      'kind',
      'severity',
      'triggerOperator',
      'triggerThreshold',
      'requiredDataConnectors',
      'version',
      'queryPeriod',
      'queryFrequency',
      'tactics',
      'relevantTechniques',
      'tactics',
      'tactics',
      'entityMappings',
      'customDetails',
      'alertTacticsColumnName',
      'alertDetailsOverride',
      'groupByEntities',
      'matchingMethod',
    ]);
    expect(rule?.text).toContain('T1059.001');
    expect(rule?.text).toContain('ticket: 42 # kept');
    // AND the only thing left is a character in the query, which may be what is looked for
    expect(problems.map(({ code }) => code)).toEqual(['MXDR-RULE-ASCII']);
  });

  it('changes nothing more the second time', () => {
    const once = importRules([{ file: 'a.yaml', text: foreign }], { fix: true }).rules[0];
    const twice = importRules([{ file: 'a.yaml', text: once?.text ?? '' }], { fix: true }).rules[0];
    expect(twice?.mends).toEqual([]);
    expect(twice?.text).toBe(once?.text);
  });

  it('leaves out what is no rule that can be deployed, and says why', () => {
    const { rules, skipped } = importRules([
      { file: 'a.yaml', text: foreign },
      { file: 'b.yaml', text: foreign.replace('a new place', 'an old place') },
      { file: 'c.yaml', text: foreign.replace(/query: \|\n(?: {2}.*\n)+/u, '').replace('1111', '2222') },
      { file: 'd.yml', text: 'title: x\nlogsource: { product: windows }\ndetection: { condition: a }\n' },
      { file: 'e.yaml', text: 'id: [' },
    ]);
    expect(rules).toHaveLength(1);
    expect(skipped.map(({ origin, reason }) => `${origin} ${reason}`)).toEqual([
      'b.yaml its id is that of a.yaml, which came first',
      'c.yaml it has no query',
      expect.stringContaining('d.yml it is a Sigma rule: no maintained converter'),
      expect.stringContaining('e.yaml it cannot be read'),
    ]);
  });

  it('tells two rules of one name apart', () => {
    const { rules, problems } = importRules(
      [
        { file: 'x/One/Rules/a.yaml', text: foreign },
        { file: 'x/Two/Rules/b.yaml', text: foreign.replace('11111111', '22222222') },
      ],
      { fix: true },
    );
    expect(rules[1]?.text).toContain('name: Sign-in - from a new place (Two, 22222222)');
    expect(problems.filter(({ code }) => code === 'MXDR-RULE-DUPLICATE-NAME')).toEqual([]);
    expect(new Set(rules.map(({ fileName }) => fileName)).size).toBe(2);
  });
});
