import type { DynamicValue } from '../columns/dynamic-value.ts';
import type { Scalar } from '../columns/scalar.ts';
import { columnFromScalars, gatherRows, scalarAt } from '../columns/scalar.ts';
import { Batch } from '../engine/batch.ts';
import { toDynamic, toReal, toTimespan } from '../functions/convert-scalars.ts';
import { kqlLimit } from '../errors.ts';
import { constantValue } from '../plan/expression.ts';
import type { MakeSeriesNode } from '../plan/plan.ts';
import { GroupIndex } from './key-encoder.ts';
import type { Rows } from './rows.ts';
import { collect, sequence } from './rows.ts';
import type { Runner } from './run-plan.ts';

/** Points that one axis may have; the service stops at the same number. */
const MAX_POINTS = 1_048_576;

/** Times as ticks, everything else as doubles. */
type AxisValue = bigint | number;

export async function runMakeSeries(node: MakeSeriesNode, runner: Runner): Promise<Rows> {
  const { session } = runner;
  const source = await collect(await runner.run(node.source), session, 'make-series');
  const axis = node.axis.evaluate(source);
  const isTime = node.axis.type === 'datetime' || node.axis.type === 'timespan';
  const axisAt = (row: number): AxisValue | null => scalarAt(axis, row) as AxisValue | null;
  const step = constantValue(node.step, session);
  const stepSize: AxisValue | null = isTime ? toTimespan(node.step.type, step) : toReal(node.step.type, step);
  if (stepSize === null || stepSize <= 0) throw kqlLimit('make-series needs a step above zero');
  const { start, end } = axisBounds(node, runner, source.rowCount, axisAt, stepSize);
  if (start === undefined || end === undefined) return { schema: node.schema, batches: sequence() };
  const points: AxisValue[] = [];
  for (let at = start; node.isToInclusive ? at <= end : at < end; at = addStep(at, stepSize)) {
    points.push(at);
    if (points.length > MAX_POINTS) throw kqlLimit(`make-series would make more than ${MAX_POINTS} points`);
  }

  // Rows on the axis, with the number of their point.
  const kept: number[] = [];
  const bins: number[] = [];
  for (let row = 0; row < source.rowCount; row++) {
    session.step();
    const value = axisAt(row);
    if (value === null || value < start) continue;
    const bin = isTime
      ? Number(((value as bigint) - (start as bigint)) / (stepSize as bigint))
      : Math.floor(((value as number) - (start as number)) / (stepSize as number));
    if (bin >= points.length) continue;
    if (!node.isToInclusive && value >= end) continue;
    kept.push(row);
    bins.push(bin);
  }
  const rows = source.select(Int32Array.from(kept));
  const keyColumns = node.keys.map((key) => key.evaluate(rows));
  const series = new GroupIndex(node.keys.length);
  const seriesIds = series.encode(keyColumns, rows.rowCount);
  let seriesCount = node.keys.length === 0 ? (rows.rowCount > 0 || node.isNonEmpty ? 1 : 0) : series.size;
  if (rows.rowCount === 0 && node.keys.length > 0) seriesCount = 0;
  // Before arrays of that size are made.
  session.countMade(seriesCount * points.length * (node.values.length + 1));
  const cells = new GroupIndex(2);
  const binColumn = columnFromScalars('long', bins);
  const cellIds = cells.encode([columnFromScalars('long', Array.from(seriesIds)), binColumn], rows.rowCount);
  const accumulators = node.aggregates.map((aggregate) => aggregate.start(session));
  const cellCount = rows.rowCount === 0 ? 0 : cells.size;
  for (const accumulator of accumulators) if (rows.rowCount > 0) accumulator.add(rows, cellIds, cellCount);

  // The aggregates of every cell, then the value expressions over them.
  const firstRowOfCell = new Int32Array(cellCount).fill(-1);
  for (let row = 0; row < cellIds.length; row++) if (firstRowOfCell[cellIds[row]!]! < 0) firstRowOfCell[cellIds[row]!] = row;
  const aggregated = new Batch(
    node.aggregateSchema,
    cellCount,
    [
      ...keyColumns.map((column) => gatherRows(column, firstRowOfCell)),
      ...accumulators.flatMap((accumulator) => accumulator.finish(cellCount)),
    ],
    session,
  );
  const valueColumns = node.values.map((value) => value.evaluate(aggregated));
  const defaults = node.defaults.map((expr) => toDynamic(expr.type, constantValue(expr, session)));
  const arrays: DynamicValue[][][] = node.values.map((_, index) =>
    Array.from({ length: seriesCount }, () => points.map(() => defaults[index]!)),
  );
  for (let cell = 0; cell < cellCount; cell++) {
    const row = firstRowOfCell[cell]!;
    valueColumns.forEach((column, index) => {
      arrays[index]![seriesIds[row]!]![bins[row]!] = toDynamic(node.values[index]!.type, scalarAt(column, cell));
    });
  }
  const firstRowOfSeries = new Int32Array(seriesCount).fill(-1);
  for (let row = 0; row < seriesIds.length; row++) if (firstRowOfSeries[seriesIds[row]!]! < 0) firstRowOfSeries[seriesIds[row]!] = row;
  const axisArray: DynamicValue = points.map((point) => toDynamic(node.axis.type, point as Scalar));
  const columns = [
    ...keyColumns.map((column) => gatherRows(column, firstRowOfSeries)),
    ...arrays.map((lists) => columnFromScalars('dynamic', lists)),
    columnFromScalars(
      'dynamic',
      Array.from({ length: seriesCount }, () => axisArray),
    ),
  ];
  return { schema: node.schema, batches: sequence(new Batch(node.schema, seriesCount, columns, session)) };
}

function addStep(at: AxisValue, step: AxisValue): AxisValue {
  return typeof at === 'bigint' ? at + (step as bigint) : at + (step as number);
}

interface AxisBounds {
  readonly start: AxisValue | undefined;
  readonly end: AxisValue | undefined;
}

/** The written bounds; where one is missing, the data's own, on a multiple of the step. */
function axisBounds(
  node: MakeSeriesNode,
  runner: Runner,
  rowCount: number,
  axisAt: (row: number) => AxisValue | null,
  step: AxisValue,
): AxisBounds {
  const written = (expr: MakeSeriesNode['from']): AxisValue | undefined =>
    expr === undefined ? undefined : ((constantValue(expr, runner.session) as AxisValue | null) ?? undefined);
  let start = written(node.from);
  let end = written(node.to);
  if (start !== undefined && end !== undefined) return { start, end };
  let least: AxisValue | undefined;
  let most: AxisValue | undefined;
  for (let row = 0; row < rowCount; row++) {
    const value = axisAt(row);
    if (value === null) continue;
    if (least === undefined || value < least) least = value;
    if (most === undefined || value > most) most = value;
  }
  if (least === undefined || most === undefined) return { start, end };
  start ??= floorTo(least, step);
  if (end === undefined) {
    // The bin of the last value must still be on the axis, whose end is exclusive.
    end = start;
    const span =
      typeof most === 'bigint' ? (most - (start as bigint)) / (step as bigint) : Math.floor((most - (start as number)) / (step as number));
    end =
      typeof start === 'bigint' ? start + ((span as bigint) + 1n) * (step as bigint) : start + ((span as number) + 1) * (step as number);
  }
  return { start, end };
}

function floorTo(value: AxisValue, step: AxisValue): AxisValue {
  if (typeof value === 'bigint') {
    const rest = value % (step as bigint);
    return value - (rest < 0n ? rest + (step as bigint) : rest);
  }
  return Math.floor(value / (step as number)) * (step as number);
}
