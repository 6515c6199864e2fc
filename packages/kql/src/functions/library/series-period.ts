import { fitLine } from './series-fit.ts';

/** Shortest period that the service looks for, in items. */
const SHORTEST = 4;

/** Whether a series is long enough for a period: at least 4 items and at most half of the series, by the documentation. */
export function canHavePeriod(series: readonly number[]): boolean {
  return series.length >= 2 * SHORTEST;
}

/**
 * The length after which a series repeats itself best, 0 when it does not. The service's own search is not published: this one takes, of the
 * lengths at which the series without its line agrees with itself better than at the lengths beside, the one that scores best. A score is
 * the autocorrelation, halfway between counting the items without a partner as strangers and leaving them out.
 * @param threshold least score of a period
 * @param step called for every length tried
 */
export function findPeriod(series: readonly number[], threshold: number, step: () => void): number {
  if (!canHavePeriod(series)) return 0;
  const line = fitLine(series)!.line;
  const rest = series.map((item, index) => item - line[index]!);
  const total = rest.reduce((sum, item) => sum + item * item, 0);
  const size = series.reduce((sum, item) => sum + item * item, 0);
  // What is left of a straight line is the rounding of its sums.
  if (!(total > 1e-20 * size)) return 0;
  const scoreOf = (lag: number): number => {
    let products = 0;
    for (let index = 0; index + lag < rest.length; index++) products += rest[index]! * rest[index + lag]!;
    const share = (rest.length - lag) / rest.length;
    return ((products / total) * (1 + 1 / share)) / 2;
  };
  const longest = Math.floor(series.length / 2);
  let best = 0;
  let bestScore = 0;
  let [before, here] = [scoreOf(SHORTEST - 1), scoreOf(SHORTEST)];
  for (let lag = SHORTEST; lag <= longest; lag++) {
    step();
    const behind = scoreOf(lag + 1);
    if (here >= before && here >= behind && here > bestScore) [best, bestScore] = [lag, here];
    [before, here] = [here, behind];
  }
  return bestScore >= threshold ? best : 0;
}
