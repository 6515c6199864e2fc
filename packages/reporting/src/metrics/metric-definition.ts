/** What a number counts in; decides how it is written. */
export type MetricUnit =
  | 'incidents'
  | 'minutes'
  | 'percent'
  | 'alerts'
  | 'actions'
  | 'reopenings'
  | 'notifications'
  | 'hunts'
  | 'records'
  | 'recommendations'
  | 'weaknesses'
  | 'connectors'
  | 'changes'
  | 'queries'
  | 'entities'
  | 'ratio'
  | 'devices'
  | 'messages'
  | 'clicks'
  | 'sign-ins'
  | 'users'
  | 'gigabytes'
  | 'tables'
  | 'rules'
  | 'checks'
  | 'questions'
  | 'credits'
  | 'decisions'
  | 'outages'
  | 'count';

/** Which things are counted. Created in and closed in the period are two different sets of incidents. */
export type Cohort = 'any' | 'created-in-period' | 'closed-in-period' | 'open-at-end' | 'recorded-in-period' | 'latest-state';

/** What an incident must be to count. All named conditions must hold. */
export type IncidentCondition =
  | 'touched'
  | 'direct'
  | 'with-help'
  | 'notification'
  | 'reopened'
  | 'closed'
  | 'closed-by-person'
  | 'true-positive'
  | 'benign-positive'
  | 'false-positive'
  | 'undetermined'
  | 'guided'
  | 'notified'
  | 'waiting'
  | 'acknowledged';

/** A stretch of time within one incident, in minutes; null where one of its ends is not known. */
export type IncidentDuration = 'detect' | 'first-change' | 'acknowledge' | 'resolve' | 'expert' | 'customer';

/** A set of incidents: a cohort and what its members must be. */
export interface IncidentSet {
  /** `any`: every incident that the query returns: created, closed, reopened or given a task in the period, or open at its end. */
  readonly cohort: 'any' | 'created-in-period' | 'closed-in-period' | 'open-at-end';
  readonly conditions: readonly IncidentCondition[];
}

/** How the number comes out of the answers of the queries. Plain data, so that every output counts alike. */
export type Measure =
  | { readonly kind: 'count'; readonly of: IncidentSet }
  | {
      readonly kind: 'sum';
      readonly of: IncidentSet;
      readonly field: 'tasksOpen' | 'tasksWaiting' | 'tasksCompleted' | 'tasksFailed' | 'tasksSkipped' | 'reopens' | 'waitMinutes';
    }
  | { readonly kind: 'duration'; readonly of: IncidentSet; readonly duration: IncidentDuration }
  | { readonly kind: 'task-durations'; readonly of: IncidentSet }
  | { readonly kind: 'share'; readonly part: IncidentSet; readonly whole: IncidentSet }
  | { readonly kind: 'target'; readonly of: IncidentSet; readonly target: 'acknowledge' | 'resolve' }
  | { readonly kind: 'column'; readonly query: string; readonly column: string }
  | { readonly kind: 'column-sum'; readonly query: string; readonly column: string }
  | { readonly kind: 'column-share'; readonly query: string; readonly part: string; readonly whole: string }
  | { readonly kind: 'rows-where'; readonly query: string; readonly column: string; readonly above: number }
  | { readonly kind: 'rows-below'; readonly query: string; readonly column: string; readonly below: number }
  | { readonly kind: 'alerts-per-incident'; readonly query: string; readonly column: string }
  | { readonly kind: 'ledger-hunts'; readonly of: 'all' | 'suspicious' | 'threat-confirmed' | 'became-rule' }
  | { readonly kind: 'ledger-recommendations'; readonly of: 'open' | 'overdue' | 'done' }
  | {
      readonly kind: 'ledger-service';
      readonly of:
        | 'questions-open'
        | 'questions-answered'
        | 'credits-used'
        | 'credits-remaining'
        | 'decisions-needed'
        | 'decisions-taken'
        | 'outages';
    }
  | { readonly kind: 'silent-tables' }
  | {
      readonly kind: 'readiness';
      readonly of: 'completeNow' | 'findOutNow' | 'toComplete' | 'inProgress' | 'accepted' | 'completed' | 'overdue';
    };

/** One number of the service: defined once, read by every output. */
export interface MetricDefinition {
  /** Stable, e.g. `inc_investigated`. */
  readonly id: string;
  readonly name: string;
  readonly section: 'overview' | 'times' | 'quality' | 'hunting' | 'posture' | 'platform' | 'service' | 'readiness';
  /** Printed in the appendix of definitions: formula, start and end event, what is left out. */
  readonly definition: string;
  readonly unit: MetricUnit;
  readonly cohort: Cohort;
  /** What the headline number is. Durations always come with mean, median, 90th percentile and n. */
  readonly statistic: 'count' | 'sum' | 'median' | 'mean' | 'share' | 'ratio';
  /** What is said when there is nothing to measure. */
  readonly nullRule: string;
  /** What makes the number lie; each has a test. */
  readonly traps: readonly string[];
  /** The query and the columns that give it. */
  readonly source: { readonly query: string; readonly columns: readonly string[] };
  readonly betterWhen: 'lower' | 'higher' | 'neutral';
  /** How values of several workspaces or periods become one. */
  readonly combine: 'add' | 'recompute-from-rows' | 'newest' | 'never';
  readonly measure: Measure;
}
