import type { KustoType } from '@mxdr/core';
import type { Column } from '../columns/column.ts';
import { isNullAt } from '../columns/column.ts';
import type { Scalar } from '../columns/scalar.ts';
import { columnFromScalars, scalarAt } from '../columns/scalar.ts';
import type { Batch } from '../engine/batch.ts';
import { floatLane } from '../functions/lanes.ts';
import type { Expr } from '../plan/expression.ts';
import { KeyEncoder } from '../operators/key-encoder.ts';
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
    const passes = predicateRows(this.predicate, batch);
    if (passes === undefined) for (let row = 0; row < groups.length; row++) counts[groups[row]!]! += 1;
    else for (let row = 0; row < groups.length; row++) if (passes(row)) counts[groups[row]!]! += 1;
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

/** Mean and spread by Welford's method. */
export class VarianceAccumulator implements Accumulator {
  private counts = new Float64Array(64);
  private means = new Float64Array(64);
  private squares = new Float64Array(64);
  private readonly value: Expr;
  private readonly predicate: Expr | undefined;
  private readonly isPopulation: boolean;
  private readonly isDeviation: boolean;

  constructor(value: Expr, predicate: Expr | undefined, isPopulation: boolean, isDeviation: boolean) {
    this.value = value;
    this.predicate = predicate;
    this.isPopulation = isPopulation;
    this.isDeviation = isDeviation;
  }

  add(batch: Batch, groups: Uint32Array, groupCount: number): void {
    this.counts = roomFor(this.counts, groupCount);
    this.means = roomFor(this.means, groupCount);
    this.squares = roomFor(this.squares, groupCount);
    const column = this.value.evaluate(batch);
    const passes = predicateRows(this.predicate, batch);
    for (let row = 0; row < groups.length; row++) {
      if (isNullAt(column, row) || (passes !== undefined && !passes(row))) continue;
      const value = Number(scalarAt(column, row) as number);
      const group = groups[row]!;
      const count = ++this.counts[group]!;
      const delta = value - this.means[group]!;
      this.means[group]! += delta / count;
      this.squares[group]! += delta * (value - this.means[group]!);
    }
  }

  finish(groupCount: number): readonly Column[] {
    const counts = roomFor(this.counts, groupCount);
    const squares = roomFor(this.squares, groupCount);
    const values = new Float64Array(groupCount);
    for (let group = 0; group < groupCount; group++) {
      const divisor = this.isPopulation ? counts[group]! : counts[group]! - 1;
      const variance = divisor > 0 ? squares[group]! / divisor : 0;
      values[group] = this.isDeviation ? Math.sqrt(variance) : variance;
    }
    return [{ type: 'real', length: groupCount, values }];
  }
}

/** Number of distinct values; exact where the service estimates. */
export class DistinctCountAccumulator implements Accumulator {
  private readonly encoder = new KeyEncoder();
  private readonly seen = new Set<number>();
  private counts = new Float64Array(64);
  private readonly value: Expr;
  private readonly predicate: Expr | undefined;

  constructor(value: Expr, predicate: Expr | undefined) {
    this.value = value;
    this.predicate = predicate;
  }

  add(batch: Batch, groups: Uint32Array, groupCount: number): void {
    this.counts = roomFor(this.counts, groupCount);
    const ids = this.encoder.encode(this.value.evaluate(batch));
    const passes = predicateRows(this.predicate, batch);
    for (let row = 0; row < groups.length; row++) {
      if (ids[row] === this.encoder.idOfNull || (passes !== undefined && !passes(row))) continue;
      // Exact for fewer than 2^26 groups.
      const pair = groups[row]! * 134_217_728 + ids[row]!;
      if (this.seen.has(pair)) continue;
      this.seen.add(pair);
      this.counts[groups[row]!]! += 1;
    }
  }

  finish(groupCount: number): readonly Column[] {
    return [{ type: 'long', length: groupCount, values: roomFor(this.counts, groupCount).slice(0, groupCount) }];
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

/** Least or greatest value per group. */
export class ExtremeAccumulator implements Accumulator {
  private best = new Float64Array(64);
  private sub: Uint16Array | undefined;
  private known = new Uint8Array(64);
  private readonly slow: FoldAccumulator<Scalar>;
  private isSlow = false;
  private readonly value: Expr;
  private readonly predicate: Expr | undefined;
  private readonly sign: 1 | -1;

  constructor(value: Expr, predicate: Expr | undefined, sign: 1 | -1, slow: FoldAccumulator<Scalar>) {
    this.value = value;
    this.predicate = predicate;
    this.sign = sign;
    this.slow = slow;
    const { type } = value;
    this.isSlow = !(type === 'int' || type === 'real' || type === 'datetime' || type === 'timespan' || type === 'bool');
  }

  add(batch: Batch, groups: Uint32Array, groupCount: number): void {
    if (this.isSlow) {
      this.slow.add(batch, groups);
      return;
    }
    this.best = roomFor(this.best, groupCount);
    if (this.known.length < this.best.length) {
      const known = new Uint8Array(this.best.length);
      known.set(this.known);
      this.known = known;
    }
    const column = this.value.evaluate(batch);
    const passes = predicateRows(this.predicate, batch);
    const isTime = column.type === 'datetime' || column.type === 'timespan';
    const lane = isTime ? column.ms : floatLane(column)!;
    const sub = isTime ? column.subMs : undefined;
    if (sub !== undefined || (this.sub !== undefined && this.sub.length < this.best.length)) {
      const grown = new Uint16Array(this.best.length);
      if (this.sub !== undefined) grown.set(this.sub.subarray(0, grown.length));
      this.sub = grown;
    }
    const nulls = 'nulls' in column ? column.nulls : undefined;
    const { best, known, sign } = this;
    for (let row = 0; row < groups.length; row++) {
      if (nulls?.[row] === 1 || (passes !== undefined && !passes(row))) continue;
      const group = groups[row]!;
      const value = lane[row]!;
      if (value !== value) continue;
      const isBetter =
        known[group] === 0 ||
        (sign > 0 ? value > best[group]! : value < best[group]!) ||
        (value === best[group]! &&
          this.sub !== undefined &&
          (sign > 0 ? (sub?.[row] ?? 0) > this.sub[group]! : (sub?.[row] ?? 0) < this.sub[group]!));
      if (!isBetter) continue;
      known[group] = 1;
      best[group] = value;
      if (this.sub !== undefined) this.sub[group] = sub?.[row] ?? 0;
    }
  }

  finish(groupCount: number): readonly Column[] {
    if (this.isSlow) return this.slow.finish(groupCount);
    const best = roomFor(this.best, groupCount).slice(0, groupCount);
    const nulls = new Uint8Array(groupCount);
    for (let group = 0; group < groupCount; group++) nulls[group] = this.known[group] === 1 ? 0 : 1;
    const { type } = this.value;
    if (type === 'datetime' || type === 'timespan') {
      let subMs: Uint16Array | undefined;
      if (this.sub !== undefined) {
        subMs = new Uint16Array(groupCount);
        subMs.set(this.sub.subarray(0, groupCount));
      }
      return [{ type, length: groupCount, ms: best, subMs, nulls }];
    }
    if (type === 'real') return [{ type, length: groupCount, values: best, nulls }];
    if (type === 'int') return [{ type, length: groupCount, values: Int32Array.from(best), nulls }];
    return [{ type: 'bool', length: groupCount, values: Uint8Array.from(best), nulls }];
  }
}
