import type { RecordMeasure } from '@mxdr/simulator';
import type { ReportDefinition } from '../definition/load-report-definition.ts';
import { trueAnswers } from './true-answers.ts';
import type { TrueRow } from './true-incident-views.ts';
import type { MeasuredPeriod } from './true-period.ts';

/** The periods that a report asks about. */
export interface AskedPeriods {
  readonly own: MeasuredPeriod;
  /** Null when nothing is compared. */
  readonly before: MeasuredPeriod | null;
  /** From the last check-in; asked of some queries only. */
  readonly since: MeasuredPeriod | null;
  readonly sinceQueries: readonly string[];
  /** Months of the trend that are neither of the two. */
  readonly others: readonly MeasuredPeriod[];
}

/** Every query that the report has to ask, with its window and the number of rows that answer it. */
export function trueQueryLog(
  { settings, queries }: ReportDefinition,
  { own, before, since, sinceQueries, others }: AskedPeriods,
  history: readonly RecordMeasure[],
  historyUtc: string,
): readonly TrueRow[] {
  return settings.queries.flatMap(({ id, runs }): readonly TrueRow[] => {
    const { window } = queries.find((query) => query.id === id)!;
    const entry = (period: MeasuredPeriod, suffix: string, rows: number): TrueRow => ({
      Id: `${id}@${period.id}${suffix}`,
      From: { period: period.startUtc, lookback: period.lookbackUtc, history: historyUtc }[window],
      To: window === 'period' ? period.endUtc : period.asOfUtc,
      Rows: rows,
      Outcome: 'Complete',
    });
    if (runs === 'tables') {
      const daysOf = (name: string): number => history.find(({ table }) => table === name)?.daysWithRows ?? 0;
      return settings.tables.map(({ name }) => entry(own, `/${name}`, daysOf(name)));
    }
    const asked = [
      own,
      ...(runs === 'period' || before === null ? [] : [before]),
      ...(runs !== 'period' && since !== null && sinceQueries.includes(id) ? [since] : []),
      ...(runs === 'trend' ? others : []),
    ];
    return asked.map((period) => entry(period, '', countRows(id, period)));
  });
}

function countRows(queryId: string, { truth, ruleAlerts }: MeasuredPeriod): number {
  switch (queryId) {
    case 'incidents':
      return truth.concerned;
    case 'alerts':
      return truth.alerts.firstReportedByKind.length;
    case 'assets':
      return truth.users.length + truth.devices.length;
    case 'mail-threats':
      return truth.mailThreats.length;
    case 'ingestion':
      return truth.ingestion.filter(({ gigabytes }) => gigabytes > 0).length;
    case 'rule-health':
      return truth.ruleHealth.length;
    case 'alerts-by-rule':
      return ruleAlerts.length;
    case 'devices':
    case 'mail':
    case 'url-clicks':
    case 'sign-ins':
    case 'risky-users':
      // Totals: one row, of zeros when there is nothing.
      return 1;
    default: {
      const answer = trueAnswers(truth)[queryId];
      if (answer !== undefined) return answer.rows.length;
      throw new Error(`Nobody knows how many rows answer the query "${queryId}".`);
    }
  }
}
