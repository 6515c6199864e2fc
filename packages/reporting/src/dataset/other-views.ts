import type { JsonValue, Period } from '@mxdr/core';
import type { ReportQuery } from '../definition/query-file.ts';
import type { MetricDefinition } from '../metrics/metric-definition.ts';
import type { MetricMeasurement, QueryRun, TableCoverage, View, ViewCell } from './dataset.ts';
import { isKnown } from './dataset.ts';
import type { ReportLedgers } from './ledgers.ts';
import { joinWith } from '../languages/join-words.ts';
import type { Messages } from '../languages/messages.ts';
import type { PeriodAnswers } from './period-answers.ts';
import type { Reason } from './reason.ts';

const derived = (id: string, columns: readonly string[], rows: readonly (readonly ViewCell[])[], evidence: readonly string[]): View => ({
  id,
  state: 'known',
  reason: null,
  missingTables: [],
  columns,
  rows,
  evidence,
});
const absent = (id: string, reason: Reason, missingTables: readonly string[], evidence: readonly string[]): View => ({
  id,
  state: 'unavailable',
  reason,
  missingTables,
  columns: [],
  rows: [],
  evidence,
});

function toViewCell(value: JsonValue): ViewCell {
  if (value === null || typeof value === 'string' || typeof value === 'number') return value;
  return typeof value === 'boolean' ? (value ? 'yes' : 'no') : JSON.stringify(value);
}

/** A query's own rows, as they came. */
export function makeQueryView(query: ReportQuery, answers: PeriodAnswers): View {
  const answer = answers.answer(query.id);
  if (answer.state === 'absent') return absent(query.id, answer.value.reason, answer.value.missingTables ?? [], answer.value.evidence);
  return {
    id: query.id,
    state: answer.partial.length === 0 ? 'known' : 'partial',
    reason: answer.partial.length === 0 ? null : { kind: 'partial', reasons: answer.partial },
    missingTables: [],
    columns: answer.result.columns.map((column) => column.name),
    rows: answer.result.rows.map((row) => row.map(toViewCell)),
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

function isWithin(instant: string, period: Period): boolean {
  const ms = Date.parse(instant);
  return ms >= Date.parse(period.startUtc) && ms < Date.parse(period.endUtc);
}

const huntResults = { 'nothing-found': 'Nothing found', benign: 'Explained', 'threat-confirmed': 'Threat confirmed' } as const;

/** Hunts that ended in the period, and recommendations that were open or done in it. */
export function makeLedgerViews(ledgers: ReportLedgers, period: Period): readonly View[] {
  const hunts = ledgers.hunts
    ?.filter((hunt) => isWithin(hunt.endedUtc, period))
    .toSorted((a, b) => (a.endedUtc < b.endedUtc ? -1 : 1))
    .map((hunt): readonly ViewCell[] => [
      hunt.id,
      hunt.title,
      hunt.category,
      hunt.severity,
      hunt.startedUtc,
      hunt.endedUtc,
      huntResults[hunt.result],
      hunt.summary,
      hunt.notifications.length,
      hunt.becameRule ? 'yes' : 'no',
    ]);
  const endMs = Date.parse(period.endUtc);
  const recommendations = ledgers.recommendations
    ?.filter(
      (item) => Date.parse(item.createdUtc) < endMs && (item.doneUtc === null || Date.parse(item.doneUtc) >= Date.parse(period.startUtc)),
    )
    .toSorted((a, b) => (a.dueDate < b.dueDate ? -1 : a.dueDate > b.dueDate ? 1 : a.id < b.id ? -1 : 1))
    .map((item): readonly ViewCell[] => {
      const isDone = item.doneUtc !== null && Date.parse(item.doneUtc) < endMs;
      return [
        item.id,
        item.title,
        item.product,
        item.owner,
        item.createdUtc,
        item.dueDate,
        isDone ? 'Done' : item.dueDate < period.endDate ? 'Overdue' : 'Open',
        item.incidents.join(', '),
      ];
    });
  return [
    hunts
      ? derived(
          'hunts',
          ['Id', 'Title', 'Category', 'Severity', 'Started', 'Ended', 'Result', 'Summary', 'Notifications', 'BecameRule'],
          hunts,
          ['ledger:hunts'],
        )
      : absent('hunts', { kind: 'no-ledger', ledger: 'hunts' }, [], ['ledger:hunts']),
    recommendations
      ? derived('recommendations', ['Id', 'Title', 'Product', 'Owner', 'Created', 'Due', 'State', 'Incidents'], recommendations, [
          'ledger:recommendations',
        ])
      : absent('recommendations', { kind: 'no-ledger', ledger: 'recommendations' }, [], ['ledger:recommendations']),
  ];
}

/** Median, mean, 90th percentile and n of every duration of the report. */
export function makeTimeStatistics(metrics: readonly MetricDefinition[], measurements: readonly MetricMeasurement[]): View {
  const byId = new Map(measurements.map((measurement) => [measurement.metricId, measurement]));
  const durations = metrics.filter(({ measure }) => measure.kind === 'duration' || measure.kind === 'task-durations');
  const values = durations.map((metric) => byId.get(metric.id)?.current);
  const missing = values.find((value) => value?.state === 'unavailable');
  if (missing && !isKnown(missing)) return absent('time-statistics', missing.reason, missing.missingTables ?? [], missing.evidence);
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
    ...derived('time-statistics', ['Name', 'N', 'Median', 'Mean', 'P90', 'Without', 'Negative', 'PreviousMedian', 'PreviousMean'], rows, [
      ...new Set(values.flatMap((value) => value?.evidence ?? [])),
    ]),
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
  const runRows = runs.map((run): readonly ViewCell[] => [
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
    derived('table-coverage', ['Table', 'State', 'Records', 'First', 'Last', 'EmptyDays', 'Note'], tableRows, []),
    derived('query-log', ['Id', 'Title', 'Hash', 'From', 'To', 'Rows', 'DurationMs', 'Outcome'], runRows, []),
  ];
}
