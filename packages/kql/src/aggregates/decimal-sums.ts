import type { Column } from '../columns/column.ts';
import { DecimalValue } from '../columns/decimal-value.ts';

/** Digits behind the point that a division may add, as for the `/` operator. */
const DIVISION_DIGITS = 17;

const ZERO = new DecimalValue(0n, 0);

/** Exact sums of decimals by group. */
export class DecimalSums {
  private readonly sums: (DecimalValue | undefined)[] = [];

  add(column: Column, groups: Uint32Array): void {
    if (column.type !== 'decimal') return;
    for (let row = 0; row < column.length; row++) {
      const value = column.values[row]!;
      if (value === null) continue;
      const group = groups[row]!;
      const known = this.sums[group];
      this.sums[group] = known === undefined ? value : addDecimals(known, value);
    }
  }

  mean(group: number, count: number): DecimalValue {
    const { unscaled, scale } = this.sums[group] ?? ZERO;
    let quotient = (unscaled * 10n ** BigInt(DIVISION_DIGITS)) / BigInt(count);
    let digits = scale + DIVISION_DIGITS;
    while (digits > scale && quotient % 10n === 0n) {
      quotient /= 10n;
      digits--;
    }
    return new DecimalValue(quotient, digits);
  }
}

function addDecimals(left: DecimalValue, right: DecimalValue): DecimalValue {
  const scale = Math.max(left.scale, right.scale);
  const sum = left.unscaled * 10n ** BigInt(scale - left.scale) + right.unscaled * 10n ** BigInt(scale - right.scale);
  return new DecimalValue(sum, scale);
}
