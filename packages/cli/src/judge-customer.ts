import { readdir } from 'node:fs/promises';
import path from 'node:path';
import type { Customer, Operator, RuleSetId, TenantFacts } from '@mxdr/core';
import { nodeFiles } from '@mxdr/core';
import type { CheckReport, CheckWords, ReadinessPlan, ReadinessReport, Waiver } from '@mxdr/prerequisites';
import {
  assessReadiness,
  emptyReadinessPlan,
  findRuleSet,
  readCheckReports,
  readReadinessPlan,
  readTenantFacts,
  readWaivers,
  readinessPlanInvalid,
  runChecks,
  waiversInvalid,
} from '@mxdr/prerequisites';
import type { OptionValues } from './command-spec.ts';
import type { CommandContext } from './context.ts';
import { badOption, fileUnreadable } from './errors.ts';
import { readLiveFacts } from './read-live-facts.ts';
import { readNamedFile } from './read-text.ts';

/** The customer's waivers; none when it has no file of them. */
async function loadWaivers(context: CommandContext, id: string): Promise<readonly Waiver[]> {
  const file = path.join(context.customersFolder, id, 'waivers.yaml');
  const text = await nodeFiles.readText(file);
  if (text === undefined) return [];
  const reading = readWaivers(text, file);
  if ('problems' in reading) throw waiversInvalid(file, reading.problems);
  return reading.waivers;
}

/** Who does what until when; nothing is planned when the customer has no file of it. */
async function loadReadinessPlan(context: CommandContext, id: string): Promise<ReadinessPlan> {
  const file = path.join(context.customersFolder, id, 'readiness.yaml');
  const text = await nodeFiles.readText(file);
  if (text === undefined) return emptyReadinessPlan;
  const reading = readReadinessPlan(text, file);
  if ('problems' in reading) throw readinessPlanInvalid(file, reading.problems);
  return reading.plan;
}

async function judgeFacts(
  context: CommandContext,
  customer: Customer,
  operator: Operator,
  facts: TenantFacts,
  ruleSet: RuleSetId | undefined,
  words: CheckWords | undefined,
): Promise<CheckReport> {
  const waivers = await loadWaivers(context, customer.id);
  return runChecks(customer, facts, findRuleSet(ruleSet ?? customer.ruleSet), context.clock.now(), operator, {
    waivers,
    ...(words === undefined ? {} : { words }),
  });
}

/** Judges one customer from its recorded facts and its waivers. */
export async function checkCustomerFacts(
  context: CommandContext,
  customer: Customer,
  operator: Operator,
  factsFile: string,
  ruleSet?: RuleSetId,
  words?: CheckWords,
): Promise<CheckReport> {
  return judgeFacts(context, customer, operator, readTenantFacts(await readNamedFile(factsFile), factsFile), ruleSet, words);
}

/**
 * Judges one customer as the options say: `--live`, `--facts FILE`, or facts.json beside its customer.yaml.
 * @param words language of what is found; English when none is given
 */
export async function judgeCustomer(
  context: CommandContext,
  customer: Customer,
  operator: Operator,
  options: OptionValues,
  words?: CheckWords,
): Promise<CheckReport> {
  const { facts, ruleSet } = options;
  const chosen = typeof ruleSet === 'string' ? (ruleSet as RuleSetId) : undefined;
  if (options['live'] === true) {
    if (typeof facts === 'string') throw badOption('--facts', facts, 'it or --live, not both');
    return judgeFacts(context, customer, operator, await readLiveFacts(context, customer, operator, options), chosen, words);
  }
  const file = typeof facts === 'string' ? facts : path.join(context.customersFolder, customer.id, 'facts.json');
  return checkCustomerFacts(context, customer, operator, file, chosen, words);
}

/**
 * Results of earlier runs: every `*.json` of the folder, results of one customer or of a fleet. Of the customer's own folder `checks/` none is asked
 * for by name, so that it may be absent.
 */
async function loadHistory(context: CommandContext, customer: Customer, history: unknown): Promise<readonly CheckReport[]> {
  const isNamed = typeof history === 'string';
  const folder = isNamed ? path.resolve(context.cwd, history) : path.join(context.customersFolder, customer.id, 'checks');
  let names: readonly string[];
  try {
    names = await readdir(folder);
  } catch (error) {
    if (!isNamed && error instanceof Error && 'code' in error && error.code === 'ENOENT') return [];
    throw fileUnreadable(folder, error);
  }
  const reports: CheckReport[] = [];
  for (const name of names.filter((one) => one.endsWith('.json')).toSorted()) {
    const file = path.join(folder, name);
    reports.push(...readCheckReports(await readNamedFile(file), file));
  }
  return reports;
}

/** One customer as it was judged, and what is to be done about it. */
export interface AssessedCustomer {
  readonly report: CheckReport;
  readonly readiness: ReadinessReport;
}

/**
 * Judges one customer, and holds the result against its plan and its earlier results.
 * @param words language of what is found and of the steps; English when none is given
 */
export async function assessCustomer(
  context: CommandContext,
  customer: Customer,
  operator: Operator,
  options: OptionValues,
  words?: CheckWords,
): Promise<AssessedCustomer> {
  const plan = await loadReadinessPlan(context, customer.id);
  const history = await loadHistory(context, customer, options['history']);
  const report = await judgeCustomer(context, customer, operator, options, words);
  const readiness = assessReadiness(report, { customer, plan, history, ...(words === undefined ? {} : { words }) });
  return { report, readiness };
}
