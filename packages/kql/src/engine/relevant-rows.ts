import { projectBatch, unionBatch } from '../operators/run-plan.ts';
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
 * above some read of the table, up to the first operator over several rows, as far as these hold at any time. `undefined` for a table of which every row counts.
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

/** What stands between a read and the first operator that looks at more than one row at a time; each gives one row for one. */
type Step =
  | { readonly kind: 'keep'; readonly conditions: readonly Expr[] }
  | { readonly kind: 'make'; readonly make: (batch: Batch) => Batch };

/** A read of a table and the steps above it, the nearest first. */
interface FilteredScan {
  readonly scan: ScanNode;
  readonly steps: readonly Step[];
}

function scansOf(node: PlanNode, above: readonly Step[] = []): readonly FilteredScan[] {
  switch (node.kind) {
    case 'scan':
      return [{ scan: node, steps: above }];
    case 'filter':
      return scansOf(node.source, [{ kind: 'keep', conditions: node.predicate.conjuncts ?? [node.predicate] }, ...above]);
    case 'project':
      return scansOf(node.source, node.needsWholeTable ? [] : [{ kind: 'make', make: (batch) => projectBatch(node, batch) }, ...above]);
    case 'union':
      return node.inputs.flatMap((input) =>
        scansOf(input.source, [{ kind: 'make', make: (batch) => unionBatch(node, input, batch) }, ...above]),
      );
    // Each of its readers is looked at with the filters of its own.
    case 'shared':
      return scansOf(node.source, above);
    default:
      return sourcesOf(node).flatMap((source) => scansOf(source));
  }
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

async function markScan({ scan, steps }: FilteredScan, session: Session, mark: (row: number) => void): Promise<void> {
  let offset = 0;
  // Bounds of time are hints of one run.
  for await (const read of runScan({ ...scan, bounds: [] }, session).batches) {
    const kept: ReadonlySet<number>[] = [];
    let batch = read;
    for (const step of steps) {
      if (step.kind === 'make') batch = step.make(batch);
      else kept.push(...step.conditions.flatMap((condition) => mayHold(condition, batch) ?? []));
    }
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
  for (const scan of plans.flatMap((plan) => scansOf(plan))) {
    const { table } = scan.scan;
    const known = marks.get(table) ?? new Set<number>();
    if (!scan.steps.some(({ kind }) => kind === 'keep') || (marks.has(table) && marks.get(table) === undefined)) {
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
