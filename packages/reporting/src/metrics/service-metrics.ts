import type { MetricDefinition } from './metric-definition.ts';

const nullRule = 'No ledger: not available.';

const counted = { section: 'service', statistic: 'count', nullRule, traps: [] } as const;
const standing = { ...counted, cohort: 'latest-state', combine: 'newest' } as const;
const happened = { ...counted, cohort: 'recorded-in-period', combine: 'add' } as const;
const creditRule = 'No ledger or no term agreed: not available. Outside the term: not applicable.';

/** Working together, from the ledgers that people keep: questions and their credits, decisions, events of the service. */
export const serviceMetrics = [
  {
    ...standing,
    id: 'questions_open',
    name: 'Questions open',
    definition: "Questions to the experts in the customer's ledger that were asked and not settled by the end of the period.",
    unit: 'questions',
    source: { query: 'ledger:questions', columns: ['asked', 'history'] },
    betterWhen: 'lower',
    measure: { kind: 'ledger-service', of: 'questions-open' },
  },
  {
    ...happened,
    id: 'questions_answered',
    name: 'Questions answered',
    definition: 'Questions to the experts that were answered in the period, whenever they were asked.',
    unit: 'questions',
    source: { query: 'ledger:questions', columns: ['history'] },
    betterWhen: 'neutral',
    measure: { kind: 'ledger-service', of: 'questions-answered' },
  },
  {
    ...standing,
    id: 'credits_used',
    name: 'Credits used',
    definition:
      'Credits that questions asked in the calendar quarter of the last day of the period take. Questions that were withdrawn or turned out to be none of the service take nothing.',
    nullRule: creditRule,
    unit: 'credits',
    source: { query: 'ledger:questions', columns: ['asked', 'credits', 'history'] },
    betterWhen: 'neutral',
    measure: { kind: 'ledger-service', of: 'credits-used' },
  },
  {
    ...standing,
    id: 'credits_remaining',
    name: 'Credits left',
    definition:
      'Credits left on the last day of the period: what was carried over and the ten of the calendar quarter, at most twenty, less what was used in it. They expire at the end of the calendar year or of the term, whichever comes first.',
    nullRule: creditRule,
    unit: 'credits',
    traps: ['Credits of one quarter are never used for another one: what was asked for beyond them is told apart.'],
    source: { query: 'ledger:questions', columns: ['asked', 'credits', 'history'] },
    betterWhen: 'neutral',
    measure: { kind: 'ledger-service', of: 'credits-remaining' },
  },
  {
    ...standing,
    id: 'decisions_needed',
    name: 'Decisions needed',
    definition: "Decisions in the customer's ledger that were needed and not taken by the end of the period.",
    unit: 'decisions',
    source: { query: 'ledger:decisions', columns: ['history'] },
    betterWhen: 'lower',
    measure: { kind: 'ledger-service', of: 'decisions-needed' },
  },
  {
    ...happened,
    id: 'decisions_taken',
    name: 'Decisions taken',
    definition: 'Decisions that were taken in the period and still stood at its end.',
    unit: 'decisions',
    source: { query: 'ledger:decisions', columns: ['history'] },
    betterWhen: 'neutral',
    measure: { kind: 'ledger-service', of: 'decisions-taken' },
  },
  {
    ...happened,
    id: 'service_outages',
    name: 'Outages of the service',
    definition: 'Outages and degradations of the service itself that were going on at some time of the period.',
    unit: 'outages',
    traps: ['One that goes on over the end of a period counts in both.'],
    source: { query: 'ledger:service-events', columns: ['kind', 'started', 'ended', 'status'] },
    betterWhen: 'lower',
    combine: 'never',
    measure: { kind: 'ledger-service', of: 'outages' },
  },
] as const satisfies readonly MetricDefinition[];
