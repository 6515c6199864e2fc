import { fileURLToPath } from 'node:url';
import { nodeFiles, parsePeriod } from '@mxdr/core';
import { describe, expect, it } from 'vitest';
import { collectDataset } from '../dataset/collect-dataset.ts';
import type { Dataset } from '../dataset/dataset.ts';
import { loadReportDefinition } from '../definition/load-report-definition.ts';
import type { ReportSettings } from '../definition/report-definition-schema.ts';
import type { Script } from '../testing/scripted-workspace.ts';
import { answer, missing, incidentRow, sampleCustomer, sampleOperator, scriptedWorkspace } from '../testing/scripted-workspace.ts';
import { buildReportModel } from './build-report-model.ts';
import type { Block, ReportModel } from './report-model.ts';

const folder = fileURLToPath(new URL('../../../../reports/service-review', import.meta.url));
const october = '2026-09-30T22:00:00.000Z';
const options = { issuedAt: '2026-11-03T08:00:00.000Z', toolVersion: '0.1.0' };

async function collect(script: Script): Promise<Dataset> {
  return collectDataset({
    definition: await loadReportDefinition(folder, nodeFiles),
    customer: sampleCustomer(),
    operator: sampleOperator(),
    period: parsePeriod('2026-10', 'Europe/Amsterdam'),
    workspace: scriptedWorkspace(script),
    signal: new AbortController().signal,
    progress: { step: () => {} },
  });
}

async function model(script: Script): Promise<ReportModel> {
  return buildReportModel(await collect(script), options);
}

const incidents =
  (...rows: readonly ReturnType<typeof incidentRow>[]): Script =>
  ({ queryId, start }) =>
    queryId === 'incidents' ? answer(start === october ? rows : []) : undefined;

function blocks<Kind extends Block['kind']>(report: ReportModel, sectionId: string, kind: Kind): readonly Extract<Block, { kind: Kind }>[] {
  const section = report.sections.find(({ id }) => id === sectionId);
  return (section?.blocks ?? []).filter((block): block is Extract<Block, { kind: Kind }> => block.kind === kind);
}

const cutOff: Script = ({ queryId }) =>
  queryId === 'incidents' ? answer([incidentRow()], [{ code: 'limit', message: 'The answer was cut off.' }]) : undefined;

const waiting = (name: string, number: number, severity: string, since: string) =>
  incidentRow({
    IncidentName: name,
    IncidentNumber: number,
    Severity: severity,
    IsWaiting: true,
    WaitingSince: since,
    TasksWaiting: 1,
    Title: `Title ${number}`,
  });

describe('the model of a report', () => {
  it('is plain data and the same for the same dataset', async () => {
    // GIVEN
    const dataset = await collect(incidents(incidentRow()));

    // WHEN
    const first = buildReportModel(dataset, options);
    const second = buildReportModel(structuredClone(dataset), options);

    // THEN nothing is lost on the way through JSON: no undefined, no dates, no instances
    expect(second).toEqual(first);
    expect(JSON.parse(JSON.stringify(first))).toStrictEqual(first);
  });

  it('says "none" of an empty month and "not available" of a missing table', async () => {
    // WHEN
    const quiet = await model(incidents());
    const blind = await model(() => undefined);

    // THEN
    expect(quiet.sections.find(({ id }) => id === 'incidents')?.heading).toBe('No incident was created in October 2026');
    expect(blocks(quiet, 'needs-you', 'table')[0]).toMatchObject({
      rows: [],
      totalRows: 0,
      emptyText: 'Nothing waited for you at the end of October 2026.',
    });
    expect(blind.sections.find(({ id }) => id === 'incidents')?.heading).toBe('Incidents: not available for this period');
    expect(blocks(blind, 'incidents', 'metrics')).toEqual([]);
    expect(blocks(blind, 'incidents', 'unavailable').length).toBeGreaterThan(0);
  });

  it('names the table that a section lacks, and how to mend it', async () => {
    // GIVEN
    const report = await model(({ queryId }) =>
      ['mail', 'mail-threats'].includes(queryId)
        ? { status: 'failed', reason: 'table-missing', code: 'MXDR-KQL-TABLE-MISSING', message: 'no', missingTables: ['EmailEvents'] }
        : undefined,
    );

    // WHEN
    const block = blocks(report, 'posture', 'unavailable').find(({ sources }) => sources.includes('EmailEvents'));

    // THEN
    expect(block?.mend).toContain('Turn on EmailEvents in the Microsoft Defender XDR connector');
  });

  it('says on the first page when the numbers stand on incomplete data', async () => {
    // GIVEN
    const script = cutOff;

    // WHEN
    const report = await model(script);

    // THEN
    expect(report.completeness).toMatchObject({ state: 'incomplete', summary: expect.stringContaining('The answer was cut off.') });
    expect(report.sections[0]?.blocks[0]).toMatchObject({ kind: 'callout', tone: 'attention' });
    expect(blocks(report, 'summary', 'metrics')[0]?.cards[0]).toMatchObject({
      state: 'partial',
      note: 'incomplete: The answer was cut off.',
    });
  });

  it('is not whole where a query misses a table that is there by its own count', async () => {
    // GIVEN a service that says of one query that there is no table, and counts the records of it for another
    const at = '2026-10-05T00:00:00.0000000Z';
    const day = { Day: at, Records: 5, FirstRecord: at, FirstInside: at, LastRecord: '2026-10-31T22:00:00.0000000Z' };

    // WHEN
    const report = await model(({ queryId, watchedTable }) => {
      if (queryId === 'incidents') return missing('SecurityIncident');
      return queryId === 'table-days' && watchedTable === 'SecurityIncident' ? answer([day]) : undefined;
    });

    // THEN
    expect(report.completeness).toMatchObject({ state: 'incomplete', summary: expect.stringContaining('incidents@2026-10') });
  });

  it('asks for what waits longest among the most severe first, with an owner and a time', async () => {
    // GIVEN
    const report = await model(
      incidents(
        waiting('a', 1, 'Medium', '2026-10-06T10:00:00.000Z'),
        waiting('b', 2, 'High', '2026-10-20T10:00:00.000Z'),
        waiting('c', 3, 'High', '2026-10-07T10:00:00.000Z'),
        waiting('d', 4, 'Low', '2026-10-01T10:00:00.000Z'),
      ),
    );

    // WHEN
    const [actions] = blocks(report, 'summary', 'actions');

    // THEN
    expect(actions?.items.map(({ text, owner, due }) => [text, owner, due]).slice(0, 4)).toEqual([
      ['Complete the open actions of incident 3: Title 3', 'IT operations', 'at once'],
      ['Complete the open actions of incident 2: Title 2', 'IT operations', 'at once'],
      ['Complete the open actions of incident 1: Title 1', 'IT operations', 'this week'],
      ['Complete the open actions of 1 more incident that waits for you', 'IT operations', 'this week'],
    ]);
  });

  it('keeps hostile names as data: they are neither words of the report nor changed', async () => {
    // GIVEN
    const title = '=HYPERLINK("http://x")<script>alert(1)</script>';
    const report = await model(incidents(incidentRow({ Title: title, IsWaiting: true, WaitingSince: '2026-10-06T10:00:00.000Z' })));

    // WHEN
    const [table] = blocks(report, 'needs-you', 'table');

    // THEN
    expect(table?.rows[0]?.[1]).toEqual({ text: title, value: title });
  });

  it('turns a chart of nothing into a sentence, and gaps into nulls', async () => {
    // WHEN
    const quiet = await model(incidents());
    const busy = await model(incidents(incidentRow()));

    // THEN
    expect(blocks(quiet, 'incidents', 'chart')).toEqual([]);
    const chart = blocks(busy, 'incidents', 'chart')[0]?.chart;
    expect(chart && 'series' in chart && chart.series.map(({ name, values }) => [name, values.length, values[4]])).toEqual([
      ['High', 31, 1],
      ['Medium', 31, 0],
      ['Low', 31, 0],
      ['Informational', 31, 0],
    ]);
  });

  it('shows each metric on a card only once and defines every one of them', async () => {
    // WHEN
    const report = await model(incidents(incidentRow()));

    // THEN
    const shown = report.sections.flatMap(({ blocks: all }) =>
      all.flatMap((block) => (block.kind === 'metrics' ? block.cards.map((card) => card.metricId) : [])),
    );
    const defined = new Set(blocks(report, 'definitions', 'definitions').flatMap(({ items }) => items.map((item) => item.metricId)));
    expect(new Set(shown).size).toBe(shown.length);
    expect(shown.filter((id) => !defined.has(id))).toEqual([]);
  });
});

describe('a report that is laid out as slides', () => {
  async function deckOf(layout: ReportSettings['layout']): Promise<ReportModel> {
    const dataset = await collect(incidents(incidentRow()));
    const { settings } = dataset.definition;
    const [first, ...rest] = settings.sections;
    const speaker = {
      points: ['{period} in a sentence.'],
      questions: [{ question: 'Why {period}?', answer: 'It is {period}.' }],
    };
    const sections = [{ ...first!, speaker }, ...rest];
    return buildReportModel({ ...dataset, definition: { ...dataset.definition, settings: { ...settings, layout, sections } } }, options);
  }

  it('says so, and carries what the speaker says, is asked and stands on', async () => {
    // WHEN
    const { layout, sections } = await deckOf('slides');

    // THEN the period is filled in, and every metric shown has its source
    expect(layout.form).toBe('slides');
    expect(sections[0]!.speaker).toMatchObject({
      points: ['October 2026 in a sentence.'],
      questions: [{ question: 'Why October 2026?', answer: 'It is October 2026.' }],
    });
    expect(sections[0]!.speaker!.metricIds).toContain('inc_investigated');
    expect(sections[0]!.speaker!.sources).toContain('incidents@2026-10');
  });

  it('has no notes when it is laid out as pages', async () => {
    const { layout, sections } = await deckOf({ cover: 'full', contents: true });
    expect(layout.form).toBe('pages');
    expect(sections.every(({ speaker }) => speaker === undefined)).toBe(true);
  });
});
