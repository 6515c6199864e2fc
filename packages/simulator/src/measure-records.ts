import type { Truth } from './truth.ts';

/** What one table recorded in a window. */
export interface RecordMeasure {
  readonly table: string;
  readonly rows: number;
  /** Of the window; null without rows. */
  readonly firstUtc: string | null;
  readonly lastUtc: string | null;
  /** The last row of all time before the end of the window. */
  readonly newestUtc: string | null;
  /** Whole UTC days of the window without a row. */
  readonly emptyDays: number;
  /** UTC days with a row, whole days of the window or not. */
  readonly daysWithRows: number;
}

const dayMs = 86_400_000;

/** What each table recorded from the start up to the end, both of them on a quarter of an hour. Tables in the order of their names. */
export function measureRecords(truth: Truth, startMs: number, endMs: number): readonly RecordMeasure[] {
  const originMs = Date.parse(truth.startUtc);
  const utc = (ms: number | undefined): string | null => (ms === undefined ? null : new Date(ms).toISOString());
  return truth.records.map(({ table, quarters }) => {
    const before = quarters
      .map(([first, last, rows]) => ({ first: originMs + first, last: originMs + last, rows }))
      .filter(({ first }) => first < endMs);
    const own = before.filter(({ first }) => first >= startMs);
    const days = new Set(own.map(({ first }) => Math.floor(first / dayMs)));
    const firstWhole = Math.ceil(startMs / dayMs);
    const afterWhole = Math.max(firstWhole, Math.floor(endMs / dayMs));
    const whole = Array.from({ length: afterWhole - firstWhole }, (_, index) => firstWhole + index);
    return {
      table,
      rows: own.reduce((total, { rows }) => total + rows, 0),
      firstUtc: utc(own[0]?.first),
      lastUtc: utc(own.at(-1)?.last),
      newestUtc: utc(before.at(-1)?.last),
      emptyDays: whole.filter((day) => !days.has(day)).length,
      daysWithRows: days.size,
    };
  });
}
