import type { FunctionCase } from './case-table.ts';
import { dynamic, real } from './case-table.ts';

const ONES = dynamic('[1, 2, 4]');
const TWOS = dynamic('[4, 2, 1]');

export const seriesArithmeticCases: readonly FunctionCase[] = [
  ['series_add', [ONES, TWOS], [5, 4, 5]],
  ['series_add', [ONES, 1], [2, 3, 5]],
  ['series_add', [dynamic('[1, "a", 3]'), dynamic('[1, 1]')], [2, null, null]],
  ['series_subtract', [ONES, TWOS], [-3, 0, 3]],
  ['series_multiply', [ONES, TWOS], [4, 4, 4]],
  ['series_divide', [ONES, TWOS], [0.25, 1, 4]],
  ['series_divide', [ONES, 0], ['Infinity', 'Infinity', 'Infinity']],
  ['series_pow', [dynamic('[1, 2, 3, 4]'), dynamic('[1, 2, 3, 0.5]')], [1, 4, 27, 2]],
  ['series_greater', [ONES, TWOS], [false, false, true]],
  ['series_greater_equals', [ONES, TWOS], [false, true, true]],
  ['series_less', [ONES, TWOS], [true, false, false]],
  ['series_less_equals', [ONES, TWOS], [true, true, false]],
  ['series_equals', [ONES, TWOS], [false, true, false]],
  ['series_not_equals', [ONES, TWOS], [true, false, true]],
  ['series_abs', [dynamic('[-6.5, 0, 8.2]')], [6.5, 0, 8.2]],
  ['series_sign', [dynamic('[-6, 0, 8]')], [-1, 0, 1]],
  ['series_floor', [dynamic('[-1.5, 1, 2.5]')], [-2, 1, 2]],
  ['series_ceiling', [dynamic('[-1.5, 1, 2.5]')], [-1, 1, 3]],
  ['series_exp', [dynamic('[0, null]')], [1, null]],
  ['series_log', [dynamic('[1]')], [0]],
  ['series_sin', [dynamic('[0]')], [0]],
  ['series_cos', [dynamic('[0]')], [1]],
  ['series_tan', [dynamic('[0]')], [0]],
  ['series_asin', [dynamic('[-1, 0, 1]')], [-Math.PI / 2, 0, Math.PI / 2]],
  ['series_acos', [dynamic('[1]')], [0]],
  ['series_atan', [dynamic('[1]')], [Math.PI / 4]],
];

const GAPS = dynamic('[null, null, 36, 41, null, null, 16]');

export const seriesFillCases: readonly FunctionCase[] = [
  ['series_fill_const', [GAPS, real(0)], [0, 0, 36, 41, 0, 0, 16]],
  ['series_fill_const', [dynamic('[0, 7, null]'), -1, 0], [-1, 7, null]],
  ['series_fill_forward', [GAPS], [null, null, 36, 41, 41, 41, 16]],
  ['series_fill_backward', [GAPS], [36, 36, 36, 41, 16, 16, 16]],
  ['series_fill_linear', [dynamic('[null, 111, null, 36, 41, null, null, 16, null]')], [111, 111, 73, 36, 41, 32, 24, 16, 16]],
  ['series_fill_linear', [dynamic('[111.0, null, 36.0]')], [111, 73.5, 36]],
  ['series_fill_linear', [dynamic('[null, 1.5, null]'), -1, false], [null, 1.5, null]],
  ['series_fill_linear', [dynamic('[null, null]')], [0, 0]],
];

export const seriesFilterCases: readonly FunctionCase[] = [
  ['series_iir', [dynamic('[0, 1, 2, 3, 4]'), dynamic('[1]'), dynamic('[1, -1]')], [0, 1, 3, 6, 10]],
  ['series_fir', [dynamic('[0, 0, 2, 2, 3]'), dynamic('[1, -1]'), false], [0, 0, 2, 0, 1]],
  ['series_fir', [dynamic('[0, 3, 0]'), dynamic('[1, 1, 1]'), true, true], [1, 1, 1]],
  ['series_fir', [dynamic('[3, 3]'), dynamic('[-1]'), true], null],
];

export const seriesSeasonCases: readonly FunctionCase[] = [
  ['series_seasonal', [dynamic('[1, 3, 5, 1, 3, 5, 2, 4, 6]'), 3], [1, 3, 5, 1, 3, 5, 1, 3, 5]],
  ['series_seasonal', [dynamic('[1, 3, 5, 2, 4, 6, 1, 3, 5, 2, 4, 6]'), 3], [1.5, 3.5, 5.5, 1.5, 3.5, 5.5, 1.5, 3.5, 5.5, 1.5, 3.5, 5.5]],
  [
    'series_decompose',
    [dynamic('[1, 3, 1, 5]'), 2],
    [
      [1, 4, 1, 4],
      [1, 4, 1, 4],
      [0, 0, 0, 0],
      [0, -1, 0, 1],
    ],
  ],
  ['series_decompose_forecast', [dynamic('[1, 2, 3, 0, 0]'), 2, 0, 'linefit'], [1, 2, 3, 4, 5]],
  // Too short for a period: at least 4 items and at most half of the series.
  ['series_seasonal', [dynamic('[1, 2, 1, 2, 1, 2, 1]')], [0, 0, 0, 0, 0, 0, 0]],
  // The scores that the service gave, with its author's explanation: Stack Overflow 75264555.
  [
    'series_outliers',
    [dynamic('[-3, 2.4, 15, 3.9, 5, 6, 4.5, 5.2, 3, 4, 5, 16, 7, 5, 5, 4]')],
    [-1.9040785483608571, -0.10021466044004519, 1.3361954725339347, 0, 0, 0, 0, 0, 0, 0, 0, 1.6702443406674186, 0, 0, 0, 0],
  ],
  ['series_outliers', [dynamic('[1, 2, 3, 4, 5, 100, null]'), 'tukey'], [-0.5, -0.1, 0, 0, 0.1, 38.1, 0]],
  ['series_outliers', [dynamic('[0, 1, 2, 3, 4, 5, 100, 0]'), 'tukey', 0], [0, -0.5, -0.1, 0, 0, 0.1, 38.1, 0]],
  ['series_outliers', [dynamic('[]')], []],
  ['series_outliers', [dynamic('{}')], null],
  [
    'series_decompose_anomalies',
    [dynamic('[1, 2, 3, 4, 5, 100]'), 1.5, 0, 'none', 0, 'tukey'],
    [
      [0, 0, 0, 0, 0, 1],
      [-0.5, -0.1, 0, 0, 0.1, 38.1],
      [0, 0, 0, 0, 0, 0],
    ],
  ],
  ['series_decompose_anomalies', [dynamic('[1, "x"]')], [null, null, null]],
];

const SAMPLE = dynamic('[23, 46, 23, 87, 4, 8, 3, 75, 2, 56, 13, 75, 32, 16, 29]');
const POINTS = dynamic('[1, 3, 5]');

export const seriesStatisticsCases: readonly FunctionCase[] = [
  ['series_stats', [dynamic('[1, 3]')], [1, 0, 3, 1, 2, Math.SQRT2, 2]],
  ['series_stats', [dynamic('[1, null]')], [null, null, null, null, null, null, null]],
  [
    'series_stats_dynamic',
    [SAMPLE],
    { min: 2, min_idx: 8, max: 87, max_idx: 3, avg: 32.8, stdev: 28.50363385354827, variance: 812.4571428571429, sum: 492, len: 15 },
  ],
  ['series_stats_dynamic', [dynamic('[1, null]')], null],
  [
    'series_stats_dynamic',
    [dynamic('[1, null]'), true],
    { min: 1, min_idx: 0, max: 1, max_idx: 0, avg: 1, stdev: 0, variance: 0, sum: 1, len: 1 },
  ],
  ['series_fit_line', [POINTS], [1, 2, 4, 0, -1, [1, 3, 5]]],
  ['series_fit_line_dynamic', [POINTS], { rsquare: 1, slope: 2, variance: 4, rvariance: 0, interception: -1, line_fit: [1, 3, 5] }],
  ['series_sum', [dynamic('[1, 2, null, 4.5]')], 7.5],
  ['series_product', [dynamic('[1, 2, 3, 4]')], 24],
  ['series_magnitude', [dynamic('[3, 4]')], 5],
  ['series_dot_product', [ONES, TWOS], 12],
  ['series_dot_product', [ONES, 2], 14],
  ['series_cosine_similarity', [dynamic('[1, 0]'), dynamic('[0, 1]')], 0],
  ['series_pearson_correlation', [dynamic('[1, 2, 3]'), dynamic('[2, 4, 6]')], 1],
  ['series_pearson_correlation', [dynamic('[1, 2, 3]'), dynamic('[2, 4]')], null],
];
