import { readFile, readdir } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { findCustomer, formatProblem, loadCustomers, nodeFiles, requireOperator } from '@mxdr/core';
import type { Problem } from '@mxdr/core';
import { readCheckReports } from '../check-report-schema.ts';
import type { CheckReport } from '../check-report.ts';
import type { ReadinessReport } from '../readiness/assess-readiness.ts';
import { assessReadiness } from '../readiness/assess-readiness.ts';
import { readReadinessPlan } from '../readiness/readiness-plan.ts';
import { readTenantFacts } from '../read-tenant-facts.ts';
import { findRuleSet } from '../rule-sets/rule-sets.ts';
import { runChecks } from '../run-checks.ts';
import { readWaivers } from '../waivers.ts';

export const sampleFolder = fileURLToPath(new URL('../../../../customers', import.meta.url));
export const sampleIds = ['contoso', 'fabrikam', 'tailspin'] as const;
export type SampleId = (typeof sampleIds)[number];
/** Half a year after the facts: samples are judged as of their own day. */
const nowMs = Date.parse('2027-06-01T00:00:00Z');

function required<Value extends object>(reading: Value | { readonly problems: readonly Problem[] }): Value {
  if ('problems' in reading) throw new Error(reading.problems.map(formatProblem).join('\n'));
  return reading;
}

/** A sample customer as `mxdr check` judges it. */
export async function checkSample(id: SampleId): Promise<CheckReport> {
  const book = await loadCustomers(sampleFolder);
  const customer = findCustomer(book, id);
  const text = await nodeFiles.readText(path.join(sampleFolder, id, 'waivers.yaml'));
  const { waivers } = text === undefined ? { waivers: [] } : required(readWaivers(text, 'waivers.yaml'));
  const facts = readTenantFacts(await readFile(path.join(sampleFolder, id, 'facts.json'), 'utf8'), 'facts.json');
  return runChecks(customer, facts, findRuleSet(customer.ruleSet), nowMs, requireOperator(book), { waivers });
}

/** A sample customer as `mxdr readiness` assesses it. */
export async function assessSample(id: SampleId): Promise<ReadinessReport> {
  const text = await readFile(path.join(sampleFolder, id, 'readiness.yaml'), 'utf8');
  const checks = path.join(sampleFolder, id, 'checks');
  const earlier = (await readdir(checks)).map(async (name) => readCheckReports(await readFile(path.join(checks, name), 'utf8'), name));
  return assessReadiness(await checkSample(id), {
    customer: findCustomer(await loadCustomers(sampleFolder), id),
    plan: required(readReadinessPlan(text, 'readiness.yaml')).plan,
    history: (await Promise.all(earlier)).flat(),
  });
}
