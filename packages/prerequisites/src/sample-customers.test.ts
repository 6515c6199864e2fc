import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { findCustomer, formatProblem, loadCustomers, nodeFiles, planEnvironment, requireOperator } from '@mxdr/core';
import { describe, expect, it } from 'vitest';
import { exitCodeOf } from './check-report.ts';
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
