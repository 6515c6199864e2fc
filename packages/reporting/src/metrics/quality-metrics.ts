import type { IncidentCondition, MetricDefinition } from './metric-definition.ts';
import { closed } from './overview-metrics.ts';

const noRows = 'No table, or no row in the period: not available.';

const classShare = (id: string, name: string, condition: IncidentCondition, words: string, betterWhen: MetricDefinition['betterWhen']) =>
  ({
    id,
    name,
    section: 'quality',
    definition: `Share of the incidents closed in the period that were classified as ${words}. Merged incidents and the test notification are left out.`,
    unit: 'percent',
    cohort: 'closed-in-period',
    statistic: 'share',
    nullRule: 'Nothing closed: not applicable.',
    traps: ['Undetermined stands apart; a reopened incident has the classification of its last closing.'],
    source: { query: 'incidents', columns: ['Classification', 'IsClosedInPeriod'] },
    betterWhen,
    combine: 'recompute-from-rows',
    measure: { kind: 'share', part: closed(condition), whole: closed() },
  }) as const satisfies MetricDefinition;

/** Quality of detection: what the incidents turned out to be, and how many alerts it took. */
export const qualityMetrics = [
  classShare('class_true_positive', 'True positives', 'true-positive', 'true positive', 'neutral'),
  classShare('class_benign_positive', 'Benign positives', 'benign-positive', 'benign positive', 'lower'),
  classShare('class_false_positive', 'False positives', 'false-positive', 'false positive', 'lower'),
  classShare('class_undetermined', 'Undetermined', 'undetermined', 'undetermined or not at all', 'lower'),
  {
    id: 'alerts_recorded',
    name: 'Alerts',
    section: 'quality',
    definition: 'Distinct alerts whose first row was recorded in the period. Rows that mirror an incident are left out.',
    unit: 'alerts',
    cohort: 'recorded-in-period',
    statistic: 'count',
    nullRule: 'No alert: 0. No table: not available.',
    traps: ['SecurityAlert has several rows per alert.', 'Correlated (Fusion) incidents do not appear in SecurityAlert.'],
    source: { query: 'alerts', columns: ['Alerts'] },
    betterWhen: 'neutral',
    combine: 'add',
    measure: { kind: 'column-sum', query: 'alerts', column: 'Alerts' },
  },
  {
    id: 'alert_reduction',
    name: 'Alerts per incident',
    section: 'quality',
    definition: 'Distinct alerts recorded in the period divided by incidents created in the period.',
    unit: 'ratio',
    cohort: 'recorded-in-period',
    statistic: 'ratio',
    nullRule: 'No incident: not applicable.',
    traps: ['An incident holds at most 150 alerts.'],
    source: { query: 'alerts', columns: ['Alerts'] },
    betterWhen: 'neutral',
    combine: 'recompute-from-rows',
    measure: { kind: 'alerts-per-incident', query: 'alerts', column: 'Alerts' },
  },
  {
    id: 'rule_last_fired',
    name: 'Rules without an alert',
    section: 'quality',
    definition:
      'Analytics rules that ran in the period and raised no alert from the start of the look-back to the snapshot. A rule that never fires may guard well, or be blind.',
    unit: 'rules',
    cohort: 'recorded-in-period',
    statistic: 'count',
    nullRule: noRows,
    traps: [
      'Deployed is not firing: a rule is known to be deployed because it ran, so one that never ran is not counted.',
      'An alert has several rows: it is dated by its first.',
    ],
    source: { query: 'rules-fired', columns: ['Alerts'] },
    betterWhen: 'neutral',
    combine: 'recompute-from-rows',
    measure: { kind: 'rows-below', query: 'rules-fired', column: 'Alerts', below: 1 },
  },
] as const satisfies readonly MetricDefinition[];
