import type { Dataset } from '../dataset/dataset.ts';
import type { ReviewTruth } from './review-truth.ts';

/** What of a dataset does not tell about the tenant: what was asked, of whom, and how the answers were got. */
const aboutTheQuestion = {
  schemaVersion: 'the format',
  definition: 'the report that was asked for',
  customer: 'who asks',
  operator: 'who answers',
  workspace: 'where was asked',
  redaction: 'what is left out for readers',
  runs: 'the queries one by one: their windows and rows are compared in the view query-log',
} as const satisfies Partial<Record<keyof Dataset, string>>;
type AboutTheTenant = Exclude<keyof Dataset, keyof typeof aboutTheQuestion>;

/**
 * Leaves that have no truth: everything else has to have one. Evidence and reasons say where a number comes from, and the tests of the dataset hold
 * them; hashes, titles and durations are of the query that was sent.
 */
export const withoutTruth: readonly RegExp[] = [
  /^metrics\.\w+\.(current|previous|since|history)\.(evidence|reason|missingTables)/u,
  /^views\.[\w-]+\.(evidence|reason|missingTables)/u,
  /^views\.query-log\.rows\.\d+\.(Title|Hash|DurationMs)$/u,
  /^tables\.\w+\.(evidence|notes)/u,
];

type Leaf = string | number | boolean | null;

/** Every value of plain data with the path to it. */
function listLeaves(value: unknown, path: string): readonly (readonly [path: string, leaf: Leaf])[] {
  if (value === undefined) return [];
  if (value === null || typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean') return [[path, value]];
  return Object.entries(value).flatMap(([key, inner]) => listLeaves(inner, path === '' ? key : `${path}.${key}`));
}

/** What the dataset tells, under names instead of positions, so that a difference says what it is about. */
function told(dataset: Dataset): Readonly<Record<AboutTheTenant, unknown>> {
  return {
    period: { id: dataset.period.id, startUtc: dataset.period.startUtc, endUtc: dataset.period.endUtc },
    comparison: dataset.comparison?.standing ?? null,
    asOfUtc: dataset.asOfUtc,
    yearBefore: dataset.yearBefore?.standing,
    since: dataset.since?.kind === 'check-in' ? { date: dataset.since.date, standing: dataset.since.standing } : dataset.since?.kind,
    metrics: Object.fromEntries(dataset.metrics.map(({ metricId, ...values }) => [metricId, values])),
    views: Object.fromEntries(
      dataset.views.map(({ id, state, rows, columns, ...rest }) => [
        id,
        { state, rows: rows.map((row) => Object.fromEntries(columns.map((column, index) => [column, row[index]]))), ...rest },
      ]),
    ),
    tables: Object.fromEntries(dataset.tables.map(({ table, ...rest }) => [table, rest])),
  };
}

function trueLeaves(dataset: Dataset, truth: ReviewTruth): Readonly<Record<AboutTheTenant, unknown>> {
  const viewIds = new Set([...dataset.views.map(({ id }) => id), ...Object.keys(truth.views)]);
  return {
    period: truth.period,
    comparison: truth.standing,
    // The review does not ask for it.
    yearBefore: undefined,
    since: truth.since,
    asOfUtc: truth.asOfUtc,
    metrics: truth.metrics,
    views: Object.fromEntries(
      [...viewIds].map((id) => {
        const rows = truth.views[id];
        return [id, rows === undefined ? { state: 'unavailable' } : { state: 'known', rows }];
      }),
    ),
    tables: Object.fromEntries(truth.tables.map(({ table, ...rest }) => [table, rest])),
  };
}

function isEqual(left: Leaf, right: Leaf): boolean {
  if (typeof left !== 'number' || typeof right !== 'number') return left === right;
  return Math.abs(left - right) <= 1e-9 * Math.max(1, Math.abs(left), Math.abs(right));
}

/** What was compared, and what came of it. */
export interface Comparison {
  /** One sentence for each value that differs, that the report lacks, or that has no truth to be held against. */
  readonly differences: readonly string[];
  /** Values held against the truth. */
  readonly compared: readonly string[];
}

/** Holds every single value of a dataset against the truth. Numbers may differ by rounding in the last digits of a double. */
export function compareWithTruth(dataset: Dataset, truth: ReviewTruth): Comparison {
  const isExempt = (path: string): boolean => withoutTruth.some((pattern) => pattern.test(path));
  const report = new Map(listLeaves(told(dataset), ''));
  const expected = new Map(listLeaves(trueLeaves(dataset, truth), ''));
  const paths = [...new Set([...report.keys(), ...expected.keys()])].filter((path) => !isExempt(path));
  const differences = paths.flatMap((path): readonly string[] => {
    const [said, isTrue] = [report.get(path), expected.get(path)];
    if (isTrue === undefined) return [`${path}: the report says ${JSON.stringify(said)}, and there is no truth to hold it against`];
    if (said === undefined) return [`${path}: the report says nothing, the truth is ${JSON.stringify(isTrue)}`];
    return isEqual(said, isTrue) ? [] : [`${path}: the report says ${JSON.stringify(said)}, the truth is ${JSON.stringify(isTrue)}`];
  });
  return { differences, compared: paths.filter((path) => report.has(path) && expected.has(path)) };
}
