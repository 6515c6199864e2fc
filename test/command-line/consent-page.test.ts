import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { auditPages, browserForAudits } from './audit-page.ts';
import { makeFolder, runMxdr } from './run-mxdr.ts';

const browser = await browserForAudits('the consent page');

describe.runIf(browser)('the page that a customer signs', { timeout: 120_000 }, () => {
  it('has no fault that axe finds, in no colour scheme and at no width, and loads nothing', async () => {
    if (browser === undefined) return;
    // GIVEN the packs of all sample customers
    const out = makeFolder();
    const ended = await runMxdr(['consent', '--all', '--date', '2026-11-26', '--out', out, '--json']);
    expect(ended.code, ended.stderr).toBe(0);
    const pageOf = (id: string): string => readFileSync(path.join(out, id, 'consent.html'), 'utf8');
    // WHEN they are shown
    const { audits, requested } = await auditPages(browser, { contoso: pageOf('contoso'), fabrikam: pageOf('fabrikam') });
    // THEN everybody can read them, and nothing runs out of them sideways
    expect(audits).toHaveLength(8);
    expect(audits.filter(({ violations, overflow }) => violations.length > 0 || overflow > 0)).toEqual([]);
    expect(requested).toEqual([]);
  });
});
