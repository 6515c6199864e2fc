import type { Truth } from './truth.ts';

/** A data connector by what it reported last. */
export interface ConnectorMeasure {
  readonly name: string;
  readonly isFailing: boolean;
  /** Its last report before the snapshot. */
  readonly sinceUtc: string;
  /** Empty when it works. */
  readonly reason: string;
  /** Reports of a failure in the window. */
  readonly failures: number;
}

export interface AutomationMeasure {
  readonly name: string;
  readonly kind: string;
  readonly runs: number;
  /** Wholly or in part. */
  readonly failures: number;
  /** Each reason once, sorted. */
  readonly reasons: readonly string[];
}

/** Changes of analytics rules by one account. */
export interface RuleChangeMeasure {
  readonly caller: string;
  readonly changes: number;
  readonly deletions: number;
  readonly rules: number;
  readonly lastUtc: string;
  readonly isByHand: boolean;
}

/** Queries of one account. */
export interface AccountQueryMeasure {
  readonly account: string;
  readonly queries: number;
  readonly refused: number;
  readonly rows: number;
  readonly forSecrets: number;
  /** It asked nothing between the look-back and the window. */
  readonly isNew: boolean;
}

export interface DataWarningMeasure {
  readonly level: string;
  readonly detail: string;
  readonly times: number;
  readonly lastUtc: string;
  readonly isCap: boolean;
}

/** An analytics rule that ran in the window, and its alerts. */
export interface FiredRuleMeasure {
  readonly ruleId: string;
  readonly title: string;
  /** First report of its newest alert between the look-back and the snapshot. */
  readonly lastFiredUtc: string | null;
  readonly alerts: number;
  readonly alertsInWindow: number;
}

/** How the operation of the workspace went. */
export interface OperationMeasures {
  /** Connectors with a report between the look-back and the snapshot. */
  readonly connectors: readonly ConnectorMeasure[];
  readonly automation: readonly AutomationMeasure[];
  readonly ruleChanges: readonly RuleChangeMeasure[];
  readonly accounts: readonly AccountQueryMeasure[];
  readonly dataWarnings: readonly DataWarningMeasure[];
  readonly firedRules: readonly FiredRuleMeasure[];
}

/** Instants of what is asked, in milliseconds since 1970 UTC. */
export interface MeasuredSpan {
  readonly startMs: number;
  readonly endMs: number;
  readonly asOfMs: number;
  readonly lookbackMs: number;
}

export function measureOperations(truth: Truth, { startMs, endMs, asOfMs, lookbackMs }: MeasuredSpan): OperationMeasures {
  const isIn = (utc: string): boolean => Date.parse(utc) >= startMs && Date.parse(utc) < endMs;
  const isKnown = (utc: string): boolean => Date.parse(utc) >= lookbackMs && Date.parse(utc) < asOfMs;
  const runs = truth.automationRuns.filter(({ atUtc }) => isIn(atUtc));
  const changes = truth.ruleChanges.filter(({ atUtc }) => isIn(atUtc));
  const warnings = truth.dataWarnings.filter(({ atUtc }) => isIn(atUtc));
  const queries = truth.workspaceQueries.filter(({ atUtc }) => isIn(atUtc));
  const earlier = new Set(
    truth.workspaceQueries
      .filter(({ atUtc }) => Date.parse(atUtc) >= lookbackMs && Date.parse(atUtc) < startMs)
      .map(({ account }) => account),
  );
  const alerts = truth.incidents.flatMap((incident) => incident.alerts);
  return {
    connectors: truth.connectors.flatMap(({ name, reports }): readonly ConnectorMeasure[] => {
      const known = reports.filter(([atUtc]) => isKnown(atUtc));
      const last = known.at(-1);
      return last === undefined
        ? []
        : [
            {
              name,
              isFailing: last[1] !== null,
              sinceUtc: last[0],
              reason: last[1] ?? '',
              failures: known.filter(([atUtc, failure]) => failure !== null && isIn(atUtc)).length,
            },
          ];
    }),
    automation: groupBy(runs, ({ name }) => name).map((own) => {
      const failed = own.filter(({ status }) => status !== 'Success');
      return {
        name: own[0]!.name,
        kind: own[0]!.kind,
        runs: own.length,
        failures: failed.length,
        reasons: [...new Set(failed.map(({ reason }) => reason))].sort(),
      };
    }),
    ruleChanges: groupBy(changes, ({ caller }) => caller).map((own) => ({
      caller: own[0]!.caller,
      changes: own.length,
      deletions: own.filter(({ isDeletion }) => isDeletion).length,
      rules: new Set(own.map(({ rule }) => rule)).size,
      lastUtc: newest(own),
      isByHand: own[0]!.isByHand,
    })),
    accounts: groupBy(queries, ({ account }) => account).map((own) => ({
      account: own[0]!.account,
      queries: own.length,
      refused: own.filter(({ isRefused }) => isRefused).length,
      rows: own.reduce((total, { rows }) => total + rows, 0),
      forSecrets: own.filter(({ asksForSecrets }) => asksForSecrets).length,
      isNew: !earlier.has(own[0]!.account),
    })),
    dataWarnings: groupBy(warnings, ({ detail }) => detail).map((own) => ({
      level: own[0]!.level,
      detail: own[0]!.detail,
      times: own.length,
      lastUtc: newest(own),
      isCap: own[0]!.isCap,
    })),
    firedRules: truth.rules
      .filter((rule) => rule.runs.some(([atUtc]) => isIn(atUtc)))
      .map(({ ruleId, title }) => {
        const firsts = alerts.filter((alert) => alert.ruleId === ruleId).map((alert) => alert.reportedUtc.find(isKnown));
        const known = firsts.filter((utc) => utc !== undefined);
        return {
          ruleId,
          title,
          lastFiredUtc: known.toSorted().at(-1) ?? null,
          alerts: known.length,
          alertsInWindow: known.filter(isIn).length,
        };
      }),
  };
}

function newest(items: readonly { readonly atUtc: string }[]): string {
  return items
    .map(({ atUtc }) => atUtc)
    .toSorted()
    .at(-1)!;
}

/** Groups in the order in which their first member comes; none is empty. */
function groupBy<Item>(items: readonly Item[], keyOf: (item: Item) => string): readonly (readonly Item[])[] {
  const groups = new Map<string, Item[]>();
  for (const item of items) groups.set(keyOf(item), [...(groups.get(keyOf(item)) ?? []), item]);
  return [...groups.values()];
}
