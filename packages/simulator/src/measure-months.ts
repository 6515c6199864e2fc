import { createLocalCalendar } from './local-calendar.ts';
import { measureTruth } from './measure-truth.ts';
import type { TruthMeasures, TruthWindow } from './measure-truth.ts';
import type { Truth } from './truth.ts';

/** The numbers of one local month. */
export interface MonthMeasure {
  /** `2026-10` */
  readonly month: string;
  /** Its boundaries, as far as they lie in the window. */
  readonly startUtc: string;
  readonly endUtc: string;
  readonly measures: TruthMeasures;
}

/**
 * The truth month by month, oldest first: every local month of the window, the first and the last as far as they lie in it. Each is told as it was
 * known at its own end, whatever happened since; a snapshot of the window is not looked at.
 * @throws AppError MXDR-SIMULATION-WINDOW when an end is not on a quarter of an hour or the window is empty
 * @throws AppError MXDR-SIMULATION-OPTION for a time zone that the platform does not know
 */
export function measureMonths(truth: Truth, window: TruthWindow): readonly MonthMeasure[] {
  const timeZone = window.timeZone ?? truth.timeZone;
  const startMs = Date.parse(window.startUtc);
  const endMs = Date.parse(window.endUtc);
  const days = createLocalCalendar(timeZone).days(startMs, endMs);
  const utc = (ms: number): string => new Date(ms).toISOString();
  return [...new Set(days.map(({ month }) => month))].map((month) => {
    const own = days.filter((day) => day.month === month);
    const startUtc = utc(Math.max(startMs, own[0]!.startMs));
    const endUtc = utc(Math.min(endMs, own.at(-1)!.endMs));
    const targets = window.targets ? { targets: window.targets } : {};
    return { month, startUtc, endUtc, measures: measureTruth(truth, { startUtc, endUtc, timeZone, ...targets }) };
  });
}
