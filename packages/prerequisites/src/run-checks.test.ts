import { ruleSets } from '@mxdr/core';
import { describe, expect, it } from 'vitest';
import { exitCodeOf } from './check-report.ts';
import { formatCheckJson } from './format-check-json.ts';
import { readTenantFacts } from './read-tenant-facts.ts';
import { findRuleSet, knownRuleSets } from './rule-sets/rule-sets.ts';
import { checkIds } from './check.ts';
import { runChecks } from './run-checks.ts';
import { antivirus, device, nowMs, sku, takenAt, testCustomer, testFacts, testOperator } from './testing/sample-facts.ts';

const ruleSet = findRuleSet('preview-2022');
const customer = testCustomer();
const unread = { status: 'not-read' as const, reason: 'permission' as const, permission: 'User.Read.All', message: '403 Forbidden' };

function exitCodeAfter(days: number, kind: 'tenant' | 'sample' = 'tenant'): number {
  return exitCodeOf(runChecks(customer, testFacts(customer, {}, { kind }), ruleSet, Date.parse(takenAt) + days * 86_400_000, testOperator));
}

describe('runChecks', () => {
  it('is ready when every blocking check is met, with an exit code of 0', () => {
    const report = runChecks(customer, testFacts(customer), ruleSet, nowMs, testOperator);
    expect(report.verdict).toMatchObject({
      readiness: 'ready',
      blocking: [],
      blockingUnknown: [],
      counts: { met: 13, 'not-applicable': 4 },
    });
    expect(exitCodeOf(report)).toBe(0);
    expect(report.coverage.devices).toEqual({ actionable: 2, 'guidance-only': 0, blind: 0, undetermined: 0 });
  });

  it('stays ready when only coverage is missing, and says which product is not covered', () => {
    const report = runChecks(
      customer,
      testFacts(customer, { subscribedSkus: [sku(['mde-p2', 'entra-p1', 'mdi', 'mda'])] }),
      ruleSet,
      nowMs,
      testOperator,
    );
    expect(exitCodeOf(report)).toBe(0);
    expect(report.verdict.summary).toBe('Ready: every check that blocks the start is met. Coverage is limited by 1 finding.');
    expect(report.coverage.products).toMatchObject({ 'defender-for-office-365': 'not-covered', 'defender-for-identity': 'covered' });
  });

  it('prefers a known failure to an unknown: 1 before 2', () => {
    const failing = { antivirus: [antivirus('a', '1'), antivirus('b')] };
    const both = runChecks(customer, testFacts(customer, failing, { users: unread }), ruleSet, nowMs, testOperator);
    const unknownOnly = runChecks(customer, testFacts(customer, {}, { users: unread }), ruleSet, nowMs, testOperator);
    expect([exitCodeOf(both), exitCodeOf(unknownOnly)]).toEqual([1, 2]);
    expect(both.verdict.blockingUnknown).toEqual(['mde-p2-assigned', 'entra-p1-license', 'entra-p1-assigned']);
    expect(both.run.permissionsMissing).toEqual(['User.Read.All']);
    expect(unknownOnly.verdict.readiness).toBe('undetermined');
  });

  it('calls nothing met or failed of a tenant of which nothing was read', () => {
    const none = {
      openIdConfiguration: unread,
      subscribedSkus: unread,
      users: unread,
      devices: unread,
      antivirus: unread,
      groups: unread,
      conditionalAccessPolicies: unread,
      delegations: unread,
    };
    const report = runChecks(customer, testFacts(customer, {}, none), ruleSet, nowMs, testOperator);
    expect(
      report.findings.filter((finding) => finding.state === 'met' || finding.state === 'not-met').map((finding) => finding.checkId),
    ).toEqual(['contacts']);
    expect(report.coverage).not.toHaveProperty('devices');
    expect(exitCodeOf(report)).toBe(2);
  });

  it('believes facts of a month, and not older ones; a sample is judged as of its own day', () => {
    expect([exitCodeAfter(29), exitCodeAfter(31), exitCodeAfter(400, 'sample')]).toEqual([0, 2, 0]);
  });

  it('cannot tell the access when the operator is not known', () => {
    const report = runChecks(customer, testFacts(customer), ruleSet, nowMs, undefined);
    expect(report.verdict.blockingUnknown).toEqual(['access-groups']);
  });

  it('refuses the facts of another tenant', () => {
    const facts = testFacts(customer, {}, { tenantId: '99999999-2222-4333-8444-555555555555' });
    expect(() => runChecks(customer, facts, ruleSet, nowMs, testOperator)).toThrow(
      expect.objectContaining({ code: 'MXDR-FACTS-OTHER-TENANT', kind: 'usage' }),
    );
  });

  it('gives every finding a state, a source, an expectation and a rule set, in the order of the catalogue', () => {
    const { findings } = runChecks(customer, testFacts(customer), ruleSet, nowMs, testOperator);
    expect(findings.map((finding) => finding.checkId)).toEqual([...checkIds]);
    for (const finding of findings)
      expect([finding.source, finding.expected, finding.observed, finding.ruleSet].every((text) => text.length > 3)).toBe(true);
  });

  it('is the same for the same facts, and survives JSON', () => {
    const run = () => formatCheckJson(runChecks(customer, testFacts(customer), ruleSet, nowMs, testOperator));
    expect(run()).toBe(run());
    expect(JSON.parse(run())).toEqual(runChecks(customer, testFacts(customer), ruleSet, nowMs, testOperator));
  });

  it('leaves devices out of scope out of the depth', () => {
    const scoped = testCustomer({ scope: { kind: 'groups' } });
    const devices = [device('a', { deviceGroup: 'Defender_Experts_Scoped_Coverage_Devices' }), device('b', { deviceGroup: null })];
    const report = runChecks(
      scoped,
      testFacts(scoped, { devices, antivirus: [antivirus('a'), antivirus('b', '2')] }),
      ruleSet,
      nowMs,
      testOperator,
    );
    expect(report.coverage.devices).toEqual({ actionable: 1, 'guidance-only': 0, blind: 0, undetermined: 0 });
  });
});

describe('rule sets', () => {
  it('name each check once, with source and requirement, from a day of the calendar', () => {
    for (const { rules, fromDate } of knownRuleSets) {
      expect(new Set(rules.map((rule) => rule.checkId)).size).toBe(rules.length);
      for (const rule of rules) expect(rule.source.length > 10 && /^S\d+$/u.test(rule.requirement)).toBe(true);
      expect(new Date(fromDate).toISOString().slice(0, 10)).toBe(fromDate);
    }
  });

  it('are there for every era that a customer file may name', () => {
    expect(knownRuleSets.map((one) => one.id)).toEqual([...ruleSets]);
    const dates = knownRuleSets.map((one) => one.fromDate);
    expect(dates).toEqual(dates.toSorted());
  });

  it('of 2026 start with one product, and limit coverage where antivirus is passive', () => {
    // GIVEN a tenant with Defender for Office 365 alone, and a device in passive mode
    const facts = testFacts(customer, { subscribedSkus: [sku(['mdo-p2', 'entra-p1'])], antivirus: [antivirus('a', '1'), antivirus('b')] });
    // WHEN
    const [of2022, of2026] = (['preview-2022', 'mdr-2026'] as const).map((id) =>
      runChecks(customer, facts, findRuleSet(id), nowMs, testOperator),
    );
    // THEN
    expect([of2022, of2026].map((report) => report?.verdict.blocking)).toEqual([['mde-p2-license', 'defender-av-active'], []]);
    expect(of2026?.coverage.products).toMatchObject({
      'defender-for-office-365': 'covered',
      'defender-for-endpoint': 'not-covered',
      'entra-id': 'not-covered',
    });
  });

  it('that are not known are refused by name', () => {
    expect(() => findRuleSet('mdr-1999')).toThrow(expect.objectContaining({ code: 'MXDR-RULE-SET-UNAVAILABLE' }));
  });
});

describe('readTenantFacts', () => {
  it('reads what was written', () => {
    const facts = testFacts(customer);
    expect(readTenantFacts(JSON.stringify(facts), 'facts.json')).toEqual(facts);
  });

  it('says every problem with its place', () => {
    const text = JSON.stringify({ ...testFacts(customer), takenAt: 'yesterday', devicez: [] }, null, 2);
    expect(() => readTenantFacts(text, 'facts.json')).toThrow(
      expect.objectContaining({
        code: 'MXDR-FACTS-INVALID',
        why: expect.stringMatching(
          /facts\.json:\d+:\d+ error MXDR-YAML-VALUE: takenAt must be an instant[\s\S]*"devicez" is not a key of this file \(did you mean "devices"\?\)/u,
        ),
      }),
    );
    expect(() => readTenantFacts('{"a": 1,,}', 'facts.json')).toThrow(
      expect.objectContaining({ why: expect.stringContaining('facts.json:1:9 error MXDR-JSON-SYNTAX') }),
    );
  });
});
