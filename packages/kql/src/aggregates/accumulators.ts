import type { KustoType } from '@mxdr/core';
import type { Column } from '../columns/column.ts';
import type { Scalar } from '../columns/scalar.ts';
import { columnFromScalars, scalarAt } from '../columns/scalar.ts';
import type { Batch } from '../engine/batch.ts';
import { floatLane } from '../functions/lanes.ts';
import type { Expr } from '../plan/expression.ts';
import { rowsWhere } from '../plan/expression.ts';
import type { Accumulator } from './aggregate.ts';

/** Doubles the room of a typed array until it holds `size` items. */
export function roomFor(values: Float64Array<ArrayBuffer>, size: number): Float64Array<ArrayBuffer> {
  if (values.length >= size) return values;
  const grown = new Float64Array(Math.max(size, values.length * 2, 64));
  grown.set(values);
  return grown;
}

/** `true` rows of a predicate; every row when there is none. */
export function predicateRows(predicate: Expr | undefined, batch: Batch): ((row: number) => boolean) | undefined {
  if (predicate === undefined) return undefined;
  const column = predicate.evaluate(batch);
  if (column.type !== 'bool') throw new Error('a predicate must be bool');
  return (row) => column.values[row] === 1 && column.nulls?.[row] !== 1;
}

/** count() and countif(). */
export class CountAccumulator implements Accumulator {
  private counts = new Float64Array(64);
  private readonly predicate: Expr | undefined;

  constructor(predicate: Expr | undefined) {
    this.predicate = predicate;
  }

  add(batch: Batch, groups: Uint32Array, groupCount: number): void {
    this.counts = roomFor(this.counts, groupCount);
    const { counts } = this;
    if (this.predicate === undefined) for (let row = 0; row < groups.length; row++) counts[groups[row]!]! += 1;
    else for (const row of rowsWhere(this.predicate, batch)) counts[groups[row]!]! += 1;
  }

  finish(groupCount: number): readonly Column[] {
    return [{ type: 'long', length: groupCount, values: roomFor(this.counts, groupCount).slice(0, groupCount) }];
  }
}

/** Sum and count of numbers per group; longs stay exact beyond 2^53. */
export class SumAccumulator implements Accumulator {
  private sums = new Float64Array(64);
  private counts = new Float64Array(64);
  /** Exact sums of groups that left the range of safe integers. */
  private readonly exact = new Map<number, bigint>();
  private readonly value: Expr;
  private readonly predicate: Expr | undefined;
  private readonly resultType: KustoType;
  private readonly mode: 'sum' | 'avg';

  constructor(value: Expr, predicate: Expr | undefined, resultType: KustoType, mode: 'sum' | 'avg') {
    this.value = value;
    this.predicate = predicate;
    this.resultType = resultType;
    this.mode = mode;
  }

  add(batch: Batch, groups: Uint32Array, groupCount: number): void {
    this.sums = roomFor(this.sums, groupCount);
    this.counts = roomFor(this.counts, groupCount);
    const { sums, counts } = this;
    const column = this.value.evaluate(batch);
    const passes = predicateRows(this.predicate, batch);
    const lane = floatLane(column);
    const nulls = 'nulls' in column ? column.nulls : undefined;
    if (lane !== undefined && this.value.type === 'real') {
      for (let row = 0; row < groups.length; row++) {
        if (nulls?.[row] === 1 || (passes !== undefined && !passes(row))) continue;
        const group = groups[row]!;
        sums[group]! += lane[row]!;
        counts[group]! += 1;
      }
      return;
    }
    for (let row = 0; row < groups.length; row++) {
      if (nulls?.[row] === 1 || (passes !== undefined && !passes(row))) continue;
      const group = groups[row]!;
      if (lane !== undefined && !this.exact.has(group)) {
        const next = sums[group]! + lane[row]!;
        if (Number.isSafeInteger(next)) {
          sums[group] = next;
          counts[group]! += 1;
          continue;
        }
      }
      const value = scalarAt(column, row);
      if (value === null) continue;
      const known = this.exact.get(group) ?? BigInt(sums[group]!);
      this.exact.set(group, known + BigInt(value as number | bigint));
      counts[group]! += 1;
    }
  }

  finish(groupCount: number): readonly Column[] {
    const sums = roomFor(this.sums, groupCount);
    const counts = roomFor(this.counts, groupCount);
    const results: Scalar[] = [];
    for (let group = 0; group < groupCount; group++) {
      const count = counts[group]!;
      const exact = this.exact.get(group);
      if (this.mode === 'sum') results.push(this.sumOf(exact, sums[group]!));
      else if (count === 0) results.push(null);
      else if (this.resultType === 'timespan' || this.resultType === 'datetime')
        results.push((exact ?? BigInt(sums[group]!)) / BigInt(count));
      else results.push(Number(exact ?? sums[group]!) / count);
    }
    return [columnFromScalars(this.resultType, results)];
  }

  private sumOf(exact: bigint | undefined, sum: number): Scalar {
    if (this.resultType === 'real') return Number(exact ?? sum);
    if (this.resultType === 'timespan') return exact ?? BigInt(sum);
    if (exact === undefined) return sum + 0;
    const wrapped = BigInt.asIntN(64, exact);
    return Number.isSafeInteger(Number(wrapped)) ? Number(wrapped) : wrapped;
  }
}

/** Folds values one by one into a state per group; the general case. */
export interface Fold<State> {
  readonly types: readonly KustoType[];
  start(): State;
  /** Gives the state after one more row; `values` are those of the arguments. */
  step(state: State, values: readonly Scalar[]): State;
  finish(state: State): readonly Scalar[];
}

export class FoldAccumulator<State> implements Accumulator {
  private readonly states: (State | undefined)[] = [];
  private readonly args: readonly Expr[];
  private readonly predicate: Expr | undefined;
  private readonly fold: Fold<State>;

  constructor(args: readonly Expr[], predicate: Expr | undefined, fold: Fold<State>) {
    this.args = args;
    this.predicate = predicate;
    this.fold = fold;
  }

  add(batch: Batch, groups: Uint32Array): void {
    const columns = this.args.map((arg) => arg.evaluate(batch));
    const passes = predicateRows(this.predicate, batch);
    const values: Scalar[] = columns.map(() => null);
    for (let row = 0; row < groups.length; row++) {
      if (passes !== undefined && !passes(row)) continue;
      for (let index = 0; index < columns.length; index++) values[index] = scalarAt(columns[index]!, row);
      const group = groups[row]!;
      const state = this.states[group] ?? this.fold.start();
      this.states[group] = this.fold.step(state, values);
    }
  }

  finish(groupCount: number): readonly Column[] {
    const results: Scalar[][] = this.fold.types.map(() => []);
    for (let group = 0; group < groupCount; group++) {
      const values = this.fold.finish(this.states[group] ?? this.fold.start());
      values.forEach((value, index) => results[index]!.push(value));
    }
    return results.map((values, index) => columnFromScalars(this.fold.types[index]!, values));
  }
}
