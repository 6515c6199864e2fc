import type { AppliedWaiver, CheckState, Finding } from '@mxdr/core';
import { describe, expect, it } from 'vitest';
import type { CheckReport } from './check-report.ts';
import { readCheckReports } from './check-report-schema.ts';
import { compareReports } from './compare-reports.ts';
import { formatCheckJson, formatCheckReportsJson } from './format-check-json.ts';
import { findRuleSet } from './rule-sets/rule-sets.ts';
import { runChecks } from './run-checks.ts';
import { antivirus, device, nowMs, testCustomer, testFacts, testOperator } from './testing/sample-facts.ts';

const customer = testCustomer();
const base = runChecks(customer, testFacts(customer), findRuleSet('preview-2022'), nowMs, testOperator);

const accepted: AppliedWaiver = { standing: 'accepted', reason: 'r', owner: 'o', expires: '2027-01-01' };

function reportWith(state: CheckState | undefined, waiver?: AppliedWaiver): CheckReport {
  const [first] = base.findings;
  if (first === undefined) throw new Error('there are findings');
  const finding: Finding = { ...first, state: state ?? 'met', ...(waiver === undefined ? {} : { waiver }) };
  return { ...base, findings: state === undefined ? [] : [finding] };
}

describe('a comparison', () => {
  it.each<[CheckState | undefined, AppliedWaiver | undefined, CheckState, AppliedWaiver | undefined, string | undefined]>([
    ['met', undefined, 'met', undefined, undefined],
    ['met', undefined, 'not-met', undefined, 'new-failing'],
    [undefined, undefined, 'not-met', undefined, 'new-failing'],
    [undefined, undefined, 'met', undefined, undefined],
    ['not-met', undefined, 'not-met', undefined, 'still-failing'],
    ['not-met', undefined, 'unlicensed', undefined, 'still-failing'],
    ['not-met', undefined, 'met', undefined, 'fixed'],
    ['not-met', undefined, 'not-met', accepted, 'waived'],
    ['not-met', accepted, 'not-met', accepted, undefined],
    ['not-met', accepted, 'not-met', { ...accepted, standing: 'expired' }, 'new-failing'],
    ['not-met', accepted, 'met', undefined, 'fixed'],
    ['met', undefined, 'unknown', undefined, 'became-unknown'],
    ['not-met', undefined, 'unknown', undefined, 'became-unknown'],
    ['unknown', undefined, 'unknown', undefined, undefined],
    ['unknown', undefined, 'met', undefined, 'now-known'],
    ['unknown', undefined, 'not-met', undefined, 'new-failing'],
    ['not-met', undefined, 'not-applicable', undefined, 'other'],
    ['met', undefined, 'not-applicable', undefined, 'other'],
  ])('from %s (%o) to %s (%o) is %s', (before, waiverBefore, after, waiverAfter, change) => {
    const { checks } = compareReports(reportWith(before, waiverBefore), reportWith(after, waiverAfter));
    expect(checks[0]?.change).toBe(change);
  });

  it('counts the assets of both runs', () => {
    const with2 = (modes: readonly ['0' | '1', '0' | '1']) =>
      runChecks(
        customer,
        testFacts(customer, { devices: [device('a'), device('b')], antivirus: [antivirus('a', modes[0]), antivirus('b', modes[1])] }),
        findRuleSet('preview-2022'),
        nowMs,
        testOperator,
      );
    const comparison = compareReports(with2(['1', '1']), with2(['1', '0']));
    expect(comparison.checks).toMatchObject([
      { checkId: 'defender-av-active', change: 'still-failing', affected: { before: 2, after: 1 } },
    ]);
  });

  it('says when the rules were others', () => {
    expect(compareReports({ ...base, ruleSet: { ...base.ruleSet, id: 'ga-2023' } }, base).isSameRuleSet).toBe(false);
  });
});

describe('a written report', () => {
  it('is read again as it was, alone and among others', () => {
    const compared = { ...base, comparison: compareReports(base, base) };
    expect(readCheckReports(formatCheckJson(compared), 'a.json')).toEqual([compared]);
    expect(readCheckReports(formatCheckReportsJson([base, compared], []), 'b.json')).toEqual([base, compared]);
  });

  it.each(['{}', '[]', '{"schemaVersion":1,"reports":[{}]}', 'no json'])('is refused when it is %s', (text) => {
    expect(() => readCheckReports(text, 'a.json')).toThrow(expect.objectContaining({ code: 'MXDR-CHECK-REPORT-INVALID', kind: 'usage' }));
  });
});
