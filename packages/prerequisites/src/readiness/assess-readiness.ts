import type { Customer } from '@mxdr/core';
import { localDay } from '@mxdr/core';
import type { CheckReport } from '../check-report.ts';
import type { CheckComparison } from '../compare-reports.ts';
import { compareReports } from '../compare-reports.ts';
import type { ReadinessAction } from './list-actions.ts';
import { listActions } from './list-actions.ts';
import type { ChecklistItem } from './list-steps.ts';
import { listSteps } from './list-steps.ts';
import type { ProtectedAssets } from './protected-assets.ts';
import type { ReadinessPlan } from './readiness-plan.ts';
import type { TrendPoint } from './trace-runs.ts';
import type { CheckWords } from '../words/check-words.ts';
import { earlierRuns, toTrendPoint } from './trace-runs.ts';

/** What stands between a customer and the service, who does what until when, and how it went. Plain JSON. */
export interface ReadinessReport {
  readonly schemaVersion: 1;
  readonly customer: CheckReport['customer'];
  readonly ruleSet: CheckReport['ruleSet'];
  readonly run: CheckReport['run'];
  readonly verdict: CheckReport['verdict'];
  /** The day that due dates are held against, in the customer's time zone. */
  readonly today: string;
  readonly counts: {
    readonly toComplete: number;
    readonly inProgress: number;
    /** Neither done nor to be done: the facts do not tell. */
    readonly notKnown: number;
    readonly accepted: number;
    readonly completed: number;
    /** Actions that keep the service from starting and are known to be open. */
    readonly completeNow: number;
    /** Actions that would keep it from starting, and are not known. */
    readonly findOutNow: number;
    /** Actions and steps whose day is over. */
    readonly overdue: number;
  };
  /** What blocks the start first. */
  readonly actions: readonly ReadinessAction[];
  readonly checklist: readonly ChecklistItem[];
  readonly assets: readonly ProtectedAssets[];
  /** Against the latest earlier run; absent when there is none. */
  readonly changes?: CheckComparison;
  /** Oldest first; the current run is the last. */
  readonly trend: readonly TrendPoint[];
}

/** What readiness is assessed with, beside the result of the checks. */
export interface ReadinessContext {
  readonly customer: Pick<Customer, 'timeZone'>;
  readonly plan: ReadinessPlan;
  /** Results of earlier runs, in any order; those of other tenants are left out. */
  readonly history: readonly CheckReport[];
  /** Language of the steps; that of the findings is the report's. @default English */
  readonly words?: CheckWords;
}

/** Turns the result of the checks into what is to be done. Pure; states are those of the findings, and a plan changes none of them. */
export function assessReadiness(report: CheckReport, { customer, plan, history, words }: ReadinessContext): ReadinessReport {
  const today = localDay(Date.parse(report.run.asOf), customer.timeZone);
  const actions = listActions(report, plan, today);
  const checklist = listSteps(report, plan, today, words);
  const earlier = earlierRuns(history, report);
  const latest = earlier.at(-1);
  const inProgress = (progress: ReadinessAction['progress']): number => actions.filter((action) => action.progress === progress).length;
  const withUrgency = (urgency: ReadinessAction['urgency']): number => actions.filter((action) => action.urgency === urgency).length;
  return {
    schemaVersion: 1,
    customer: report.customer,
    ruleSet: report.ruleSet,
    run: report.run,
    verdict: report.verdict,
    today,
    counts: {
      toComplete: inProgress('to-complete'),
      inProgress: inProgress('in-progress'),
      notKnown: inProgress('not-known'),
      accepted: inProgress('accepted'),
      completed: inProgress('completed'),
      completeNow: withUrgency('complete-now'),
      findOutNow: withUrgency('find-out-now'),
      overdue: [...actions, ...checklist].filter(({ isOverdue }) => isOverdue).length,
    },
    actions,
    checklist,
    assets: report.coverage.assets ?? [],
    ...(latest === undefined ? {} : { changes: compareReports(latest, report) }),
    trend: [...earlier, report].map(toTrendPoint),
  };
}

/** As the checks' own exit code; something overdue makes it `1` where that would be `0`. */
export function exitCodeOfReadiness({ verdict, counts }: ReadinessReport): 0 | 1 | 2 {
  if (verdict.waiversFailed.length > 0 || verdict.readiness === 'not-ready') return 1;
  if (counts.overdue > 0) return 1;
  return verdict.readiness === 'undetermined' ? 2 : 0;
}
