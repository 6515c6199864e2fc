import type { JsonValue, KustoType } from '@mxdr/core';
import type { ReportQuery } from '../definition/query-file.ts';
import type { MetricDefinition } from '../metrics/metric-definition.ts';
import type { MetricMeasurement, QueryRun, TableCoverage, View, ViewCell } from './dataset.ts';
import { isKnown } from './dataset.ts';
import { absentView, derivedView } from './derived-view.ts';
import { joinWith } from '../languages/join-words.ts';
import type { Messages } from '../languages/messages.ts';
import type { PeriodAnswers } from './period-answers.ts';

function toViewCell(value: JsonValue, type: KustoType): ViewCell {
  // Workspaces write instants with as many digits as they like.
  if (type === 'datetime' && typeof value === 'string' && !Number.isNaN(Date.parse(value))) return new Date(value).toISOString();
  if (value === null || typeof value === 'string' || typeof value === 'number') return value;
  return typeof value === 'boolean' ? (value ? 'yes' : 'no') : JSON.stringify(value);
}

/** A query's own rows, as they came. */
export function makeQueryView(query: ReportQuery, answers: PeriodAnswers): View {
  const answer = answers.answer(query.id);
  if (answer.state === 'absent') return absentView(query.id, answer.value.reason, answer.value.missingTables ?? [], answer.value.evidence);
  return {
    id: query.id,
    state: answer.partial.length === 0 ? 'known' : 'partial',
    reason: answer.partial.length === 0 ? null : { kind: 'partial', reasons: answer.partial },
    missingTables: [],
    columns: answer.result.columns.map((column) => column.name),
    rows: answer.result.rows.map((row) => row.map((value, index) => toViewCell(value, answer.result.columns[index]!.type))),
    evidence: [answer.runId],
  };
}

/** Users and devices, each from the query `assets`. */
export function makeAssetViews(assets: View): readonly View[] {
  const kindAt = assets.columns.indexOf('AssetKind');
  return (['user', 'device'] as const).map((kind) => ({
    ...assets,
    id: kind === 'user' ? 'top-users' : 'top-devices',
    rows: assets.rows.filter((row) => row[kindAt] === kind),
  }));
}

/** Median, mean, 90th percentile and n of every duration of the report. */
export function makeTimeStatistics(metrics: readonly MetricDefinition[], measurements: readonly MetricMeasurement[]): View {
  const byId = new Map(measurements.map((measurement) => [measurement.metricId, measurement]));
  const durations = metrics.filter(({ measure }) => measure.kind === 'duration' || measure.kind === 'task-durations');
  const values = durations.map((metric) => byId.get(metric.id)?.current);
  const missing = values.find((value) => value?.state === 'unavailable');
  if (missing && !isKnown(missing)) return absentView('time-statistics', missing.reason, missing.missingTables ?? [], missing.evidence);
  const rows = durations.map((metric): readonly ViewCell[] => {
    const { current, previous } = byId.get(metric.id) ?? { current: undefined, previous: null };
    const distribution = current && isKnown(current) ? current.distribution : undefined;
    const before = previous && isKnown(previous) ? previous.distribution : undefined;
    const without = current && isKnown(current) ? (current.without ?? null) : null;
    return [
      metric.name,
      distribution?.n ?? 0,
      distribution?.median ?? null,
      distribution?.mean ?? null,
      distribution?.p90 ?? null,
      without,
      distribution?.negative ?? null,
      before?.median ?? null,
      before?.mean ?? null,
    ];
  });
  const partial = values.flatMap((value) => (value?.state === 'partial' ? [value] : []))[0];
  return {
    ...derivedView(
      'time-statistics',
      ['Name', 'N', 'Median', 'Mean', 'P90', 'Without', 'Negative', 'PreviousMedian', 'PreviousMean'],
      rows,
      [...new Set(values.flatMap((value) => value?.evidence ?? []))],
    ),
    ...(partial ? { state: 'partial' as const, reason: partial.reason ?? null } : {}),
  };
}

const coverageWords: Readonly<Record<TableCoverage['state'], string>> = {
  complete: 'Complete',
  partial: 'Incomplete',
  empty: 'No records',
  missing: 'Missing',
  failed: 'Unreadable',
};

function noteOf(table: TableCoverage, messages: Messages, mendOf: (table: string) => string | undefined): string {
  const { reasons, join } = messages;
  const silence = table.silentHours === null ? reasons.neverSpoke : reasons.silentFor(String(Math.round(table.silentHours)));
  const mend = table.state === 'missing' ? mendOf(table.table) : undefined;
  return joinWith(join, [...(table.isSilent ? [silence] : []), ...(mend === undefined ? table.notes : [mend])]);
}

function outcomeOf(run: QueryRun, { reasons, join }: Messages): string {
  if (run.status === 'failed') return reasons.queryBroken(run.failure?.message ?? '');
  if (run.status === 'complete') return reasons.queryComplete;
  return reasons.queryIncomplete(
    joinWith(
      join,
      run.partial.map((reason) => reason.message),
    ),
  );
}

/**
 * What the appendix of completeness lists: tables, and every query that was asked, in the words of a language.
 * @param mendOf what brings a missing table back, in that language
 */
export function makeEvidenceViews(
  tables: readonly TableCoverage[],
  runs: readonly QueryRun[],
  messages: Messages,
  mendOf: (table: string) => string | undefined = () => undefined,
): readonly View[] {
  const tableRows = tables.map((table): readonly ViewCell[] => [
    table.table,
    coverageWords[table.state],
    table.records,
    table.firstRecordUtc,
    table.lastRecordUtc,
    table.emptyDays,
    noteOf(table, messages, mendOf),
  ]);
  // What was not answered in full comes first: paper shows the beginning of a long list.
  const byNeed = runs.toSorted((a, b) => Number(a.status === 'complete') - Number(b.status === 'complete'));
  const runRows = byNeed.map((run): readonly ViewCell[] => [
    run.id,
    run.title,
    run.sha256.slice(0, 12),
    run.window.start,
    run.window.end,
    run.rows,
    run.durationMs,
    outcomeOf(run, messages),
  ]);
  return [
    derivedView('table-coverage', ['Table', 'State', 'Records', 'First', 'Last', 'EmptyDays', 'Note'], tableRows, []),
    derivedView('query-log', ['Id', 'Title', 'Hash', 'From', 'To', 'Rows', 'DurationMs', 'Outcome'], runRows, []),
  ];
}
