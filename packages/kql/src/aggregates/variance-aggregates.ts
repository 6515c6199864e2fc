import type { KustoType } from '@mxdr/core';
import type { Column } from '../columns/column.ts';
import { isNullAt } from '../columns/column.ts';
import { scalarAt } from '../columns/scalar.ts';
import type { Batch } from '../engine/batch.ts';
import { toReal } from '../functions/convert-scalars.ts';
import { floatLane, nullsOf } from '../functions/lanes.ts';
import type { Expr } from '../plan/expression.ts';
import type { Accumulator, AggregateFunction } from './aggregate.ts';
import { argumentOf } from './aggregate-arguments.ts';
import { floatsFor } from './group-lanes.ts';

const NUMBERS: readonly KustoType[] = ['int', 'long', 'real', 'decimal'];

/** Numbers of a column as doubles, and its nulls. */
interface Doubles {
  readonly values: ArrayLike<number>;
  readonly nulls: Uint8Array | undefined;
}

function doublesOf(column: Column): Doubles {
  const lane = floatLane(column);
  if (lane !== undefined) return { values: lane, nulls: nullsOf(column) };
  const values = new Float64Array(column.length);
  const nulls = new Uint8Array(column.length);
  for (let row = 0; row < column.length; row++) {
    if (isNullAt(column, row)) nulls[row] = 1;
    else values[row] = toReal(column.type, scalarAt(column, row)) ?? Number.NaN;
  }
  return { values, nulls };
}

/** Spread of the values of two expressions around their means, in one pass (Welford). Of an expression with itself: the variance. */
class SpreadAccumulator implements Accumulator {
  private readonly left: Expr;
  private readonly right: Expr;
  private readonly isSample: boolean;
  private readonly isRoot: boolean;
  private counts = new Float64Array(0);
  private leftMeans = new Float64Array(0);
  private rightMeans = new Float64Array(0);
  private products = new Float64Array(0);

  constructor(left: Expr, right: Expr, isSample: boolean, isRoot: boolean) {
    this.left = left;
    this.right = right;
    this.isSample = isSample;
    this.isRoot = isRoot;
  }

  add(batch: Batch, groups: Uint32Array, groupCount: number): void {
    const counts = floatsFor(this.counts, groupCount);
    const leftMeans = floatsFor(this.leftMeans, groupCount);
    const rightMeans = floatsFor(this.rightMeans, groupCount);
    const products = floatsFor(this.products, groupCount);
    this.counts = counts;
    this.leftMeans = leftMeans;
    this.rightMeans = rightMeans;
    this.products = products;
    const left = doublesOf(this.left.evaluate(batch));
    const right = this.right === this.left ? left : doublesOf(this.right.evaluate(batch));
    for (let row = 0; row < groups.length; row++) {
      if (left.nulls?.[row] === 1 || right.nulls?.[row] === 1) continue;
      const group = groups[row]!;
      const count = counts[group]! + 1;
      const distance = left.values[row]! - leftMeans[group]!;
      counts[group] = count;
      leftMeans[group]! += distance / count;
      rightMeans[group]! += (right.values[row]! - rightMeans[group]!) / count;
      products[group]! += distance * (right.values[row]! - rightMeans[group]!);
    }
  }

  finish(groupCount: number): readonly Column[] {
    const values = new Float64Array(groupCount);
    for (let group = 0; group < groupCount; group++) {
      const divisor = (this.counts[group] ?? 0) - (this.isSample ? 1 : 0);
      // One row has no spread in either form; no row gives the documented default.
      const ratio = divisor > 0 ? this.products[group]! / divisor : 0;
      values[group] = this.isRoot ? Math.sqrt(ratio) : ratio;
    }
    return [{ type: 'real', length: groupCount, values }];
  }
}

function spread(name: string, isSample: boolean, isRoot: boolean): AggregateFunction {
  return {
    name,
    doc: `${isRoot ? 'Standard deviation' : 'Variance'} of ${isSample ? 'a sample' : 'a whole population'}; 0 for fewer than two values.`,
    minArgs: 1,
    maxArgs: 1,
    bind: (site) => {
      const value = argumentOf(site, 0, NUMBERS);
      return { name: site.name, types: ['real'], args: site.args, start: () => new SpreadAccumulator(value, value, isSample, isRoot) };
    },
  };
}

function jointSpread(name: string, isSample: boolean): AggregateFunction {
  return {
    name,
    doc: `Covariance of ${isSample ? 'a sample' : 'a whole population'} of pairs; a pair with a null does not count.`,
    minArgs: 2,
    maxArgs: 2,
    bind: (site) => {
      const left = argumentOf(site, 0, NUMBERS);
      const right = argumentOf(site, 1, NUMBERS);
      return { name: site.name, types: ['real'], args: site.args, start: () => new SpreadAccumulator(left, right, isSample, false) };
    },
  };
}

export const STDEV = spread('stdev', true, true);
const STDEVP = spread('stdevp', false, true);
export const VARIANCE = spread('variance', true, false);
export const VARIANCEP = spread('variancep', false, false);
export const COVARIANCE = jointSpread('covariance', true);
export const COVARIANCEP = jointSpread('covariancep', false);

export const SPREAD_AGGREGATES: readonly AggregateFunction[] = [STDEV, STDEVP, VARIANCE, VARIANCEP, COVARIANCE, COVARIANCEP];
