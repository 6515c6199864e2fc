import type { PartialReason, TimeWindow } from '@mxdr/core';
import { APPROXIMATE } from '@mxdr/core';
import type { TableInfo, TableProvider } from '../tables/table-provider.ts';
import { kqlLimit } from '../errors.ts';

/** Bounds on one query. What goes over them is an error with a clear message, never a shorter result. */
export interface KqlLimits {
  /** Rows that operators which must keep their input (sort, join, lists) may hold. @default 20_000_000 */
  readonly rowsHeld: number;
  /** Estimated bytes that one such operator may hold. @default 4 GiB */
  readonly bytesHeld: number;
  /** Rows of the result. @default 5_000_000 */
  readonly resultRows: number;
  /** Wall time, checked at every batch and within long work on one. @default 600_000 */
  readonly durationMs: number;
  /** Nested function calls and sub-queries. @default 64 */
  readonly depth: number;
  /** Rows that range, mv-expand and joins may make out of less. @default 50_000_000 */
  readonly rowsMade: number;
}

export const DEFAULT_LIMITS: KqlLimits = {
  rowsHeld: 20_000_000,
  bytesHeld: 4_294_967_296,
  resultRows: 5_000_000,
  durationMs: 600_000,
  depth: 64,
  rowsMade: 50_000_000,
};

export interface SessionProps {
  readonly provider: TableProvider;
  readonly limits: KqlLimits;
  /** Milliseconds since 1970; the query's `now()`, the same everywhere in it. */
  readonly now: number;
  /** Milliseconds of a clock that runs, for the wall-time limit. */
  readonly elapsed: () => number;
  /** Start of the random sequence of `rand()` and `new_guid()`. */
  readonly seed: number;
  readonly window?: TimeWindow | undefined;
  readonly signal?: AbortSignal | undefined;
}

/** Providers whose tables stand still give the same list each time; many short queries then share the map of it. */
const knownLists = new WeakMap<readonly TableInfo[], ReadonlyMap<string, TableInfo>>();

function tablesByName(tables: readonly TableInfo[]): ReadonlyMap<string, TableInfo> {
  const known = knownLists.get(tables);
  if (known !== undefined) return known;
  const byName = new Map(tables.map((table) => [table.name, table]));
  knownLists.set(tables, byName);
  return byName;
}

/** One run of one query: its clock, its budget, what it has computed once. */
export class Session {
  readonly provider: TableProvider;
  readonly now: number;
  readonly window: TimeWindow | undefined;
  readonly signal: AbortSignal | undefined;
  readonly limits: KqlLimits;
  rowsRead = 0;
  readonly tablesRead = new Set<string>();
  private readonly approximations = new Set<string>();
  /** Results of `materialize`, `toscalar` and folded constants, by the plan piece that asks for them. */
  readonly computed = new Map<object, unknown>();
  private readonly elapsed: () => number;
  private rowsMade = 0;
  private randomState: number;

  constructor(props: SessionProps) {
    this.provider = props.provider;
    this.now = props.now;
    this.window = props.window;
    this.signal = props.signal;
    this.limits = props.limits;
    this.elapsed = props.elapsed;
    this.randomState = (props.seed ^ 0x9e3779b9) >>> 0;
  }

  private infos: Promise<ReadonlyMap<string, TableInfo>> | undefined;

  /** The provider's tables by name, asked for once. */
  tableInfos(): Promise<ReadonlyMap<string, TableInfo>> {
    this.infos ??= this.provider.list().then(tablesByName);
    return this.infos;
  }

  /** Between batches: stops an aborted query and one that has run too long. */
  checkPoint(): void {
    this.signal?.throwIfAborted();
    if (this.elapsed() > this.limits.durationMs) throw kqlLimit(`the query ran longer than ${this.limits.durationMs / 1000} s`);
  }

  /** Counts rows that an operator adds to what it was given. */
  countMade(rows: number): void {
    this.rowsMade += rows;
    if (this.rowsMade > this.limits.rowsMade) throw kqlLimit(`the query makes more than ${this.limits.rowsMade} rows out of its input`);
  }

  checkHeld(rows: number, operator: string): void {
    if (rows > this.limits.rowsHeld) throw kqlLimit(`${operator} would have to hold more than ${this.limits.rowsHeld} rows`);
  }

  checkBytes(bytes: number, operator: string): void {
    const { bytesHeld } = this.limits;
    if (bytes > bytesHeld) throw kqlLimit(`${operator} would have to hold more than ${Math.round(bytesHeld / 1_048_576)} MB`);
  }

  private steps = 0;

  /** For work on single values, of which one batch may hold many: a check point now and then. */
  step(): void {
    if ((++this.steps & 1023) === 0) this.checkPoint();
  }

  /** Something computed by a method of our own where the service's is not published. Its reader must be told. */
  noteApproximation(message: string): void {
    this.approximations.add(message);
  }

  partialReasons(): readonly PartialReason[] {
    return [...this.approximations].map((message) => ({ code: APPROXIMATE, message }));
  }

  /** Uniform in [0, 1): mulberry32, so that a seed gives the same numbers on every machine. */
  random(): number {
    this.randomState = (this.randomState + 0x6d2b79f5) | 0;
    let t = this.randomState;
    t = Math.imul(t ^ (t >>> 15), t | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
  }
}
