import { describe, expect, it } from 'vitest';
import { formatCheckTable } from './format-check-table.ts';
import { findRuleSet } from './rule-sets/rule-sets.ts';
import { runChecks } from './run-checks.ts';
import { antivirus, device, nowMs, testCustomer, testFacts, testOperator } from './testing/sample-facts.ts';

const customer = testCustomer();
const hostile = 'evil\u001b[2J\u001b]0;x\u0007\nReady: all good\u202e\u009b31m';
const colorCode = new RegExp(`${String.fromCodePoint(0x1b)}\\[\\d+m`, 'gu');
const report = runChecks(
  customer,
  testFacts(customer, { devices: [device('a', { name: hostile }), device('b')], antivirus: [antivirus('a', '1'), antivirus('b')] }),
  findRuleSet('preview-2022'),
  nowMs,
  testOperator,
);

describe('formatCheckTable', () => {
  it('groups by effect, and says state, evidence, mend and verdict in words', () => {
    // WHEN
    const text = formatCheckTable(report, { color: false, width: 100 });
    // THEN
    expect(text.indexOf('Blocks the start')).toBeLessThan(text.indexOf('Limits coverage'));
    expect(text).toMatch(/✖ not met +Defender Antivirus is in active mode \(defender-av-active, S17\)\n +active on 1 of 2 devices\n/u);
    expect(text).toContain('· 1 active, 1 passive [GET /test]');
    expect(text).toMatch(/→ Bring the antivirus/u);
    expect(text).toContain('Not asked by these rules: any-product-license, mde-server-license, entra-p2-license.');
    expect(text.trimEnd().split('\n').at(-1)).toBe('Not ready: defender-av-active.');
  });

  it('lets no name from the tenant steer the terminal or fake a line', () => {
    for (const color of [false, true]) {
      const text = formatCheckTable(report, { color, width: 100 }).replaceAll(colorCode, '');
      expect(text.replaceAll('\n', '')).not.toMatch(/[\p{Cc}\p{Cf}]/u);
      expect(text).not.toMatch(/^\s*Ready: all good/mu);
      expect(text).toContain('evil\\u001b[2J\\u001b]0;x\\u0007');
    }
  });

  it('colours only when asked', () => {
    expect(formatCheckTable(report, { color: false, width: 80 })).not.toContain('\u001b');
    expect(formatCheckTable(report, { color: true, width: 80 })).toContain('\u001b[31m✖ not met');
  });

  it.each([40, 60, 80, 120, 300])('keeps within %d columns', (width) => {
    const widest = Math.max(
      ...formatCheckTable(report, { color: false, width })
        .split('\n')
        .map((line) => line.length),
    );
    expect(widest).toBeLessThanOrEqual(Math.min(width, 140));
  });
});
