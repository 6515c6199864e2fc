import type { Customer, Period } from '@mxdr/core';
import type { CreditQuarter } from '@mxdr/ledgers';
import type { Measure, MetricDefinition } from '../metrics/metric-definition.ts';
import type { AbsentValue, MetricValue } from './dataset.ts';
import { isDayWithin, standingAt } from './entry-standing.ts';
import type { ReportLedgers } from './ledgers.ts';
import type { CustomerLedger } from './reason.ts';
import { creditsAt, isDuring, questionAt } from './service-ledger-views.ts';

type Counted = Extract<Measure, { kind: 'ledger-service' }>['of'];

/** The ledger that each number is counted in. */
const ledgerOf: Readonly<Record<Counted, CustomerLedger>> = {
  'questions-open': 'questions',
  'questions-answered': 'questions',
  'credits-used': 'questions',
  'credits-remaining': 'questions',
  'decisions-needed': 'decisions',
  'decisions-taken': 'decisions',
  outages: 'service-events',
};

/** What is read beside the ledgers. */
interface Basis {
  readonly ledgers: ReportLedgers;
  readonly experts?: Customer['experts'];
  readonly period: Period;
}

function count<Entry>(entries: readonly Entry[] | undefined, isCounted: (entry: Entry) => boolean): number | undefined {
  return entries?.filter(isCounted).length;
}

function countWhole(of: Exclude<Counted, 'credits-used' | 'credits-remaining'>, { ledgers, period }: Basis): number | undefined {
  const { questions, decisions, serviceEvents } = ledgers;
  switch (of) {
    case 'questions-open':
      return count(questions, (question) => questionAt(question, period)?.status === 'asked');
    case 'questions-answered':
      return count(questions, (question) => {
        const now = questionAt(question, period);
        return now?.status === 'answered' && isDayWithin(now.since, period);
      });
    case 'decisions-needed':
      return count(decisions, ({ history }) => standingAt(history, period)?.to === 'needed');
    case 'decisions-taken':
      return count(decisions, ({ history }) => {
        const step = standingAt(history, period);
        return step?.to === 'decided' && isDayWithin(step.on, period);
      });
    case 'outages':
      return count(serviceEvents, (event) => (event.kind === 'outage' || event.kind === 'degradation') && isDuring(event, period));
  }
}

/** A number of the ledgers that people keep. One that is not kept is not available; credits outside their term are not applicable. */
export function measureServiceLedger(metric: MetricDefinition, of: Counted, basis: Basis): MetricValue {
  const evidence = [`ledger:${ledgerOf[of]}`];
  const absent = (reason: AbsentValue['reason']): MetricValue => ({ state: 'unavailable', reason, evidence });
  const known = (value: number | undefined): MetricValue =>
    value === undefined ? absent({ kind: 'no-ledger', ledger: ledgerOf[of] }) : { state: 'known', value, evidence };
  if (of !== 'credits-used' && of !== 'credits-remaining') return known(countWhole(of, basis));
  if (basis.experts === undefined) return absent({ kind: 'no-credit-terms' });
  const statement = creditsAt(basis.ledgers, basis.experts, basis.period);
  if (statement === undefined) return known(undefined);
  const quarter: CreditQuarter | null = statement.current;
  if (quarter === null) return { state: 'not-applicable', reason: { kind: 'nothing-to-measure', metricId: metric.id }, evidence };
  return known(of === 'credits-used' ? quarter.used : quarter.remaining);
}
