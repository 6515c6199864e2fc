import type { JsonValue, QueryOutcome, QueryResult, TimeWindow } from '@mxdr/core';
import type { AlertEntity } from './alert-entities.ts';
import { entitiesOfRow } from './alert-entities.ts';
import { parseDuration } from './duration.ts';
import type { Rule } from './rule-schema.ts';
import { parseTriggerOperator } from './scheduled-alert.ts';
import type { TriggerOperator } from './scheduled-alert.ts';
import type { ShownRows } from './shown-rows.ts';
import { showRows } from './shown-rows.ts';

/** A workspace whose clock the caller sets. */
export interface TimedWorkspace {
  /** Answers as it would have at `nowMs`, milliseconds since 1970; no row outside the window is seen. */
  query(text: string, window: TimeWindow, nowMs: number): Promise<QueryOutcome>;
  /**
   * Times of the rows, ascending, that the query could use in some run. `undefined` when that cannot be told; every run is then made.
   */
  rowTimes(text: string): Promise<Float64Array | undefined>;
}

/** A time from which and to which runs are looked at, milliseconds since 1970: `start < run <= end`. */
export interface RunSpan {
  readonly startMs: number;
  readonly endMs: number;
}

/** A run that raised alerts. */
export interface Firing {
  readonly atMs: number;
  /** Alerts that it raised. */
  readonly alerts: number;
  readonly result: QueryResult;
  readonly entities: readonly AlertEntity[];
  readonly shown: ShownRows;
}

/** A rule over a span of time. `unsupported`: the embedded workspace cannot run its query. */
export type ScheduleOutcome =
  | {
      readonly status: 'ran';
      readonly firings: readonly Firing[];
      readonly alerts: number;
      /** Runs that were made. */
      readonly runs: number;
      /** Runs whose window has no row that the query could use, and that therefore raise nothing. */
      readonly emptyRuns: number;
      /** Runs that the rule's suppression kept from taking place. */
      readonly suppressedRuns: number;
    }
  | { readonly status: 'failed' | 'unsupported'; readonly reason: string };

/** How often and how far back a rule looks. */
interface Timing {
  readonly everyMs: number;
  readonly backMs: number;
}

const minuteMs = 60_000;
/** Most alerts of one run of a rule with an alert for each result; the last of them stands for all further results. Azure's limits. */
const mostAlerts = { Scheduled: 150, NRT: 30 } as const;

/**
 * Scheduled rules by their own fields. Azure runs near-real-time rules every minute over the events that came in since the last run; here
 * an event comes in when it happens.
 */
function timingOf(rule: Rule): Timing {
  if (rule.kind === 'NRT') return { everyMs: minuteMs, backMs: minuteMs };
  const everyMs = (parseDuration(rule.queryFrequency ?? '') ?? 60) * minuteMs;
  return { everyMs, backMs: (parseDuration(rule.queryPeriod ?? '') ?? 60) * minuteMs };
}

/** Time from one run of the rule to the next, milliseconds. */
export const runIntervalMs = (rule: Rule): number => timingOf(rule).everyMs;

/** Alerts that one run raises, of this many results: none when the trigger is not met. */
export function countAlerts(rule: Rule, results: number): number {
  const isNrt = rule.kind === 'NRT';
  const threshold = isNrt ? 0 : (rule.triggerThreshold ?? 0);
  const operator = isNrt ? 'GreaterThan' : (parseTriggerOperator(rule.triggerOperator ?? 'gt') ?? 'GreaterThan');
  const isMet: Readonly<Record<TriggerOperator, boolean>> = {
    GreaterThan: results > threshold,
    LessThan: results < threshold,
    Equal: results === threshold,
    NotEqual: results !== threshold,
  };
  if (!isMet[operator]) return 0;
  if (rule.eventGroupingSettings?.aggregationKind !== 'AlertPerResult') return 1;
  return Math.min(Math.max(results, 1), isNrt ? mostAlerts.NRT : mostAlerts.Scheduled);
}

function windowBefore(atMs: number, backMs: number): TimeWindow {
  return { start: new Date(atMs - backMs).toISOString(), end: new Date(atMs).toISOString() };
}

/** One run. */
export async function runOnce(rule: Rule, workspace: TimedWorkspace, atMs: number): Promise<QueryOutcome> {
  return workspace.query(rule.query, windowBefore(atMs, timingOf(rule).backMs), atMs);
}

/** Index of the first time that is not before `ms`. */
function firstNotBefore(times: Float64Array, ms: number): number {
  let [low, high] = [0, times.length];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((times[middle] ?? 0) < ms) low = middle + 1;
    else high = middle;
  }
  return low;
}

const longAgoMs = Date.UTC(1990, 0, 1);

/** Whether a run that sees no row raises nothing: then such runs need not be made. Asked of the query, once, at a time without rows. */
async function isSilentWithoutRows(rule: Rule, workspace: TimedWorkspace): Promise<boolean> {
  const outcome = await runOnce(rule, workspace, longAgoMs);
  return outcome.status === 'complete' && countAlerts(rule, outcome.rows.length) === 0;
}

/**
 * Runs a rule as often as Azure would have in that time and counts its alerts: trigger, alert grouping with its limits, suppression. Runs
 * stand at whole multiples of the frequency since 1970. Runs whose window holds no row that the query could use are counted but not made,
 * unless the query answers something without rows; for near-real-time rules, which Azure runs every minute, these are most.
 * Left out of account: delays between an event and its arrival, and Azure's own delay of a run by five minutes.
 */
export async function runOnSchedule(rule: Rule, workspace: TimedWorkspace, span: RunSpan): Promise<ScheduleOutcome> {
  const { everyMs, backMs } = timingOf(rule);
  const times = (await isSilentWithoutRows(rule, workspace)) ? await workspace.rowTimes(rule.query) : undefined;
  const pauseMs = rule.suppressionEnabled ? (parseDuration(rule.suppressionDuration ?? '') ?? 0) * minuteMs : 0;
  const firings: Firing[] = [];
  let [alerts, runs, emptyRuns, suppressedRuns] = [0, 0, 0, 0];
  let pausedUntilMs = 0;
  for (let atMs = (Math.floor(span.startMs / everyMs) + 1) * everyMs; atMs <= span.endMs; atMs += everyMs) {
    if (atMs < pausedUntilMs) {
      suppressedRuns++;
      continue;
    }
    if (times !== undefined) {
      const next = times[firstNotBefore(times, atMs - backMs)] ?? Number.POSITIVE_INFINITY;
      if (next >= atMs) {
        emptyRuns++;
        continue;
      }
    }
    runs++;
    const outcome = await runOnce(rule, workspace, atMs);
    if (outcome.status === 'failed')
      return { status: outcome.reason === 'unsupported' ? 'unsupported' : 'failed', reason: `${outcome.code}: ${outcome.message}` };
    if (outcome.status === 'partial') return { status: 'failed', reason: 'the result is partial' };
    const raised = countAlerts(rule, outcome.rows.length);
    if (raised === 0) continue;
    alerts += raised;
    firings.push({
      atMs,
      alerts: raised,
      result: outcome,
      entities: entitiesOf(rule, outcome),
      shown: showRows(outcome, mappedColumns(rule)),
    });
    if (pauseMs > 0) pausedUntilMs = atMs + pauseMs;
  }
  return { status: 'ran', firings, alerts, runs, emptyRuns, suppressedRuns };
}

function entitiesOf(rule: Rule, { columns, rows }: QueryResult): readonly AlertEntity[] {
  return rows.flatMap((row: readonly JsonValue[]) => entitiesOfRow(rule, columns, row));
}

function mappedColumns(rule: Rule): readonly string[] {
  return (rule.entityMappings ?? []).flatMap(({ fieldMappings }) => fieldMappings.map(({ columnName }) => columnName));
}
