import type { DynamicValue } from '../columns/dynamic-value.ts';
import { DynamicBag, isDynamicArray, numberOfDynamic, toDynamicReal } from '../columns/dynamic-value.ts';
import { dynamicToText } from '../columns/dynamic-json.ts';

/**
 * What hll() and tdigest() hand on. The service keeps sketches; here the states are exact: the distinct values, and all values with their
 * weights. A state means something to the functions of its own family only.
 */

const DISTINCT = 'distinct values';
const VALUES = 'values';
const WEIGHTS = 'weights';

/** Distinct values, keyed so that `1` and `"1"` differ. */
export class DistinctValues {
  private readonly values = new Map<string, DynamicValue>();

  add(value: DynamicValue): void {
    if (value === null) return;
    const key = `${typeof value} ${dynamicToText(value)}`;
    if (!this.values.has(key)) this.values.set(key, value);
  }

  /** Takes the values of a state in; whether the value was one. */
  addState(state: DynamicValue): boolean {
    const list = state instanceof DynamicBag ? state.get(DISTINCT) : undefined;
    if (!isDynamicArray(list)) return false;
    for (const value of list) this.add(value);
    return true;
  }

  get size(): number {
    return this.values.size;
  }

  toState(): DynamicValue {
    return new DynamicBag(new Map([[DISTINCT, [...this.values.values()]]]));
  }
}

/** Numbers with weights. */
export class WeightedValues {
  private readonly values: number[] = [];
  private readonly weights: number[] = [];

  add(value: number, weight: number): void {
    if (weight <= 0) return;
    this.values.push(value);
    this.weights.push(weight);
  }

  addState(state: DynamicValue): boolean {
    const values = state instanceof DynamicBag ? state.get(VALUES) : undefined;
    const weights = state instanceof DynamicBag ? state.get(WEIGHTS) : undefined;
    if (!isDynamicArray(values) || !isDynamicArray(weights)) return false;
    values.forEach((value, index) => this.add(numberOfDynamic(value) ?? Number.NaN, numberOfDynamic(weights[index]) ?? 0));
    return true;
  }

  toState(): DynamicValue {
    return new DynamicBag(
      new Map<string, DynamicValue>([
        [VALUES, this.values.map(toDynamicReal)],
        [WEIGHTS, this.weights],
      ]),
    );
  }

  private sorted(): readonly (readonly [value: number, weight: number])[] {
    return this.values.map((value, index) => [value, this.weights[index]!] as const).sort((a, b) => a[0] - b[0]);
  }

  private get total(): number {
    return this.weights.reduce((sum, weight) => sum + weight, 0);
  }

  /** The value at a percentile by nearest rank; `undefined` without values. */
  percentile(percentile: number): number | undefined {
    const wanted = Math.max(1, Math.ceil((percentile * this.total) / 100 - 1e-9));
    let passed = 0;
    for (const [value, weight] of this.sorted()) {
      passed += weight;
      if (passed >= wanted) return value;
    }
    return this.sorted().at(-1)?.[0];
  }

  /** How many values are not above this one. */
  rank(limit: number): number {
    return this.values.reduce((sum, value, index) => (value <= limit ? sum + this.weights[index]! : sum), 0);
  }

  percentRank(limit: number): number | undefined {
    return this.total === 0 ? undefined : (this.rank(limit) * 100) / this.total;
  }
}
