import type { Truth } from './truth.ts';

/** Gigabytes (of 1000 megabytes) that one table took in, by what was reported in the window. */
export interface IngestionMeasure {
  readonly table: string;
  readonly gigabytes: number;
  readonly billableGigabytes: number;
}

export function measureIngestion(truth: Truth, startMs: number, endMs: number): readonly IngestionMeasure[] {
  return truth.ingestion.map(({ table, isBillable, reports }) => {
    const gigabytes =
      reports
        .filter(([atUtc]) => Date.parse(atUtc) >= startMs && Date.parse(atUtc) < endMs)
        .reduce((total, [, megabytes]) => total + megabytes, 0) / 1000;
    return { table, gigabytes, billableGigabytes: isBillable ? gigabytes : 0 };
  });
}

/** Users whose last change before the instant leaves them at risk or confirmed compromised, in accounts that are still there. */
export function countUsersAtRisk(truth: Truth, beforeMs: number): number {
  return truth.riskyUsers.filter(({ changes }) => {
    const last = changes.findLast(({ atUtc }) => Date.parse(atUtc) < beforeMs);
    return last !== undefined && !last.isDeleted && (last.state === 'atRisk' || last.state === 'confirmedCompromised');
  }).length;
}

/** Users whose last change before the instant took them for remediated or dismissed, also in accounts that are gone. */
export function countUsersCleared(truth: Truth, beforeMs: number): number {
  return truth.riskyUsers.filter(({ changes }) => {
    const last = changes.findLast(({ atUtc }) => Date.parse(atUtc) < beforeMs);
    return last?.state === 'remediated' || last?.state === 'dismissed';
  }).length;
}

/** How the runs of one analytics rule ended. */
export interface RuleHealthMeasure {
  readonly ruleId: string;
  readonly title: string;
  readonly runs: number;
  readonly failures: number;
  /** Why runs failed, each reason once, sorted. */
  readonly reasons: readonly string[];
  /** Windows that were given up after six failed tries. */
  readonly skippedWindows: number;
  /** Entities that could not be attached to alerts. */
  readonly droppedEntities: number;
  /** It was switched off for failing. */
  readonly isDisabled: boolean;
}

/** Rules that ran in the window. */
export function measureRuleHealth(truth: Truth, startMs: number, endMs: number): readonly RuleHealthMeasure[] {
  const isIn = (atUtc: string): boolean => Date.parse(atUtc) >= startMs && Date.parse(atUtc) < endMs;
  return truth.rules
    .map(({ ruleId, title, runs, givenUp, dropped, disabledUtc }) => {
      const own = runs.filter(([atUtc]) => isIn(atUtc));
      const failures = own.flatMap(([, failure]) => failure ?? []);
      return {
        ruleId,
        title,
        runs: own.length,
        failures: failures.length,
        reasons: [...new Set(failures)].sort(),
        skippedWindows: givenUp.filter(isIn).length,
        droppedEntities: dropped.filter(([atUtc]) => isIn(atUtc)).reduce((total, [, entities]) => total + entities, 0),
        isDisabled: disabledUtc.some(isIn),
      };
    })
    .filter(({ runs }) => runs > 0);
}
