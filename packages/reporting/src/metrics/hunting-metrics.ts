import type { MetricDefinition } from './metric-definition.ts';
import { created } from './overview-metrics.ts';

const ofHunts = (
  id: string,
  name: string,
  definition: string,
  of: 'all' | 'suspicious' | 'threat-confirmed' | 'became-rule',
  columns: readonly string[],
) =>
  ({
    id,
    name,
    section: 'hunting',
    definition,
    unit: 'hunts',
    cohort: 'recorded-in-period',
    statistic: 'count',
    nullRule: 'No ledger: not available.',
    traps: ['A quiet month still has hunts: none that ended is 0, no ledger is not available.'],
    source: { query: 'ledger:hunts', columns },
    betterWhen: 'neutral',
    combine: 'add',
    measure: { kind: 'ledger-hunts', of },
  }) as const satisfies MetricDefinition;

/** Hunting, from the customer's ledger of hunts and from the notifications that came of it. */
export const huntingMetrics = [
  {
    id: 'dens_sent',
    name: 'Expert notifications',
    section: 'hunting',
    definition:
      'Notifications by hunters: incidents created in the period whose title begins with "Defender Experts". The test notification is left out.',
    unit: 'notifications',
    cohort: 'created-in-period',
    statistic: 'count',
    nullRule: 'No notification: 0. No table: not available.',
    traps: ['The test notification has the same beginning.'],
    source: { query: 'incidents', columns: ['Title'] },
    betterWhen: 'neutral',
    combine: 'add',
    measure: { kind: 'count', of: created('notification') },
  },
  ofHunts('hunts_run', 'Hunts', "Hunts in the customer's ledger that ended in the period, whether or not they found something.", 'all', [
    'endedUtc',
  ]),
  ofHunts(
    'suspicious_investigated',
    'Suspicious finds',
    'Hunts of the period that came upon something suspicious, whether it was a confirmed threat or was explained.',
    'suspicious',
    ['result'],
  ),
  ofHunts('hunts_confirmed', 'Hunts that found a threat', 'Hunts of the period whose result is a confirmed threat.', 'threat-confirmed', [
    'result',
  ]),
  ofHunts('hunt_to_rule', 'Hunts that became rules', 'Hunts of the period whose query now runs as an analytics rule.', 'became-rule', [
    'becameRule',
  ]),
] as const satisfies readonly MetricDefinition[];
