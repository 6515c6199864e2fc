import { describe, expect, it } from 'vitest';
import { checkIds } from '../check.ts';
import { judgeCase } from '../testing/check-case.ts';
import { ruleSetCases } from '../testing/rule-set-cases.ts';
import { antivirus, device, sku } from '../testing/sample-facts.ts';
import { checks } from './checks.ts';

describe('checks', () => {
  it.each(ruleSetCases)('%s is %s: %s', (checkId, state, _, given, observed) => {
    // WHEN
    const finding = judgeCase(checkId, given);
    // THEN
    expect(finding.state).toBe(state);
    expect(finding.observed).toContain(observed);
    expect((finding.mend ?? '').length > 3).toBe(state !== 'met' && state !== 'not-applicable');
  });

  it('are one for each id, in order', () => {
    expect(checks.map((check) => check.id)).toEqual([...checkIds]);
  });

  it('name what was mistaken for the licence', () => {
    const finding = judgeCase('mde-p2-license', { values: { subscribedSkus: [sku(['mde-p1'])] } });
    expect(finding.evidence.map((one) => one.text)).toContain('MDE_LITE is Defender for Endpoint Plan 1, not Plan 2');
  });

  it('count what is affected and name a few', () => {
    // GIVEN twelve devices in passive mode
    const ids = Array.from({ length: 12 }, (_, i) => `d${i}`);
    // WHEN
    const finding = judgeCase('defender-av-active', {
      values: { devices: ids.map((id) => device(id)), antivirus: ids.map((id) => antivirus(id, '1')) },
    });
    // THEN
    expect(finding.affected).toEqual({
      count: 12,
      sample: ['host-d0 (passive)', 'host-d1 (passive)', 'host-d2 (passive)', 'host-d3 (passive)', 'host-d4 (passive)'],
    });
  });
});
