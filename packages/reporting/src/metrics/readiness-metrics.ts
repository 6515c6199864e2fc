import type { MetricDefinition } from './metric-definition.ts';

const nullRule = 'Without the result of the checks: not available.';

const counted = {
  section: 'readiness',
  cohort: 'latest-state',
  statistic: 'count',
  nullRule,
  betterWhen: 'lower',
  combine: 'add',
} as const;

/** What stands between a customer and the service. Each counts what the checks found; what they could not find out is counted apart. */
export const readinessMetrics = [
  {
    ...counted,
    id: 'readiness_complete_now',
    name: 'Block the start',
    definition: 'Checks that keep the service from starting because they are not met and nothing was accepted about them.',
    unit: 'checks',
    traps: ['What could not be found out is not among them; it is counted by itself.'],
    source: { query: 'ledger:readiness', columns: ['completeNow'] },
    measure: { kind: 'readiness', of: 'completeNow' },
  },
  {
    ...counted,
    id: 'readiness_find_out_now',
    name: 'Not known, and would block',
    definition: 'Checks that would keep the service from starting, and of which the facts do not tell whether they are met.',
    unit: 'checks',
    traps: ['They count neither as met nor as not met.'],
    source: { query: 'ledger:readiness', columns: ['findOutNow'] },
    measure: { kind: 'readiness', of: 'findOutNow' },
  },
  {
    ...counted,
    id: 'readiness_to_complete',
    name: 'To complete',
    definition: 'Checks of any weight that are not met, not accepted, and on which nobody is said to work.',
    unit: 'checks',
    traps: ['What is said to be done and still fails is among them.'],
    source: { query: 'ledger:readiness', columns: ['toComplete'] },
    measure: { kind: 'readiness', of: 'toComplete' },
  },
  {
    ...counted,
    id: 'readiness_in_progress',
    name: 'In progress',
    definition: 'Checks of any weight that are not met, not accepted, and on which somebody is said to work.',
    unit: 'checks',
    betterWhen: 'neutral',
    traps: [],
    source: { query: 'ledger:readiness', columns: ['inProgress'] },
    measure: { kind: 'readiness', of: 'inProgress' },
  },
  {
    ...counted,
    id: 'readiness_overdue',
    name: 'Overdue',
    definition: "Actions and steps of the onboarding that are not done, and whose last day is over in the customer's time zone.",
    unit: 'actions',
    traps: ['An action without an agreed day is never overdue.'],
    source: { query: 'ledger:readiness', columns: ['overdue'] },
    measure: { kind: 'readiness', of: 'overdue' },
  },
  {
    ...counted,
    id: 'readiness_accepted',
    name: 'Accepted for a while',
    definition: 'Checks that are not met, and about which a waiver holds that has not expired and covers every asset concerned.',
    unit: 'checks',
    betterWhen: 'neutral',
    traps: ['An accepted check keeps its state: it is not met.'],
    source: { query: 'ledger:readiness', columns: ['accepted'] },
    measure: { kind: 'readiness', of: 'accepted' },
  },
  {
    ...counted,
    id: 'readiness_completed',
    name: 'Completed',
    definition: 'Checks that the rules ask of this customer and that the facts show to be met.',
    unit: 'checks',
    betterWhen: 'higher',
    traps: ['What the rules do not ask of this customer is not counted at all.'],
    source: { query: 'ledger:readiness', columns: ['completed'] },
    measure: { kind: 'readiness', of: 'completed' },
  },
] as const satisfies readonly MetricDefinition[];
