import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { makeFolder, runMxdr } from './run-mxdr.ts';

interface Line {
  readonly customerId: string;
  readonly state: string;
  readonly files: readonly string[];
  readonly error?: { readonly code: string };
}

/** A folder of tables in which one person signed in. */
function writeSignIn(folder: string, user: string): void {
  mkdirSync(folder, { recursive: true });
  writeFileSync(path.join(folder, 'SigninLogs.csv'), `TimeGenerated,UserPrincipalName\n2026-10-05T00:00:00Z,${user}\n`);
}

describe('mxdr report for several customers', () => {
  it('reads each from its own folder, never stops for one that fails, and says who failed and why', async () => {
    // GIVEN local tables of two customers; the third has none
    const tenants = path.join(makeFolder(), 'tenants');
    writeSignIn(path.join(tenants, 'contoso'), 'a@contoso.com');
    writeSignIn(path.join(tenants, 'fabrikam'), 'b@fabrikam.com');
    const out = path.join(path.dirname(tenants), 'out');
    // WHEN
    const asked = ['report', '--all', '--period', '2026-10', '--local', tenants, '--out', out, '--format', 'json', '--json'];
    const ended = await runMxdr(asked);
    // THEN
    expect(ended.code).toBe(2);
    const { reports } = JSON.parse(ended.stdout) as { readonly reports: readonly Line[] };
    expect(reports.map(({ customerId, state }) => `${customerId} ${state}`)).toEqual([
      'contoso incomplete',
      'fabrikam incomplete',
      'tailspin failed',
    ]);
    expect(reports[2]?.error?.code).toMatch(/^MXDR-/u);
    expect(ended.stderr).toContain('tailspin: failed');
    // AND no document of one customer holds a name of the other, and the one that failed left nothing
    expect(readdirSync(out).toSorted()).toEqual(['contoso', 'fabrikam', 'fleet.json']);
    const text = (id: string): string => readFileSync(path.join(out, id, '2026-10/service-review/service-review.json'), 'utf8');
    expect(text('contoso')).not.toContain('fabrikam');
    expect(text('fabrikam')).not.toContain('contoso');
  });
});
