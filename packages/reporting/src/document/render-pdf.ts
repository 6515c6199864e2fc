import type { Page } from 'puppeteer-core';
import type { BrowserPool } from '../browser/browser-pool.ts';
import type { ReportModel } from '../model/report-model.ts';
import { writeContentsNumbers } from './contents-numbers.ts';
import { pdfUnreadable, sectionsMoved } from './errors.ts';
import type { PdfAttachment } from './pdf-attachments.ts';
import { attachFiles } from './pdf-attachments.ts';
import type { PdfFile } from './pdf-file.ts';
import { destinationPages, pageObjects, readPdf, writePdf } from './pdf-file.ts';
import { preparePrint } from './prepare-print.ts';
import { writeStatement } from './report-statement.ts';

/**
 * Prints a document of `renderHtml`: tagged, outlined, with page numbers in its contents. Equal HTML, model and browser give equal bytes;
 * its dates are the report's time of issue.
 *
 * One print is enough: the contents are printed with placeholders, the file itself says on which page each section begins, and the numbers
 * are written over the placeholders. A browser that writes text in another form prints a second time, with the numbers in their places.
 * @param attachments files that travel inside it: the rows behind the report
 * @throws AppError MXDR-BROWSER-…, MXDR-PDF-…
 */
export async function renderPdf(
  html: string,
  model: Pick<ReportModel, 'issuedAt' | 'toolVersion' | 'layout' | 'reportId' | 'period' | 'customer'>,
  pool: BrowserPool,
  attachments: readonly PdfAttachment[] = [],
): Promise<Uint8Array> {
  const { html: printable, sections } = preparePrint(html);
  const file = await pool.withDocument(printable, async (page) => {
    const printed = await printWithin(page, model.layout.fitPages);
    const numbers = sectionPages(printed, sections);
    return writeContentsNumbers(printed, numbers) ?? (await printAgain(page, sections, numbers));
  });
  const date = pdfDate(model.issuedAt);
  const statement = writeStatement({ reportId: model.reportId, periodId: model.period.id, tenantId: model.customer.tenantId });
  return writePdf(attachFiles(file, attachments, date), {
    date,
    creator: `mxdr ${model.toolVersion.replaceAll(/[^\w.+-]/g, '')}`,
    keywords: statement,
  });
}

/** Hundredths of the usual size that are tried, in turn, where a report is to fit a number of pages; the style knows each. */
const smallerSizes = [93, 86, 79, 72] as const;

/** Prints at the usual size, or as much smaller as the pages ask for. At the smallest size it takes the pages that it takes: nothing is cut. */
async function printWithin(page: Page, fitPages: number | null): Promise<PdfFile> {
  let printed = await print(page);
  for (const size of fitPages === null ? [] : smallerSizes) {
    if (pageObjects(printed).length <= (fitPages ?? 0)) break;
    await page.$eval('body', (body, text) => body.setAttribute('data-fit', text), String(size));
    printed = await print(page);
  }
  return printed;
}

async function print(page: Page): Promise<PdfFile> {
  return readPdf(await page.pdf({ preferCSSPageSize: true, printBackground: true, tagged: true, outline: true }));
}

async function printAgain(page: Page, sections: readonly string[], numbers: readonly number[]): Promise<PdfFile> {
  await fillContents(page, numbers.map(String));
  const printed = await print(page);
  const pages = sectionPages(printed, sections);
  const moved = sections.filter((_, entry) => pages[entry] !== numbers[entry]);
  if (moved.length > 0) throw sectionsMoved(moved);
  return printed;
}

async function fillContents(page: Page, texts: readonly string[]): Promise<void> {
  await page.$$eval(
    '.entry-page',
    (places, words) => {
      for (const [entry, place] of places.entries()) place.textContent = words[entry] ?? '';
    },
    texts,
  );
}

function sectionPages(file: PdfFile, sections: readonly string[]): readonly number[] {
  const pages = destinationPages(file);
  return sections.map((section) => {
    const page = pages.get(section);
    if (page === undefined) throw pdfUnreadable(`it does not say on which page the section ${section} begins`);
    return page;
  });
}

/** `D:20261103080000+00'00'` */
function pdfDate(instant: string): string {
  return `D:${new Date(instant).toISOString().slice(0, 19).replaceAll(/[-:T]/g, '')}+00'00'`;
}
