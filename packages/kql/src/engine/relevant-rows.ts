import { runScan } from '../operators/scan.ts';
import { hasLateOperator, sourcesOf } from '../plan/describe-plan.ts';
import type { Expr } from '../plan/expression.ts';
import { rowsWhere } from '../plan/expression.ts';
import type { PlanNode, ScanNode } from '../plan/plan.ts';
import type { Batch } from './batch.ts';
import type { LoweredQuery } from './plan-cache.ts';
import type { SessionProps } from './session.ts';
import { Session } from './session.ts';

/**
 * By table, the rows that some run of a query could use, as one byte a row in the order of the provider: 1 for those that pass the filters
 * right above some read of the table, as far as these hold at any time. `undefined` for a table of which every row counts.
 */
export type RelevantRows = ReadonlyMap<string, Uint8Array | undefined>;

/** Thrown where a value is asked for that differs from run to run. */
class DependsOnRun extends Error {}

/** A session in which nothing can be computed that depends on when the query runs or on what a sub-query answers then. */
class TimelessSession extends Session {
  constructor(props: Omit<SessionProps, 'now'>, deferredKeys: ReadonlySet<object>) {
    super({ ...props, now: Number.NaN });
    Object.defineProperty(this, 'now', {
      get: () => {
        throw new DependsOnRun();
      },
    });
    const { computed } = this;
    const get = computed.get.bind(computed);
    computed.get = (key): unknown => {
      if (deferredKeys.has(key)) throw new DependsOnRun();
      return get(key);
    };
  }

  override random(): number {
    throw new DependsOnRun();
  }
}

/** A read of a table and the conditions right above it. */
interface FilteredScan {
  readonly scan: ScanNode;
  readonly conditions: readonly Expr[];
}

function scansOf(node: PlanNode): readonly FilteredScan[] {
  if (node.kind === 'scan') return [{ scan: node, conditions: [] }];
  if (node.kind === 'filter' && node.source.kind === 'scan')
    return [{ scan: node.source, conditions: node.predicate.conjuncts ?? [node.predicate] }];
  return sourcesOf(node).flatMap(scansOf);
}

/** Rows for which the condition can be true in some run; all where that depends on the run. */
function mayHold(condition: Expr, batch: Batch): ReadonlySet<number> | undefined {
  try {
    return new Set(rowsWhere(condition, batch));
  } catch (error) {
    if (error instanceof DependsOnRun) return undefined;
    throw error;
  }
}

async function markScan({ scan, conditions }: FilteredScan, session: Session, mark: (row: number) => void): Promise<void> {
  let offset = 0;
  // Bounds of time are hints of one run.
  for await (const batch of runScan({ ...scan, bounds: [] }, session).batches) {
    const kept = conditions.flatMap((condition) => mayHold(condition, batch) ?? []);
    for (let row = 0; row < batch.rowCount; row++) if (kept.every((rows) => rows.has(row))) mark(offset + row);
    offset += batch.rowCount;
  }
}

/**
 * Finds the rows that a query could use whenever it runs, so that whoever runs it many times can leave the others and the runs without
 * any away: the answers are the same. `undefined` when it cannot be told which tables the query reads.
 */
export async function findRelevantRows(query: LoweredQuery, props: Omit<SessionProps, 'now'>): Promise<RelevantRows | undefined> {
  const plans = [query.root, ...query.state.deferred.map(({ plan }) => plan)];
  if (plans.some(hasLateOperator)) return undefined;
  const session = new TimelessSession(props, new Set(query.state.deferred.map(({ key }) => key)));
  const marks = new Map<string, Set<number> | undefined>();
  for (const scan of plans.flatMap(scansOf)) {
    const { table } = scan.scan;
    const known = marks.get(table) ?? new Set<number>();
    if (scan.conditions.length === 0 || (marks.has(table) && marks.get(table) === undefined)) {
      marks.set(table, undefined);
      continue;
    }
    await markScan(scan, session, (row) => known.add(row));
    marks.set(table, known);
  }
  const found = new Map<string, Uint8Array | undefined>();
  for (const [table, rows] of marks) {
    if (rows === undefined) found.set(table, undefined);
    else {
      const mask = new Uint8Array(rows.size === 0 ? 0 : Math.max(...rows) + 1);
      for (const row of rows) mask[row] = 1;
      found.set(table, mask);
    }
  }
  return found;
}
