import type { QueryResult } from '@mxdr/core';
import type { ExpectedEntity } from './alert-entities.ts';
import { describeEntity, isExpectedEntity } from './alert-entities.ts';
import type { Attack } from './attack-schema.ts';
import { parseOffset } from './row-offset.ts';
import type { Firing, RunSpan, TimedWorkspace } from './rule-schedule.ts';
import { runIntervalMs, runOnce, runOnSchedule } from './rule-schedule.ts';
import type { Rule } from './rule-schema.ts';
import type { ShownRows } from './shown-rows.ts';
import { isSameValue } from './shown-rows.ts';
import type { StagedScenario } from './stage-scenario.ts';

/** Alerts at one run, for a person to look at. */
export interface ShownAlert {
  readonly atUtc: string;
  readonly alerts: number;
  readonly shown: ShownRows;
}

/** A rule over the benign month. */
export type BudgetResult =
  | {
      readonly status: 'passed' | 'failed';
      readonly alerts: number;
      readonly budget: number;
      readonly runs: number;
      readonly emptyRuns: number;
      /** The first runs that raised something. */
      readonly examples: readonly ShownAlert[];
    }
  | { readonly status: 'error' | 'unsupported'; readonly reason: string };

/** A rule in the time of one attack. */
export type AttackResult = { readonly attackId: string; readonly attackName: string } & (
  | { readonly status: 'passed'; readonly firstAlertUtc: string; readonly alerts: number }
  | { readonly status: 'failed'; readonly reason: string; readonly examples: readonly ShownAlert[] }
  | { readonly status: 'error' | 'unsupported'; readonly reason: string }
);

const mostExamples = 3;

const utc = (ms: number): string => new Date(ms).toISOString();
const showAlert = ({ atMs, alerts, shown }: Firing): ShownAlert => ({ atUtc: utc(atMs), alerts, shown });

/** Runs the rule over the benign month and holds its alerts against its budget. */
export async function testBudget(rule: Rule, benign: TimedWorkspace, month: RunSpan): Promise<BudgetResult> {
  const budget = rule.alertBudget?.perMonth ?? 0;
  const outcome = await runOnSchedule(rule, benign, month);
  if (outcome.status !== 'ran') return { status: outcome.status === 'unsupported' ? 'unsupported' : 'error', reason: outcome.reason };
  return {
    status: outcome.alerts <= budget ? 'passed' : 'failed',
    alerts: outcome.alerts,
    budget,
    runs: outcome.runs,
    emptyRuns: outcome.emptyRuns,
    examples: outcome.firings.slice(0, mostExamples).map(showAlert),
  };
}

/** What of the attack the rule must raise. */
export type Raise = Attack['raises'][number];

/** Where an attack is run: with it, and the same time without it. */
export interface AttackField {
  readonly attacked: TimedWorkspace;
  readonly benign: TimedWorkspace;
  readonly staged: StagedScenario;
}

/**
 * Runs the rule over the time of the attack: from its first row to `within` after its last, or to the next run of the rule. An alert counts
 * when the same run without the attack has another result, so that noise cannot pass for a detection.
 */
export async function testAttack(
  rule: Rule,
  attack: Attack,
  raise: Raise,
  { attacked, benign, staged }: AttackField,
): Promise<AttackResult> {
  const head = { attackId: attack.id, attackName: attack.name };
  const firstMs = Math.min(...Object.values(staged.rows).flatMap((rows) => rows.map((row) => Date.parse(row.TimeGenerated))));
  const endMs = staged.lastMs + (raise.within === undefined ? runIntervalMs(rule) : (parseOffset(raise.within) ?? 0));
  const outcome = await runOnSchedule(rule, attacked, { startMs: firstMs, endMs });
  if (outcome.status !== 'ran')
    return { ...head, status: outcome.status === 'unsupported' ? 'unsupported' : 'error', reason: outcome.reason };
  const caused: Firing[] = [];
  for (const firing of outcome.firings) if (!(await isSameWithout(rule, benign, firing))) caused.push(firing);
  const expected = raise.entities.map((entity) => fillEntity(entity, staged));
  const entities = caused.flatMap((firing) => firing.entities);
  const [first] = caused;
  const examples = caused.slice(0, mostExamples).map(showAlert);
  const failed = (reason: string): AttackResult => ({ ...head, status: 'failed', reason, examples });
  if (first === undefined) {
    const noise = outcome.firings.length === 0 ? '' : `; ${outcome.firings.length} runs alerted, but just so without the attack`;
    return failed(`no alert in ${outcome.runs + outcome.emptyRuns} runs from ${utc(firstMs)} to ${utc(endMs)}${noise}`);
  }
  const missing = expected.find((each) => !entities.some((entity) => isExpectedEntity(entity, each)));
  if (missing !== undefined) {
    const { type, ...identifiers } = missing;
    const seen = [...new Set(entities.map((entity) => describeEntity(entity.type, entity.identifiers)))];
    return failed(`no alert has the entity ${describeEntity(type, identifiers)}; seen: ${seen.slice(0, 6).join(', ') || 'none'}`);
  }
  return { ...head, status: 'passed', firstAlertUtc: utc(first.atMs), alerts: caused.reduce((sum, { alerts }) => sum + alerts, 0) };
}

function fillEntity(entity: ExpectedEntity, { fill }: StagedScenario): ExpectedEntity {
  const { type, ...identifiers } = entity;
  return { type, ...Object.fromEntries(Object.entries(identifiers).map(([name, value]) => [name, fill(value)])) };
}

async function isSameWithout(rule: Rule, benign: TimedWorkspace, { atMs, result }: Firing): Promise<boolean> {
  const without = await runOnce(rule, benign, atMs);
  return without.status === 'complete' && isSameValue(asSet(without), asSet(result));
}

/** Rows without their order, which means nothing to an alert. */
function asSet(result: QueryResult): readonly string[] {
  return result.rows.map((row) => JSON.stringify(row)).toSorted();
}
