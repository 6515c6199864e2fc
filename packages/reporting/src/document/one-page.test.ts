import { fileURLToPath } from 'node:url';
import { findCustomer, loadCustomers, nodeFiles, parsePeriod, requireOperator } from '@mxdr/core';
import { PDFDocument } from 'pdf-lib';
import { afterAll, describe, expect, it } from 'vitest';
import { createBrowserPool } from '../browser/browser-pool.ts';
import { findBrowser } from '../browser/find-browser.ts';
import { collectDataset } from '../dataset/collect-dataset.ts';
import { loadReportDefinition } from '../definition/load-report-definition.ts';
import { buildReportModel } from '../model/build-report-model.ts';
import type { ReportModel } from '../model/report-model.ts';
import type { Script } from '../testing/scripted-workspace.ts';
import { answer, incidentRow, scriptedWorkspace } from '../testing/scripted-workspace.ts';
import { renderHtml } from './render-html.ts';
import { renderPdf } from './render-pdf.ts';

const browser = await findBrowser(process.env).catch(() => undefined);
const pool = createBrowserPool({ env: process.env, pages: 1 });
afterAll(() => pool.close());

const root = fileURLToPath(new URL('../../../..', import.meta.url));
const customerIds = ['contoso', 'fabrikam', 'tailspin'];

const longTitle = `Multi-stage incident involving initial access, credential access and lateral movement on several endpoints, ${'reported by one source '.repeat(3)}`;
const months: Readonly<Record<string, Script>> = {
  'no data': () => undefined,
  'a quiet month': ({ queryId }) => (queryId === 'incidents' ? answer([]) : undefined),
  'one incident': ({ queryId }) => (queryId === 'incidents' ? answer([incidentRow()]) : undefined),
  'an attack, with long titles': ({ queryId, start }) =>
    queryId !== 'incidents'
      ? undefined
      : answer(
          Array.from({ length: 240 }, (_, index) =>
            incidentRow({
              IncidentName: `${start} ${index}`,
              IncidentNumber: 10_000 + index,
              Title: `${longTitle} ${index}`,
              CreatedTime: new Date(Date.parse(start) + index * 10_000_000).toISOString(),
              FirstHumanTime: new Date(Date.parse(start) + index * 10_000_000 + 9_000_000).toISOString(),
              Severity: ['High', 'Medium', 'Low', 'Informational'][index % 4]!,
              IsWaiting: index % 3 === 0,
              WaitingSince: start,
              TasksWaiting: index % 3 === 0 ? 2 : 0,
            }),
          ),
          start.startsWith('2026-09-30') ? [{ code: 'limit', message: 'The answer was cut off.' }] : undefined,
        ),
};

async function summaryOf(customerId: string, script: Script): Promise<ReportModel> {
  const book = await loadCustomers(`${root}/customers`);
  const customer = findCustomer(book, customerId);
  const dataset = await collectDataset({
    definition: await loadReportDefinition(`${root}/reports/executive-summary`, nodeFiles),
    customer,
    operator: requireOperator(book),
    period: parsePeriod('2026-10', customer.timeZone),
    workspace: scriptedWorkspace(script),
    signal: new AbortController().signal,
    progress: { step: () => {} },
  });
  return buildReportModel(dataset, { issuedAt: '2026-11-03T08:00:00.000Z', toolVersion: '0.1.0' });
}

describe.runIf(browser)('the executive summary (needs a browser: see `mxdr doctor`)', { timeout: 60_000 }, () => {
  it.each(customerIds.flatMap((customerId) => Object.keys(months).map((month) => ({ customerId, month }))))(
    'is one page for $customerId with $month',
    async ({ customerId, month }) => {
      const model = await summaryOf(customerId, months[month]!);
      const pdf = await PDFDocument.load(await renderPdf(await renderHtml(model), model, pool));
      expect(pdf.getPageCount()).toBe(1);
    },
  );

  it('is printed smaller only where it has to be, and cut nowhere', async () => {
    // GIVEN a page that fits, and one that does not
    const fits = await summaryOf('contoso', months['one incident']!);
    const sections = fits.sections.map((section) => ({
      ...section,
      blocks: Array.from({ length: 3 }, () => section.blocks[1]!).concat(section.blocks),
    }));
    const asMany = (model: ReportModel): ReportModel => ({ ...model, layout: { ...model.layout, fitPages: null } });
    const print = async (model: ReportModel): Promise<Uint8Array> => renderPdf(await renderHtml(model), model, pool);
    const pagesOf = async (model: ReportModel): Promise<number> => (await PDFDocument.load(await print(model))).getPageCount();

    // WHEN, THEN
    expect(await print(fits)).toEqual(await print(asMany(fits)));
    expect(await pagesOf(asMany({ ...fits, sections }))).toBe(2);
    expect(await pagesOf({ ...fits, sections })).toBe(1);
  });
});
