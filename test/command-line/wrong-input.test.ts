import { mkdirSync, readFileSync, readdirSync, writeFileSync, existsSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Ended } from './run-mxdr.ts';
import { copyCustomers, errorBlock, makeFolder, runMxdr } from './run-mxdr.ts';

function filesBelow(folder: string): readonly string[] {
  if (!existsSync(folder)) return [];
  const entries = readdirSync(folder, { recursive: true, withFileTypes: true });
  return entries.filter((entry) => entry.isFile()).map((entry) => path.relative(folder, path.join(entry.parentPath, entry.name)));
}

describe('wrong input', () => {
  it('names the nearest customer when there is none of that id', async () => {
    // WHEN
    const ended = await runMxdr(['check', 'contosso']);
    // THEN
    expect(ended.code).toBe(3);
    expect(ended.stderr).toMatch(errorBlock('MXDR-CUSTOMER-UNKNOWN'));
    expect(ended.stderr).toContain('contoso');
    expect(ended.stdout).toBe('');
  });

  it('reports every problem of a bad customer file at once, with file, line and column', async () => {
    // GIVEN
    const customers = copyCustomers();
    const file = path.join(customers, 'contoso', 'customer.yaml');
    const text = readFileSync(file, 'utf8');
    writeFileSync(
      file,
      `${text.replace(/^timeZone:.*$/mu, 'timeZone: Europe/Amsterdm').replace(/^seats:.*$/mu, 'seats: many')}\nregoin: westeurope\n`,
    );
    // WHEN
    const ended = await runMxdr(['validate', '--customers', customers]);
    // THEN
    expect(ended.code).toBe(3);
    const lines = `${ended.stdout}${ended.stderr}`.split('\n').filter((line) => /customer\.yaml:\d+:\d+ error MXDR-/u.test(line));
    expect(lines.length).toBeGreaterThanOrEqual(3);
    expect(lines.join('\n')).toMatch(/did you mean/u);
  });

  it('refuses two customers with one tenant', async () => {
    // GIVEN
    const customers = copyCustomers();
    const first = readFileSync(path.join(customers, 'contoso', 'customer.yaml'), 'utf8');
    const tenant = /^tenantId:.*$/mu.exec(first)?.[0] ?? '';
    const file = path.join(customers, 'fabrikam', 'customer.yaml');
    writeFileSync(file, readFileSync(file, 'utf8').replace(/^tenantId:.*$/mu, tenant));
    // WHEN
    const ended = await runMxdr(['validate', '--customers', customers]);
    // THEN
    expect(ended.code).toBe(3);
    expect(`${ended.stdout}${ended.stderr}`).toMatch(/MXDR-CUSTOMER-SHARED/u);
  });

  it('says which table is unknown, with the nearest name', async () => {
    // GIVEN
    const folder = makeFolder();
    writeFileSync(path.join(folder, 'SigninLogs.csv'), 'TimeGenerated,UserPrincipalName\n2026-10-01T00:00:00Z,a@contoso.com\n');
    // WHEN
    const ended = await runMxdr(['query', '--local', folder, 'SigninLog | count']);
    // THEN
    expect(ended.code).toBe(2);
    expect(ended.stderr).toMatch(errorBlock('MXDR-KQL-TABLE-MISSING'));
    expect(ended.stderr).toContain('did you mean SigninLogs?');
  });

  it('puts line and column to a KQL error', async () => {
    // WHEN
    const ended = await runMxdr(['query', 'print a = 1\n| where b == 2']);
    // THEN
    expect(ended.code).toBe(3);
    expect(ended.stderr).toMatch(/error MXDR-KQL-[A-Z-]+: /u);
    expect(ended.stderr).toContain('2:9');
  });

  it('says that a known table has no data here, and does not answer zero', async () => {
    // GIVEN
    const folder = makeFolder();
    writeFileSync(path.join(folder, 'SigninLogs.csv'), 'TimeGenerated,UserPrincipalName\n2026-10-01T00:00:00Z,a@contoso.com\n');
    // WHEN
    const ended = await runMxdr(['query', '--local', folder, 'SecurityIncident | count']);
    // THEN
    expect(ended.code).toBe(2);
    expect(ended.stdout).toBe('');
    expect(ended.stderr).toContain('SecurityIncident');
  });

  it('names a folder that cannot be written, and leaves nothing half-written', async () => {
    // GIVEN a file where the folder should be: no user, not even root, can write below it
    const folder = makeFolder();
    const blocked = path.join(folder, 'blocked');
    writeFileSync(blocked, '');
    // WHEN
    const ended = await runMxdr(['synth', 'contoso', '--out', path.join(blocked, 'environment')]);
    // THEN
    expect(ended.code).not.toBe(0);
    expect(ended.stderr).toMatch(errorBlock('MXDR-SYNTH-UNWRITABLE'));
    expect(readdirSync(folder)).toEqual(['blocked']);
  });

  it('names the browser that is set but is not there, with what to do', async () => {
    // GIVEN
    const folder = makeFolder();
    const tables = path.join(folder, 'tables');
    mkdirSync(tables);
    writeFileSync(path.join(tables, 'SigninLogs.csv'), 'TimeGenerated,UserPrincipalName\n2026-10-01T00:00:00Z,a@contoso.com\n');
    // WHEN
    const ended = await runMxdr(['report', 'contoso', '--period', '2026-10', '--local', tables, '--out', path.join(folder, 'out')], {
      env: { MXDR_BROWSER: path.join(folder, 'no-such-browser') },
    });
    // THEN
    expect(ended.code).toBe(3);
    expect(ended.stderr).toMatch(/error MXDR-BROWSER-[A-Z-]+: /u);
    expect(ended.stderr).toContain('no-such-browser');
    const isPdfWritten =
      existsSync(path.join(folder, 'out')) &&
      readdirSync(path.join(folder, 'out'), { recursive: true, encoding: 'utf8' }).some((name) => name.endsWith('.pdf'));
    expect(isPdfWritten).toBe(false);
  });

  it('ends an interrupted simulation with 130 and without half a table', async () => {
    // GIVEN
    const out = path.join(makeFolder(), 'tenant');
    // WHEN
    const ended = await runMxdr(['simulate', '--out', out, '--months', '3', '--until', '2026-10', '--scale', '4'], {
      interruptAt: 'AuditLogs',
    });
    // THEN
    expect(ended.code).toBe(130);
    const left = existsSync(out) ? readdirSync(out) : [];
    expect(left.filter((name) => !/^[A-Za-z]+\.ndjson$/u.test(name))).toEqual([]);
    for (const name of left) expect(readFileSync(path.join(out, name), 'utf8').endsWith('}\n')).toBe(true);
  });

  /** Asks for a report over one small table and interrupts it; what is left below the folder it goes to. */
  async function interruptReport(moment: string): Promise<{ readonly ended: Ended; readonly out: string }> {
    const folder = makeFolder();
    const tables = path.join(folder, 'tables');
    mkdirSync(tables);
    writeFileSync(path.join(tables, 'SigninLogs.csv'), 'TimeGenerated,UserPrincipalName\n2026-10-01T00:00:00Z,a@contoso.com\n');
    const out = path.join(folder, 'out');
    const ended = await runMxdr(['report', 'contoso', '--period', '2026-10', '--local', tables, '--out', out], { interruptAt: moment });
    return { ended, out };
  }

  it.each(['SecurityIncident', 'Records of one table'])(
    'ends a report that is interrupted at "%s" with 130 and without any file of it',
    async (moment) => {
      const { ended, out } = await interruptReport(moment);
      expect(ended.code).toBe(130);
      expect(ended.stderr).toContain('interrupted');
      expect(filesBelow(out)).toEqual([]);
    },
  );

  it('finishes a report that is interrupted while it is printed, and ends with 130', async () => {
    const { ended, out } = await interruptReport('printing the PDF');
    expect(ended.code).toBe(130);
    // THEN the report is whole, by its manifest, and nothing else is there
    const verified = await runMxdr(['report', 'verify', path.join(out, 'contoso/2026-10/service-review')]);
    expect({ code: verified.code, output: verified.stdout + verified.stderr }).toMatchObject({ code: 0 });
    expect(readdirSync(path.join(out, 'contoso/2026-10'))).toEqual(['service-review']);
  });

  it('ends an interrupted synthesis with 130, and what it wrote is whole', async () => {
    // GIVEN
    const out = path.join(makeFolder(), 'environment');
    // WHEN
    const ended = await runMxdr(['synth', '--all', '--out', out], { interruptOn: out });
    // THEN
    expect(ended.code).toBe(130);
    for (const name of filesBelow(out)) {
      expect(name).toMatch(/\.json$/u);
      JSON.parse(readFileSync(path.join(out, name), 'utf8'));
    }
  });

  it('ends an interrupted demo with 130 and without a report', async () => {
    // GIVEN
    const out = path.join(makeFolder(), 'demo');
    // WHEN
    const ended = await runMxdr(['demo', '--out', out, '--scale', '0.05'], { interruptAt: 'check: ' });
    // THEN
    expect(ended.code).toBe(130);
    const left = filesBelow(out);
    expect(left.filter((name) => !/^tenant[\\/]|^environment[\\/].*\.json$|^check\.json$/u.test(name))).toEqual([]);
    for (const name of left) expect(readFileSync(path.join(out, name), 'utf8')).toMatch(/[}\]]\n?$/u);
  });

  it('explains usage errors and ends with 3', async () => {
    // WHEN
    const unknown = await runMxdr(['chekc', 'contoso']);
    const choice = await runMxdr(['check', 'contoso', '--format', 'yaml']);
    // THEN
    expect(unknown.code).toBe(3);
    expect(unknown.stderr).toContain('check');
    expect(choice.code).toBe(3);
    expect(choice.stderr).toContain('table, json');
  });

  it('gives a machine one JSON document for an error, too', async () => {
    // WHEN
    const ended = await runMxdr(['check', 'contosso', '--json']);
    // THEN
    expect(JSON.parse(ended.stdout)).toMatchObject({ schemaVersion: 1, error: { code: 'MXDR-CUSTOMER-UNKNOWN', kind: 'usage' } });
  });
});
