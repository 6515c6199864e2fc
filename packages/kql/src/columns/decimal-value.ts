/** A decimal number, exactly `unscaled / 10^scale`. */
export class DecimalValue {
  readonly unscaled: bigint;
  readonly scale: number;

  constructor(unscaled: bigint, scale: number) {
    this.unscaled = unscaled;
    this.scale = scale;
  }
}

/** `12.50` with its trailing zeros, as it was written. */
export function formatDecimal(value: DecimalValue): string {
  const sign = value.unscaled < 0n ? '-' : '';
  const digits = (value.unscaled < 0n ? -value.unscaled : value.unscaled).toString();
  if (value.scale === 0) return sign + digits;
  const padded = digits.padStart(value.scale + 1, '0');
  return `${sign}${padded.slice(0, -value.scale)}.${padded.slice(-value.scale)}`;
}

/** Reads `-12.5` or `1e3`; `undefined` when the text is no number. */
export function parseDecimal(text: string): DecimalValue | undefined {
  const match = /^\s*([+-]?)(\d*)(?:\.(\d*))?(?:[eE]([+-]?\d{1,3}))?\s*$/.exec(text);
  if (match === null) return undefined;
  const whole = match[2] ?? '';
  const fraction = match[3] ?? '';
  if (whole === '' && fraction === '') return undefined;
  const magnitude = BigInt(whole + fraction);
  const unscaled = match[1] === '-' ? -magnitude : magnitude;
  const scale = fraction.length - Number(match[4] ?? '0');
  return scale >= 0 ? new DecimalValue(unscaled, scale) : new DecimalValue(unscaled * 10n ** BigInt(-scale), 0);
}

export function decimalToNumber(value: DecimalValue): number {
  return Number(formatDecimal(value));
}

/** Negative, zero or positive as `left` is less than, equal to or greater than `right`. */
export function compareDecimals(left: DecimalValue, right: DecimalValue): number {
  const scale = Math.max(left.scale, right.scale);
  const a = left.unscaled * 10n ** BigInt(scale - left.scale);
  const b = right.unscaled * 10n ** BigInt(scale - right.scale);
  return a < b ? -1 : a > b ? 1 : 0;
}
