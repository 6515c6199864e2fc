import type { Severity } from '@mxdr/core';
import type { Classification } from './detection-catalogue.ts';
import type { KnownIncident } from './measure-truth.ts';

/** Resolved incidents of one tactic; an incident counts once for each of its tactics. */
export interface CategoryMeasure {
  readonly tactic: string;
  readonly resolved: number;
  /** By known severity and by known classification; each adds up to `resolved`. */
  readonly bySeverity: Readonly<Record<Severity, number>>;
  readonly byClassification: Readonly<Record<Classification, number>>;
}

/** How sets of incidents are counted. */
export interface CategoryCounters {
  readonly tacticsOf: (incident: KnownIncident) => readonly string[];
  readonly bySeverity: (incidents: readonly KnownIncident[]) => Readonly<Record<Severity, number>>;
  readonly byClassification: (incidents: readonly KnownIncident[]) => Readonly<Record<Classification, number>>;
}

/** Most first, then by name. */
export function measureCategories(resolved: readonly KnownIncident[], counters: CategoryCounters): readonly CategoryMeasure[] {
  const tactics = [...new Set(resolved.flatMap(counters.tacticsOf))];
  return tactics
    .map((tactic) => {
      const own = resolved.filter((item) => counters.tacticsOf(item).includes(tactic));
      return { tactic, resolved: own.length, bySeverity: counters.bySeverity(own), byClassification: counters.byClassification(own) };
    })
    .toSorted((left, right) => right.resolved - left.resolved || (left.tactic < right.tactic ? -1 : 1));
}
