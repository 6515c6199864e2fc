import { floatsFor } from './group-lanes.ts';

/** Below this, the sum of a partial sum and any value of a double lane is still exact. */
const PARTIAL_LIMIT = 4_503_599_627_370_496;

/**
 * Sums of whole numbers, one per group, exact at any size: doubles while they are small, spilled into big integers when they grow. So the
 * result depends neither on the order of the rows nor on how they are cut into batches.
 */
export class ExactSums {
  private partials = new Float64Array(0);
  private readonly spilled: bigint[] = [];

  /** Makes room for the groups and gives the lane of partial sums; see {@link spill}. */
  reserve(groupCount: number): void {
    this.partials = floatsFor(this.partials, groupCount);
  }

  /** Adds the rows of a lane of whole doubles. */
  addLane(values: ArrayLike<number>, nulls: Uint8Array | undefined, groups: Uint32Array, factor = 1): void {
    const { partials } = this;
    const rowCount = values.length;
    for (let row = 0; row < rowCount; row++) {
      if (nulls !== undefined && nulls[row] === 1) continue;
      const group = groups[row]!;
      const value = values[row]! * factor;
      const sum = partials[group]! + value;
      if (sum < PARTIAL_LIMIT && sum > -PARTIAL_LIMIT) partials[group] = sum;
      else this.addExact(group, BigInt(value));
    }
  }

  addExact(group: number, value: bigint): void {
    this.spilled[group] = (this.spilled[group] ?? 0n) + BigInt(this.partials[group]!) + value;
    this.partials[group] = 0;
  }

  /** The whole sum of a group. */
  total(group: number): bigint {
    return (this.spilled[group] ?? 0n) + BigInt(this.partials[group] ?? 0);
  }
}
