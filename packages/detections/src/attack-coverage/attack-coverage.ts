import type { AttackTechnique } from '../attack-techniques.ts';
import type { Tactic } from '../attack-matrix.ts';
import { parentTechnique, tacticsOfTechnique, techniquesOfTactic } from '../attack-matrix.ts';
import type { Rule } from '../rule-schema.ts';

/** What is known of a customer's data and alerts; without a workspace nothing is, and that is not the same as none. */
export interface Observations {
  /** Tables with rows in the period; absent when nobody looked. */
  readonly tablesWithData?: ReadonlySet<string>;
  /** Alerts of the period by name of the rule; absent when nobody looked. */
  readonly alertsByRule?: ReadonlyMap<string, number>;
}

/** Known, or not looked at. */
export type Known = 'yes' | 'no' | 'unknown';

export interface CoveringRule {
  readonly id: string;
  readonly name: string;
  readonly severity: string;
  readonly version: string;
  /** Has a test that alerts and one that does not. */
  readonly isTested: boolean;
  /** Every table that it reads has rows. */
  readonly hasData: Known;
  readonly missingTables: readonly string[];
  readonly hasFired: Known;
  readonly alerts: number | undefined;
  readonly techniques: readonly string[];
  readonly tactics: readonly string[];
}

export interface CoverageCell {
  readonly tactic: Tactic;
  readonly technique: AttackTechnique;
  readonly rules: readonly CoveringRule[];
}

/** A table that rules wait for. */
export interface DataGap {
  readonly table: string;
  readonly hasData: Known;
  readonly rules: readonly string[];
  readonly techniques: readonly string[];
}

export interface AttackCoverage {
  readonly rules: readonly CoveringRule[];
  /** Every technique of the enterprise matrix in each of its tactics, covered or not. */
  readonly cells: readonly CoverageCell[];
  readonly sources: readonly DataGap[];
}

/** Tactics of the enterprise matrix, in its order, which is that of an attack; Sentinel's others are of ICS, or gone. */
export const matrixTactics = [
  'Reconnaissance',
  'ResourceDevelopment',
  'InitialAccess',
  'Execution',
  'Persistence',
  'PrivilegeEscalation',
  'DefenseEvasion',
  'CredentialAccess',
  'Discovery',
  'LateralMovement',
  'Collection',
  'CommandAndControl',
  'Exfiltration',
  'Impact',
] as const satisfies readonly Tactic[];

/** Tables that a rule says it reads; `SecurityAlert (MDATP)` is one product's part of a table. */
function tablesOf(rule: Rule): readonly string[] {
  const types = (rule.requiredDataConnectors ?? []).flatMap(({ dataTypes }) => dataTypes.map((type) => type.replace(/\s*\(.*\)$/u, '')));
  return [...new Set(types)].toSorted();
}

function observe(rule: Rule, { tablesWithData, alertsByRule }: Observations): CoveringRule {
  const tables = tablesOf(rule);
  const missingTables = tablesWithData === undefined ? [] : tables.filter((table) => !tablesWithData.has(table));
  const alerts = alertsByRule === undefined ? undefined : (alertsByRule.get(rule.name) ?? 0);
  const counts = rule.tests.map(({ expect }) => expect.count);
  return {
    id: rule.id,
    name: rule.name,
    severity: rule.severity,
    version: rule.version ?? '',
    isTested: counts.includes(0) && counts.some((count) => count > 0),
    hasData: tablesWithData === undefined ? 'unknown' : missingTables.length === 0 ? 'yes' : 'no',
    missingTables,
    hasFired: alerts === undefined ? 'unknown' : alerts > 0 ? 'yes' : 'no',
    alerts,
    techniques: rule.relevantTechniques,
    tactics: rule.tactics,
  };
}

/** Coverage from what is deployed, not from what fired: a silent rule covers, and a rule without data does not. */
export function coverAttack(rules: readonly Rule[], observations: Observations = {}): AttackCoverage {
  const covering = rules.map((rule) => observe(rule, observations)).toSorted((a, b) => (a.name < b.name ? -1 : 1));
  const cells = matrixTactics.flatMap((tactic) =>
    techniquesOfTactic(tactic).map((technique): CoverageCell => {
      const found = covering.filter(
        (rule) =>
          rule.tactics.includes(tactic) &&
          rule.techniques.some((one) => parentTechnique(one) === technique.id && (tacticsOfTechnique(one) ?? []).includes(tactic)),
      );
      return { tactic, technique, rules: found };
    }),
  );
  const tables = [...new Set(rules.flatMap(tablesOf))].toSorted();
  const sources = tables.map((table): DataGap => {
    const readers = rules.filter((rule) => tablesOf(rule).includes(table));
    const { tablesWithData } = observations;
    return {
      table,
      hasData: tablesWithData === undefined ? 'unknown' : tablesWithData.has(table) ? 'yes' : 'no',
      rules: readers.map(({ name }) => name).toSorted(),
      techniques: [...new Set(readers.flatMap(({ relevantTechniques }) => relevantTechniques))].toSorted(),
    };
  });
  return { rules: covering, cells, sources };
}

/** What a technique can be, the best first. */
export const coverageStates = ['fired', 'has data', 'deployed', 'no data', 'not covered'] as const;
export type CoverageState = (typeof coverageStates)[number];

/** What a cell is worth, best rule first: fired, able to fire, deployed without data. */
export function stateOf({ rules }: Pick<CoverageCell, 'rules'>): CoverageState {
  if (rules.length === 0) return 'not covered';
  if (rules.some(({ hasFired }) => hasFired === 'yes')) return 'fired';
  if (rules.some(({ hasData }) => hasData === 'yes')) return 'has data';
  return rules.every(({ hasData }) => hasData === 'no') ? 'no data' : 'deployed';
}

/** How many techniques of a tactic are how far; absent where nobody looked, which is not the same as none. */
export interface TacticCounts {
  readonly tactic: Tactic;
  readonly techniques: number;
  readonly deployed: number;
  readonly tested: number;
  readonly hasData?: number;
  readonly fired?: number;
}

/** The matrix in numbers, a tactic each. A technique counts with its best rule. */
export function countByTactic(cells: readonly CoverageCell[]): readonly TacticCounts[] {
  return matrixTactics.map((tactic) => {
    const own = cells.filter((cell) => cell.tactic === tactic);
    const covered = own.filter(({ rules }) => rules.length > 0);
    const count = (test: (rule: CoveringRule) => boolean): number => covered.filter(({ rules }) => rules.some(test)).length;
    const isKnown = (read: (rule: CoveringRule) => Known): boolean =>
      covered.every(({ rules }) => rules.every((rule) => read(rule) !== 'unknown'));
    return {
      tactic,
      techniques: own.length,
      deployed: covered.length,
      tested: count(({ isTested }) => isTested),
      ...(isKnown(({ hasData }) => hasData) ? { hasData: count(({ hasData }) => hasData === 'yes') } : {}),
      ...(isKnown(({ hasFired }) => hasFired) ? { fired: count(({ hasFired }) => hasFired === 'yes') } : {}),
    };
  });
}
