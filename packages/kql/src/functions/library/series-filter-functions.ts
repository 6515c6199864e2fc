import { KqlInvalid, KqlUnsupported } from '../../errors.ts';
import { rowwise } from '../../plan/expression.ts';
import type { ScalarFunction } from '../scalar-function.ts';
import { exprFunction, valueFunction } from '../scalar-function.ts';
import { numbersAt, realItems } from './series.ts';

/** `y[i] = (b[0] x[i] + b[1] x[i-1] + ... - a[1] y[i-1] - ...) / a[0]`, with nothing in front of the series. */
function filterRecursively(series: readonly number[], b: readonly number[], a: readonly number[]): readonly number[] {
  const result: number[] = [];
  for (let index = 0; index < series.length; index++) {
    let sum = 0;
    for (let back = 0; back < b.length && back <= index; back++) sum += b[back]! * series[index - back]!;
    for (let back = 1; back < a.length && back <= index; back++) sum -= a[back]! * result[index - back]!;
    result.push(sum / a[0]!);
  }
  return result;
}

/** Functions that filter series. */
export const seriesFilterFunctions: readonly ScalarFunction[] = [
  exprFunction('series_fir', { doc: 'The series through a filter without memory', args: [2, 4] }, (call) => {
    const types = call.args.map((arg) => arg.type);
    return rowwise('dynamic', call.position, call.args, (values) => {
      const series = numbersAt(values, types, 0);
      const filter = numbersAt(values, types, 1);
      if (series === undefined || filter === undefined || filter.length === 0) return null;
      const hasNegative = filter.some((weight) => weight < 0);
      const isNormalized = typeof values[2] === 'boolean' ? values[2] : !hasNegative;
      if (isNormalized && hasNegative) return null;
      const isCentered = values[3] === true;
      if (isCentered && filter.length % 2 === 0)
        throw new KqlUnsupported('series_fir() centered with an even number of coefficients', call.position);
      const scale = isNormalized ? filter.reduce((sum, weight) => sum + weight, 0) : 1;
      const shift = isCentered ? (filter.length - 1) / 2 : 0;
      return realItems(
        series.map((_, index) => {
          let sum = 0;
          for (let back = 0; back < filter.length; back++) sum += filter[back]! * (series[index - back + shift] ?? 0);
          return sum / scale;
        }),
      );
    });
  }),
  valueFunction('series_iir', { doc: 'The series through a filter with memory', args: 3, result: 'dynamic' }, (values, types) => {
    const [series, b, a] = [0, 1, 2].map((index) => numbersAt(values, types, index));
    if (series === undefined || b === undefined || a === undefined) return null;
    if (a.length === 0 || a[0] === 0) throw new KqlInvalid('the first denominator of series_iir() must not be 0', undefined);
    return realItems(filterRecursively(series, b, a));
  }),
];
