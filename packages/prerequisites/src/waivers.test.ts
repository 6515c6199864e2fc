import { describe, expect, it } from 'vitest';
import { exitCodeOf } from './check-report.ts';
import { findRuleSet } from './rule-sets/rule-sets.ts';
import { runChecks } from './run-checks.ts';
import { antivirus, device, nowMs, sku, testCustomer, testFacts, testOperator } from './testing/sample-facts.ts';
import type { Waiver } from './waivers.ts';
import { readWaivers } from './waivers.ts';

const customer = testCustomer();
const passive = { devices: [device('a'), device('b')], antivirus: [antivirus('a', '1'), antivirus('b')] };
const waiver: Waiver = { check: 'defender-av-active', reason: 'until the migration', owner: 'Ada', expires: '2026-11-20' };

function judge(waivers: readonly Waiver[], atMs = nowMs, values = passive) {
  return runChecks(customer, testFacts(customer, values), findRuleSet('preview-2022'), atMs, testOperator, { waivers });
}

describe('a waiver', () => {
  it('lets a customer start, and leaves the finding as it was', () => {
    const report = judge([waiver]);
    const finding = report.findings.find(({ checkId }) => checkId === waiver.check);
    expect(finding).toMatchObject({ state: 'not-met', waiver: { standing: 'accepted', reason: waiver.reason, owner: 'Ada' } });
    expect(report.verdict).toMatchObject({ readiness: 'ready', blocking: [], waived: [waiver.check] });
    expect(report.verdict.counts['not-met']).toBe(1);
    expect(exitCodeOf(report)).toBe(0);
  });

  it('holds through its last day, and fails the run after it', () => {
    const [lastMoment, nextDay] = [Date.parse('2026-11-20T23:59:59.999Z'), Date.parse('2026-11-21T00:00:00Z')];
    expect([lastMoment, nextDay].map((at) => exitCodeOf(judge([waiver], at)))).toEqual([0, 1]);
    const report = judge([waiver], nextDay);
    expect(report.verdict).toMatchObject({ readiness: 'not-ready', waiversFailed: [waiver.check], waived: [] });
    expect(report.verdict.summary).toContain('The waiver of defender-av-active expired after 2026-11-20.');
  });

  it('that expired fails the run even where its check does not block', () => {
    const expired: Waiver = { ...waiver, check: 'mda-license', expires: '2026-11-01' };
    const facts = testFacts(customer, { subscribedSkus: [sku(['mde-p2', 'entra-p1', 'mdo-p2', 'mdi'])] });
    const report = runChecks(customer, facts, findRuleSet('preview-2022'), nowMs, testOperator, { waivers: [expired] });
    expect(report.verdict).toMatchObject({ readiness: 'ready', waiversFailed: ['mda-license'] });
    expect(exitCodeOf(report)).toBe(1);
  });

  it('covers no more assets than it says', () => {
    const [one, two] = [1, 2].map((count) =>
      judge([{ ...waiver, atMost: 1 }], nowMs, { ...passive, antivirus: [antivirus('a', '1'), antivirus('b', count === 1 ? '0' : '1')] }),
    );
    expect([one, two].map((report) => report?.verdict.readiness)).toEqual(['ready', 'not-ready']);
    expect(two?.verdict.summary).toContain('covers 1 assets, and 2 are affected');
  });

  it('cannot cover what is unknown', () => {
    const facts = testFacts(customer, {}, { antivirus: { status: 'not-read', reason: 'throttled', message: '429' } });
    const report = runChecks(customer, facts, findRuleSet('preview-2022'), nowMs, testOperator, { waivers: [waiver] });
    expect(report.findings.find(({ checkId }) => checkId === waiver.check)).not.toHaveProperty('waiver');
    expect(exitCodeOf(report)).toBe(2);
  });

  it('of a check that is met is said to be of no use', () => {
    const report = judge([waiver], nowMs, { ...passive, antivirus: [antivirus('a'), antivirus('b')] });
    expect(report.verdict.waiversStale).toEqual([waiver.check]);
    expect(exitCodeOf(report)).toBe(0);
  });
});

describe('a file of waivers', () => {
  it('tells every problem at once, with its place', () => {
    const text = [
      'waivers:',
      '  - check: mda-licence',
      '    reason: short',
      '    owner: Ada',
      '    expires: next year',
      '  - check: cloud',
      '    reason: a reason that is long enough',
      '    owner: Ada',
      "    expires: '2027-01-01'",
      '    forever: true',
    ].join('\n');
    const reading = readWaivers(text, 'waivers.yaml');
    const problems = 'problems' in reading ? reading.problems : [];
    expect(problems.map(({ position }) => position.line)).toEqual([2, 3, 5, 10]);
    expect(problems[0]?.hint).toContain('mda-license');
  });

  it('waives a check once', () => {
    const entry = ['  - check: cloud', '    reason: a reason that is long enough', '    owner: Ada', "    expires: '2027-01-01'"].join(
      '\n',
    );
    const reading = readWaivers(`waivers:\n${entry}\n${entry}\n`, 'waivers.yaml');
    expect(reading).toMatchObject({ problems: [{ code: 'MXDR-WAIVER-DUPLICATE', position: { line: 6 } }] });
  });
});
