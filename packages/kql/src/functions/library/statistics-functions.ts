import { asType } from './choose-rows.ts';
import { rowwise } from '../../plan/expression.ts';
import type { ScalarFunction } from '../scalar-function.ts';
import { exprFunction } from '../scalar-function.ts';
import { erf, erfc, gamma, incompleteBeta, inverseIncompleteBeta, logGamma } from './special-functions.ts';

/** A function of reals; null when an argument is null or `compute` says so. */
function ofReals(name: string, doc: string, args: number, compute: (...values: number[]) => number | null): ScalarFunction {
  return exprFunction(name, { doc, args }, (call) =>
    rowwise(
      'real',
      call.position,
      call.args.map((arg) => asType(arg, 'real')),
      (values) => (values.includes(null) ? null : compute(...(values as number[]))),
    ),
  );
}

/** Parameters of a beta distribution are positive. */
function isBeta(alpha: number, beta: number): boolean {
  return alpha > 0 && beta > 0;
}

/** The p-value of Welch's two-sided test of two means. */
function welchTest(mean1: number, variance1: number, count1: number, mean2: number, variance2: number, count2: number): number {
  const error1 = variance1 / count1;
  const error2 = variance2 / count2;
  const freedom = (error1 + error2) ** 2 / (error1 ** 2 / (count1 - 1) + error2 ** 2 / (count2 - 1));
  const t = (mean1 - mean2) / Math.sqrt(error1 + error2);
  // P(|T| > t) of Student's distribution.
  return incompleteBeta(freedom / (freedom + t * t), freedom / 2, 0.5);
}

/** Functions of distributions. */
export const statisticsFunctions: readonly ScalarFunction[] = [
  ofReals('gamma', 'Gamma function', 1, (x) => {
    const result = gamma(x);
    return Number.isNaN(result) && !Number.isNaN(x) ? null : result;
  }),
  ofReals('loggamma', 'Logarithm of the gamma function', 1, (x) => (Number.isInteger(x) && x <= 0 ? null : logGamma(x))),
  ofReals('erf', 'Error function', 1, erf),
  ofReals('erfc', 'Complement of the error function', 1, erfc),
  ofReals('beta_cdf', 'Share of a beta distribution up to a value', 3, (x, alpha, beta) =>
    isBeta(alpha, beta) && x >= 0 && x <= 1 ? incompleteBeta(x, alpha, beta) : Number.NaN,
  ),
  ofReals('beta_inv', 'Value below which a share of a beta distribution lies', 3, (p, alpha, beta) => {
    if (!isBeta(alpha, beta)) return Number.NaN;
    return p >= 0 && p <= 1 ? inverseIncompleteBeta(p, alpha, beta) : null;
  }),
  ofReals('beta_pdf', 'Density of a beta distribution', 3, (x, alpha, beta) =>
    isBeta(alpha, beta) && x >= 0 && x <= 1
      ? Math.exp(logGamma(alpha + beta) - logGamma(alpha) - logGamma(beta)) * x ** (alpha - 1) * (1 - x) ** (beta - 1)
      : Number.NaN,
  ),
  ofReals('welch_test', "P-value of Welch's test that two means are the same", 6, welchTest),
];
