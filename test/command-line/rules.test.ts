import { readFileSync, readdirSync, writeFileSync, mkdirSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { auditPages, browserForAudits } from './audit-page.ts';
import { copyCustomers, errorBlock, makeFolder, repository, runMxdr } from './run-mxdr.ts';

const browser = await browserForAudits('the page of coverage');

/** A rule of Azure-Sentinel with what upstream rules have and Azure refuses: a tactic in another case, and a name with a hyphen of another kind. */
const foreignRule = (id: string, name: string): string =>
  `id: ${id}
name: ${name}
description: |
  'Finds sign-ins.'
severity: Medium
requiredDataConnectors:
  - connectorId: AzureActiveDirectory
    dataTypes:
      - SigninLogs
queryFrequency: 1h
queryPeriod: 1d
triggerOperator: gt
triggerThreshold: 0
tactics:
  - initialaccess
relevantTechniques:
  - T1078
query: |
  SigninLogs # a comment that no query has
  | where ResultType == "0"
  | project UserId
entityMappings:
  - entityType: Account
    fieldMappings:
      - identifier: AadUserId
        columnName: UserId
x-kept: 'as it was' # and this comment
kind: Scheduled
`.replace(' # a comment that no query has', '');

const inboxRule = '9d41e6b3-27fa-4c0d-8e5b-71c3f5a0d6c3';
const inboxRuleName = 'Inbox rule forwards mail outside or hides it';
const tuning = `tuning:
  - rule: ${inboxRule}
    base: ^1.0.0
    reason: The archive forwards every mailbox.
    owner: Ingrid Solberg
    expires: 2099-03-31
    severity: Low
    exclude:
      - { column: ClientIP, values: [203.0.113.20] }
`;

/** Sample customers with one tuned rule. */
function tunedCustomers(): string {
  const folder = copyCustomers();
  writeFileSync(path.join(folder, 'contoso/tuning.yaml'), tuning);
  return folder;
}

describe('mxdr rules import', () => {
  it('writes rules of others with what is mended, leaves doubles out, and never overwrites', async () => {
    // GIVEN two rules of others, one of them twice
    const [from, work] = [makeFolder(), makeFolder()];
    writeFileSync(path.join(from, 'One.yaml'), foreignRule('aaaaaaaa-2222-4333-8444-555555555555', 'One'));
    writeFileSync(path.join(from, 'Again.yaml'), foreignRule('aaaaaaaa-2222-4333-8444-555555555555', 'Again'));
    writeFileSync(path.join(from, 'Two.yaml'), foreignRule('bbbbbbbb-2222-4333-8444-555555555555', 'Two'));
    const target = path.join(work, 'rules');
    const args = ['rules', 'import', from, '--to', target, '--fix'];

    // WHEN they are imported
    const { code, stdout } = await runMxdr([...args, '--json']);

    // THEN the double is left out, which is not good, and the others are there, mended and with what nobody knows
    expect(code).toBe(1);
    const told = JSON.parse(stdout) as { rules: { file: string; mends: string[] }[]; skipped: { origin: string }[] };
    expect(readdirSync(target).toSorted()).toEqual(told.rules.map(({ file }) => file).toSorted());
    expect(told.rules).toHaveLength(2);
    expect(told.skipped).toHaveLength(1);
    for (const { file, mends } of told.rules) {
      const text = readFileSync(path.join(target, file), 'utf8');
      expect(mends.join('\n')).toContain('InitialAccess');
      expect(text).toContain('- InitialAccess');
      expect(text).toMatch(/x-kept: .as it was. # and this comment/u);
    }

    // WHEN it is run once more
    const before = readdirSync(target).map((file) => readFileSync(path.join(target, file), 'utf8'));
    const again = await runMxdr(args);

    // THEN nothing is touched
    expect(again.code).toBe(3);
    expect(again.stderr).toMatch(errorBlock('MXDR-IMPORT-EXISTS'));
    expect(readdirSync(target).map((file) => readFileSync(path.join(target, file), 'utf8'))).toEqual(before);
  });
});

describe('mxdr rules lock', () => {
  it('finds every rule of the content as the lock says', async () => {
    const { code, stdout } = await runMxdr(['rules', 'lock', '--check', '--json']);
    expect(JSON.parse(stdout)).toMatchObject({ isWritten: false, locked: [], problems: [] });
    expect(code).toBe(0);
  });
});

describe('mxdr rules list', () => {
  it('shows the content, a customer with its tuning in the query, and a rule with its history', async () => {
    const customers = tunedCustomers();
    const [all, own, one] = await Promise.all([
      runMxdr(['rules', 'list', '--json']),
      runMxdr(['rules', 'list', 'contoso', '--json', '--customers', customers]),
      runMxdr(['rules', 'list', inboxRule, '--json']),
    ]);
    const rulesOf = (stdout: string) =>
      (JSON.parse(stdout) as { rules: { id: string; severity: string; tuning: string[]; query?: string }[] }).rules;
    const files = readdirSync(path.join(repository, 'stacks/content/rules')).filter((file) => file.endsWith('.yaml'));
    expect(rulesOf(all.stdout).length).toBe(files.length);
    // THEN the one rule is tuned, in what is shown and in what is deployed
    const tuned = rulesOf(own.stdout).filter((rule) => rule.tuning.length > 0);
    expect(tuned.map(({ id, severity, tuning: changes }) => [id, severity, changes])).toEqual([
      [inboxRule, 'Low', ['severity Low', 'without ClientIP: 203.0.113.20']],
    ]);
    expect(tuned[0]?.query).toContain('| where tostring(ClientIP) !in~ ("203.0.113.20")');
    expect(rulesOf(all.stdout).find(({ id }) => id === inboxRule)).toMatchObject({ severity: 'High', tuning: [] });
    const shown = JSON.parse(one.stdout) as { name: string; query: string; history: { version: string }[] };
    expect(shown.name).toBe(inboxRuleName);
    expect(shown.query).not.toContain('203.0.113.20');
    expect(shown.history.map(({ version }) => version)).toContain('1.1.0');
    expect([all.code, own.code, one.code]).toEqual([0, 0, 0]);
  });

  it('refuses the rules of a customer whose tuning does not fit, with file and line', async () => {
    const customers = tunedCustomers();
    writeFileSync(path.join(customers, 'contoso/tuning.yaml'), tuning.replace('^1.0.0', '^7.0.0'));
    const { code, stderr } = await runMxdr(['rules', 'list', 'contoso', '--customers', customers]);
    expect(code).toBe(3);
    expect(stderr).toMatch(/contoso\/tuning\.yaml:3:\d+ error MXDR-TUNING-BASE/u);
  });
});

describe('mxdr rules coverage', () => {
  it('tells data and alerts of a folder of tables, the same in every form', async () => {
    // GIVEN a month in which the inbox rule raised two alerts
    const [tables, out] = [makeFolder(), makeFolder()];
    const customers = tunedCustomers();
    const alert = (id: string): string =>
      JSON.stringify({
        TimeGenerated: '2026-10-05T10:00:00Z',
        SystemAlertId: id,
        AlertName: 'as people see it',
        ExtendedProperties: JSON.stringify({ 'Analytic Rule Name': inboxRuleName }),
      });
    writeFileSync(path.join(tables, 'SecurityAlert.ndjson'), `${alert('a')}\n${alert('b')}\n`);
    writeFileSync(path.join(tables, 'OfficeActivity.ndjson'), `${JSON.stringify({ TimeGenerated: '2026-10-05T10:00:00Z' })}\n`);
    const looking = ['rules', 'coverage', 'contoso', '--customers', customers, '--local', tables, '--period', '2026-10'];

    // WHEN its coverage is told in every form
    const [json, html, navigator] = await Promise.all([
      runMxdr([...looking, '--format', 'json']),
      runMxdr([...looking, '--format', 'html', '--out', path.join(out, 'deep/coverage.html')]),
      runMxdr([...looking, '--format', 'navigator', '--out', path.join(out, 'layer.json')]),
    ]);

    // THEN the forms agree
    expect([json.code, html.code, navigator.code]).toEqual([0, 0, 0]);
    const told = JSON.parse(json.stdout) as {
      rules: { id: string; hasData: string; hasFired: string; alerts?: number; isTested: boolean }[];
    };
    expect(told.rules.filter(({ hasFired }) => hasFired === 'yes')).toMatchObject([
      { id: inboxRule, hasData: 'yes', alerts: 2, isTested: true },
    ]);
    expect(told.rules.some(({ hasData }) => hasData === 'no')).toBe(true);
    const page = readFileSync(path.join(out, 'deep/coverage.html'), 'utf8');
    expect(page).toContain('Contoso Logistics');
    expect(page).toContain('The archive forwards every mailbox. (Ingrid Solberg, until 2099-03-31)');
    if (browser !== undefined) {
      // Everybody can read the page, and nothing runs out of it sideways.
      const { audits, requested } = await auditPages(browser, { coverage: page });
      expect(audits.filter(({ violations, overflow }) => violations.length > 0 || overflow > 0)).toEqual([]);
      expect(requested).toEqual([]);
    }
    // WHEN the same is reported
    const usage = ['SecurityAlert', 'OfficeActivity'].map((table) =>
      JSON.stringify({ TimeGenerated: '2026-10-05T10:00:00Z', DataType: table, Quantity: 1, IsBillable: true }),
    );
    writeFileSync(path.join(tables, 'Usage.ndjson'), usage.join('\n'));
    const name = 'detection-coverage';
    const report = ['report', 'contoso', '--report', name, '--local', tables, '--period', '2026-10', '--format', 'json', '--out', out];
    const reported = await runMxdr([...report, '--customers', customers]);
    expect(reported.stderr).not.toContain('error');
    // THEN it agrees with the command
    const { views } = JSON.parse(readFileSync(path.join(out, `contoso/2026-10/${name}/${name}.json`), 'utf8')) as {
      views: { id: string; columns: string[]; rows: unknown[][] }[];
    };
    const listed = views.find(({ id }) => id === 'detection-rules');
    const cell = (row: readonly unknown[], column: string): unknown => row[listed?.columns.indexOf(column) ?? -1];
    const alerted = (listed?.rows ?? []).filter((row) => cell(row, 'Alerts') !== 0);
    expect(alerted.map((row) => [cell(row, 'Name'), cell(row, 'Severity'), cell(row, 'Alerts'), cell(row, 'HasData')])).toEqual([
      [inboxRuleName, 'Low', 2, 'Yes'],
    ]);
    expect((listed?.rows ?? []).filter((row) => cell(row, 'HasData') === 'Yes').length).toBe(
      told.rules.filter(({ hasData }) => hasData === 'yes').length,
    );
    const layer = JSON.parse(readFileSync(path.join(out, 'layer.json'), 'utf8')) as { techniques: { comment: string }[] };
    expect(layer.techniques.some(({ comment }) => comment.includes(`${inboxRuleName} `) && comment.includes('2 alerts'))).toBe(true);
  });
});

describe('mxdr rules docs', () => {
  it('writes a page a rule that a customer may read, with an index that leads to them', async () => {
    const out = path.join(makeFolder(), 'pages');
    const { code, stdout } = await runMxdr(['rules', 'docs', 'contoso', '--audience', 'customer', '--out', out, '--json']);
    expect(code).toBe(0);
    const { pages } = JSON.parse(stdout) as { pages: string[] };
    expect(readdirSync(out).toSorted()).toEqual(pages.flatMap((page) => [`${page}.html`, `${page}.md`]).toSorted());
    const index = readFileSync(path.join(out, 'index.html'), 'utf8');
    for (const page of pages.filter((one) => one !== 'index')) expect(index).toContain(`href="${page}.html"`);
    const page = readFileSync(path.join(out, `${inboxRule}.md`), 'utf8');
    expect(page).toContain(`# ${inboxRuleName}`);
    expect(page).not.toContain('OfficeActivity\n|');
  });
});

describe('mxdr report', () => {
  it("shows the customer's tuning, tells where nothing is tuned, and refuses tuning that cannot be read", async () => {
    // GIVEN a month of a quiet tenant, and a customer with a tuned rule and another without
    const [tables, out] = [makeFolder(), makeFolder()];
    const customers = tunedCustomers();
    writeFileSync(path.join(tables, 'SecurityIncident.ndjson'), `${JSON.stringify({ TimeGenerated: '2026-10-05T10:00:00Z' })}\n`);
    const report = (id: string, format: string) =>
      runMxdr(['report', id, '--local', tables, '--period', '2026-10', '--format', format, '--out', out, '--customers', customers]);
    const viewOf = (id: string) => {
      const text = readFileSync(path.join(out, id, '2026-10/service-review/service-review.json'), 'utf8');
      return (JSON.parse(text) as { views: { id: string; state: string; rows: unknown[][] }[] }).views.find((view) => view.id === 'tuning');
    };
    mkdirSync(path.join(customers, 'tailspin'), { recursive: true });
    writeFileSync(path.join(customers, 'tailspin/tuning.yaml'), 'tuning:\n  - rule: 1\n');

    // WHEN both are reported
    const [tuned, plain, broken] = await Promise.all([
      report('contoso', 'json,html'),
      report('fabrikam', 'json'),
      report('tailspin', 'json'),
    ]);

    // THEN
    expect(tuned.stderr).not.toContain('error');
    expect(viewOf('contoso')).toMatchObject({
      state: 'known',
      rows: [
        [inboxRuleName, 'Severity', 'Low', 'The archive forwards every mailbox.', 'Ingrid Solberg', '2099-03-31', 'In force'],
        [
          inboxRuleName,
          'Exclusion',
          'ClientIP: 203.0.113.20',
          'The archive forwards every mailbox.',
          'Ingrid Solberg',
          '2099-03-31',
          'In force',
        ],
      ],
    });
    expect(readFileSync(path.join(out, 'contoso/2026-10/service-review/service-review.html'), 'utf8')).toContain(
      'The archive forwards every mailbox.',
    );
    expect(plain.stderr).not.toContain('error');
    expect(viewOf('fabrikam')).toMatchObject({ state: 'known', rows: [] });
    expect(broken.code).toBe(3);
    expect(broken.stderr).toMatch(/tailspin\/tuning\.yaml:2:\d+ error/u);
  });
});
