import type { narrativeRules } from '../definition/block-schemas.ts';
import type { ReadinessHeadingRule, ReadinessNarrativeRule } from '../definition/readiness-rules.ts';
import type { headingRules } from '../definition/report-definition-schema.ts';
import type { ReviewTruth } from './review-truth.ts';
import type { TrueRow } from './true-incident-views.ts';
import type { TrueValue } from './true-metrics.ts';

/** Number sequences, one of which a sentence has to tell. */
type Alternatives = readonly (readonly number[])[];

type Rules<Rule extends string> = Readonly<Record<Rule, Alternatives>>;

/** The readiness stands on the checks and not on the tables of a tenant. */
type Heading = Exclude<(typeof headingRules)[number], ReadinessHeadingRule>;
type Narrative = Exclude<(typeof narrativeRules)[number], ReadinessNarrativeRule>;

/**
 * What each rule for a heading or a narrative may say, in numbers. The few that no value of the dataset holds are computed here from values that are
 * compared: sums over rows, differences between periods and shares of two means.
 */
export interface TrueSentences {
  readonly headings: Rules<Heading> & Partial<Rules<ReadinessHeadingRule>>;
  readonly narratives: Rules<Narrative> & Partial<Rules<ReadinessNarrativeRule>>;
  /** Texts and details of the decisions that the customer is asked for. */
  readonly decisions: Alternatives;
  /** How many decisions there are to ask for. */
  readonly decisionCount: number;
}

type Known = Extract<TrueValue, { readonly value: number }>;

const isKnown = (value: TrueValue | null | undefined): value is Known => value?.state === 'known' || value?.state === 'low-sample';
const amountOf = (row: TrueRow | undefined, column: string): number => Number(row?.[column] ?? 0);

/** What the sentences of a report may say. */
export function trueSentences({ metrics, views, tables }: ReviewTruth): TrueSentences {
  const known = (id: string): Known | undefined => {
    const value = metrics[id]?.current;
    return isKnown(value) ? value : undefined;
  };
  const value = (id: string): readonly number[] => (known(id) === undefined ? [] : [known(id)!.value]);
  const counted = (id: string): readonly number[] => {
    const { part, n } = known(id) ?? {};
    return part === undefined || n === undefined ? [] : [part, n];
  };
  const before = (id: string): readonly number[] => {
    const previous = metrics[id]?.previous;
    return isKnown(previous) ? [previous.value] : [];
  };
  const change = (id: string): readonly number[] => before(id).flatMap((then) => value(id).map((now) => Math.abs(now - then)));
  const sinceValue = (id: string): readonly number[] => {
    const told = metrics[id]?.since;
    return isKnown(told) ? [told.value] : [];
  };
  const some = (count: number): readonly number[] => (count === 0 ? [] : [count]);
  const rows = (id: string): readonly TrueRow[] => views[id] ?? [];
  const sum = (id: string, ...columns: readonly string[]): number =>
    rows(id).reduce((total, row) => total + columns.reduce((inner, column) => inner + amountOf(row, column), 0), 0);
  const noiseOf = (row: TrueRow | undefined): number => amountOf(row, 'BenignPositives') + amountOf(row, 'FalsePositives');
  const mean = (id: string): number => known(id)?.distribution?.mean ?? 0;
  const repeated = (id: string): number => rows(id).filter((row) => amountOf(row, 'Incidents') > 1).length;

  const volume: Alternatives = [[...change('inc_created'), ...value('inc_created')], value('inc_created')];
  const closed = sum('classification-mix', 'Incidents');
  const noise = [1, 2].reduce((total, index) => total + amountOf(rows('classification-mix')[index], 'Incidents'), 0);
  const loudest = rows('rule-efficiency')[0];
  const waited = (100 * mean('mttr_customer')) / mean('mttr');
  const target = known('ack_sla');
  const matrix = rows('attack-matrix');
  const techniques = (of: (row: TrueRow) => boolean): number => new Set(matrix.filter(of).map((row) => row['Technique'])).size;
  const covered = [techniques((row) => amountOf(row, 'Rules') > 0), techniques(() => true)];
  const fired = [techniques((row) => row['State'] === 'Fired')];
  const pressing = [
    [(target?.n ?? 0) - (target?.part ?? 0), target?.n ?? 0],
    value('tta_human'),
    [...value('tta_human'), ...before('tta_human')],
    [...change('inc_backlog'), ...value('inc_backlog')],
    [waited],
    [noise, closed],
    value('hunts_confirmed'),
    [],
  ];
  return {
    headings: {
      summary: [[...value('inc_investigated'), ...value('inc_resolved'), ...value('inc_waiting')]],
      actions:
        rows('waiting-now').length > 0
          ? [[rows('waiting-now').length]]
          : [[sum('actions-required', 'Completed'), sum('actions-required', 'Actions')]],
      incidents: volume,
      incident: [[]],
      'incident-timeline': [[rows('incident-timeline').length]],
      'incident-scope': [
        [
          rows('incident-alerts').length,
          ...['User', 'Device'].map((kind) => rows('incident-entities').filter((row) => row['Kind'] === kind).length),
        ],
      ],
      'incident-actions': [
        [
          rows('incident-tasks').filter((row) => row['Status'] === 'Open' || row['Status'] === 'In progress').length,
          rows('incident-tasks').length,
        ],
        [rows('incident-tasks').length],
      ],
      open: [[...value('inc_backlog'), ...value('inc_waiting')]],
      targets: [[...counted('ack_sla'), ...counted('resolve_sla')]],
      noise: [[noise, closed]],
      times: [value('tta_human')],
      sources: [[amountOf(rows('incidents-by-source')[0], 'Incidents'), ...value('inc_investigated')]],
      assets: [[repeated('top-users'), repeated('top-devices')]],
      quality: [[amountOf(rows('classification-mix')[0], 'Incidents'), closed]],
      'hunting-categories': [
        [amountOf(rows('hunts-by-category')[0], 'Hunts'), rows('hunts').length],
        [rows('hunts').length, rows('hunts-by-category').length],
      ],
      'hunting-emerging': [
        [rows('emerging-threats').filter((row) => row['ImpactFound'] === 'yes').length, rows('emerging-threats').length],
      ],
      hunting: [[...value('hunts_run'), ...value('hunts_confirmed')]],
      posture: [[...value('mail_threats_delivered'), ...value('mail_threats')]],
      platform: [[...value('ingestion_total'), ...value('table_silence'), ...value('rule_failures')]],
      coverage: [[...covered, ...fired], covered],
      completeness: [[rows('query-log').length, tables.length]],
      since: [[...sinceValue('inc_created'), ...sinceValue('inc_resolved')]],
      'needs-you': [
        [
          ...some(rows('waiting-now').length),
          ...value('decisions_needed').filter(Boolean),
          ...value('recommendations_overdue').filter(Boolean),
        ],
      ],
      recommendations: [
        [...value('recommendations_open'), ...value('recommendations_overdue'), ...value('recommendations_done').filter(Boolean)],
      ],
      'incident-recommendations': [[]],
      questions: [[...value('questions_open'), ...value('credits_remaining')]],
      next: [[rows('ahead').length - 1]],
      'service-events': [value('service_outages')],
    },
    narratives: {
      findings: [...volume, ...pressing],
      drivers: [[amountOf(rows('incidents-by-source')[0], 'Incidents'), ...value('inc_investigated')], ...pressing],
      incidents: [
        [...value('inc_resolved_direct'), ...value('inc_resolved_help')],
        [...value('inc_backlog'), ...value('inc_waiting')],
        value('inc_reopened'),
      ],
      times: [
        [known('tta_human')?.without ?? 0],
        [...value('tta_first_touch'), ...value('tta_human')],
        [waited],
        [sum('time-statistics', 'Negative')],
      ],
      quality: [
        [...value('alerts_recorded'), known('alert_reduction')?.n ?? 0],
        [noise, closed],
        [noiseOf(loudest), amountOf(loudest, 'Incidents')],
      ],
      hunting: [value('dens_sent'), [], [rows('hunts').filter((row) => row['BecameRule'] === 'yes').length]],
      since: [[]],
      credits: [
        ['Carried', 'Granted', 'Used', 'Remaining'].map((column) => amountOf(rows('credits').at(-1), column)),
        [amountOf(rows('credits').at(-1), 'Remaining')],
      ],
      incident: [[], [amountOf(rows('incident')[0], 'AcknowledgeMinutes')], [amountOf(rows('incident')[0], 'ResolveMinutes')]],
      platform: [[...value('ingestion_billable'), ...value('ingestion_total')], []],
    },
    decisions: [
      [],
      ...rows('waiting-now').flatMap((row) => [[amountOf(row, 'IncidentNumber')], [amountOf(row, 'Pending')]]),
      [rows('waiting-now').length - 3],
      ...rows('recommendations')
        .filter((row) => row['State'] === 'Overdue')
        .map((row) => String(row['Incidents']).split(', ').map(Number)),
      ...rows('rule-efficiency').map((row) => [noiseOf(row), amountOf(row, 'Incidents')]),
    ],
    // Three incidents that wait are named and the rest is one decision; two detections without a true positive are put up for tuning.
    decisionCount:
      Math.min(rows('waiting-now').length, 4) +
      rows('decisions').filter((row) => row['Status'] === 'Needed' || row['Status'] === 'Overdue').length +
      rows('recommendations').filter((row) => row['State'] === 'Overdue').length +
      Math.min(rows('rule-efficiency').filter((row) => noiseOf(row) >= 5 && amountOf(row, 'TruePositives') === 0).length, 2),
  };
}
