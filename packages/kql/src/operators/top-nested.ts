import type { AggregateCall } from '../aggregates/aggregate.ts';
import type { Column } from '../columns/column.ts';
import type { Scalar } from '../columns/scalar.ts';
import { columnFromScalars, scalarAt } from '../columns/scalar.ts';
import { Batch, Schema } from '../engine/batch.ts';
import type { Expr } from '../plan/expression.ts';
import { columnExpr, constantValue } from '../plan/expression.ts';
import { sortedRows } from './sort.ts';
import { GroupKeys } from './summarize.ts';

/** One clause of `top-nested`. */
export interface TopNestedLevel {
  /** How many values; all when absent. */
  readonly limit?: Expr;
  readonly key: Expr;
  readonly aggregates: readonly AggregateCall[];
  readonly aggregateSchema: Schema;
  /** Over the results of the aggregates. */
  readonly value: Expr;
  readonly isDescending: boolean;
  /** What stands for the values below the top, when they get a row. */
  readonly others?: Expr;
}

/** The values of each level, then for each of them those of the next. The schema alternates keys and values. */
export function topNestedRows(levels: readonly TopNestedLevel[], schema: Schema, input: Batch): Batch {
  const { session } = input;
  const columns: Scalar[][] = schema.columns.map(() => []);
  const emit = (path: readonly Scalar[]): void => {
    session.countMade(1);
    path.forEach((value, index) => columns[index]!.push(value));
  };

  /** A row for the rows below the top, if this or a lower level wants one. */
  const emitRest = (from: number, rows: Batch, path: readonly Scalar[]): void => {
    if (rows.rowCount === 0 || levels.slice(from).every((level) => level.others === undefined)) return;
    const cells = levels.slice(from).flatMap((level): Scalar[] => {
      if (level.others === undefined) return [level.key.type === 'string' ? '' : null, level.value.type === 'string' ? '' : null];
      const value = valuesOf(level, rows, new Uint32Array(rows.rowCount), 1);
      return [constantValue(level.others, session), scalarAt(value, 0)];
    });
    emit([...path, ...cells]);
  };

  const descend = (depth: number, rows: Batch, path: readonly Scalar[]): void => {
    session.checkPoint();
    const level = levels[depth];
    if (level === undefined) {
      emit(path);
      return;
    }
    const keys = new GroupKeys(1);
    const groups = keys.add([level.key.evaluate(rows)], rows.rowCount);
    const count = rows.rowCount === 0 ? 0 : keys.size;
    const [keyColumn] = keys.finish([level.key.type]);
    const value = valuesOf(level, rows, groups, count);
    const ranked = sortedRows(
      [{ expr: rankedValue(level), isDescending: level.isDescending, nullsFirst: false }],
      valueBatch(level, value, rows),
    );
    const limit = level.limit === undefined ? count : Math.max(0, Number(constantValue(level.limit, session)));
    const members: number[][] = Array.from({ length: count }, () => []);
    groups.forEach((group, row) => members[group]!.push(row));
    for (const group of ranked.subarray(0, limit)) {
      descend(depth + 1, rows.select(Int32Array.from(members[group]!)), [...path, scalarAt(keyColumn!, group), scalarAt(value, group)]);
    }
    const rest = [...ranked.subarray(limit)].flatMap((group) => members[group]!).sort((a, b) => a - b);
    emitRest(depth, rows.select(Int32Array.from(rest)), path);
  };

  descend(0, input, []);
  const rowCount = columns[0]?.length ?? 0;
  return new Batch(
    schema,
    rowCount,
    schema.columns.map((column, index) => columnFromScalars(column.type, columns[index]!)),
    session,
  );
}

/** The value of each group. */
function valuesOf(level: TopNestedLevel, rows: Batch, groups: Uint32Array, count: number): Column {
  const accumulators = level.aggregates.map((aggregate) => aggregate.start(rows.session));
  if (rows.rowCount > 0) for (const accumulator of accumulators) accumulator.add(rows, groups, count);
  const aggregated = new Batch(
    level.aggregateSchema,
    count,
    accumulators.flatMap((accumulator) => accumulator.finish(count)),
    rows.session,
  );
  return level.value.evaluate(aggregated);
}

const RANKED = 'value';

function rankedValue(level: TopNestedLevel): Expr {
  return columnExpr(RANKED, level.value.type, level.value.position);
}

function valueBatch(level: TopNestedLevel, value: Column, rows: Batch): Batch {
  return new Batch(new Schema([{ name: RANKED, type: level.value.type }]), value.length, [value], rows.session);
}
