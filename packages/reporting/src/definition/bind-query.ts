import type { QueryFailure, TimeWindow } from '@mxdr/core';
import { incidentNumberInvalid, instantInvalid } from '../errors.ts';
import type { LineOrigin, ReportQuery } from './query-file.ts';

/** The instants that a query may name. UTC, ISO 8601. */
export interface QueryInstants {
  /** Start of the period, inclusive. */
  readonly start: string;
  /** End of the period, exclusive. */
  readonly end: string;
  /** The snapshot: rows recorded at or after it are not looked at, so that a later run gives the same numbers. */
  readonly asOf: string;
  /** From where rows are read for history and backlog. */
  readonly lookback: string;
  /** From where completeness and trends are looked at. */
  readonly history: string;
  /** Number of the incident that the report is about. @default a query that names INCIDENT is refused by the workspace */
  readonly incident?: number;
}

/** A query as it is sent. */
export interface BoundQuery {
  readonly text: string;
  readonly window: TimeWindow;
}

function literal(name: string, text: string): string {
  const ms = Date.parse(text);
  if (!/^\d{4}-\d\d-\d\dT[\d:.]+Z$/u.test(text) || Number.isNaN(ms)) throw instantInvalid(name, text);
  return `datetime(${new Date(ms).toISOString()})`;
}

/**
 * Puts the parameters before the query as typed let statements, on one line of their own, so that line n of the query is line n + 1 of the text.
 * Only instants, the whole number of an incident and a table name that the definition's schema has checked ever get into the text.
 */
export function bindQuery(query: ReportQuery, instants: QueryInstants, watchedTable?: string): BoundQuery {
  const named: readonly (readonly [string, string])[] = [
    ['START', instants.start],
    ['END', instants.end],
    ['ASOF', instants.asOf],
    ['LOOKBACK', instants.lookback],
    ['HISTORY', instants.history],
  ];
  const used = named.filter(([name]) => new RegExp(`\\b${name}\\b`, 'u').test(query.text));
  const lets = used.map(([name, value]) => `let ${name} = ${literal(name, value)};`);
  const { incident } = instants;
  if (incident !== undefined && /\bINCIDENT\b/u.test(query.text)) {
    if (!Number.isSafeInteger(incident) || incident < 0) throw incidentNumberInvalid(String(incident));
    lets.push(`let INCIDENT = ${incident};`);
  }
  if (watchedTable !== undefined) lets.push(`let WATCHED = ${watchedTable};`);
  const from = { period: instants.start, lookback: instants.lookback, history: instants.history }[query.window];
  const to = query.window === 'period' ? instants.end : instants.asOf;
  return { text: `${lets.join(' ')}\n${query.text}`, window: { start: from, end: to } };
}

/** Where in the files a failure of a bound query points to; undefined where it names no place or one in the parameters. */
export function locateFailure(query: ReportQuery, failure: QueryFailure): (LineOrigin & { readonly column: number }) | undefined {
  const origin = failure.line === undefined ? undefined : query.origins[failure.line - 2];
  return origin === undefined ? undefined : { ...origin, column: failure.column ?? 1 };
}
