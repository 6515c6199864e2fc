import { findAggregate } from '../aggregates/aggregate-functions.ts';
import type { Column } from '../columns/column.ts';
import { isNullAt } from '../columns/column.ts';
import type { Scalar } from '../columns/scalar.ts';
import { columnFromScalars, scalarAt } from '../columns/scalar.ts';
import { Batch, Schema } from '../engine/batch.ts';
import { toTimespan } from '../functions/convert-scalars.ts';
import type { Expr } from '../plan/expression.ts';
import { constantValue } from '../plan/expression.ts';
import type { LateOperator } from '../plan/plan.ts';
import { trueRows } from '../engine/row-selection.ts';
import { GroupKeys } from './summarize.ts';
import type { Plugin, PluginSite } from './plugin.ts';

/** `rows_near(condition, n [, after])`: rows around those that fulfil a condition. */
function bindRowsNear(site: PluginSite): LateOperator {
  const { state, node, source } = site;
  const [conditionNode, beforeNode, afterNode] = site.argumentNodes;
  if (conditionNode === undefined || beforeNode === undefined) throw state.unsupported('rows_near with these arguments', node);
  if (source.isSerialized !== true)
    throw state.invalid(`rows_near() needs rows in a defined order: put 'serialize' or 'sort by' in front`, node);
  const condition = site.lower(conditionNode);
  const before = site.lower(beforeNode);
  const after = afterNode === undefined ? before : site.lower(afterNode);
  return {
    name: 'rows_near',
    schema: source.schema,
    isSerialized: true,
    apply(input) {
      const countBefore = Number(constantValue(before, input.session));
      const countAfter = Number(constantValue(after, input.session));
      const isNear = new Uint8Array(input.rowCount);
      for (const row of trueRows(condition.evaluate(input)))
        isNear.fill(1, Math.max(0, row - countBefore), Math.min(input.rowCount, row + countAfter + 1));
      return input.select(Int32Array.from(isNear.keys()).filter((row) => isNear[row] === 1));
    },
  };
}

/** `rolling_percentile(value, percentile, index, bin, bins [, dimension ...])`: a percentile over each bin and those before it. */
function bindRollingPercentile(site: PluginSite): LateOperator {
  const { state, node } = site;
  const [valueNode, percentileNode, indexNode, binNode, countNode, ...dimensionNodes] = site.argumentNodes;
  if (
    valueNode === undefined ||
    percentileNode === undefined ||
    indexNode === undefined ||
    binNode === undefined ||
    countNode === undefined
  )
    throw state.unsupported('rolling_percentile with these arguments', node);
  const value = site.lower(valueNode);
  const index = site.lower(indexNode);
  const bin = site.lower(binNode);
  const count = site.lower(countNode);
  const dimensions = dimensionNodes.map((item) => site.lower(item));
  const position = state.positionOf(node);
  const percentile = findAggregate('percentile')!.bind({ name: 'percentile', args: [value, site.lower(percentileNode)], position });
  const names = [indexNode, ...dimensionNodes].map((item) => item.simpleName);
  const windowName = `rolling_${countNode.text}_percentile_${valueNode.text}_${percentileNode.text}`;
  const analysed = node.isOpen ? undefined : node.resultColumns;
  const types = [index.type, ...dimensions.map((dimension) => dimension.type), percentile.types[0]!];
  const schema = new Schema(types.map((type, at) => ({ name: analysed?.[at]?.name ?? names[at] ?? windowName, type })));
  return {
    name: 'rolling_percentile',
    schema,
    apply(input) {
      const { session } = input;
      const size = Number(constantValue(count, session));
      const binOf = binReader(index, bin, input);
      const rows: number[] = [];
      const bins: Scalar[] = [];
      let last: bigint | undefined;
      for (let row = 0; row < input.rowCount; row++) {
        const own = binOf.at(row);
        if (own !== undefined && (last === undefined || own > last)) last = own;
      }
      for (let row = 0; row < input.rowCount; row++) {
        const own = binOf.at(row);
        if (own === undefined || last === undefined) continue;
        // A row counts in its own bin and in the windows that end later.
        for (let at = own; at < own + BigInt(size) && at <= last; at++) {
          rows.push(row);
          bins.push(binOf.start(at));
        }
      }
      session.countMade(rows.length);
      const repeated = input.select(Int32Array.from(rows));
      const keys = new GroupKeys(1 + dimensions.length);
      const keyColumns: Column[] = [columnFromScalars(index.type, bins), ...dimensions.map((dimension) => dimension.evaluate(repeated))];
      const groups = keys.add(keyColumns, repeated.rowCount);
      const groupCount = repeated.rowCount === 0 ? 0 : keys.size;
      const accumulator = percentile.start(session);
      if (groupCount > 0) accumulator.add(repeated, groups, groupCount);
      return new Batch(schema, groupCount, [...keys.finish(types.slice(0, -1)), ...accumulator.finish(groupCount)], session);
    },
  };
}

/** Bins of times in ticks; of numbers in units of the bin, which must be whole for whole numbers. */
function binReader(index: Expr, bin: Expr, input: Batch): { at(row: number): bigint | undefined; start(bin: bigint): Scalar } {
  const column = index.evaluate(input);
  const width = constantValue(bin, input.session);
  if (index.type === 'datetime' || index.type === 'timespan') {
    const ticks = toTimespan(bin.type, width) ?? 0n;
    return {
      at(row) {
        if (isNullAt(column, row) || ticks <= 0n) return undefined;
        const value = scalarAt(column, row) as bigint;
        return (value - (((value % ticks) + ticks) % ticks)) / ticks;
      },
      start: (at) => at * ticks,
    };
  }
  const size = Number(width);
  return {
    at: (row) => (isNullAt(column, row) || !(size > 0) ? undefined : BigInt(Math.floor(Number(scalarAt(column, row)) / size))),
    start: (at) => Number(at) * size,
  };
}

export const WINDOW_PLUGINS: readonly Plugin[] = [
  { name: 'rows_near', doc: 'rows around those that fulfil a condition', bind: bindRowsNear },
  { name: 'rolling_percentile', doc: 'a percentile over a window of bins', bind: bindRollingPercentile },
];
