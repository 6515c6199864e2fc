import { createLocalCalendar } from './local-calendar.ts';
import type { Truth, TruthHunt, TruthRecommendation } from './truth.ts';

/** A recommendation and how it stood at the end of the window. */
export interface RecommendationMeasure extends TruthRecommendation {
  /** `overdue`: not done, and the whole of its last day had passed. */
  readonly state: 'done' | 'overdue' | 'open';
}

/** Numbers of the ledgers of hunts and recommendations. */
export interface LedgerMeasures {
  /** Hunts that ended in the window, in the order in which they ended. */
  readonly hunts: readonly TruthHunt[];
  /** Recommendations that were open or done in the window, by last day, then by id. */
  readonly recommendations: readonly RecommendationMeasure[];
  /** Hunts that ended in the window. */
  readonly huntsRun: number;
  readonly huntsByCategory: Readonly<Record<string, number>>;
  /** Of those, with the result `threat-confirmed`. */
  readonly threatsConfirmed: number;
  readonly huntsThatBecameRules: number;
  /** Created before the end of the window and not done by then. */
  readonly recommendationsOpenAtEnd: number;
  readonly recommendationsDoneInWindow: number;
  readonly recommendationsCreatedInWindow: number;
}

export function measureLedgers(truth: Truth, timeZone: string, startMs: number, endMs: number): LedgerMeasures {
  const isInWindow = (utc: string | null) => utc !== null && Date.parse(utc) >= startMs && Date.parse(utc) < endMs;
  const hunts = truth.hunts.filter((hunt) => isInWindow(hunt.endedUtc));
  const categories = [...new Set(hunts.map((hunt) => hunt.category))].sort();
  return {
    hunts: hunts.toSorted((left, right) => Date.parse(left.endedUtc) - Date.parse(right.endedUtc)),
    recommendations: listRecommendations(truth, timeZone, startMs, endMs),
    huntsRun: hunts.length,
    huntsByCategory: Object.fromEntries(
      categories.map((category) => [category, hunts.filter((hunt) => hunt.category === category).length]),
    ),
    threatsConfirmed: hunts.filter((hunt) => hunt.result === 'threat-confirmed').length,
    huntsThatBecameRules: hunts.filter((hunt) => hunt.becameRule).length,
    recommendationsOpenAtEnd: truth.recommendations.filter(
      (item) => Date.parse(item.createdUtc) < endMs && (item.doneUtc === null || Date.parse(item.doneUtc) >= endMs),
    ).length,
    recommendationsDoneInWindow: truth.recommendations.filter((item) => isInWindow(item.doneUtc)).length,
    recommendationsCreatedInWindow: truth.recommendations.filter((item) => isInWindow(item.createdUtc)).length,
  };
}

function listRecommendations(truth: Truth, timeZone: string, startMs: number, endMs: number): readonly RecommendationMeasure[] {
  const calendar = createLocalCalendar(timeZone);
  const dayMs = 86_400_000;
  return truth.recommendations
    .filter(({ createdUtc }) => Date.parse(createdUtc) < endMs)
    .filter(({ doneUtc }) => doneUtc === null || Date.parse(doneUtc) >= startMs)
    .map((item): RecommendationMeasure => {
      // Wherever the customer is, the local day of that date is among those within a day of its noon in UTC.
      const noonMs = Date.parse(`${item.dueDate}T12:00:00Z`);
      const lastDay = calendar.days(noonMs - dayMs, noonMs + dayMs).find(({ date }) => date === item.dueDate);
      const isDone = item.doneUtc !== null && Date.parse(item.doneUtc) < endMs;
      return { ...item, state: isDone ? 'done' : lastDay !== undefined && lastDay.endMs <= endMs ? 'overdue' : 'open' };
    })
    .toSorted((left, right) => (left.dueDate === right.dueDate ? (left.id < right.id ? -1 : 1) : left.dueDate < right.dueDate ? -1 : 1));
}
