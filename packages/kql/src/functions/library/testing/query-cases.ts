import type { CellValue } from '@mxdr/core';

/** A function that is more than a function of values, in a query: `name`, the query, the rows that it gives. */
export type QueryCase = readonly [name: string, query: string, rows: readonly (readonly CellValue[])[]];

const NUMBERS = 'range x from 1 to 4 step 1 | extend y = x % 2 == 1';
const RANKED = 'datatable(a: long, g: string) [1, "p", 1, "p", 3, "p", 3, "q"] | serialize';

/** Window functions and what depends on the run. */
export const queryCases: readonly QueryCase[] = [
  [
    'prev',
    `${NUMBERS} | serialize | project prev(x), prev(x, 2, 0)`,
    [
      [null, 0],
      [1, 0],
      [2, 1],
      [3, 2],
    ],
  ],
  [
    'row_cumsum',
    'datatable(v: long) [9007199254740991, 2, 2, 9214364837600034817] | serialize | project row_cumsum(v)',
    [[9_007_199_254_740_991], ['9007199254740993'], ['9007199254740995'], ['-9223372036854775804']],
  ],
  ['next', `${NUMBERS} | serialize | project next(x)`, [[2], [3], [4], [null]]],
  [
    'row_number',
    `${NUMBERS} | serialize | project row_number(), row_number(7, x == 3)`,
    [
      [1, 7],
      [2, 8],
      [3, 7],
      [4, 8],
    ],
  ],
  [
    'row_cumsum',
    `${NUMBERS} | serialize | project row_cumsum(x), row_cumsum(x, x == 3)`,
    [
      [1, 1],
      [3, 3],
      [6, 3],
      [10, 7],
    ],
  ],
  ['row_rank_min', `${RANKED} | project row_rank_min(a)`, [[1], [1], [3], [3]]],
  [
    'row_rank_dense',
    `${RANKED} | project row_rank_dense(a), row_rank_dense(a, g != prev(g))`,
    [
      [1, 1],
      [1, 1],
      [2, 2],
      [2, 1],
    ],
  ],
  ['row_rank', `${RANKED} | project row_rank(a)`, [[1], [1], [2], [2]]],
  [
    'row_window_session',
    'datatable(t: datetime) [datetime(2020-01-01 00:00), datetime(2020-01-01 00:04), datetime(2020-01-01 00:20)] | serialize | project row_window_session(t, 1h, 5m)',
    [['2020-01-01T00:00:00.0000000Z'], ['2020-01-01T00:00:00.0000000Z'], ['2020-01-01T00:20:00.0000000Z']],
  ],
  ['ingestion_time', 'print x = 1 | project ingestion_time()', [[null]]],
  ['new_guid', 'range x from 1 to 3 step 1 | extend g = new_guid() | summarize dcount(g), take_any(strlen(tostring(g)))', [[3, 36]]],
  [
    'rand',
    'range x from 1 to 100 step 1 | extend r = rand(), w = rand(3) | summarize min(r) >= 0 and max(r) < 1, max(w) <= 2',
    [[true, true]],
  ],
  [
    'array_sort_asc',
    'print a = dynamic([1, 3, 2]), b = dynamic(["a", "b", "c"]), c = dynamic([1]) | project array_sort_asc(a, b, c)',
    [[[1, 2, 3], ['a', 'c', 'b'], null]],
  ],
  [
    'array_sort_desc',
    'print a = dynamic([1, 3, 2]), b = dynamic(["a", "b", "c"]) | extend (c, d) = array_sort_desc(a, b) | project d, array_sort_desc(b, a)[1]',
    [
      [
        ['b', 'c', 'a'],
        [2, 3, 1],
      ],
    ],
  ],
  ['series_stats', 'print x = dynamic([1, 3]) | project series_stats(x) | project series_stats_x_max, series_stats_x_max_idx', [[3, 1]]],
  [
    'series_fit_line',
    'print x = dynamic([1, 3]) | extend (r, s) = series_fit_line(x) | project r, s, series_fit_line_x_interception',
    [[1, 2, -1]],
  ],
  ['assert', 'print assert(1 < 2, "order")', [[true]]],
  [
    'around',
    'print around(datetime(2021-01-01 01:30), datetime(2021-01-01 01:29), 1m), around(1.0, 2, 0.5), around(7, 5, 2)',
    [[true, false, true]],
  ],
  [
    'datetime literal of parts',
    'print datetime(2025, 6, 14), datetime(2025, 6, 14, 7, 8, 9)',
    [['2025-06-14T00:00:00.0000000Z', '2025-06-14T07:08:09.0000000Z']],
  ],
  ['timespan literal of a clock', 'print time(01:02:03), timespan(10:37:12), time(-1.02:03)', [['01:02:03', '10:37:12', '-1.02:03:00']]],
  ['comments in literals', 'print strlen("Hello" // more\n \', \' @"world!"), 3 + // plus\n 4', [[13, 7]]],
  ['column_names_of', 'let T = datatable(A: string, B: int) []; print column_names_of(T)', [[['A', 'B']]]],
  ['column_names_of', 'let F = () { print A = "", C = 1 }; print column_names_of(F())', [[['A', 'C']]]],
  ['pack_all', 'print a = 1, b = "", c = long(null) | project pack_all(), pack_all(true)', [[{ a: 1, b: '', c: null }, { a: 1 }]]],
  ['bag_pack_columns', 'print Id = "A", Other = 2 | project bag_pack_columns(Id, Other)', [[{ Id: 'A', Other: 2 }]]],
  ['column_ifexists', 'print a = 1 | project column_ifexists("a", 7), column_ifexists("b", 7), columnifexists("c", "x")', [[1, 7, 'x']]],
  ['estimate_data_size', 'range x from 1 to 10 step 1 | extend Text = "1234567890" | summarize sum(estimate_data_size(*))', [[180]]],
  ['dcount_hll', `${NUMBERS} | summarize h = hll(x) | project dcount_hll(h)`, [[4]]],
  ['hll_merge', `${NUMBERS} | summarize h = hll(x), i = hll(x + 2) | project dcount_hll(hll_merge(h, i))`, [[6]]],
  [
    'merge_tdigest',
    `${NUMBERS} | summarize t = tdigest(x), u = tdigest(x + 4) | project percentile_tdigest(merge_tdigest(t, u), 75, typeof(long))`,
    [[6]],
  ],
  ['tdigest_merge', `${NUMBERS} | summarize t = tdigest(x), u = tdigest(x) | project rank_tdigest(tdigest_merge(t, u), 2)`, [[4]]],
  ['percentile_tdigest', `${NUMBERS} | summarize t = tdigest(x) | project percentile_tdigest(t, 50)`, [[2]]],
  [
    'percentiles_array_tdigest',
    `${NUMBERS} | summarize t = tdigest(x) | project percentiles_array_tdigest(t, dynamic([0, 100]))`,
    [[[1, 4]]],
  ],
  ['rank_tdigest', `${NUMBERS} | summarize t = tdigest(x) | project rank_tdigest(t, 3)`, [[3]]],
  ['percentrank_tdigest', `${NUMBERS} | summarize t = tdigest(x) | project percentrank_tdigest(t, 3)`, [[75]]],
  [
    'series_stats_dynamic',
    // To the last digit, as text: the documented value rounds once.
    'print tostring(series_stats_dynamic(dynamic([23, 46, 23, 87, 4, 8, 3, 75, 2, 56, 13, 75, 32, 16, 29])).variance)',
    [['812.4571428571429']],
  ],
];
