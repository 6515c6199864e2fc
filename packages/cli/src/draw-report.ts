import type { BrowserPool, Dataset, ReportModel, WrittenReportFile } from '@mxdr/reporting';
import { datasetToJson, makeEvidenceFiles, renderHtml, renderPdf } from '@mxdr/reporting';

/** Forms that a report comes in. */
export const reportFormats = ['html', 'pdf', 'json', 'csv'] as const;
export type ReportFormat = (typeof reportFormats)[number];

export interface DrawRequest {
  readonly dataset: Dataset;
  readonly model: ReportModel;
  readonly formats: readonly ReportFormat[];
  /** Needed for `pdf` only. */
  readonly pool: BrowserPool | undefined;
  readonly onStep: (message: string) => void;
}

/** A report in the formats asked for; a PDF carries the rows behind it. Every file is named after the report, since a folder may hold several of one period. */
export async function drawReport({ dataset, model, formats, pool, onStep }: DrawRequest): Promise<readonly WrittenReportFile[]> {
  const name = model.reportId;
  const files: WrittenReportFile[] = [];
  const evidence = formats.includes('pdf') || formats.includes('csv') ? makeEvidenceFiles(dataset) : [];
  const html = formats.includes('html') || formats.includes('pdf') ? await renderHtml(model) : '';
  if (formats.includes('html')) files.push({ name: `${name}.html`, bytes: html });
  if (formats.includes('pdf') && pool !== undefined) {
    onStep('printing the PDF');
    files.push({ name: `${name}.pdf`, bytes: await renderPdf(html, model, pool, evidence) });
  }
  if (formats.includes('json')) files.push({ name: `${name}.json`, bytes: `${JSON.stringify(datasetToJson(dataset), null, 2)}\n` });
  if (formats.includes('csv')) files.push(...evidence.map((file) => ({ name: `${name}-csv/${file.name}`, bytes: file.text })));
  return files;
}
