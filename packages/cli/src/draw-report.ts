import type { Customer, Operator, ReportFormat } from '@mxdr/core';
import type { BrowserPool, Dataset, ReportModel, WrittenReportFile } from '@mxdr/reporting';
import {
  buildDeck,
  datasetToJson,
  makeEvidenceFiles,
  renderCard,
  renderDeckHtml,
  renderHtml,
  renderMail,
  renderPdf,
  renderPptx,
} from '@mxdr/reporting';

/** Whether any of the formats is printed: a mail carries the PDF. */
export function needsBrowser(formats: readonly ReportFormat[]): boolean {
  return formats.includes('pdf') || formats.includes('eml');
}

export interface DrawRequest {
  readonly dataset: Dataset;
  readonly model: ReportModel;
  readonly formats: readonly ReportFormat[];
  readonly customer: Customer;
  readonly operator: Operator;
  /** Needed for formats that are printed, see `needsBrowser`. */
  readonly pool: BrowserPool | undefined;
  /** Whether a PDF carries the rows behind the report. */
  readonly attachesRows: boolean;
  readonly onStep: (message: string) => void;
}

/** A report in the formats asked for; a PDF carries the rows behind it. Every file is named after the report, since a folder may hold several of one period. */
export async function drawReport(request: DrawRequest): Promise<readonly WrittenReportFile[]> {
  const { dataset, model, formats, customer, operator, pool, attachesRows, onStep } = request;
  const name = model.reportId;
  const files: WrittenReportFile[] = [];
  const isPrinted = needsBrowser(formats) && pool !== undefined;
  const evidence = (isPrinted && attachesRows) || formats.includes('csv') ? makeEvidenceFiles(dataset) : [];
  const draw = model.layout.form === 'slides' ? renderDeckHtml : renderHtml;
  const html = formats.includes('html') || isPrinted ? await draw(model) : '';
  if (formats.includes('html')) files.push({ name: `${name}.html`, bytes: html });
  if (isPrinted) {
    onStep('printing the PDF');
    const pdf = await renderPdf(html, model, pool, attachesRows ? evidence : []);
    if (formats.includes('pdf')) files.push({ name: `${name}.pdf`, bytes: pdf });
    if (formats.includes('eml')) files.push({ name: `${name}.eml`, bytes: await renderMail(model, pdf, customer, operator) });
  }
  if (formats.includes('pptx')) files.push({ name: `${name}.pptx`, bytes: renderPptx(buildDeck(model)) });
  if (formats.includes('json')) files.push({ name: `${name}.json`, bytes: `${JSON.stringify(datasetToJson(dataset), null, 2)}\n` });
  if (formats.includes('teams')) files.push({ name: `${name}.teams.json`, bytes: `${JSON.stringify(renderCard(model), null, 2)}\n` });
  if (formats.includes('csv')) files.push(...evidence.map((file) => ({ name: `${name}-csv/${file.name}`, bytes: file.text })));
  return files;
}
