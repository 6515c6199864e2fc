import type { JsonValue, LogWorkspace, QueryFailure, QueryOutcome, QueryResult, ResultColumn, TimeWindow } from '@mxdr/core';
import { isAppError } from '@mxdr/core';
import { cellValueAt } from '../columns/cell-value.ts';
import { KqlInvalid, KqlLimitReached, KqlTableMissing, KqlUnsupported } from '../errors.ts';
import type { Analysis, KqlDiagnostic } from '../language/analyse-query.ts';
import { QueryAnalyser } from '../language/analyse-query.ts';
import type { FunctionDeclaration } from '../language/kusto.ts';
import { PlanRunner } from '../operators/run-plan.ts';
import type { Rows } from '../operators/rows.ts';
import { describePlan } from '../plan/describe-plan.ts';
import { LoweringState } from '../plan/lowering.ts';
import { lowerQuery } from '../plan/lower-query.ts';
import { pruneColumns } from '../plan/prune-columns.ts';
import type { PlanNode } from '../plan/plan.ts';
import type { SharedPlans } from '../plan/fuse-operators.ts';
import { fuseOperators } from '../plan/fuse-operators.ts';
import type { TableCatalogue } from '../schema/table-catalogue.ts';
import { builtInTables } from '../schema/table-catalogue.ts';
import type { TableProvider } from '../tables/table-provider.ts';
import type { OutsideData } from './outside-data.ts';
import type { LoweredQuery } from './plan-cache.ts';
import { PlanCache } from './plan-cache.ts';
import type { RelevantRows } from './relevant-rows.ts';
import { findRelevantRows } from './relevant-rows.ts';
import type { KqlLimits } from './session.ts';
import { DEFAULT_LIMITS, Session } from './session.ts';

export interface KqlEngineProps {
  readonly provider: TableProvider;
  /** The time that `now()` answers. It may stand still. */
  readonly clock: { now(): number };
  /** Milliseconds of a clock that runs, for the wall-time limit and the statistics. @default performance.now */
  readonly stopwatch?: () => number;
  /** Workspace functions written in KQL. @default none */
  readonly functions?: readonly FunctionDeclaration[];
  /** Watchlists and files behind addresses. @default none: to name one is an error */
  readonly outside?: OutsideData;
  readonly limits?: Partial<KqlLimits>;
  /** Tables that the language knows even when the workspace has no rows of them. @default the built-in catalogue */
  readonly schemas?: TableCatalogue;
  /** Run plans as they are written, without rewriting them; the answers are the same. @default false */
  readonly isPlain?: boolean;
  /** Start of `rand()` and `new_guid()`. @default 1 */
  readonly seed?: number;
}

export interface QueryOptions {
  /** Bounds `TimeGenerated` of every table read: `[start, end)`. */
  readonly window?: TimeWindow | undefined;
  readonly signal?: AbortSignal | undefined;
}

/** Answers KQL over local tables. One engine serves one customer's tables. */
export interface KqlEngine extends LogWorkspace {
  query(text: string, window: TimeWindow | undefined, signal?: AbortSignal): Promise<QueryOutcome>;
  query(text: string, options?: QueryOptions): Promise<QueryOutcome>;
  /** Diagnostics, output columns and tables, without running anything. */
  analyse(text: string): Promise<Analysis>;
  /**
   * Rows that the query could use whenever it runs, for callers that run it many times over rows that stand still. `undefined` when that
   * cannot be told, also for a query that does not run.
   */
  relevantRows(text: string): Promise<RelevantRows | undefined>;
  /** The plan as indented text, or why there is none. */
  explain(text: string): Promise<string>;
}

export function createKqlEngine(props: KqlEngineProps): KqlEngine {
  return new Engine(props);
}

class Engine implements KqlEngine {
  private readonly props: KqlEngineProps;
  private readonly limits: KqlLimits;
  private readonly plans = new PlanCache();
  private analyser: Promise<QueryAnalyser> | undefined;

  constructor(props: KqlEngineProps) {
    this.props = props;
    this.limits = { ...DEFAULT_LIMITS, ...props.limits };
  }

  get description(): string {
    return this.props.provider.description;
  }

  private loadAnalyser(): Promise<QueryAnalyser> {
    this.analyser ??= this.props.provider
      .list()
      .then((tables) => new QueryAnalyser(tables, this.props.schemas ?? builtInTables(), this.props.functions ?? []));
    return this.analyser;
  }

  async analyse(text: string): Promise<Analysis> {
    return (await this.loadAnalyser()).analyse(text);
  }

  async relevantRows(text: string): Promise<RelevantRows | undefined> {
    const lowered = await this.lower(text);
    if (lowered.kind === 'failed') return undefined;
    const { provider, seed } = this.props;
    return findRelevantRows(lowered, { provider, limits: this.limits, elapsed: () => 0, seed: seed ?? 1 });
  }

  async explain(text: string): Promise<string> {
    const lowered = await this.lower(text);
    if (lowered.kind === 'failed') return `${lowered.failure.code}: ${lowered.failure.message}`;
    return describePlan(lowered.root, lowered.state.deferred, text);
  }

  async query(text: string, windowOrOptions?: TimeWindow | QueryOptions, signal?: AbortSignal): Promise<QueryOutcome> {
    const options: QueryOptions =
      windowOrOptions !== undefined && 'start' in windowOrOptions
        ? { window: windowOrOptions, signal }
        : { ...windowOrOptions, ...(signal === undefined ? {} : { signal }) };
    const stopwatch = this.props.stopwatch ?? ((): number => performance.now());
    const started = stopwatch();
    options.signal?.throwIfAborted();
    const lowered = await this.lower(text);
    if (lowered.kind === 'failed') return lowered.failure;
    const session = new Session({
      provider: this.props.provider,
      limits: this.limits,
      now: this.props.clock.now(),
      elapsed: () => stopwatch() - started,
      seed: this.props.seed ?? 1,
      window: options.window,
      signal: options.signal,
    });
    try {
      const runner = new PlanRunner(session, lowered.state.deferred);
      await runner.computeDeferred();
      const rows = await runner.run(lowered.root);
      const table = await readResult(rows, session);
      return this.toResult(table, lowered.state, session, Math.round(stopwatch() - started));
    } catch (error) {
      options.signal?.throwIfAborted();
      return failureOf(error);
    }
  }

  private toResult(table: ResultTable, state: LoweringState, session: Session, durationMs: number): QueryResult {
    const partial = [...[...session.tablesRead].flatMap((name) => this.props.provider.partialReasons(name)), ...session.partialReasons()];
    return {
      status: partial.length === 0 ? 'complete' : 'partial',
      columns: table.columns,
      rows: table.rows,
      ...(partial.length === 0 ? {} : { partial }),
      statistics: { rowsRead: session.rowsRead, durationMs, tables: [...session.tablesRead].sort() },
      ...(state.visualization === undefined ? {} : { visualization: state.visualization }),
    };
  }

  /** Rewrites the plan and, in place, those of its sub-queries. */
  private optimise(root: PlanNode, state: LoweringState): PlanNode {
    if (this.props.isPlain === true) return root;
    const shared: SharedPlans = new Map();
    const plans = [root, ...state.deferred.map(({ plan }) => plan)].map((plan) => fuseOperators(plan, shared));
    const [pruned, ...deferred] = pruneColumns(plans);
    deferred.forEach((plan, index) => {
      state.deferred[index] = { ...state.deferred[index]!, plan };
    });
    return pruned!;
  }

  private async lower(text: string): Promise<Lowered> {
    const known = this.plans.get(text);
    if (known !== undefined) return { kind: 'lowered', ...known };
    try {
      const analyser = await this.loadAnalyser();
      const { analysis, syntax } = analyser.analyseTree(text);
      const failure = diagnosticFailure(analysis.diagnostics, analysis.missingTables);
      if (failure !== undefined) return { kind: 'failed', failure };
      const state = new LoweringState(text, analyser, this.limits.depth, (name) => analyser.parametersOf(name), this.props.outside);
      const root = lowerQuery(state, syntax);
      if (state.missingTables.size > 0) throw new KqlTableMissing([...state.missingTables].sort());
      const query = { root: this.optimise(root, state), state };
      this.plans.set(text, query);
      return { kind: 'lowered', ...query };
    } catch (error) {
      return { kind: 'failed', failure: failureOf(error) };
    }
  }
}

type Lowered = ({ readonly kind: 'lowered' } & LoweredQuery) | { readonly kind: 'failed'; readonly failure: QueryFailure };

interface ResultTable {
  readonly columns: readonly ResultColumn[];
  readonly rows: readonly (readonly JsonValue[])[];
}

async function readResult(rows: Rows, session: Session): Promise<ResultTable> {
  const result: JsonValue[][] = [];
  for await (const batch of rows.batches) {
    session.checkPoint();
    if (result.length + batch.rowCount > session.limits.resultRows)
      throw new KqlLimitReached(`the result has more than ${session.limits.resultRows} rows`);
    const columns = rows.schema.columns.map((_, index) => batch.column(index));
    for (let row = 0; row < batch.rowCount; row++) result.push(columns.map((column) => cellValueAt(column, row)));
  }
  return { columns: rows.schema.columns, rows: result };
}

function diagnosticFailure(diagnostics: readonly KqlDiagnostic[], missingTables: readonly string[]): QueryFailure | undefined {
  const errors = diagnostics.filter((diagnostic) => diagnostic.severity === 'error');
  const [first] = errors;
  if (first === undefined) return undefined;
  const tableError = errors.find((error) => error.missingTable !== undefined);
  const at = tableError ?? first;
  return {
    status: 'failed',
    reason: tableError === undefined ? 'invalid' : 'table-missing',
    code: tableError === undefined ? 'MXDR-KQL-INVALID' : 'MXDR-KQL-TABLE-MISSING',
    message: errors
      .map((error) => `${error.code} ${error.message}`)
      .slice(0, 5)
      .join('; '),
    line: at.line,
    column: at.column,
    ...(at.hint === undefined ? {} : { mend: at.hint }),
    ...(tableError === undefined ? {} : { missingTables }),
  };
}

/** What the JavaScript runtime itself refuses: a stack too deep, a text or an array too long. The query is at fault, not the engine. */
function limitOfRuntime(error: unknown): string | undefined {
  if (!(error instanceof RangeError)) return undefined;
  if (/call stack/i.test(error.message)) return 'the query or a value in it nests too deeply';
  if (
    /invalid (?:string|array|typed array) length|array buffer allocation|too many properties|map maximum size|set maximum size/i.test(
      error.message,
    )
  )
    return `the query makes a value that is too big (${error.message})`;
  return undefined;
}

function failureOf(error: unknown): QueryFailure {
  if (error instanceof KqlUnsupported) {
    return {
      status: 'failed',
      reason: 'unsupported',
      code: 'MXDR-KQL-UNSUPPORTED',
      message: error.message,
      line: error.position.line,
      column: error.position.column,
      mend: 'run the query against a Log Analytics workspace, or write it without this feature',
    };
  }
  if (error instanceof KqlTableMissing) {
    return {
      status: 'failed',
      reason: 'table-missing',
      code: 'MXDR-KQL-TABLE-MISSING',
      message: error.message,
      mend: 'add the table to the local workspace, or read it with `union isfuzzy=true`',
      missingTables: error.tables,
    };
  }
  if (error instanceof KqlInvalid) {
    const { position } = error;
    return {
      status: 'failed',
      reason: 'invalid',
      code: 'MXDR-KQL-INVALID',
      message: error.message,
      ...(position === undefined ? {} : { line: position.line, column: position.column }),
    };
  }
  const limit = error instanceof KqlLimitReached ? error.message : limitOfRuntime(error);
  if (limit !== undefined) {
    return {
      status: 'failed',
      reason: 'limit',
      code: 'MXDR-KQL-LIMIT',
      message: limit,
      mend: 'narrow the time range, filter earlier, or raise the limit',
    };
  }
  if (isAppError(error) && error.kind !== 'internal')
    return { status: 'failed', reason: 'unreachable', code: error.code, message: error.message, mend: error.mend };
  throw error;
}
