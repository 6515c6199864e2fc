import { parse } from 'csv-parse/sync';
import { describe, expect, it } from 'vitest';
import { datasetToJson } from '../dataset/dataset-json.ts';
import { answer, incidentRow } from '../testing/scripted-workspace.ts';
import { namesScript, scriptedDataset } from '../testing/scripted-dataset.ts';
import { makeEvidenceFiles } from './evidence-files.ts';
import type { EvidenceFile } from './evidence-files.ts';

type Row = Readonly<Record<string, string>>;

function read(files: readonly EvidenceFile[], name: string): readonly Row[] {
  const text = files.find((file) => file.name === name)?.text ?? '';
  return parse<Row>(text, { bom: true, columns: true, record_delimiter: '\r\n' });
}

describe('the CSV files behind a report', () => {
  it('hold all rows, also those that the report does not show', async () => {
    // GIVEN more users than the table shows
    const users = Array.from({ length: 37 }, (_, index) => `user${index}@contoso.com`);
    const dataset = await scriptedDataset(namesScript(['A'], users, []));
    // WHEN
    const files = makeEvidenceFiles(dataset);
    // THEN
    expect(read(files, 'assets.top-users.csv').map((row) => row['AssetName'])).toEqual(users);
    expect(read(files, 'index.csv').find((row) => row['File'] === 'assets.top-users.csv')).toMatchObject({
      State: 'known',
      Rows: '37',
      TenantId: dataset.customer.tenantId,
      PeriodId: '2026-10',
      Evidence: 'assets@2026-10',
    });
  });

  it('has a file or a line of the index for every part of the report that shows rows', async () => {
    // GIVEN
    const dataset = await scriptedDataset(() => undefined);
    const sources = JSON.stringify(dataset.definition.settings.sections).match(/"source":/gu) ?? [];
    // WHEN
    const files = makeEvidenceFiles(dataset);
    // THEN
    const listed = read(files, 'index.csv').filter((row) => row['Block'] !== '');
    expect(listed).toHaveLength(sources.length);
    expect(sources.length).toBeGreaterThan(15);
    expect(new Set(files.map(({ name }) => name)).size).toBe(files.length);
    const names = new Set(files.map(({ name }) => name));
    for (const row of listed) expect(names).toContain(row['File']);
  });

  it('tells unknown from zero and from empty text', async () => {
    // GIVEN a workspace that answers in part, and one that knows nothing
    const cutOff = await scriptedDataset(({ queryId }) =>
      queryId === 'incidents' ? answer([incidentRow({ IsOpenAtEnd: true })], [{ code: 'limit', message: 'Cut off.' }]) : undefined,
    );
    const bare = await scriptedDataset(() => undefined);
    // WHEN
    const partial = makeEvidenceFiles(cutOff);
    const unknown = makeEvidenceFiles(bare);
    // THEN
    expect(read(partial, 'metrics.csv').find((row) => row['MetricId'] === 'inc_investigated')).toMatchObject({
      State: 'partial',
      Value: '1',
      Reason: 'Cut off.',
    });
    expect(read(unknown, 'metrics.csv').find((row) => row['MetricId'] === 'inc_investigated' && row['Role'] === 'current')).toMatchObject({
      PeriodId: '2026-10',
      State: 'unavailable',
      Value: '',
      Reason: 'The table Unknown does not exist in the workspace.',
    });
    const bySeverity = partial.find(({ name }) => name.endsWith('.incidents-by-severity.csv') || name.endsWith('.severity.csv'));
    expect(read(partial, bySeverity!.name).every((row) => row['RowState'] === 'partial')).toBe(true);
    const users = read(unknown, 'assets.top-users.csv');
    expect(users).toEqual([{ RowState: 'unavailable', Reason: 'The table Unknown does not exist in the workspace.' }]);
    const months = partial.find(({ text }) => text.includes('MedianCompletionMinutes'))!;
    const month = read(partial, months.name).at(-1)!;
    expect(month['MedianCompletionMinutes']).toBe('');
    expect(month['RowMissing']?.split(' ')).toContain('MedianCompletionMinutes');
    expect(month['ActionsCompleted']).toBe('0');
    expect(read(unknown, 'queries.csv').find((row) => row['Id'] === 'incidents@2026-10')).toMatchObject({ Status: 'failed', Rows: '' });
  });

  it('hold every number that the dataset has, of every period', async () => {
    // GIVEN a metric with a trend and a year before
    const dataset = await scriptedDataset(namesScript(['A', 'B'], [], []));
    const [metric, ...others] = dataset.metrics;
    const point = { period: dataset.comparison!.period, value: metric!.current };
    const told = { ...dataset, metrics: [{ ...metric!, yearBefore: metric!.current, trend: [point, point] }, ...others] };
    // WHEN
    const rows = read(makeEvidenceFiles(told), 'metrics.csv').filter((row) => row['MetricId'] === metric!.metricId);
    // THEN
    expect(rows.map((row) => [row['Role'], row['PeriodId'], row['Value']])).toEqual([
      ['current', '2026-10', '2'],
      ['previous', '2026-09', '0'],
      ['year-before', '', '2'],
      ['trend', '2026-09', '2'],
      ['trend', '2026-09', '2'],
    ]);
    const json = datasetToJson(told).metrics[0];
    expect(json?.yearBefore).toMatchObject({ value: 2 });
    expect(json?.trend.map(({ period }) => period.id)).toEqual(['2026-09', '2026-09']);
  });

  it('is the same for the same evidence, however long the queries took', async () => {
    // GIVEN
    const dataset = await scriptedDataset(namesScript(['A'], ['x@contoso.com'], ['pc-1']));
    const slower = { ...dataset, runs: dataset.runs.map((run) => ({ ...run, durationMs: run.durationMs + 1000 })) };
    // THEN
    expect(makeEvidenceFiles(slower)).toEqual(makeEvidenceFiles(dataset));
  });

  it('is UTF-8 with a mark, CRLF, and makes text of logs inert', async () => {
    // GIVEN
    const dataset = await scriptedDataset(
      namesScript(['=HYPERLINK("http://x.example","y")'], ['=cmd|calc!A1', 'zoë\u202e@contoso.com'], []),
    );
    // WHEN
    const files = makeEvidenceFiles(dataset);
    // THEN
    for (const { text } of files) {
      expect(text.startsWith('\uFEFF')).toBe(true);
      expect(text.replaceAll('\r\n', '')).not.toMatch(/\r/u);
    }
    expect(read(files, 'assets.top-users.csv').map((row) => row['AssetName'])).toEqual(["'=cmd|calc!A1", 'zoë\\u202e@contoso.com']);
  });
});
