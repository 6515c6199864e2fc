import type { PartialReason, QueryFailure, QueryOutcome, QueryResult, TimeWindow, WindowSplit } from '@mxdr/core';
import type { QueryLimits } from './attempts.ts';
import { ROW_LIMIT, TRUNCATED } from './read-answer.ts';
import { resultTooLarge } from './service-failure.ts';
import { halveWindow } from './timespan-text.ts';

export interface PartsProps {
  /** Asks the query for one window. */
  readonly ask: (window: TimeWindow) => Promise<QueryOutcome>;
  /** Whether parts of the window may be asked one by one. Called only where the result is too large. */
  readonly judgeSplit: () => WindowSplit | Promise<WindowSplit>;
  readonly limits: Pick<Required<QueryLimits>, 'maxParts' | 'maxJoinedRows'>;
}

/** What was asked, and in how many windows the rows came. */
export interface JoinedOutcome {
  readonly outcome: QueryOutcome;
  readonly parts: number;
}

/**
 * Asks for a window; where the result goes beyond what the service sends, asks for its halves, and theirs, in the order of time, and
 * joins the rows. Only for a query whose rows over two halves are its rows over the whole: another one ends in a failure that says why.
 *
 * A result of exactly as many rows as the service sends may be whole; where it cannot be asked in parts it stays, marked as partial.
 */
export async function askInParts(window: TimeWindow, props: PartsProps): Promise<JoinedOutcome> {
  const whole = await props.ask(window);
  const overflow = overflowOf(whole);
  if (overflow === undefined) return { outcome: whole, parts: 1 };
  const split = await props.judgeSplit();
  if (split.kind === 'splittable') return askHalves(window, props);
  if (overflow === 'possible' && whole.status !== 'failed') return { outcome: explain(whole, split.why), parts: 1 };
  return { outcome: tooLarge(`it cannot be asked in parts, since ${split.why}`), parts: 1 };
}

async function askHalves(window: TimeWindow, { ask, limits }: PartsProps): Promise<JoinedOutcome> {
  const parts: QueryResult[] = [];
  /** Windows to ask, the earliest last. */
  const open = halvesOf(window);
  if (open === undefined) return { outcome: tooLarge(`the window from ${window.start} to ${window.end} is too short to be cut`), parts: 1 };
  let rowCount = 0;
  for (let part = open.pop(); part !== undefined; part = open.pop()) {
    if (parts.length + open.length + 1 > limits.maxParts) {
      return { outcome: tooLarge(`${limits.maxParts} parts of its window are not enough`), parts: parts.length };
    }
    const outcome = await ask(part);
    if (overflowOf(outcome) !== undefined) {
      const halves = halvesOf(part);
      if (halves === undefined)
        return { outcome: tooLarge(`already the rows from ${part.start} to ${part.end} are too many`), parts: parts.length };
      open.push(...halves);
      continue;
    }
    if (outcome.status === 'failed') return { outcome, parts: parts.length };
    rowCount += outcome.rows.length;
    if (rowCount > limits.maxJoinedRows) {
      return {
        outcome: tooLarge(`its parts have more than ${limits.maxJoinedRows} rows, which is all that is held here`),
        parts: parts.length,
      };
    }
    parts.push(outcome);
  }
  return { outcome: join(parts, rowCount), parts: parts.length };
}

/** The later half first, so that the earlier one is taken first. */
function halvesOf(window: TimeWindow): TimeWindow[] | undefined {
  return halveWindow(window)?.toReversed();
}

function overflowOf(outcome: QueryOutcome): 'certain' | 'possible' | undefined {
  if (outcome.status === 'failed') return outcome.code === 'MXDR-AZURE-RESULT-TOO-LARGE' ? 'certain' : undefined;
  const codes = new Set(outcome.partial?.map(({ code }) => code));
  return codes.has(TRUNCATED) ? 'certain' : codes.has(ROW_LIMIT) ? 'possible' : undefined;
}

function explain(result: QueryResult, why: string): QueryResult {
  const partial = (result.partial ?? []).map((reason) =>
    reason.code === ROW_LIMIT ? { ...reason, message: `${reason.message}; it was not asked in parts, since ${why}` } : reason,
  );
  return { ...result, partial };
}

function join(parts: readonly QueryResult[], rowCount: number): QueryOutcome {
  const [first] = parts;
  if (first === undefined) return tooLarge('no part of it was answered');
  const columns = JSON.stringify(first.columns);
  if (parts.some((part) => JSON.stringify(part.columns) !== columns)) {
    return {
      status: 'failed',
      reason: 'limit',
      code: 'MXDR-AZURE-PARTS-DIFFER',
      message: 'The result had to be asked in parts of its window, and these have different columns.',
      mend: 'Name the columns of the result with "project".',
    };
  }
  const rows = Array.from<QueryResult['rows'][number]>({ length: rowCount });
  let at = 0;
  for (const part of parts) for (const row of part.rows) rows[at++] = row;
  const partial = uniqueReasons(parts.flatMap((part) => part.partial ?? []));
  const rowsRead = parts.map(({ statistics }) => statistics.rowsRead);
  return {
    ...first,
    status: partial.length === 0 ? 'complete' : 'partial',
    rows,
    ...(partial.length === 0 ? {} : { partial }),
    statistics: {
      // One part that does not count makes the sum unknown.
      rowsRead: rowsRead.reduce((sum, count) => (sum === null || count === null ? null : sum + count), 0),
      durationMs: parts.reduce((sum, { statistics }) => sum + statistics.durationMs, 0),
      tables: first.statistics.tables,
    },
  };
}

function uniqueReasons(reasons: readonly PartialReason[]): readonly PartialReason[] {
  return [...new Map(reasons.map((reason) => [`${reason.code} ${reason.message}`, reason])).values()];
}

function tooLarge(why: string): QueryFailure {
  return { status: 'failed', reason: 'limit', ...resultTooLarge(`${why}.`) };
}
