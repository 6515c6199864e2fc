import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { LogWorkspace } from '@mxdr/core';
import type { Simulation } from '@mxdr/simulator';
import { simulateTenant } from '@mxdr/simulator';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ReportQuery } from '../definition/query-file.ts';
import { buildReportModel } from '../model/build-report-model.ts';
import type { Block, ContentBlock, ReportModel } from '../model/report-model.ts';
import { aboutTheReport, compareModelWithTruth } from '../testing/compare-model.ts';
import { compareWithTruth, withoutTruth } from '../testing/compare-with-truth.ts';
import type { Plain } from '../testing/list-paths.ts';
import { listPaths } from '../testing/list-paths.ts';
import type { Review } from '../testing/truth-tenant.ts';
import { collectReview, differencesOf, openTenant } from '../testing/truth-tenant.ts';

const question = {
  period: '2026-10',
  timeZone: 'Europe/Amsterdam',
  startUtc: '2026-09-30T22:00:00.000Z',
  endUtc: '2026-10-31T23:00:00.000Z',
};

let directory: string;
let simulation: Simulation;
let workspace: LogWorkspace;
let review: Review;

// One tenant for all: what is planted is planted into the answers and the questions, never into the tables.
beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'mxdr-faults-'));
  simulation = simulateTenant({ timeZone: question.timeZone, start: '2026-08-31T22:00:00.000Z', end: question.endUtc, scale: 0.1 });
  workspace = await openTenant(directory, simulation);
  review = await collectReview(workspace, simulation, question);
}, 180_000);
afterAll(() => rm(directory, { recursive: true, force: true }));

/** Makes every number greater by 3 and every text longer, deep inside. */
function spoil<Value>(value: Value): Value {
  const spoiled = (one: Plain): Plain => {
    if (typeof one === 'number') return one + 3;
    if (typeof one === 'string') return `${one}?`;
    if (typeof one === 'boolean') return !one;
    if (one === null) return 0;
    return Array.isArray(one) ? one.map(spoiled) : Object.fromEntries(Object.entries(one).map(([key, inner]) => [key, spoiled(inner)]));
  };
  return spoiled(value as Plain) as Value;
}

const issue = { issuedAt: '2027-01-04T09:00:00Z', toolVersion: '1.0.0' };

describe('the comparison with the truth', { timeout: 60_000 }, () => {
  it('finds nothing in a report that tells the truth, having looked at all of it', () => {
    const { definition } = review.dataset;
    expect(differencesOf(review)).toEqual([]);
    expect(compareWithTruth(review.dataset, review.truth).compared.length).toBeGreaterThan(1500);
    const model = buildReportModel(review.dataset, issue);
    expect(compareModelWithTruth(model, definition, review.truth).compared.length).toBeGreaterThan(1000);
  });

  it('finds every single value of the dataset that is not true', () => {
    // GIVEN a dataset in which every value of every metric, view and table is spoiled; names and columns stay, to tell what is what
    const { dataset, truth } = review;
    const spoiled: Review['dataset'] = {
      ...dataset,
      metrics: dataset.metrics.map((metric) => ({
        ...metric,
        current: spoil(metric.current),
        previous: metric.previous && spoil(metric.previous),
      })),
      views: dataset.views.map((view) => ({ ...view, state: spoil(view.state), rows: spoil(view.rows) })),
      tables: dataset.tables.map((table) => ({ ...spoil(table), table: table.table })),
    };

    // WHEN
    const { differences, compared } = compareWithTruth(spoiled, truth);

    // THEN
    const isSpoiled = (path: string): boolean => /^(metrics|views|tables)\./u.test(path) && !path.endsWith('.previous');
    const found = new Set(differences.map((difference) => difference.split(':')[0]));
    expect(compared.filter((path) => isSpoiled(path) && !found.has(path))).toEqual([]);
    expect(differences.length).toBeGreaterThan(1500);
  });

  it('finds every metric, row, column and table that nobody has a truth for', () => {
    // GIVEN a report that says more than the truth knows
    const { dataset, truth } = review;
    const [metric, ...metrics] = dataset.metrics;
    const view = dataset.views.find(({ id }) => id === 'hunts')!;
    const more: Review['dataset'] = {
      ...dataset,
      metrics: [...metrics, metric!, { ...metric!, metricId: 'made_up' }],
      views: [
        ...dataset.views.filter(({ id }) => id !== 'hunts'),
        { ...view, columns: [...view.columns, 'Hours'], rows: view.rows.map((row) => [...row, 12]) },
        { ...view, id: 'made-up', rows: view.rows.slice(0, 1) },
      ],
      tables: [...dataset.tables, { ...dataset.tables[0]!, table: 'MadeUp' }],
    };

    // THEN
    const found = compareWithTruth(more, truth).differences.join('\n');
    for (const path of ['metrics.made_up.current.value', 'views.hunts.rows.0.Hours', 'views.made-up.rows.0.Id', 'tables.MadeUp.records'])
      expect(found).toContain(`${path}:`);
    // AND what the truth knows and the report does not say
    expect(compareWithTruth({ ...dataset, metrics, views: dataset.views.slice(1), tables: [] }, truth).differences.join('\n')).toMatch(
      /the report says nothing/u,
    );
  });

  it('finds every number of the report that is not the dataset’s', () => {
    // GIVEN a model in which every number is spoiled, alone and inside texts
    const { dataset, truth } = review;
    const model = buildReportModel(dataset, issue);
    const shift = (one: Plain): Plain => {
      if (typeof one === 'number') return one + 3;
      // 7 more in its last place is more than any rounding hides.
      if (typeof one === 'string') return one.replaceAll(/\d+/gu, (digits) => String(Number(digits) + 7).padStart(digits.length, '0'));
      if (one === null || typeof one === 'boolean') return one;
      return Array.isArray(one) ? one.map(shift) : Object.fromEntries(Object.entries(one).map(([key, inner]) => [key, shift(inner)]));
    };
    const spoilBlock = (block: Block): Block =>
      block.kind === 'columns'
        ? { ...block, columns: block.columns.map((column) => column.map((inner) => spoilBlock(inner) as ContentBlock)) }
        : (Object.fromEntries(
            Object.entries(block).map(([key, value]) => [key, ['id', 'kind', 'columns'].includes(key) ? value : shift(value as Plain)]),
          ) as unknown as Block);
    const spoiled: ReportModel = {
      ...model,
      completeness: shift(model.completeness) as unknown as ReportModel['completeness'],
      sections: model.sections.map((section) => ({
        ...section,
        heading: shift(section.heading) as string,
        blocks: section.blocks.map(spoilBlock),
      })),
    };

    // THEN all of them are found but those that two roundings and the share of a change leave room for
    const { differences, compared } = compareModelWithTruth(spoiled, dataset.definition, truth);
    const found = new Set(differences.map((difference) => difference.split(':')[0]));
    expect(compared.filter((path) => !found.has(path))).toEqual([]);
  });

  it('leaves out nothing that is not there', () => {
    const { dataset } = review;
    const paths = listPaths({
      metrics: Object.fromEntries(dataset.metrics.map((one) => [one.metricId, one])),
      views: Object.fromEntries(
        dataset.views.map((view) => [
          view.id,
          { ...view, rows: view.rows.map((row) => Object.fromEntries(view.columns.map((column, index) => [column, row[index] ?? null]))) },
        ]),
      ),
      tables: Object.fromEntries(dataset.tables.map((one) => [one.table, one])),
    } as unknown as Plain);
    const modelPaths = listPaths(buildReportModel(dataset, issue) as unknown as Plain);
    expect(withoutTruth.filter((pattern) => !paths.some((path) => pattern.test(path)))).toEqual([]);
    expect(aboutTheReport.filter((pattern) => !modelPaths.some((path) => pattern.test(path)))).toEqual([]);
  });

  // One fault for each part of the report that no other number stands for.
  it.each([
    ['alerts', 'and TimeGenerated < ASOF', 'and TimeGenerated < END - 9d', 'views.alerts.rows.'],
    ['alerts', '| where not(coalesce(IsIncident, false))\n', '', 'metrics.alerts_recorded.current.value'],
    ['alerts', 'Severity = AlertSeverity', 'Severity = "High"', 'views.alerts.rows.'],
    ['assets', 'HighSeverity = countif(IsHigh)', 'HighSeverity = count()', 'views.top-users.rows.0.HighSeverity'],
    ['assets', 'AssetName = tolower(iff', 'AssetName = toupper(iff', 'views.top-users.rows.0.AssetName'],
    [
      'incidents',
      '| extend IsOpenAtEnd = CreatedTime < END and',
      '| extend IsOpenAtEnd = CreatedTime < START and',
      'metrics.actions_waiting.current.value',
    ],
    ['incidents', 'GivenAt >= START', 'GivenAt > START + 9d', 'metrics.actions_completed.previous.value'],
    [
      'incidents',
      'IncidentName, IncidentNumber, Title, Severity, Status',
      'IncidentName, IncidentNumber, Title, Severity, Status = "New"',
      'views.notifications.rows.',
    ],
    ['table-days', 'FirstRecord = min(TimeGenerated)', 'FirstRecord = max(TimeGenerated)', 'tables.SigninLogs.earliestUtc'],
    [
      'table-days',
      'FirstInside = minif(TimeGenerated, TimeGenerated >= START',
      'FirstInside = minif(TimeGenerated, TimeGenerated >= HISTORY',
      'tables.SigninLogs.firstRecordUtc',
    ],
    [
      'table-days',
      'LastRecord = maxif(TimeGenerated, TimeGenerated < END)',
      'LastRecord = maxif(TimeGenerated, TimeGenerated < END - 1h)',
      'tables.Usage.lastRecordUtc',
    ],
    ['table-days', 'by Day = bin(TimeGenerated, 1d)', 'by Day = bin(TimeGenerated, 7d)', 'tables.SigninLogs.emptyDays'],
    ['sign-ins', 'Users = countif(isnotempty(UserId))', 'Users = sum(SignInsOfUser)', 'views.sign-ins.rows.0.Users'],
    ['ingestion', '/ 1000.0 by DataType', '/ 1024.0 by DataType', 'views.ingestion.rows.'],
    ['rule-health', 'Failures >= 6 and Failures == Tries', 'Failures >= 7', 'metrics.rule_windows_skipped.current.value'],
    ['rule-health', 'DroppedEntities = sum(', 'DroppedEntities = max(', 'views.rule-health.rows.'],
    ['rule-health', '@"^AUTO DISABLED\\s+", ""', '@"^NEVER", ""', 'views.rule-health.rows.'],
    ['rules-fired', '| where not(coalesce(IsIncident, false))\n', '| where TimeGenerated < ASOF - 20d\n', 'views.rules-fired.rows.'],
    ['rules-fired', 'max(FirstRecorded)', 'min(FirstRecorded)', 'views.rules-fired.rows.'],
    ['rules-disabled', 'startswith "AUTO DISABLED")', 'startswith "DISABLED")', 'metrics.rules_auto_disabled.current.value'],
    ['connector-health', 'arg_max(TimeGenerated', 'arg_min(TimeGenerated', 'metrics.connector_health.current.value'],
    ['automation-health', 'Status != "Success"', 'Status == "Failure"', 'metrics.automation_failures.current.value'],
    ['rule-changes', '"Analytic Rule"', '"Analytics Rule"', 'metrics.rule_tampering.current.value'],
    ['rule-changes', ' and Status =~ "Success"', '', 'views.rule-changes.rows.'],
    ['workspace-queries', 'ResponseCode == 200 and ', '', 'metrics.query_abuse.current.value'],
    ['workspace-queries', 'Earlier == 0', 'Earlier > 0', 'metrics.query_newcomers.current.value'],
    ['data-warnings', '"Warning", ', '', 'metrics.cap_warnings.current.value'],
    ['ingestion-watch', 'LeastShare = 0.5', 'LeastShare = 5.0', 'metrics.ingest_anomaly.current.value'],
    ['ingestion-anomalies', 'percentile(Gigabytes, 50)', 'avg(Gigabytes)', 'views.ingestion-anomalies.rows.0.UsualGigabytes'],
    [
      'mail-removed',
      'Removals = countif(ActionResult == "Success")',
      'Removals = countif(ActionResult == "Error")',
      'metrics.mail_removed.current.value',
    ],
    ['risk-detections', 'where FirstRecorded >= START', 'where FirstRecorded >= LOOKBACK', 'views.risk-detections.rows.'],
    ['risk-detections', 'arg_max(TimeGenerated', 'arg_min(TimeGenerated', 'views.risk-detections.rows.'],
    ['risky-users', 'Judged = AtRisk + Resolved', 'Judged = SourceRows', 'metrics.identity_risk.current.n'],
    ['secure-score', 'arg_max(TimeGenerated', 'arg_min(TimeGenerated', 'metrics.secure_score_azure.current.value'],
    ['secure-score', 'sum(Weight * PercentageScore)', 'sum(Weight) * avg(PercentageScore)', 'metrics.secure_score_azure.current.value'],
    ['secure-score-days', 'arg_max(TimeGenerated', 'arg_min(TimeGenerated', 'views.secure-score-days.rows.'],
    [
      'weaknesses',
      'NewestOfDevice > NewestOfAll - 7d and TimeGenerated > NewestOfDevice - 12h',
      'true',
      'views.weaknesses.rows.0.SourceRows',
    ],
    ['weaknesses', 'NewestOfDevice > NewestOfAll - 7d and', 'NewestOfDevice > NewestOfAll - 70d and', 'views.weaknesses.rows.0.Devices'],
    ['weaknesses-exploitable', 'coalesce(IsExploitAvailable, false)', 'true', 'metrics.vulns_exploitable.current.value'],
    ['weak-software', '| distinct Software, DeviceId\n', '', 'views.weak-software.rows.'],
    ['antivirus', 'ConfigurationId == "scid-2010" and ', '', 'views.antivirus.rows.0.SourceRows'],
    ['antivirus', 'Mode in ("1", "4", "5")', 'Mode != "0"', 'views.antivirus.rows.0.Blind'],
  ])('finds a fault planted into the query %s: %j made %j', async (queryId, from, to, path) => {
    // GIVEN
    const mutate = (query: ReportQuery): ReportQuery => (query.id === queryId ? { ...query, text: query.text.replace(from, to) } : query);
    expect(review.dataset.definition.queries.map(mutate)).not.toEqual(review.dataset.definition.queries);

    // WHEN only that query is asked again, with the incidents that all stand on
    const settings = {
      queries: review.dataset.definition.settings.queries.filter(({ id }) => [queryId, 'incidents', 'table-days'].includes(id)),
    };
    const faulty = await collectReview(workspace, simulation, { ...question, settings: { ...settings, trendMonths: 0 }, mutate });

    // THEN
    expect(compareWithTruth(faulty.dataset, faulty.truth).differences.filter((difference) => difference.startsWith(path))).not.toEqual([]);
  });
});
