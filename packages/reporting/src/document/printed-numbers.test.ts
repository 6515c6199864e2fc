import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { nodeFiles, parsePeriod } from '@mxdr/core';
import { afterAll, describe, expect, it } from 'vitest';
import { createBrowserPool } from '../browser/browser-pool.ts';
import { findBrowser } from '../browser/find-browser.ts';
import { collectDataset } from '../dataset/collect-dataset.ts';
import { loadReportDefinition } from '../definition/load-report-definition.ts';
import { buildReportModel } from '../model/build-report-model.ts';
import type { ReportModel } from '../model/report-model.ts';
import { answer, incidentRow, sampleCustomer, sampleOperator, scriptedWorkspace } from '../testing/scripted-workspace.ts';
import { renderHtml } from './render-html.ts';
import { renderPdf } from './render-pdf.ts';

const reports = fileURLToPath(new URL('../../../../reports', import.meta.url));
const names = readdirSync(reports).filter((name) => name !== 'incident' && existsSync(`${reports}/${name}/report.yaml`));
const browser = await findBrowser(process.env).catch(() => undefined);
const canReadPdf = browser !== undefined && spawnSync('pdftotext', ['-v']).error === undefined;
const pool = createBrowserPool({ env: process.env, pages: 1 });
afterAll(() => pool.close());

/** A month of 37 incidents, so that shares, times and totals are all different numbers. */
async function modelOf(name: string): Promise<ReportModel> {
  const definition = await loadReportDefinition(`${reports}/${name}`, nodeFiles);
  const rows = Array.from({ length: 37 }, (_, index) =>
    incidentRow({
      IncidentName: `incident ${index}`,
      IncidentNumber: 4100 + index,
      Severity: ['High', 'Medium', 'Low'][index % 3]!,
      CreatedTime: new Date(Date.parse('2026-10-02T08:00:00Z') + index * 50_000_000).toISOString(),
      FirstHumanTime: new Date(Date.parse('2026-10-02T08:00:00Z') + index * 50_000_000 + (index + 3) * 137_000).toISOString(),
      IsWaiting: index % 5 === 0,
      WaitingSince: index % 5 === 0 ? '2026-10-20T10:00:00Z' : null,
      TasksWaiting: index % 5 === 0 ? 2 : 0,
    }),
  );
  const dataset = await collectDataset({
    definition,
    customer: sampleCustomer(),
    operator: sampleOperator(),
    period: parsePeriod(name.startsWith('weekly') ? '2026-W41' : '2026-10', 'Europe/Amsterdam'),
    workspace: scriptedWorkspace(({ queryId }) => (queryId === 'incidents' ? answer(rows) : undefined)),
    signal: new AbortController().signal,
    progress: { step: () => {} },
  });
  return buildReportModel(dataset, { issuedAt: '2026-11-03T08:00:00.000Z', toolVersion: '0.1.0' });
}

/** Numbers as they are written, times and instants included. */
const numbersIn = (text: string): readonly string[] => text.match(/\d[\d.,:]*\d|\d/gu) ?? [];

/** Every text below a value, and every number as a chart's table writes it. */
function textsOf(value: unknown): readonly string[] {
  if (typeof value === 'string') return [value];
  if (typeof value === 'number') return [value.toLocaleString('en-GB', { maximumFractionDigits: 3 }), String(value)];
  if (typeof value !== 'object' || value === null) return [];
  return Object.values(value).flatMap(textsOf);
}

/** What a reader sees of the body, without drawings, whose numbers stand in the tables below them. */
function readable(html: string): string {
  const main = html.slice(html.indexOf('<main'), html.indexOf('</main>'));
  return main
    .replaceAll(/<svg[^]*?<\/svg>/gu, ' ')
    .replaceAll(/<[^>]*>/gu, ' ')
    .replaceAll('&#x27;', "'")
    .replaceAll(/&(?:amp|lt|gt|quot|#\w+);/gu, ' ');
}

/** What stands in the body word for word: cards, sentences, cells, decisions. Paper has fewer rows of a long table. */
function shown({ sections }: ReportModel, medium: 'screen' | 'paper' = 'screen'): readonly string[] {
  const ofBlock = (block: ReportModel['sections'][number]['blocks'][number]): readonly string[] => {
    switch (block.kind) {
      case 'metrics':
        return block.cards.flatMap(({ value, delta, note }) => [value, delta?.text ?? '', note]);
      case 'narrative':
        return block.paragraphs;
      case 'table':
        return block.rows.slice(0, medium === 'paper' ? block.printLimit : undefined).flatMap((row) => row.map(({ text }) => text));
      case 'actions':
        return block.items.flatMap(({ text, detail, due }) => [text, detail, due]);
      case 'columns':
        return block.columns.flatMap((column) => column.flatMap(ofBlock));
      default:
        return [];
    }
  };
  return sections.flatMap(({ heading, blocks }) => [heading, ...blocks.flatMap(ofBlock)]);
}

describe('the numbers of a document', { timeout: 60_000 }, () => {
  it.each(names)('are those of its model, all of them and no others: %s', async (name) => {
    // GIVEN
    const model = await modelOf(name);
    const told = new Set(textsOf(model.sections).flatMap(numbersIn));
    // Sections are counted from 1 on.
    for (const [index] of model.sections.entries()) told.add(String(index + 1));

    // WHEN
    const text = readable(await renderHtml(model));

    // THEN
    const printed = new Set(numbersIn(text));
    expect([...printed].filter((number) => !told.has(number))).toEqual([]);
    expect(
      shown(model)
        .flatMap(numbersIn)
        .filter((number) => !printed.has(number)),
    ).toEqual([]);
    expect(printed.size).toBeGreaterThan(3);
  });

  it('would be told apart if one were another', async () => {
    // GIVEN a document in which one number of a card is another
    const model = await modelOf('executive-summary');
    const told = new Set(textsOf(model.sections).flatMap(numbersIn));
    const html = await renderHtml(model);
    const spoiled = html.replace('<span class="card-number">37<', '<span class="card-number">9137<');

    // WHEN, THEN
    expect(spoiled).not.toBe(html);
    expect(numbersIn(readable(spoiled)).filter((number) => !told.has(number))).toEqual(['9137']);
  });

  it.runIf(canReadPdf).each(names)('stand in the PDF as well: %s', async (name) => {
    const model = await modelOf(name);
    const pdf = await renderPdf(await renderHtml(model), model, pool);
    const text = spawnSync('pdftotext', ['-raw', '-', '-'], { input: pdf, encoding: 'utf8', maxBuffer: 1 << 26 }).stdout;
    const printed = new Set(numbersIn(text));
    expect(
      shown(model, 'paper')
        .flatMap(numbersIn)
        .filter((number) => !printed.has(number)),
    ).toEqual([]);
  });
});
