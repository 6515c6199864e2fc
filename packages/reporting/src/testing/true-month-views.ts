import type { MonthMeasure, TruthMeasures } from '@mxdr/simulator';
import type { TrueRow, TrueViews } from './true-incident-views.ts';

/** A month of the trend; without measures where the data does not reach, or where the month is not over. */
export interface TrueMonth {
  /** `2026-10` */
  readonly month: string;
  readonly measures: MonthMeasure['measures'] | undefined;
}

/** Every view that tells month after month, oldest first. */
export function trueMonthViews(months: readonly TrueMonth[], locale: string, isAsked: (queryId: string) => boolean): TrueViews {
  const label = monthLabel(locale);
  const by = (tell: (measures: TruthMeasures | undefined) => TrueRow): readonly TrueRow[] =>
    months.map(({ month, measures }) => ({ Month: label(month), ...tell(measures) }));
  return {
    'incidents-by-month': by((measures) => ({
      Created: measures?.created ?? null,
      Investigated: measures?.investigated ?? null,
      Resolved: measures?.resolved ?? null,
      High: measures?.createdBySeverity.High ?? null,
      Medium: measures?.createdBySeverity.Medium ?? null,
      Low: measures?.createdBySeverity.Low ?? null,
      Informational: measures?.createdBySeverity.Informational ?? null,
      ActionsCompleted: measures?.tasks.completedInWindow ?? null,
      MedianCompletionMinutes: measures?.tasks.toComplete.median ?? null,
    })),
    'classification-by-month': by((measures) => ({
      Closed: measures?.closed ?? null,
      TruePositives: measures?.closedByClassification.TruePositive ?? null,
      BenignPositives: measures?.closedByClassification.BenignPositive ?? null,
      FalsePositives: measures?.closedByClassification.FalsePositive ?? null,
      Undetermined: measures?.closedByClassification.Undetermined ?? null,
    })),
    'times-by-month': by((measures) => ({
      Acknowledged: measures?.times.toAcknowledge.n ?? null,
      AcknowledgeMedian: measures?.times.toAcknowledge.median ?? null,
      AcknowledgeMean: measures?.times.toAcknowledge.mean ?? null,
      AcknowledgeP90: measures?.times.toAcknowledge.p90 ?? null,
      Resolved: measures?.times.toResolve.n ?? null,
      ResolveMedian: measures?.times.toResolve.median ?? null,
      ResolveMean: measures?.times.toResolve.mean ?? null,
      ResolveP90: measures?.times.toResolve.p90 ?? null,
    })),
    'alerts-by-month': by((measures) => {
      const alerts = isAsked('alerts') ? (measures?.alerts.firstReported ?? null) : null;
      return {
        Alerts: alerts,
        Incidents: measures?.created ?? null,
        AlertsPerIncident: alerts === null || measures === undefined || measures.created === 0 ? null : alerts / measures.created,
      };
    }),
    'tactics-by-month': tactics(months, label),
  };
}

/** `October 2026` in the words of the locale. */
export function monthLabel(locale: string): (month: string) => string {
  const format = new Intl.DateTimeFormat(locale, { month: 'long', year: 'numeric', timeZone: 'UTC' });
  return (month) => format.format(new Date(`${month}-15`));
}

/** Every tactic of any month in every month, the most frequent first. */
function tactics(months: readonly TrueMonth[], label: (month: string) => string): readonly TrueRow[] {
  const names = [...new Set(months.flatMap(({ measures }) => Object.keys(measures?.investigatedByTactic ?? {})))];
  const total = (name: string): number => months.reduce((sum, { measures }) => sum + (measures?.investigatedByTactic[name] ?? 0), 0);
  return names
    .toSorted((a, b) => total(b) - total(a) || (a < b ? -1 : 1))
    .flatMap((name) =>
      months.map(({ month, measures }) => ({
        Tactic: name,
        Month: label(month),
        Incidents: measures === undefined ? null : (measures.investigatedByTactic[name] ?? 0),
      })),
    );
}
