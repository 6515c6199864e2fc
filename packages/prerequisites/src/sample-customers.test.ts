import { readFile, readdir } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { findCustomer, formatProblem, loadCustomers, nodeFiles, planEnvironment, requireOperator } from '@mxdr/core';
import { describe, expect, it } from 'vitest';
import { exitCodeOf } from './check-report.ts';
import { readCheckReports } from './check-report-schema.ts';
import { assessReadiness, exitCodeOfReadiness } from './readiness/assess-readiness.ts';
import { readReadinessPlan } from './readiness/readiness-plan.ts';
import { readinessReportSchema } from './readiness/readiness-report-schema.ts';
import { readTenantFacts } from './read-tenant-facts.ts';
import { findRuleSet } from './rule-sets/rule-sets.ts';
import { runChecks } from './run-checks.ts';
import type { Waiver } from './waivers.ts';
import { readWaivers } from './waivers.ts';

const folder = fileURLToPath(new URL('../../../customers', import.meta.url));
const nowMs = Date.parse('2027-06-01T00:00:00Z');

async function waiversOf(id: string): Promise<readonly Waiver[]> {
  const text = await nodeFiles.readText(path.join(folder, id, 'waivers.yaml'));
  const reading = text === undefined ? { waivers: [] } : readWaivers(text, 'waivers.yaml');
  if ('problems' in reading) throw new Error(reading.problems.map(formatProblem).join('\n'));
  return reading.waivers;
}

async function check(id: string) {
  const book = await loadCustomers(folder);
  const customer = findCustomer(book, id);
  const file = path.join(folder, id, 'facts.json');
  return runChecks(
    customer,
    readTenantFacts(await readFile(file, 'utf8'), file),
    findRuleSet(customer.ruleSet),
    nowMs,
    requireOperator(book),
    { waivers: await waiversOf(id) },
  );
}

describe('the sample customers', () => {
  it('are without problems, and each can be planned', async () => {
    // WHEN
    const book = await loadCustomers(folder);
    // THEN
    expect(book.problems).toEqual([]);
    expect(book.customers.map((customer) => customer.id)).toEqual(['contoso', 'fabrikam', 'tailspin']);
    for (const customer of book.customers) expect(planEnvironment(customer, requireOperator(book))).toHaveProperty('schemaVersion', 1);
  });

  it('show a customer who is ready, with one product that is not covered', async () => {
    const report = await check('contoso');
    expect(exitCodeOf(report)).toBe(0);
    expect(report.coverage.products['defender-for-cloud-apps']).toBe('not-covered');
  });

  it('show a customer who is not, for one reason that is known and one that is not', async () => {
    const report = await check('fabrikam');
    expect(exitCodeOf(report)).toBe(1);
    expect(report.verdict).toMatchObject({ blocking: ['defender-av-active'], blockingUnknown: ['access-policies'] });
    expect(report.coverage.devices).toEqual({ actionable: 598, 'guidance-only': 36, blind: 0, undetermined: 0 });
  });

  it('show a customer who is ready with waivers', async () => {
    const report = await check('tailspin');
    expect(exitCodeOf(report)).toBe(0);
    expect(report.verdict).toMatchObject({
      readiness: 'ready',
      waived: ['defender-av-active', 'mda-license'],
      waiversFailed: [],
      waiversStale: [],
    });
    expect(report.verdict.summary).toMatch(/^Ready with waivers: /u);
    expect(report.findings.find(({ checkId }) => checkId === 'defender-av-active')?.state).toBe('not-met');
  });
});

async function assess(id: string) {
  const file = path.join(folder, id, 'readiness.yaml');
  const reading = readReadinessPlan(await readFile(file, 'utf8'), file);
  if ('problems' in reading) throw new Error(reading.problems.map(formatProblem).join('\n'));
  const checks = path.join(folder, id, 'checks');
  const texts = (await readdir(checks)).map(async (name) => readCheckReports(await readFile(path.join(checks, name), 'utf8'), name));
  const history = (await Promise.all(texts)).flat();
  const customer = findCustomer(await loadCustomers(folder), id);
  return assessReadiness(await check(id), { customer, plan: reading.plan, history });
}

describe('the readiness of the sample customers', () => {
  it('has the form that the schema of its JSON promises', async () => {
    for (const id of ['contoso', 'fabrikam', 'tailspin'])
      expect(readinessReportSchema.safeParse(JSON.parse(JSON.stringify(await assess(id)))).error, id).toBeUndefined();
  });

  it('shows one who is ready, and what was mended since last time', async () => {
    const report = await assess('contoso');
    expect(exitCodeOfReadiness(report)).toBe(0);
    expect(report.changes?.checks.filter(({ change }) => change === 'fixed').map(({ checkId }) => checkId)).toEqual([
      'mde-onboarded',
      'access-crosstenant',
    ]);
    expect(report.trend.map(({ failing }) => failing)).toEqual([5, 4, 3, 1]);
    expect(report.trend.map(({ protectedDevices }) => protectedDevices)).toEqual([1162, 1279, 1323, 1326]);
  });

  it('shows one who is not: what to complete now, what is overdue, what is said to be done and is not', async () => {
    const report = await assess('fabrikam');
    expect(report.counts).toMatchObject({ completeNow: 1, findOutNow: 1, toComplete: 4, inProgress: 1, notKnown: 2, overdue: 1 });
    expect(report.actions.filter(({ isContradicted }) => isContradicted).map(({ checkId }) => checkId)).toEqual([
      'workspace-configuration',
    ]);
    expect(report.changes?.checks.map(({ checkId, change }) => [checkId, change])).toContainEqual(['access-policies', 'became-unknown']);
  });

  it('shows one who is ready with waivers', async () => {
    const report = await assess('tailspin');
    expect(report.counts).toMatchObject({ completeNow: 0, accepted: 2 });
    expect(report.changes?.checks).toContainEqual(expect.objectContaining({ checkId: 'defender-av-active', change: 'waived' }));
  });
});
