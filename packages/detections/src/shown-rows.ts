import type { JsonValue, QueryResult } from '@mxdr/core';

/** Some rows of a result, for a person to look at. */
export interface ShownRows {
  readonly columns: readonly string[];
  readonly rows: readonly (readonly JsonValue[])[];
  /** Rows of the whole result. */
  readonly total: number;
}

/** One column in which the closest row of a result is not what was expected. */
export interface RowDifference {
  readonly column: string;
  readonly expected: JsonValue;
  readonly actual: JsonValue;
}

const mostRows = 5;
const mostColumns = 8;

/** The first rows, in the columns of interest first; without any, in the first columns of the result. */
export function showRows(result: QueryResult, ofInterest: readonly string[]): ShownRows {
  const names = result.columns.map(({ name }) => name);
  const chosen = [...new Set([...ofInterest.filter((name) => names.includes(name)), ...names])].slice(0, mostColumns);
  const indexes = chosen.map((name) => names.indexOf(name));
  return {
    columns: chosen,
    rows: result.rows.slice(0, mostRows).map((row) => indexes.map((index) => row[index] ?? null)),
    total: result.rows.length,
  };
}

/** Equal as JSON: the order of keys makes no difference. */
export function isSameValue(a: unknown, b: unknown): boolean {
  if (typeof a === 'object' && a !== null && typeof b === 'object' && b !== null) {
    const [left, right] = [Object.entries(a), Object.entries(b)];
    return (
      Array.isArray(a) === Array.isArray(b) &&
      left.length === right.length &&
      left.every(([key, value]) => isSameValue(value, right.find(([other]) => other === key)?.[1]))
    );
  }
  return a === b;
}

/** How the row that comes closest to the expected values differs from them; empty when a row has them all, `undefined` without rows. */
export function differencesOf(
  result: QueryResult,
  expected: readonly (readonly [string, JsonValue])[],
): readonly RowDifference[] | undefined {
  const names = result.columns.map(({ name }) => name);
  const all = result.rows.map((row) =>
    expected.flatMap(([column, value]) => {
      const actual = row[names.indexOf(column)] ?? null;
      return isSameValue(actual, value) ? [] : [{ column, expected: value, actual }];
    }),
  );
  return all.reduce<readonly RowDifference[] | undefined>(
    (best, each) => (best === undefined || each.length < best.length ? each : best),
    undefined,
  );
}
