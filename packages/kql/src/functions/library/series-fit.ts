import { moments } from './series.ts';

/** A line through a series and how well it fits. */
export interface LineFit {
  readonly rSquare: number;
  readonly slope: number;
  /** Where the line stands one position before the first item: the service counts positions from 1. */
  readonly intercept: number;
  /** Sample variance of the series. */
  readonly variance: number;
  /** Sample variance of what the line leaves. */
  readonly residualVariance: number;
  readonly line: readonly number[];
}

/** Least squares. `undefined` for fewer than two items, where no line is defined. */
export function fitLine(numbers: readonly number[]): LineFit | undefined {
  const count = numbers.length;
  if (count < 2) return undefined;
  const { mean, squares, variance } = moments(numbers);
  const middle = (count - 1) / 2;
  let products = 0;
  let distances = 0;
  for (let index = 0; index < count; index++) {
    products += (index - middle) * (numbers[index]! - mean);
    distances += (index - middle) ** 2;
  }
  const slope = products / distances;
  const line = numbers.map((_, index) => mean + slope * (index - middle));
  const residual = moments(numbers.map((number, index) => number - line[index]!));
  return {
    rSquare: squares === 0 ? 1 : 1 - residual.squares / squares,
    slope,
    intercept: mean - slope * (middle + 1),
    variance,
    residualVariance: residual.variance,
    line,
  };
}
