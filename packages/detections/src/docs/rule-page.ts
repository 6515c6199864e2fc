import type { PageBlock, PageDocument, PageSection } from '@mxdr/documents';
import { parentTechnique } from '../attack-matrix.ts';
import { attackTechniques } from '../attack-techniques.ts';
import type { RuleLock } from '../lock/rule-lock.ts';
import type { Rule } from '../rule-schema.ts';

/** For whom a page is: customers read what a rule finds and what happens then, analysts also how. */
export type RuleAudience = 'analyst' | 'customer';

export interface RulePageInput {
  readonly rule: Rule;
  readonly audience: RuleAudience;
  readonly serviceName: string;
  readonly operatorName: string;
  readonly lock?: RuleLock;
}

/** `9d41e6b3-….html`: a rule keeps its address when its name changes. */
export function rulePageName(rule: Pick<Rule, 'id'>): string {
  return rule.id.toLowerCase();
}

function techniqueText(technique: string): string {
  const name = attackTechniques.get(parentTechnique(technique))?.name;
  return name === undefined ? technique : `${technique} ${name}`;
}

function listBlock(items: readonly string[], none: string): PageBlock {
  return { kind: 'list', items: items.length === 0 ? [none] : items };
}

function sourcesOf(rule: Rule): readonly string[] {
  return (rule.requiredDataConnectors ?? []).map(({ connectorId, dataTypes }) => `${connectorId}: ${dataTypes.join(', ')}`);
}

function howItRuns({ kind, queryFrequency, queryPeriod, triggerOperator, triggerThreshold }: Rule): string {
  if (kind === 'NRT') return 'Near real time, about once a minute';
  return `Every ${queryFrequency ?? '?'} over the last ${queryPeriod ?? '?'}; alerts when rows are ${triggerOperator ?? '?'} ${triggerThreshold ?? '?'}`;
}

function historyBlock(rule: Rule, lock: RuleLock | undefined): PageBlock {
  const history = lock?.rules[rule.id.toLowerCase()]?.history ?? [];
  return {
    kind: 'table',
    caption: 'Versions, the newest first',
    columns: ['Version', 'Day', 'What changed'],
    rows: history.toReversed().map(({ version, date, changed }) => [version, date, changed.join(', ') || 'new']),
    emptyText: 'The rule has no locked version yet.',
  };
}

function analystSections(rule: Rule): readonly PageSection[] {
  const entities = (rule.entityMappings ?? []).flatMap(({ entityType, fieldMappings }) =>
    fieldMappings.map(({ identifier, columnName }) => [`${entityType}.${identifier}`, columnName] as const),
  );
  return [
    {
      id: 'query',
      title: 'Query',
      blocks: [
        {
          kind: 'facts',
          items: [
            ['Runs', howItRuns(rule)],
            ['Costs', rule.dataCost ?? 'not said'],
          ],
        },
        { kind: 'code', language: 'kusto', text: rule.query.trim() },
        {
          kind: 'table',
          caption: 'Entities of the alert',
          columns: ['Entity', 'Column'],
          rows: entities,
          emptyText: 'No entity is mapped.',
        },
        {
          kind: 'table',
          caption: 'Details of the alert',
          columns: ['Detail', 'Column'],
          rows: Object.entries(rule.customDetails ?? {}),
          emptyText: 'No detail is added.',
        },
      ],
    },
    {
      id: 'tests',
      title: 'Tests',
      blocks: [
        {
          kind: 'table',
          caption: 'Cases that run on the embedded workspace',
          columns: ['Case', 'Expected'],
          rows: rule.tests.map(({ name, expect }) => [
            name,
            expect.count === 0 ? 'silence' : `${expect.count} ${expect.count === 1 ? 'row' : 'rows'}`,
          ]),
          emptyText: 'The rule has no tests.',
        },
      ],
    },
  ];
}

/** A rule as a page for people, from its file alone. */
export function buildRulePage({ rule, audience, serviceName, operatorName, lock }: RulePageInput): PageDocument {
  const { deprecated } = rule;
  const notes: readonly PageBlock[] =
    deprecated === undefined
      ? []
      : [
          {
            kind: 'note',
            tone: 'attention',
            title: 'This rule goes away',
            text: `Deprecated since ${deprecated.date}: ${deprecated.reason}`,
          },
        ];
  const forAnalysts = audience === 'analyst';
  return {
    title: rule.name,
    subject: `Detection rule ${rule.version ?? ''}`.trim(),
    serviceName,
    operatorName,
    summary: [
      ['Severity', rule.severity],
      ['Tactics', rule.tactics.join(', ') || 'none'],
      ['Techniques', rule.relevantTechniques.map(techniqueText).join(', ') || 'none'],
      ['Owner', rule.owner ?? 'not said'],
      ['Id', rule.id],
    ],
    sections: [
      {
        id: 'what-it-finds',
        title: 'What it finds',
        blocks: [
          ...notes,
          { kind: 'text', text: rule.description.trim() },
          ...(rule.whyItMatters === undefined ? [] : [{ kind: 'text', text: rule.whyItMatters.trim() } as const]),
        ],
      },
      ...(forAnalysts ? [{ id: 'triage', title: 'Triage', blocks: [listBlock(rule.triage, 'No steps are written down.')] }] : []),
      { id: 'response', title: 'Response', blocks: [listBlock(rule.response, 'No steps are written down.')] },
      { id: 'looks-the-same', title: 'What looks the same', blocks: [listBlock(rule.falsePositives, 'Nothing is known.')] },
      { id: 'cannot-see', title: 'What it cannot see', blocks: [listBlock(rule.blindSpots, 'Nothing is known.')] },
      { id: 'data', title: 'Data that it needs', blocks: [listBlock(sourcesOf(rule), 'No connector is named.')] },
      ...(forAnalysts ? analystSections(rule) : []),
      { id: 'versions', title: 'Versions', blocks: [historyBlock(rule, lock)] },
      {
        id: 'references',
        title: 'References',
        blocks: [
          rule.references.length === 0
            ? listBlock([], 'None.')
            : { kind: 'links', items: rule.references.map((address) => ({ text: address, address })) },
        ],
      },
    ],
    imprint: `${rule.name}, version ${rule.version ?? 'unknown'}, ${rule.id}.`,
  };
}

/** All rules in one list, by tactic; names are those of the pages. */
export function buildRuleIndex(
  rules: readonly Rule[],
  { serviceName, operatorName }: Pick<RulePageInput, 'serviceName' | 'operatorName'>,
): PageDocument {
  const byTactic = new Map<string, Rule[]>();
  for (const rule of rules.toSorted((a, b) => (a.name < b.name ? -1 : 1))) {
    const tactic = rule.tactics[0] ?? 'None';
    byTactic.set(tactic, [...(byTactic.get(tactic) ?? []), rule]);
  }
  return {
    title: 'Detection rules',
    subject: `${rules.length} rules`,
    serviceName,
    operatorName,
    summary: [['Rules', String(rules.length)]],
    sections: [...byTactic].map(([tactic, own]) => ({
      id: tactic.replaceAll(/([a-z])([A-Z])/gu, '$1-$2').toLowerCase(),
      title: tactic.replaceAll(/([a-z])([A-Z])/gu, '$1 $2'),
      blocks: [
        {
          kind: 'table',
          caption: 'Each rule has a page of its own, named by its id',
          columns: ['Rule', 'Severity', 'Version', 'Techniques', 'Page'],
          rows: own.map((rule) => [rule.name, rule.severity, rule.version ?? '', rule.relevantTechniques.join(', '), rulePageName(rule)]),
          emptyText: 'No rule.',
        },
      ],
    })),
    imprint: 'Made from the files of the rules.',
  };
}
