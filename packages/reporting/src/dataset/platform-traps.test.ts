import { fileURLToPath } from 'node:url';
import type { JsonValue } from '@mxdr/core';
import { nodeFiles, parsePeriod } from '@mxdr/core';
import { createKqlEngine, createMemoryTables } from '@mxdr/kql';
import { describe, expect, it } from 'vitest';
import { loadReportDefinition } from '../definition/load-report-definition.ts';
import { sampleCustomer, sampleOperator } from '../testing/scripted-workspace.ts';
import { collectDataset } from './collect-dataset.ts';
import type { Dataset, MetricValue } from './dataset.ts';

type Row = Readonly<Record<string, JsonValue>>;

const folder = fileURLToPath(new URL('../../../../reports/service-review', import.meta.url));
const period = parsePeriod('2026-10', 'Europe/Amsterdam');

/** Asks only the queries named, of the tables given. */
async function ask(queries: readonly string[], tables: Readonly<Record<string, readonly Row[]>>): Promise<Dataset> {
  const definition = await loadReportDefinition(folder, nodeFiles);
  const asked = definition.settings.queries.filter(({ id }) => queries.includes(id));
  return collectDataset({
    definition: { ...definition, settings: { ...definition.settings, queries: asked, trendMonths: 0, comparison: 'none' } },
    customer: sampleCustomer(),
    operator: sampleOperator(),
    period,
    workspace: createKqlEngine({ provider: createMemoryTables({ tables }), clock: { now: () => 0 } }),
    signal: new AbortController().signal,
    progress: { step: () => {} },
  });
}

const value = (dataset: Dataset, id: string): MetricValue => dataset.metrics.find(({ metricId }) => metricId === id)!.current;
const rows = (dataset: Dataset, id: string): readonly (readonly JsonValue[])[] => dataset.views.find((view) => view.id === id)!.rows;

const run = (at: string, columns: Row = {}): Row => ({
  TimeGenerated: at,
  OperationName: 'Scheduled analytics rule run',
  SentinelResourceType: 'Analytics Rule',
  SentinelResourceName: 'Old VPN',
  SentinelResourceId: '/workspaces/w/alertRules/R1',
  Status: 'Success',
  Reason: '',
  ExtendedProperties: { QueryStartTimeUTC: '2026-10-05T09:00:00Z', EntitiesDroppedDueToMappingIssuesAmount: 0 },
  ...columns,
});
const failed = (at: string, columns: Row = {}): Row => run(at, { Status: 'Failure', Reason: 'It took too long', ...columns });

describe('records of the platform that lie in wait for a report', { timeout: 30_000 }, () => {
  it('takes six failed tries of one window for one gap, and none of a window that one try mended', async () => {
    // GIVEN six failures of a window, five of another, and six of one that a seventh try mended
    const window = (start: string): Row => ({ ExtendedProperties: { QueryStartTimeUTC: start } });
    const tries = (count: number, start: string): readonly Row[] =>
      Array.from({ length: count }, (_, index) => failed(`2026-10-05T1${index}:00:00Z`, window(start)));

    // WHEN
    const dataset = await ask(['rule-health'], {
      SentinelHealth: [
        ...tries(6, '2026-10-05T01:00:00Z'),
        ...tries(5, '2026-10-05T02:00:00Z'),
        ...tries(6, '2026-10-05T03:00:00Z'),
        run('2026-10-05T17:00:00Z', window('2026-10-05T03:00:00Z')),
      ],
    });

    // THEN
    expect([value(dataset, 'rule_failures'), value(dataset, 'rule_windows_skipped')]).toMatchObject([{ value: 17 }, { value: 1 }]);
  });

  it('knows a rule that Sentinel gave up by its id, whatever its name', async () => {
    // GIVEN a rule that is given up and told so twice, one that is mended, and one of the audit's spelling
    const dataset = await ask(['rule-health', 'rules-disabled'], {
      SentinelHealth: [
        run('2026-10-05T10:00:00Z'),
        failed('2026-10-06T10:00:00Z', { SentinelResourceName: 'AUTO DISABLED Old VPN' }),
        failed('2026-10-07T10:00:00Z', { SentinelResourceName: 'AUTO DISABLED Old VPN' }),
        run('2026-10-05T10:00:00Z', { SentinelResourceName: 'Mail', SentinelResourceId: 'R2' }),
        failed('2026-10-05T10:00:00Z', { SentinelResourceType: 'Analytic Rule', SentinelResourceName: 'AUTO DISABLED Other' }),
      ],
    });
    expect(value(dataset, 'rules_auto_disabled')).toMatchObject({ value: 1 });
    expect(rows(dataset, 'rule-health').map(([name, runs, failures]) => [name, runs, failures])).toEqual([
      ['Old VPN', 3, 2],
      ['Mail', 1, 0],
    ]);
  });

  it('tells rules that ran from rules that fired, and dates an alert by its first row', async () => {
    // GIVEN a rule that fired before the period and whose alert was updated in it, and one that never fired
    const alert = (at: string, columns: Row = {}): Row => ({
      SystemAlertId: 'a',
      TimeGenerated: at,
      IsIncident: false,
      ExtendedProperties: JSON.stringify({ 'Analytic Rule Ids': '["r1"]' }),
      ...columns,
    });
    const dataset = await ask(['rules-fired'], {
      SentinelHealth: [
        run('2026-10-05T10:00:00Z'),
        run('2026-10-05T10:00:00Z', { SentinelResourceName: 'Mail', SentinelResourceId: 'R2' }),
      ],
      SecurityAlert: [
        alert('2026-09-20T10:00:00Z'),
        alert('2026-10-02T10:00:00Z'),
        alert('2026-10-02T10:00:00Z', { SystemAlertId: 'product', ExtendedProperties: '{}' }),
        alert('2026-10-02T10:00:00Z', { SystemAlertId: 'mirror', IsIncident: true }),
      ],
    });
    expect(value(dataset, 'rule_last_fired')).toMatchObject({ value: 1 });
    expect(rows(dataset, 'rules-fired')).toEqual([
      ['Old VPN', 'r1', '2026-09-20T10:00:00.000Z', 1, 0],
      ['Mail', 'r2', null, 0, 0],
    ]);
  });

  it('takes what a connector reported last, also long before the period, and nothing from after it', async () => {
    const report = (at: string, name: string, status: string): Row => ({
      TimeGenerated: at,
      OperationName: 'Data fetch status change',
      SentinelResourceType: 'Data connector',
      SentinelResourceName: name,
      Status: status,
      Reason: '',
    });
    const dataset = await ask(['connector-health'], {
      SentinelHealth: [
        report('2026-08-05T10:00:00Z', 'Office365', 'Failure'),
        report('2026-10-05T10:00:00Z', 'S3', 'Failure'),
        report('2026-10-05T11:00:00Z', 'S3', 'Success'),
        report('2026-11-02T10:00:00Z', 'Office365', 'Success'),
        run('2026-10-05T10:00:00Z', { Status: 'Failure' }),
      ],
    });
    expect(value(dataset, 'connector_health')).toMatchObject({ value: 1 });
    expect(rows(dataset, 'connector-health').map(([name, status]) => [name, status])).toEqual([
      ['Office365', 'Failure'],
      ['S3', 'Success'],
    ]);
  });

  it('takes a partial success of a playbook for a failure', async () => {
    const playbook = (status: string): Row =>
      run('2026-10-05T10:00:00Z', { SentinelResourceType: 'Playbook', SentinelResourceName: 'Tell', Status: status });
    const dataset = await ask(['automation-health'], { SentinelHealth: ['Success', 'Partial success', 'Failure'].map(playbook) });
    expect(value(dataset, 'automation_failures')).toMatchObject({ value: 2 });
  });

  it('counts changes of rules by people, and neither those of the deployment nor those that were refused', async () => {
    const change = (caller: string, columns: Row = {}): Row => ({
      TimeGenerated: '2026-10-05T10:00:00Z',
      OperationName: 'Microsoft.SecurityInsights/alertRules/Delete',
      SentinelResourceType: 'Analytic Rule',
      SentinelResourceName: 'Mail',
      Status: 'Success',
      ExtendedProperties: { CallerName: caller },
      ...columns,
    });
    const dataset = await ask(['rule-changes'], {
      SentinelAudit: [
        change('Ada@contoso.com'),
        change('ada@contoso.com', { OperationName: 'Microsoft.SecurityInsights/alertRules/Write' }),
        change('ada@contoso.com', { Status: 'Failure' }),
        change('ada@contoso.com', { SentinelResourceType: 'Automation rule' }),
        change('8c1f0a52-0000-4000-8000-000000000001'),
      ],
    });
    expect(value(dataset, 'rule_tampering')).toMatchObject({ value: 2 });
    expect(rows(dataset, 'rule-changes')[0]).toEqual(['ada@contoso.com', 2, 1, 1, '2026-10-05T10:00:00.000Z', 2]);
  });

  it('knows a new reader from one who asked before, and a query that found secrets from one that was refused', async () => {
    const query = (at: string, account: string, text: string, code = 200): Row => ({
      TimeGenerated: at,
      AADEmail: account,
      AADClientId: 'app',
      QueryText: text,
      ResponseCode: code,
      ResponseRowCount: 10,
    });
    const dataset = await ask(['workspace-queries'], {
      LAQueryLogs: [
        query('2026-09-05T10:00:00Z', 'ada@contoso.com', 'SigninLogs'),
        query('2026-10-05T10:00:00Z', 'ADA@contoso.com', 'SigninLogs | where Subject has "passwords"'),
        query('2026-10-05T10:00:00Z', 'eve@contoso.com', 'search "password"'),
        query('2026-10-05T10:01:00Z', 'eve@contoso.com', 'search "password"', 403),
        query('2026-10-05T10:00:00Z', '', 'Heartbeat'),
        query('2026-09-05T10:00:00Z', 'gone@contoso.com', 'Heartbeat'),
      ],
    });
    expect([value(dataset, 'query_abuse'), value(dataset, 'query_newcomers')]).toMatchObject([{ value: 1 }, { value: 2 }]);
    expect(rows(dataset, 'workspace-queries').map(([account]) => account)).toEqual(['eve@contoso.com', 'ada@contoso.com', 'app']);
  });

  it('tells no warning from no table, and a warning from a message', async () => {
    const message = (status: string): Row => ({
      TimeGenerated: '2026-10-05T10:00:00Z',
      OperationCategory: 'Ingestion',
      OperationStatus: status,
      Detail: 'Ingestion status = OverQuota',
    });
    const [warned, quiet, blind] = await Promise.all([
      ask(['data-warnings'], { Operation: [message('Warning'), message('Information')] }),
      ask(['data-warnings'], { Operation: [message('Information')] }),
      ask(['data-warnings'], {}),
    ]);
    expect([warned, quiet, blind].map((dataset) => value(dataset, 'cap_warnings'))).toMatchObject([
      { state: 'known', value: 1 },
      { state: 'known', value: 0 },
      { state: 'unavailable' },
    ]);
  });

  it('finds the day on which a table swelled and the day on which it was silent, and nothing in tables that are as always', async () => {
    // GIVEN two months of volumes that rest at weekends, one table with a swell and a gap
    const start = Date.parse('2026-09-01T12:00:00Z');
    const volumes = (table: string, of: (day: string, usual: number) => number): readonly Row[] =>
      Array.from({ length: 61 }, (_, index): Row => {
        const at = new Date(start + index * 86_400_000);
        const isWeekend = at.getUTCDay() % 6 === 0;
        // A little more and less, without chance.
        const usual = (isWeekend ? 400 : 1000) * (1 + ((index * 7) % 11) / 100);
        return {
          TimeGenerated: at.toISOString(),
          DataType: table,
          Quantity: of(at.toISOString().slice(0, 10), usual),
          IsBillable: true,
        };
      });
    const dataset = await ask(['ingestion-anomalies', 'ingestion-watch'], {
      Usage: [
        ...volumes('Calm', (_, usual) => usual),
        ...volumes('Odd', (day, usual) =>
          day === '2026-10-13' ? 5 * usual : day === '2026-10-21' ? 0 : day === '2026-09-15' ? 4 * usual : usual,
        ),
      ],
    });

    // THEN the swell before the period is not one of the period
    expect(rows(dataset, 'ingestion-anomalies').map(([table, day, , , direction]) => [table, day, direction])).toEqual([
      ['Odd', '2026-10-13', 'more'],
      ['Odd', '2026-10-21', 'less'],
    ]);
    expect(value(dataset, 'ingest_anomaly')).toMatchObject({ value: 2 });

    // AND with a week of history nobody knows what is usual, nor without any volume
    const week = volumes('Young', (day, usual) => (day === '2026-10-30' ? 5 * usual : usual)).slice(-7);
    for (const rowsOfUsage of [week, []])
      expect(value(await ask(['ingestion-watch'], { Usage: rowsOfUsage }), 'ingest_anomaly')).toMatchObject({ state: 'unavailable' });
  });

  it('leaves out what was mended before the newest snapshot, and devices that are in none of the last week', async () => {
    const weakness = (at: string, device: string, cve: string, severity = 'Critical'): Row => ({
      TimeGenerated: at,
      DeviceId: device,
      CveId: cve,
      VulnerabilitySeverityLevel: severity,
      SoftwareVendor: 'fabrikam',
      SoftwareName: 'browser',
    });
    const dataset = await ask(['weaknesses', 'weaknesses-exploitable', 'weak-software'], {
      DeviceTvmSoftwareVulnerabilities: [
        weakness('2026-10-05T04:00:00Z', 'd1', 'CVE-1'),
        weakness('2026-10-05T04:00:00Z', 'd1', 'CVE-2'),
        weakness('2026-10-26T04:00:00Z', 'd1', 'CVE-2'),
        weakness('2026-10-26T04:00:00Z', 'd1', 'CVE-3', 'High'),
        // Told twice in one snapshot.
        weakness('2026-10-26T04:05:00Z', 'd1', 'CVE-2'),
        weakness('2026-10-24T04:00:00Z', 'd2', 'CVE-2'),
        weakness('2026-10-12T04:00:00Z', 'gone', 'CVE-4'),
      ],
      DeviceTvmSoftwareVulnerabilitiesKB: [
        { TimeGenerated: '2026-09-01T04:00:00Z', CveId: 'CVE-2', IsExploitAvailable: false },
        { TimeGenerated: '2026-10-01T04:00:00Z', CveId: 'CVE-2', IsExploitAvailable: true },
        { TimeGenerated: '2026-10-01T04:00:00Z', CveId: 'CVE-4', IsExploitAvailable: true },
      ],
    });
    expect(['vulns', 'vulns_devices', 'vulns_exploitable'].map((id) => value(dataset, id))).toMatchObject([
      { value: 1 },
      { value: 2 },
      { value: 1 },
    ]);
    expect(rows(dataset, 'weak-software')).toEqual([['fabrikam browser', 2, 1, 1, 2]]);
  });

  it('takes the newest score of each subscription and weighs them', async () => {
    const score = (at: string, subscription: string, share: number, weight: number): Row => ({
      TimeGenerated: at,
      SecureScoresSubscriptionId: subscription,
      DisplayName: 'ASC score',
      PercentageScore: share,
      Weight: weight,
    });
    const dataset = await ask(['secure-score'], {
      SecureScores: [
        score('2026-10-05T06:00:00Z', 'a', 0.2, 90),
        score('2026-10-05T18:00:00Z', 'a', 0.6, 90),
        score('2026-10-04T06:00:00Z', 'b', 0.4, 10),
        score('2026-11-04T06:00:00Z', 'b', 0.9, 10),
      ],
    });
    expect(value(dataset, 'secure_score_azure')).toMatchObject({ value: expect.closeTo(58, 9) });
  });

  it('takes a detection once, by its newest state, and leaves deleted accounts out of who is open and who is cleared', async () => {
    const detection = (at: string, id: string, state: string): Row => ({
      TimeGenerated: at,
      Id: id,
      RiskEventType: 'leakedCredentials',
      RiskLevel: 'high',
      RiskState: state,
    });
    const user = (at: string, id: string, state: string, isDeleted = false): Row => ({
      TimeGenerated: at,
      Id: id,
      RiskState: state,
      IsDeleted: isDeleted,
    });
    const dataset = await ask(['risk-detections', 'risky-users'], {
      AADUserRiskEvents: [
        detection('2026-10-05T10:00:00Z', '1', 'atRisk'),
        detection('2026-10-06T10:00:00Z', '1', 'remediated'),
        detection('2026-09-05T10:00:00Z', 'old', 'atRisk'),
        detection('2026-10-05T10:00:00Z', 'old', 'dismissed'),
      ],
      AADRiskyUsers: [
        user('2026-10-05T10:00:00Z', 'a', 'atRisk'),
        user('2026-10-06T10:00:00Z', 'a', 'remediated'),
        user('2026-10-05T10:00:00Z', 'b', 'atRisk'),
        user('2026-10-05T10:00:00Z', 'gone', 'atRisk', true),
      ],
    });
    expect(rows(dataset, 'risk-detections')).toEqual([['leakedCredentials', 1, 1, 0, 1]]);
    expect([value(dataset, 'users_at_risk'), value(dataset, 'identity_risk')]).toMatchObject([{ value: 1 }, { value: 50, part: 1, n: 2 }]);
  });

  it('takes the newest mode of the antivirus, and each mode for what the service can do', async () => {
    const assessment = (at: string, device: string, mode: string | null, columns: Row = {}): Row => ({
      TimeGenerated: at,
      DeviceId: device,
      ConfigurationId: 'scid-2010',
      IsApplicable: true,
      Context: mode === null ? null : [[mode, 'x']],
      ...columns,
    });
    const dataset = await ask(['antivirus'], {
      DeviceTvmSecureConfigurationAssessment: [
        assessment('2026-10-05T04:00:00Z', 'a', '2'),
        assessment('2026-10-12T04:00:00Z', 'a', '0'),
        assessment('2026-10-12T04:00:00Z', 'b', '1'),
        assessment('2026-10-12T04:00:00Z', 'c', '4'),
        assessment('2026-10-12T04:00:00Z', 'd', null),
        assessment('2026-10-12T04:00:00Z', 'e', '0', { IsApplicable: false }),
        assessment('2026-10-12T04:00:00Z', 'f', '0', { ConfigurationId: 'scid-2012' }),
      ],
    });
    expect(rows(dataset, 'antivirus')).toEqual([[5, 4, 1, 2, 1]]);
    expect(value(dataset, 'av_coverage')).toMatchObject({ part: 1, n: 4 });
  });

  it('counts a delivery that was removed once, whatever was tried before', async () => {
    const removal = (message: string, result: string, type = 'Phish ZAP'): Row => ({
      TimeGenerated: '2026-10-05T10:00:00Z',
      NetworkMessageId: message,
      RecipientEmailAddress: 'ada@contoso.com',
      ActionType: type,
      ActionResult: result,
    });
    const dataset = await ask(['mail-removed'], {
      EmailPostDeliveryEvents: [
        removal('1', 'Error'),
        removal('1', 'Success'),
        removal('2', 'Error'),
        removal('3', 'Success', 'Manual remediation'),
      ],
    });
    expect(rows(dataset, 'mail-removed')).toEqual([[2, 1, 1]]);
    expect(value(dataset, 'mail_removed')).toMatchObject({ value: 2 });
  });
});
