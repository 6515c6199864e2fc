import type { Page } from 'puppeteer-core';
import type { BrowserPool } from '../browser/browser-pool.ts';
import type { ReportModel } from '../model/report-model.ts';
import { pageCountChanged } from './errors.ts';
import { countPages, destinationPages, readPdf, writePdf } from './pdf-file.ts';

/**
 * Prints a document of `renderHtml`: tagged, outlined, with page numbers in its contents. Equal HTML, model and browser give equal bytes;
 * its dates are the report's time of issue.
 *
 * Page numbers take a first pass, in which nothing is painted or tagged: about half of a print.
 * @throws AppError MXDR-BROWSER-…, MXDR-PDF-…
 */
export async function renderPdf(
  html: string,
  model: Pick<ReportModel, 'issuedAt' | 'toolVersion'>,
  pool: BrowserPool,
): Promise<Uint8Array> {
  const { file, measured } = await pool.withDocument(html, async (page) => {
    const pages = await numberContents(page);
    return {
      measured: pages,
      file: readPdf(await page.pdf({ preferCSSPageSize: true, printBackground: true, tagged: true, outline: true })),
    };
  });
  const printed = countPages(file);
  if (printed !== measured) throw pageCountChanged(measured, printed);
  return writePdf(file, pdfDate(model.issuedAt), `mxdr ${model.toolVersion.replaceAll(/[^\w.+-]/g, '')}`);
}

/** Measures where sections begin and writes the numbers into the contents. Gives the number of pages. */
async function numberContents(page: Page): Promise<number> {
  const root = 'document.documentElement';
  await page.evaluate(`${root}.setAttribute('data-measuring', '')`);
  const draft = readPdf(await page.pdf({ preferCSSPageSize: true, printBackground: false, tagged: false, outline: false }));
  const pages = JSON.stringify(Object.fromEntries(destinationPages(draft)));
  await page.evaluate(
    `for (const [id, number] of Object.entries(${pages})) { const place = document.getElementById('page-of-' + id); if (place) place.textContent = number; } ${root}.removeAttribute('data-measuring')`,
  );
  return countPages(draft);
}

/** `D:20261103080000+00'00'` */
function pdfDate(instant: string): string {
  return `D:${new Date(instant).toISOString().slice(0, 19).replaceAll(/[-:T]/g, '')}+00'00'`;
}
