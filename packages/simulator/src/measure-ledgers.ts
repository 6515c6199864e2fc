import type { Truth } from './truth.ts';

/** Numbers of the ledgers of hunts and recommendations. */
export interface LedgerMeasures {
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

export function measureLedgers(truth: Truth, startMs: number, endMs: number): LedgerMeasures {
  const isInWindow = (utc: string | null) => utc !== null && Date.parse(utc) >= startMs && Date.parse(utc) < endMs;
  const hunts = truth.hunts.filter((hunt) => isInWindow(hunt.endedUtc));
  const categories = [...new Set(hunts.map((hunt) => hunt.category))].sort();
  return {
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
