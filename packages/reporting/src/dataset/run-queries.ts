import { createHash } from 'node:crypto';
import type { LogWorkspace, Period, Progress, QueryOutcome, QueryResult } from '@mxdr/core';
import type { QueryInstants } from '../definition/bind-query.ts';
import { bindQuery, locateFailure } from '../definition/bind-query.ts';
import type { ReportQuery } from '../definition/query-file.ts';
import type { QueryRun } from './dataset.ts';

/** One query to be asked for one period. */
export interface PlannedRun {
  readonly query: ReportQuery;
  readonly period: Period;
  readonly role: QueryRun['role'];
  readonly instants: QueryInstants;
  readonly watchedTable?: string;
}

/** What came of it: the record that everything refers to, and the answer where there is one. */
export interface FinishedRun {
  readonly run: QueryRun;
  readonly watchedTable: string | undefined;
  readonly result: QueryResult | null;
}

/** A workspace answers several questions at once; more than a few are throttled. */
const concurrentQueries = 4;

/** `reports/service-review/queries/mail.kql`, wherever that folder lies: how a machine is laid out is no reader's business. */
function fromReports(file: string): string {
  const parts = file.split(/[\\/]/u);
  const at = parts.lastIndexOf('reports');
  return parts.slice(at === -1 ? -2 : at).join('/');
}

function describeRun(planned: PlannedRun, text: string, window: QueryRun['window'], outcome: QueryOutcome): QueryRun {
  const { query, period, role, watchedTable } = planned;
  const named = query.tables.map((table) => (table === 'WATCHED' && watchedTable !== undefined ? watchedTable : table));
  const common = {
    id: `${query.id}@${period.id}${watchedTable === undefined ? '' : `/${watchedTable}`}`,
    queryId: query.id,
    title: query.title,
    file: fromReports(query.file),
    periodId: period.id,
    role,
    sha256: createHash('sha256').update(text).digest('hex'),
    window,
    asOfUtc: planned.instants.asOf,
    tables: named,
    ...(outcome.effort === undefined ? {} : { effort: outcome.effort }),
  } as const;
  if (outcome.status !== 'failed') {
    return {
      ...common,
      status: outcome.status,
      rows: outcome.rows.length,
      partial: outcome.partial ?? [],
      durationMs: outcome.statistics.durationMs,
    };
  }
  const place = locateFailure(query, outcome);
  return {
    ...common,
    status: 'failed',
    rows: 0,
    partial: [],
    failure: {
      reason: outcome.reason,
      code: outcome.code,
      message: outcome.message,
      mend: outcome.mend ?? '',
      missingTables: outcome.reason === 'table-missing' ? (outcome.missingTables ?? named) : [],
      ...(place === undefined ? {} : { where: `${fromReports(place.file)}:${place.line}:${place.column}` }),
    },
    durationMs: 0,
  };
}

/**
 * Asks every planned query, a few at a time, in order. Failures are values of the runs; only defects and cancellation reject.
 */
export async function runQueries(
  planned: readonly PlannedRun[],
  workspace: LogWorkspace,
  signal: AbortSignal,
  progress: Progress,
): Promise<readonly FinishedRun[]> {
  const finished: FinishedRun[] = Array.from({ length: planned.length });
  const waiting = planned.entries();
  const work = async (): Promise<void> => {
    for (const [index, one] of waiting) {
      signal.throwIfAborted();
      progress.step(`${one.query.title}${one.watchedTable === undefined ? '' : `: ${one.watchedTable}`} (${one.period.id})`);
      const { text, window } = bindQuery(one.query, one.instants, one.watchedTable);
      const outcome = await workspace.query(text, window, signal);
      finished[index] = {
        run: describeRun(one, text, window, outcome),
        watchedTable: one.watchedTable,
        result: outcome.status === 'failed' ? null : outcome,
      };
    }
  };
  await Promise.all(Array.from({ length: Math.min(concurrentQueries, planned.length) }, work));
  return finished;
}
