import { describe, expect, it } from 'vitest';
import { formatCheckHtml, formatCheckMarkdown } from './check-document.ts';
import type { UnjudgedCustomer } from './check-report.ts';
import { compareReports } from './compare-reports.ts';
import { formatCheckJUnit } from './format-check-junit.ts';
import { formatCheckSarif } from './format-check-sarif.ts';
import { findRuleSet } from './rule-sets/rule-sets.ts';
import { runChecks } from './run-checks.ts';
import { antivirus, device, nowMs, sku, testCustomer, testFacts, testOperator } from './testing/sample-facts.ts';
import { junitProblems, sarifProblems } from './testing/validate-formats.ts';

const hostile = '<script>alert(1)</script>]]>"|{{x}}\u202e\u0000';
const customer = testCustomer();
const run = (values: Parameters<typeof testFacts>[1], facts: Parameters<typeof testFacts>[2] = {}) =>
  runChecks(customer, testFacts(customer, values, facts), findRuleSet('preview-2022'), nowMs, testOperator, {
    waivers: [{ check: 'mda-license', reason: 'bought next year', owner: 'Ada', expires: '2027-01-01' }],
  });
const earlier = run({});
// One finding in each state: not met (antivirus, with a hostile name), unlicensed and waived (Cloud Apps), unknown (policies).
const current = run(
  {
    devices: [device('a', { name: hostile }), device('b')],
    antivirus: [antivirus('a', '1'), antivirus('b')],
    subscribedSkus: [sku(['mde-p2', 'entra-p1', 'mdo-p2', 'mdi'])],
  },
  { conditionalAccessPolicies: { status: 'not-read', reason: 'permission', permission: 'Policy.Read.All', message: '403' } },
);
const report = { ...current, comparison: compareReports(earlier, current) };
const other = testCustomer({ id: 'broken', name: 'Broken' });
const unjudged: readonly UnjudgedCustomer[] = [
  { customer: { id: other.id, name: other.name, tenantId: other.tenantId }, code: 'MXDR-FACTS-INVALID', message: 'no facts' },
];
const publisher = { operatorName: 'Northwind', serviceName: 'Managed XDR' };
const golden = (name: string): string => `../../../test/prerequisites/formats/${name}`;

describe('a check report', () => {
  it('as JUnit is red for what blocks, and valid', async () => {
    const xml = formatCheckJUnit([report], unjudged);
    await expect(xml).toMatchFileSnapshot(golden('check.xml'));
    expect(await junitProblems(xml)).toEqual([]);
    expect(xml).toContain('failures="1" errors="2"');
  });

  it('as SARIF has every check, the accepted ones suppressed, and is valid', async () => {
    const text = formatCheckSarif([report], unjudged, '0.1.0');
    await expect(text).toMatchFileSnapshot(golden('check.sarif'));
    expect(sarifProblems(text)).toEqual([]);
    expect(text.match(/"suppressions"/gu)).toHaveLength(1);
  });

  it('as Markdown and HTML says what to do first, and holds hostile names as text', async () => {
    const markdown = formatCheckMarkdown([report], [], publisher);
    await expect(markdown).toMatchFileSnapshot(golden('check.md'));
    expect(markdown.indexOf('Defender Antivirus is in active mode')).toBeLessThan(markdown.indexOf('Access policies of the service'));
    const html = formatCheckHtml([report], [], publisher, 'body{}');
    await expect(html).toMatchFileSnapshot(golden('check.html'));
    expect(html).not.toContain('<script');
  });

  it('of several customers begins with every verdict, and names those that could not be judged', () => {
    const markdown = formatCheckMarkdown([report], unjudged, publisher);
    expect(markdown).toContain('not judged');
    expect(markdown).toContain('MXDR-FACTS-INVALID');
  });
});
