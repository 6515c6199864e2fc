import type { Column } from '../columns/column.ts';
import { isNullAt } from '../columns/column.ts';
import type { Batch } from '../engine/batch.ts';
import type { Expr } from '../plan/expression.ts';
import { literalExpr } from '../plan/expression.ts';
import type { Accumulator, AggregateCall, AggregateFunction } from './aggregate.ts';
import { ANY_TYPE, argumentOf } from './aggregate-arguments.ts';
import { ExtremeRows } from './extreme-rows.ts';
import { bytesFor } from './group-lanes.ts';
import { KeptRows } from './kept-rows.ts';
import { ORDERED_TYPES } from './ordered-lane.ts';

/** The row with the greatest or least key. A group whose keys are all null keeps its first row. */
class ExtremeRow implements Accumulator {
  private readonly key: Expr;
  private readonly extremes: ExtremeRows;
  private readonly kept: KeptRows;
  private readonly keepsNullKeys: boolean;

  constructor(key: Expr, values: readonly Expr[], isGreatest: boolean, keepsNullKeys: boolean) {
    this.key = key;
    this.extremes = new ExtremeRows(isGreatest);
    this.kept = new KeptRows(values);
    this.keepsNullKeys = keepsNullKeys;
  }

  add(batch: Batch, groups: Uint32Array, groupCount: number): void {
    const winners = new Int32Array(groupCount).fill(-1);
    this.extremes.add(this.key.evaluate(batch), groups, groupCount, winners);
    if (this.keepsNullKeys) {
      for (let row = 0; row < groups.length; row++) {
        const group = groups[row]!;
        if (winners[group]! < 0 && !this.extremes.hasWinner(group) && !this.kept.has(group)) winners[group] = row;
      }
    }
    this.kept.keep(batch, winners, groupCount);
  }

  finish(groupCount: number): readonly Column[] {
    return this.kept.finish(groupCount);
  }
}

/** The first row; of a single value, the first that is neither null nor `""` where there is one. */
class AnyRow implements Accumulator {
  private readonly only: Expr | undefined;
  private readonly kept: KeptRows;
  /** 1 for groups whose kept row need not be replaced. */
  private settled = new Uint8Array(0);
  private settledCount = 0;

  constructor(values: readonly Expr[]) {
    this.only = values.length === 1 ? values[0] : undefined;
    this.kept = new KeptRows(values);
  }

  add(batch: Batch, groups: Uint32Array, groupCount: number): void {
    if (this.settledCount === groupCount) return;
    const settled = bytesFor(this.settled, groupCount);
    this.settled = settled;
    const winners = new Int32Array(groupCount).fill(-1);
    const column = this.only?.evaluate(batch);
    for (let row = 0; row < groups.length; row++) {
      const group = groups[row]!;
      if (settled[group] === 1) continue;
      if (column === undefined || !isEmptyAt(column, row)) {
        winners[group] = row;
        settled[group] = 1;
        this.settledCount++;
      } else if (winners[group]! < 0 && !this.kept.has(group)) winners[group] = row;
    }
    this.kept.keep(batch, winners, groupCount);
  }

  finish(groupCount: number): readonly Column[] {
    return this.kept.finish(groupCount);
  }
}

function isEmptyAt(column: Column, row: number): boolean {
  return column.type === 'string' ? column.dictionary.values[column.codes[row]!] === '' : isNullAt(column, row);
}

/** Most columns that a wildcard may stand for; tables have a few hundred. */
const MANY = 10_000;

function extremeRow(name: string, alias: string, isGreatest: boolean): AggregateFunction {
  return {
    name,
    aliases: [alias],
    doc: `Values of the row whose first argument is ${isGreatest ? 'greatest' : 'least'}. The first of equal rows.`,
    minArgs: 1,
    maxArgs: MANY,
    bind: (site) => {
      const key = argumentOf(site, 0, ORDERED_TYPES);
      const call = (values: readonly Expr[]): AggregateCall => ({
        name: site.name,
        types: values.map((value) => value.type),
        args: [key, ...values],
        start: () => new ExtremeRow(key, values, isGreatest, true),
        withOnly: (isWanted) =>
          call(values.map((value, index) => (isWanted[index]! ? value : literalExpr(value.type, null, value.position)))),
      });
      return call(site.args);
    },
  };
}

/** min and max: the value of the row that wins. */
function extremeValue(name: string, isGreatest: boolean): AggregateFunction {
  return {
    name,
    doc: `The ${isGreatest ? 'greatest' : 'least'} value.`,
    minArgs: 1,
    maxArgs: 1,
    bind: (site) => {
      const value = argumentOf(site, 0, ORDERED_TYPES);
      return { name: site.name, types: [value.type], args: site.args, start: () => new ExtremeRow(value, [value], isGreatest, false) };
    },
  };
}

export const MIN = extremeValue('min', false);
export const MAX = extremeValue('max', true);

export const ANY: AggregateFunction = {
  name: 'take_any',
  aliases: ['any'],
  doc: 'Values of some row: here the first.',
  minArgs: 1,
  maxArgs: MANY,
  bind: (site) => {
    argumentOf(site, 0, ANY_TYPE);
    return { name: site.name, types: site.args.map((arg) => arg.type), args: site.args, start: () => new AnyRow(site.args) };
  },
};

export const ROW_CHOICE_AGGREGATES: readonly AggregateFunction[] = [
  extremeRow('arg_max', 'argmax', true),
  extremeRow('arg_min', 'argmin', false),
];
