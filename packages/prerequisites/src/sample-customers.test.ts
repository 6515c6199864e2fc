import { loadCustomers, planEnvironment, requireOperator } from '@mxdr/core';
import { describe, expect, it } from 'vitest';
import { exitCodeOf } from './check-report.ts';
import { exitCodeOfReadiness } from './readiness/assess-readiness.ts';
import { assessSample, checkSample, sampleFolder, sampleIds } from './testing/sample-customers.ts';

describe('the sample customers', () => {
  it('are without problems, and each can be planned', async () => {
    // WHEN
    const book = await loadCustomers(sampleFolder);
    // THEN
    expect(book.problems).toEqual([]);
    expect(book.customers.map((customer) => customer.id)).toEqual([...sampleIds]);
    for (const customer of book.customers) expect(planEnvironment(customer, requireOperator(book))).toHaveProperty('schemaVersion', 1);
  });

  it('show a customer who is ready, with one product that is not covered', async () => {
    const report = await checkSample('contoso');
    expect(exitCodeOf(report)).toBe(0);
    expect(report.coverage.products['defender-for-cloud-apps']).toBe('not-covered');
  });

  it('show a customer who is not, for one reason that is known and one that is not', async () => {
    const report = await checkSample('fabrikam');
    expect(exitCodeOf(report)).toBe(1);
    expect(report.verdict).toMatchObject({ blocking: ['defender-av-active'], blockingUnknown: ['access-policies'] });
    expect(report.coverage.devices).toEqual({ actionable: 598, 'guidance-only': 36, blind: 0, undetermined: 0 });
  });

  it('show a customer who is ready with waivers', async () => {
    const report = await checkSample('tailspin');
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

describe('the readiness of the sample customers', () => {
  it('shows one who is ready, and what was mended since last time', async () => {
    const report = await assessSample('contoso');
    expect(exitCodeOfReadiness(report)).toBe(0);
    expect(report.changes?.checks.filter(({ change }) => change === 'fixed').map(({ checkId }) => checkId)).toEqual([
      'mde-onboarded',
      'access-crosstenant',
    ]);
    expect(report.trend.map(({ failing }) => failing)).toEqual([5, 4, 3, 1]);
    expect(report.trend.map(({ protectedDevices }) => protectedDevices)).toEqual([1162, 1279, 1323, 1326]);
  });

  it('shows one who is not: what to complete now, what is overdue, what is said to be done and is not', async () => {
    const report = await assessSample('fabrikam');
    expect(report.counts).toMatchObject({ completeNow: 1, findOutNow: 1, toComplete: 4, inProgress: 1, notKnown: 2, overdue: 1 });
    expect(report.actions.filter(({ isContradicted }) => isContradicted).map(({ checkId }) => checkId)).toEqual([
      'workspace-configuration',
    ]);
    expect(report.changes?.checks.map(({ checkId, change }) => [checkId, change])).toContainEqual(['access-policies', 'became-unknown']);
  });

  it('shows one who is ready with waivers', async () => {
    const report = await assessSample('tailspin');
    expect(report.counts).toMatchObject({ completeNow: 0, accepted: 2 });
    expect(report.changes?.checks).toContainEqual(expect.objectContaining({ checkId: 'defender-av-active', change: 'waived' }));
  });
});
