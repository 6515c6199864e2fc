import type { QueryOutcome } from './query-result.ts';

/** A half-open interval of UTC instants, `[start, end)`, as ISO 8601 with `Z`. Rows are kept by `TimeGenerated`. */
export interface TimeWindow {
  readonly start: string;
  readonly end: string;
}

/**
 * Whether the rows that a query gives for two halves of a window are, together, those that it gives for the window: true of one that
 * filters and reshapes rows one by one, not of one that counts, sorts or joins them.
 */
export type WindowSplit =
  | { readonly kind: 'splittable' }
  /** `why` follows "since", e.g. `"summarize" looks at all rows at once`. */
  | { readonly kind: 'whole-only'; readonly why: string };

/**
 * A place that answers KQL: a Log Analytics workspace, local tables, a recording. One workspace holds one customer's data only.
 *
 * `window` bounds `TimeGenerated` of every table read, as the service's `timespan` does; `undefined` reads everything.
 * An aborted signal rejects with its reason; everything else that can be foreseen is an outcome.
 */
export interface LogWorkspace {
  /** What the reader may see of it, e.g. `local tables in out/tenant` or `log-contoso-sentinel (7b0d…)`. */
  readonly description: string;
  query(text: string, window: TimeWindow | undefined, signal?: AbortSignal): Promise<QueryOutcome>;
}
