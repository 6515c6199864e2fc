import type { JsonValue, PartialReason, Period, QueryResult } from '@mxdr/core';
import type { ReportQuery } from '../definition/query-file.ts';
import type { IncidentFact } from '../metrics/incident-fact.ts';
import { readIncidentFacts } from '../metrics/incident-fact.ts';
import type { AbsentValue } from './dataset.ts';
import type { FinishedRun } from './run-queries.ts';

/** The answer of one query for one period, or why there is none. */
export type Answer =
  | { readonly state: 'known'; readonly result: QueryResult; readonly partial: readonly PartialReason[]; readonly runId: string }
  | { readonly state: 'absent'; readonly value: AbsentValue };

/** All answers for one period. */
export interface PeriodAnswers {
  readonly period: Period;
  readonly answer: (queryId: string) => Answer;
  /** The incidents, or why they are not known. */
  readonly incidents:
    | { readonly facts: readonly IncidentFact[]; readonly partial: readonly PartialReason[]; readonly runId: string }
    | AbsentValue;
}

/** Why a failed query gives no number. */
function explainFailure(run: FinishedRun['run']): AbsentValue {
  const failure = run.failure!;
  return {
    state: 'unavailable',
    reason:
      failure.reason === 'table-missing'
        ? { kind: 'tables-missing', tables: failure.missingTables }
        : { kind: 'query-failed', query: run.queryId, message: failure.message },
    ...(failure.missingTables.length > 0 ? { missingTables: failure.missingTables } : {}),
    evidence: [run.id],
  };
}

/** No rows, or a single row that says that it stands on none. */
function holdsNoData(query: ReportQuery, result: QueryResult): boolean {
  if (query.empty === 'none') return false;
  if (result.rows.length === 0) return true;
  const column = result.columns.findIndex(({ name }) => name === 'SourceRows');
  return column >= 0 && result.rows.every((row) => row[column] === 0 || row[column] === null);
}

function toAnswer(query: ReportQuery | undefined, finished: FinishedRun | undefined, queryId: string): Answer {
  if (!query || !finished)
    return { state: 'absent', value: { state: 'unavailable', reason: { kind: 'query-not-run', query: queryId }, evidence: [] } };
  const { run, result } = finished;
  if (result === null) return { state: 'absent', value: explainFailure(run) };
  if (holdsNoData(query, result)) {
    return {
      state: 'absent',
      value: {
        state: 'unavailable',
        reason: { kind: 'no-records', tables: query.tables },
        missingTables: query.tables,
        evidence: [run.id],
      },
    };
  }
  return { state: 'known', result, partial: run.partial, runId: run.id };
}

export function answersOf(period: Period, queries: readonly ReportQuery[], finished: readonly FinishedRun[]): PeriodAnswers {
  const runs = new Map(
    finished
      .filter(({ run, watchedTable }) => run.periodId === period.id && watchedTable === undefined)
      .map((one) => [one.run.queryId, one]),
  );
  const answers = new Map(queries.map((query) => [query.id, toAnswer(query, runs.get(query.id), query.id)]));
  const answer = (queryId: string): Answer => answers.get(queryId) ?? toAnswer(undefined, undefined, queryId);
  const incidents = answer('incidents');
  return {
    period,
    answer,
    incidents:
      incidents.state === 'absent'
        ? incidents.value
        : { facts: readIncidentFacts(incidents.result), partial: incidents.partial, runId: incidents.runId },
  };
}

/** A column's cells as numbers; nulls where there is none. `undefined` when there is no such column. */
export function numbersOf(result: QueryResult, column: string): readonly (number | null)[] | undefined {
  const index = result.columns.findIndex(({ name }) => name === column);
  return index < 0 ? undefined : result.rows.map((row) => toNumber(row[index] ?? null));
}

export function toNumber(value: JsonValue): number | null {
  if (typeof value === 'number') return value;
  // A long beyond 2^53 and a decimal come as text.
  return typeof value === 'string' && value.trim() !== '' && Number.isFinite(Number(value)) ? Number(value) : null;
}
