import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { copyCustomers, errorBlock, makeFolder, runMxdr } from './run-mxdr.ts';

describe('mxdr readiness', () => {
  it('says what to do first, and ends as the check does', async () => {
    // WHEN the three sample customers are asked for
    const [ready, notReady, waived] = await Promise.all(['contoso', 'fabrikam', 'tailspin'].map((id) => runMxdr(['readiness', id])));
    // THEN
    expect([ready?.code, notReady?.code, waived?.code]).toEqual([0, 1, 0]);
    expect(notReady?.stdout.indexOf('Complete now')).toBeLessThan(notReady?.stdout.indexOf('Find out now') ?? -1);
    expect(notReady?.stdout).toContain('Priya Nair by 2026-11-18, overdue');
    expect(waived?.stdout).toContain('Ready with waivers');
  });

  it('reads earlier results of a folder, those of a fleet among them', async () => {
    // GIVEN the result of a fleet from long before
    const folder = makeFolder();
    const { stdout } = await runMxdr(['check', '--all', '--json']);
    writeFileSync(path.join(folder, 'fleet.json'), stdout.replaceAll('"asOf": "2026-11', '"asOf": "2026-07'));
    // WHEN
    const { code, stdout: text } = await runMxdr(['readiness', 'contoso', '--history', folder, '--json']);
    // THEN
    expect(code).toBe(0);
    expect((JSON.parse(text) as { trend: { asOf: string }[] }).trend.map(({ asOf }) => asOf.slice(0, 7))).toEqual(['2026-07', '2026-11']);
  });

  it('refuses a folder that is not there, and a file in it that is no result', async () => {
    const folder = makeFolder();
    writeFileSync(path.join(folder, 'broken.json'), '{}');
    const absent = await runMxdr(['readiness', 'contoso', '--history', path.join(folder, 'nowhere')]);
    const broken = await runMxdr(['readiness', 'contoso', '--history', folder]);
    expect([absent.code, broken.code]).toEqual([3, 3]);
    expect(absent.stderr).toMatch(errorBlock('MXDR-CLI-FILE-UNREADABLE'));
    expect(broken.stderr).toMatch(/^error MXDR-CHECK-REPORT-INVALID: .+\n {2}where {2}.+broken\.json$/mu);
  });

  it('counts something overdue against a customer who is ready', async () => {
    // GIVEN
    const customers = copyCustomers();
    writeFileSync(
      path.join(customers, 'contoso/readiness.yaml'),
      "checklist:\n  - { step: teams, owner: Daan Bakker, due: '2026-11-01' }\n",
    );
    // WHEN THEN
    expect((await runMxdr(['readiness', 'contoso', '--customers', customers])).code).toBe(1);
    expect((await runMxdr(['check', 'contoso', '--customers', customers])).code).toBe(0);
  });

  it('is held against its schema by validate, with the place of each problem', async () => {
    const customers = copyCustomers();
    writeFileSync(path.join(customers, 'contoso/readiness.yaml'), 'actions:\n  - { check: mda-licence, owner: Daan Bakker }\n');
    const { code, stdout } = await runMxdr(['validate', 'contoso', '--customers', customers]);
    expect(code).toBe(3);
    expect(stdout).toMatch(/contoso\/readiness\.yaml:2:14 error/u);
  });
});

describe('mxdr report --report readiness', () => {
  it('is made from the facts alone, of their own day', async () => {
    const folder = makeFolder();
    const { code, stdout } = await runMxdr(['report', 'contoso', '--report', 'readiness', '--format', 'html,json', '--out', folder]);
    expect({ code, stdout }).toMatchObject({ code: 0, stdout: expect.stringContaining('2026-11-20..2026-11-21: complete') });
    const html = readFileSync(path.join(folder, 'contoso/2026-11-20_2026-11-21/readiness/readiness.html'), 'utf8');
    expect(html).toContain('Ready: nothing keeps the service from starting');
  });

  it('says that facts could not be read, and ends with 2', async () => {
    const folder = makeFolder();
    const { code, stdout } = await runMxdr(['report', 'fabrikam', '--report', 'readiness', '--format', 'json', '--out', folder]);
    expect(code).toBe(2);
    expect(stdout).toContain('Could not be read: Conditional access policies, Cross-tenant access settings.');
  });

  it('takes facts from elsewhere, and no period', async () => {
    // GIVEN
    const folder = makeFolder();
    mkdirSync(path.join(folder, 'out'));
    const absent = path.join(folder, 'facts.json');
    const options = ['report', 'contoso', '--report', 'readiness', '--format', 'json', '--out', path.join(folder, 'out')];
    // WHEN THEN
    expect((await runMxdr([...options, '--facts', absent])).stderr).toMatch(errorBlock('MXDR-CLI-FILE-UNREADABLE'));
    const period = await runMxdr([...options, '--period', '2026-10']);
    expect([period.code, period.stderr]).toEqual([3, expect.stringMatching(errorBlock('MXDR-CLI-OPTION-INVALID'))]);
  });
});
