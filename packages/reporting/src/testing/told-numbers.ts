/** A number that a text tells, and by how much rounding may have moved it. */
export interface ToldNumber {
  readonly value: number;
  readonly tolerance: number;
}

/**
 * The numbers of a text in English, in their order. Times are told in minutes, whatever the text writes: `2:05 h` is 125.
 * It knows nothing of the code that writes numbers, so that a mistake there is not repeated here.
 */
export function readNumbers(text: string): readonly ToldNumber[] {
  return Array.from(
    text.matchAll(/([−-]?)(\d[\d,]*)(?::(\d\d) h|(\.\d+)?( GB)?)/gu),
    ([, sign, whole = '', minutes, decimals = '', gigabytes]) => {
      const size =
        Number(whole.replaceAll(',', '')) * (minutes === undefined ? 1 : 60) +
        Number(minutes ?? 0) +
        Number(decimals === '' ? 0 : `0${decimals}`);
      return { value: sign === '' ? size : -size, tolerance: decimals !== '' || gigabytes !== undefined ? 0.0501 : 0.5001 };
    },
  );
}

/** Whether a text's numbers are these, in this order. A value of 0 or 1 may be told by a word, such as "none" or "once". */
export function tells(numbers: readonly ToldNumber[], values: readonly number[]): boolean {
  const [value, ...rest] = values;
  if (value === undefined) return numbers.length === 0;
  const [first, ...others] = numbers;
  const isTold = first !== undefined && Math.abs(first.value - value) <= first.tolerance;
  return (isTold && tells(others, rest)) || ((value === 0 || value === 1) && tells(numbers, rest));
}
