import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { CheckReport } from '../check-report.ts';
import { checkIds } from '../check.ts';
import { findRuleSet } from '../rule-sets/rule-sets.ts';
import type { RunChecksOptions } from '../run-checks.ts';
import { runChecks } from '../run-checks.ts';
import { antivirus, device, nowMs, sku, testCustomer, testFacts, testOperator } from '../testing/sample-facts.ts';
import { assessReadiness, exitCodeOfReadiness } from './assess-readiness.ts';
import { onboardingStepIds } from './onboarding-steps.ts';
import type { ReadinessPlan } from './readiness-plan.ts';
import { emptyReadinessPlan } from './readiness-plan.ts';

const customer = testCustomer();
const dayMs = 86_400_000;
const unread = { status: 'not-read' as const, reason: 'permission' as const, permission: 'Policy.Read.All', message: '403 Forbidden' };
const passive = { devices: [device('a'), device('b')], antivirus: [antivirus('a', '1'), antivirus('b')] };
const withoutCloudApps = [sku(['mde-p2', 'entra-p1', 'mdo-p2', 'mdi'])];

function check(
  values: Parameters<typeof testFacts>[1] = {},
  facts: Parameters<typeof testFacts>[2] = {},
  options: RunChecksOptions & { readonly atMs?: number } = {},
): CheckReport {
  const { atMs = nowMs, ...rest } = options;
  return runChecks(customer, testFacts(customer, values, facts), findRuleSet('preview-2022'), atMs, testOperator, rest);
}

function assess(report: CheckReport, plan: Partial<ReadinessPlan> = {}, history: readonly CheckReport[] = []) {
  return assessReadiness(report, { customer, plan: { ...emptyReadinessPlan, ...plan }, history });
}

// Failing (antivirus), unknown (policies), unlicensed (Cloud Apps): one of each.
const mixed = check({ ...passive, subscribedSkus: withoutCloudApps }, { conditionalAccessPolicies: unread });

describe('actions needed', () => {
  it('put first what blocks the start, known before unknown, then what limits coverage', () => {
    // WHEN
    const { actions, counts } = assess(mixed);
    // THEN
    expect(actions.slice(0, 3).map(({ checkId, urgency, progress }) => [checkId, urgency, progress])).toEqual([
      ['defender-av-active', 'complete-now', 'to-complete'],
      ['access-policies', 'find-out-now', 'not-known'],
      ['mda-license', 'later', 'to-complete'],
    ]);
    expect(counts).toMatchObject({ completeNow: 1, findOutNow: 1, toComplete: 2, inProgress: 0, accepted: 0 });
    expect(actions.at(-1)?.progress).toBe('completed');
  });

  it('that are not known are neither done nor to be done, whatever was noted', () => {
    for (const state of ['in-progress', 'done'] as const) {
      // GIVEN an answer that could not be read, and a note about it
      const plan = { actions: [{ check: 'access-policies' as const, owner: 'Ada', state }] };
      // WHEN
      const { actions, counts } = assess(mixed, plan);
      // THEN
      expect(actions.find(({ checkId }) => checkId === 'access-policies')).toMatchObject({ progress: 'not-known', owner: 'Ada' });
      expect(counts.notKnown).toBe(mixed.verdict.counts.unknown);
    }
  });

  it('that are said to be done and still fail are to be done, and say so', () => {
    const { actions } = assess(mixed, { actions: [{ check: 'defender-av-active', owner: 'Ada', state: 'done' }] });
    expect(actions[0]).toMatchObject({ checkId: 'defender-av-active', progress: 'to-complete', isContradicted: true });
  });

  it('that are waived are accepted and ask nothing; the state stays', () => {
    // GIVEN
    const waivers = [{ check: 'defender-av-active' as const, reason: 'until the migration', owner: 'Ada', expires: '2026-12-31' }];
    // WHEN
    const { actions, counts } = assess(check(passive, {}, { waivers }));
    // THEN
    expect(actions.find(({ checkId }) => checkId === 'defender-av-active')).toMatchObject({
      state: 'not-met',
      progress: 'accepted',
      urgency: 'none',
    });
    expect(counts).toMatchObject({ accepted: 1, completeNow: 0, toComplete: 0 });
  });

  it('are overdue from the day after their last one, in the calendar of the customer', () => {
    // GIVEN a last day, in a zone that is an hour ahead
    const plan = { actions: [{ check: 'defender-av-active' as const, owner: 'Ada', due: '2026-11-20' }] };
    const overdueAt = (instant: string): number => assess(check(passive, {}, { atMs: Date.parse(instant) }), plan).counts.overdue;
    // WHEN that day ends in Amsterdam THEN the action is overdue
    expect([overdueAt('2026-11-20T22:59:59Z'), overdueAt('2026-11-20T23:00:00Z')]).toEqual([0, 1]);
  });

  it('that are done are never overdue', () => {
    const plan = { actions: [{ check: 'defender-av-active' as const, owner: 'Ada', due: '2020-01-01' }] };
    expect(assess(check(), plan).counts.overdue).toBe(0);
  });

  it('are each counted once, and no plan changes what the facts say', () => {
    const planned = fc.record({
      check: fc.constantFrom(...checkIds),
      owner: fc.constant('Ada'),
      due: fc.constantFrom('2020-01-01', '2030-01-01'),
      state: fc.constantFrom('in-progress' as const, 'done' as const),
    });
    fc.assert(
      fc.property(fc.uniqueArray(planned, { selector: ({ check: id }) => id }), (actions) => {
        // GIVEN any plan WHEN it is held against one result
        const { counts, actions: listed } = assess(mixed, { actions });
        const without = assess(mixed).counts;
        // THEN
        expect(counts.toComplete + counts.inProgress + counts.notKnown + counts.accepted + counts.completed).toBe(listed.length);
        expect(counts.toComplete + counts.inProgress).toBe(without.toComplete + without.inProgress);
        expect([counts.notKnown, counts.accepted, counts.completed, counts.completeNow]).toEqual([
          without.notKnown,
          without.accepted,
          without.completed,
          without.completeNow,
        ]);
      }),
      { numRuns: 60 },
    );
  });
});

describe('the checklist of the onboarding', () => {
  const progressOf = (report: CheckReport, plan: Partial<ReadinessPlan> = {}) =>
    Object.fromEntries(assess(report, plan).checklist.map(({ step, progress }) => [step, progress]));

  it('has every step once, in order', () => {
    expect(assess(mixed).checklist.map(({ step }) => step)).toEqual([...onboardingStepIds]);
  });

  it('is decided by the checks where they show a step', () => {
    // GIVEN a note that everything is done
    const checklist = onboardingStepIds.map((step) => ({ step, owner: 'Ada', state: 'done' as const }));
    // WHEN checks disagree
    const progress = progressOf(mixed, { checklist });
    // THEN
    expect(progress).toMatchObject({ assets: 'to-complete', permissions: 'not-known', contacts: 'completed', scope: 'not-needed' });
    expect(assess(mixed, { checklist }).checklist.find(({ step }) => step === 'assets')?.isContradicted).toBe(true);
  });

  it('does not know a step that only people can tell, until they do', () => {
    expect(progressOf(check())['exclusions']).toBe('not-known');
    expect(progressOf(check(), { checklist: [{ step: 'exclusions', owner: 'Ada' }] })['exclusions']).toBe('to-complete');
    expect(progressOf(check(), { checklist: [{ step: 'exclusions', owner: 'Ada', state: 'done' }] })['exclusions']).toBe('completed');
  });

  it('names who works on the checks of a step that has no owner of its own', () => {
    const { checklist } = assess(mixed, { actions: [{ check: 'defender-av-active', owner: 'Grace', due: '2020-01-01' }] });
    expect(checklist.find(({ step }) => step === 'assets')).toMatchObject({ owner: 'Grace', isOverdue: false });
  });
});

describe('the trend', () => {
  const daysAgo = (days: number, values: Parameters<typeof testFacts>[1] = {}): CheckReport =>
    check(values, {}, { atMs: nowMs - days * dayMs });

  it('is told from earlier results of the same tenant, oldest first, with the current one last', () => {
    // GIVEN results in no order, one of another tenant, one from later
    const foreign = daysAgo(3);
    const history = [
      daysAgo(7, passive),
      daysAgo(14, { ...passive, subscribedSkus: withoutCloudApps }),
      {
        ...foreign,
        customer: { ...foreign.customer, tenantId: testCustomer({ tenantId: '99999999-2222-4333-8444-555555555555' }).tenantId },
      },
      daysAgo(-1),
    ];
    // WHEN
    const { trend, changes } = assess(check(), {}, history);
    // THEN
    expect(trend.map(({ asOf, failing, met }) => [asOf.slice(0, 10), failing, met])).toEqual([
      ['2026-11-06', 2, 11],
      ['2026-11-13', 1, 12],
      ['2026-11-20', 0, 13],
    ]);
    expect(changes?.checks).toEqual([expect.objectContaining({ checkId: 'defender-av-active', change: 'fixed' })]);
  });

  it('never counts what a run did not know', () => {
    // GIVEN a run that could read no devices
    const [first] = assess(check(), {}, [check({}, { devices: unread }, { atMs: nowMs - dayMs })]).trend;
    // THEN there is no number for them
    expect(first).not.toHaveProperty('devices');
    expect(first).not.toHaveProperty('protectedDevices');
    expect(first?.notKnown).toBeGreaterThan(0);
  });

  it('begins with the current run where there is no earlier one', () => {
    const { trend, changes } = assess(check());
    expect(trend).toHaveLength(1);
    expect(changes).toBeUndefined();
  });
});

describe('the exit code', () => {
  it('is that of the checks, and not 0 while something is overdue', () => {
    const late = { checklist: [{ step: 'teams' as const, owner: 'Ada', due: '2026-11-01' }] };
    expect(exitCodeOfReadiness(assess(check()))).toBe(0);
    expect(exitCodeOfReadiness(assess(check(), late))).toBe(1);
    expect(exitCodeOfReadiness(assess(mixed))).toBe(1);
    expect(exitCodeOfReadiness(assess(check({}, { conditionalAccessPolicies: unread })))).toBe(2);
  });
});
