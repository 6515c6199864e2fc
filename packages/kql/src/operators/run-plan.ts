import { toDynamic } from '../functions/convert-scalars.ts';
import type { DynamicValue } from '../columns/dynamic-value.ts';
import { columnFromScalars, constantColumn, scalarAt } from '../columns/scalar.ts';
import { Batch, nullColumn } from '../engine/batch.ts';
import type { Session } from '../engine/session.ts';
import { constantValue, rowsWhere } from '../plan/expression.ts';
import type {
  ContextNode,
  DeferredScalar,
  FilterNode,
  LateNode,
  PlanNode,
  ProjectNode,
  RowsNode,
  SharedNode,
  TakeNode,
  UnionInput,
  UnionNode,
  WholeNode,
} from '../plan/plan.ts';
import { runJoin } from './join.ts';
import { runMakeSeries } from './make-series.ts';
import { runMvApply, runMvExpand, runPartition } from './mv-expand.ts';
import { runParse } from './parse.ts';
import { runRange } from './range.ts';
import type { Rows } from './rows.ts';
import { collect, sequence } from './rows.ts';
import { runScan } from './scan.ts';
import { runSort } from './sort.ts';
import { runSummarize } from './summarize.ts';

/** What operators need to run the plans below them. */
export interface Runner {
  readonly session: Session;
  run(node: PlanNode): Promise<Rows>;
  /** Runs `node` with these rows as the rows of `context`. */
  runWith(node: PlanNode, context: ContextNode, rows: Batch): Promise<Rows>;
}

/** Runs a plan. Values of sub-queries are computed first, also those that late operators bring. */
export class PlanRunner implements Runner {
  readonly session: Session;
  private readonly deferred: readonly DeferredScalar[];
  private deferredDone = 0;
  private readonly contexts = new Map<object, Batch>();

  /** @param deferred grows while late operators are lowered */
  constructor(session: Session, deferred: readonly DeferredScalar[]) {
    this.session = session;
    this.deferred = deferred;
  }

  async computeDeferred(): Promise<void> {
    while (this.deferredDone < this.deferred.length) {
      const next = this.deferred[this.deferredDone++]!;
      const rows = await this.run(next.plan);
      this.session.computed.set(next.key, next.shape === 'list' ? await readList(rows, this.session) : await readFirst(rows));
    }
  }

  async runWith(node: PlanNode, context: ContextNode, rows: Batch): Promise<Rows> {
    const outer = this.contexts.get(context.key);
    this.contexts.set(context.key, rows);
    try {
      const result = await this.run(node);
      // Read to the end before the next round changes the context.
      return { schema: result.schema, batches: sequence(await collect(result, this.session, 'a sub-query')) };
    } finally {
      if (outer === undefined) this.contexts.delete(context.key);
      else this.contexts.set(context.key, outer);
    }
  }

  async run(node: PlanNode): Promise<Rows> {
    switch (node.kind) {
      case 'scan':
        return runScan(node, this.session);
      case 'rows':
        return { schema: node.schema, batches: sequence(rowsBatch(node, this.session)) };
      case 'range':
        return runRange(node, this.session);
      case 'filter':
        return { schema: node.schema, batches: filterBatches(node, await this.run(node.source), this.session) };
      case 'project':
        return this.runProject(node);
      case 'summarize':
        return runSummarize(node, this);
      case 'join':
        return runJoin(node, this);
      case 'union':
        return { schema: node.schema, batches: unionBatches(node, this) };
      case 'sort':
        return runSort(node, this);
      case 'take':
        return { schema: node.schema, batches: takeBatches(node, await this.run(node.source), this.session) };
      case 'mv-expand':
        return runMvExpand(node, this);
      case 'mv-apply':
        return runMvApply(node, this);
      case 'partition':
        return runPartition(node, this);
      case 'parse':
        return runParse(node, this);
      case 'make-series':
        return runMakeSeries(node, this);
      case 'late':
        return this.runLate(node);
      case 'whole':
        return this.runWhole(node);
      case 'batch':
        return { schema: node.schema, batches: sequence(node.batch) };
      case 'shared':
        return this.runShared(node);
      case 'context': {
        const rows = this.contexts.get(node.key);
        if (rows === undefined) throw new Error('a sub-query ran outside its operator');
        return { schema: node.schema, batches: sequence(rows) };
      }
    }
  }

  private async runProject(node: ProjectNode): Promise<Rows> {
    const source = await this.run(node.source);
    if (!node.needsWholeTable) return { schema: node.schema, batches: projectBatches(node, source, this.session) };
    const whole = await collect(source, this.session, 'an operator over rows in order');
    return { schema: node.schema, batches: sequence(projectBatch(node, whole)) };
  }

  private async runLate(node: LateNode): Promise<Rows> {
    const input = await collect(await this.run(node.source), this.session, node.operator.name);
    const output = node.operator.apply(input, await this.collectAll(node.operator.others ?? [], node.operator.name));
    const rest = node.continueWith({ kind: 'batch', batch: output, schema: output.schema, position: node.position });
    await this.computeDeferred();
    return this.run(rest);
  }

  private async runWhole(node: WholeNode): Promise<Rows> {
    const input = await collect(await this.run(node.source), this.session, node.name);
    const output = node.apply(input, await this.collectAll(node.others, node.name));
    return { schema: node.schema, batches: sequence(output) };
  }

  private async collectAll(nodes: readonly PlanNode[], operator: string): Promise<readonly Batch[]> {
    const batches: Batch[] = [];
    for (const node of nodes) batches.push(await collect(await this.run(node), this.session, operator));
    return batches;
  }

  private async runShared(node: SharedNode): Promise<Rows> {
    let batch = this.session.computed.get(node.key) as Batch | undefined;
    if (batch === undefined) {
      batch = await collect(await this.run(node.source), this.session, 'a table that is read more than once');
      this.session.computed.set(node.key, batch);
    }
    return { schema: node.schema, batches: sequence(batch) };
  }
}

async function readFirst(rows: Rows): Promise<unknown> {
  for await (const batch of rows.batches) if (batch.rowCount > 0) return scalarAt(batch.column(0), 0);
  return null;
}

async function readList(rows: Rows, session: Session): Promise<unknown> {
  const batch = await collect(rows, session, 'a list of values');
  if (batch.schema.columns.length === 0) return [];
  const column = batch.column(0);
  const values: DynamicValue[] = [];
  for (let row = 0; row < batch.rowCount; row++) values.push(toDynamic(column.type, scalarAt(column, row)));
  return values;
}

function rowsBatch(node: RowsNode, session: Session): Batch {
  const columns = node.schema.columns.map((column, index) =>
    columnFromScalars(
      column.type,
      node.rows.map((row) => constantValue(row[index]!, session)),
    ),
  );
  return new Batch(node.schema, node.rows.length, columns, session);
}

async function* filterBatches(node: FilterNode, source: Rows, session: Session): AsyncGenerator<Batch> {
  for await (const batch of source.batches) {
    session.checkPoint();
    const rows = rowsWhere(node.predicate, batch);
    if (rows.length === batch.rowCount && rows.length > 0) yield batch;
    else if (rows.length > 0) yield batch.select(rows);
  }
}

export function projectBatch(node: ProjectNode, batch: Batch): Batch {
  return new Batch(
    node.schema,
    batch.rowCount,
    node.outputs.map((output) => {
      if (output.columnName === undefined) return () => output.evaluate(batch);
      return batch.lazy(batch.schema.indexOf(output.columnName)!);
    }),
    batch.session,
  );
}

async function* projectBatches(node: ProjectNode, source: Rows, session: Session): AsyncGenerator<Batch> {
  for await (const batch of source.batches) {
    session.checkPoint();
    yield projectBatch(node, batch);
  }
}

async function* takeBatches(node: TakeNode, source: Rows, session: Session): AsyncGenerator<Batch> {
  let left = Number(constantValue(node.count, session));
  if (!(left > 0)) return;
  for await (const batch of source.batches) {
    session.checkPoint();
    if (batch.rowCount >= left) {
      yield batch.slice(0, left);
      return;
    }
    left -= batch.rowCount;
    yield batch;
  }
}

async function* unionBatches(node: UnionNode, runner: Runner): AsyncGenerator<Batch> {
  for (const input of node.inputs) {
    const rows = await runner.run(input.source);
    for await (const batch of rows.batches) {
      runner.session.checkPoint();
      yield unionBatch(node, input, batch);
    }
  }
}

/** Rows of one input of a union in the columns of the union. */
export function unionBatch(node: UnionNode, input: UnionInput, batch: Batch): Batch {
  const offset = node.hasSourceColumn ? 1 : 0;
  const columns = input.columns.map((index, target) => {
    const { type } = node.schema.columns[target + offset]!;
    return index === undefined ? () => nullColumn(type, batch.rowCount) : batch.lazy(index);
  });
  if (node.hasSourceColumn) columns.unshift(() => constantColumn('string', input.name, batch.rowCount));
  return new Batch(node.schema, batch.rowCount, columns, batch.session);
}
