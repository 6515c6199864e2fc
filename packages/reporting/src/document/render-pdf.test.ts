import { fontFamilies } from '@mxdr/core';
import { execFileSync, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { inflateSync } from 'node:zlib';
import type { PDFRef } from 'pdf-lib';
import { PDFArray, PDFDict, PDFDocument, PDFName, PDFRawStream } from 'pdf-lib';
import { afterAll, describe, expect, it } from 'vitest';
import type { BrowserPool } from '../browser/browser-pool.ts';
import { createBrowserPool } from '../browser/browser-pool.ts';
import { findBrowser } from '../browser/find-browser.ts';
import type { ReportModel } from '../model/report-model.ts';
import { readCharacterMap } from './character-map.ts';
import { contentsPlaceholder } from './contents-numbers.ts';
import { galleryModel } from '../testing/gallery-model.ts';
import { hostileModel } from '../testing/hostile-model.ts';
import { renderHtml } from './render-html.ts';
import { renderPdf } from './render-pdf.ts';

const browser = await findBrowser(process.env).catch(() => undefined);
const pdftotext = spawnSync('pdftotext', ['-v']).error === undefined;
const pool = createBrowserPool({ env: process.env, pages: 1 });
afterAll(() => pool.close());

// Whole documents are printed here, with other work on the machine.
const timeout = 60_000;

describe.runIf(browser)('renderPdf (needs a browser: see `mxdr doctor`)', { timeout }, () => {
  it('is tagged, outlined, titled, dated by its issue, and without Type 3 fonts', async () => {
    const model = galleryModel();
    const pdf = await PDFDocument.load(await renderPdf(await renderHtml(model), model, pool), { updateMetadata: false });
    expect(pdf.getTitle()).toBe('Service review: Northwind Traders, October 2026');
    expect(pdf.getCreationDate()?.toISOString()).toBe(model.issuedAt);
    expect(pdf.getModificationDate()?.toISOString()).toBe(model.issuedAt);
    expect(String(pdf.catalog.get(PDFName.of('Lang')))).toContain('en-GB');
    expect(String(pdf.catalog.lookup(PDFName.of('MarkInfo')))).toContain('/Marked true');
    expect(pdf.catalog.has(PDFName.of('StructTreeRoot'))).toBe(true);
    expect(pdf.catalog.has(PDFName.of('Outlines'))).toBe(true);
    expect(pdf.getPageCount()).toBeGreaterThanOrEqual(8);
    const objects = pdf.context.enumerateIndirectObjects().map(([, object]) => object);
    const types = objects.filter((object) => object instanceof PDFDict).map((dictionary) => String(dictionary.get(PDFName.of('Subtype'))));
    expect(types).not.toContain('/Type3');
    const links = objects
      .filter((object) => object instanceof PDFDict)
      .map((dictionary) => dictionary.get(PDFName.of('Dest')))
      // The outline points at places on pages; links within the text go by name.
      .filter((name) => name instanceof PDFName);
    const destinations = pdf.catalog.lookup(PDFName.of('Dests'), PDFDict);
    expect(links.length).toBeGreaterThan(5);
    expect(links.filter((name) => !destinations.has(name))).toEqual([]);
  });

  it('gives equal bytes for equal documents, also after another one was printed', async () => {
    const html = await renderHtml(galleryModel());
    const print = async (): Promise<string> =>
      createHash('sha256')
        .update(await renderPdf(html, galleryModel(), pool))
        .digest('hex');
    const first = await print();
    await renderPdf(await renderHtml(hostileModel()), hostileModel(), pool);
    expect(await print()).toBe(first);
  });

  it('refuses a document that asks for something outside itself, and names the address', async () => {
    const html = '<!doctype html><title>x</title><img src="https://tracker.example/pixel.png"><iframe src="file:///etc/hostname"></iframe>';
    await expect(renderPdf(html, galleryModel(), pool)).rejects.toMatchObject({
      code: 'MXDR-BROWSER-REQUEST-BLOCKED',
      message: expect.stringContaining('https://tracker.example/pixel.png') as string,
    });
  });

  it('runs no script of a document', async () => {
    const title = await pool.withDocument('<title>before</title><script>document.title = "after"</script>', (page) => page.title());
    expect(title).toBe('before');
  });
});

describe.runIf(browser)('the page numbers in the contents', { timeout }, () => {
  it.each([
    ['of a report', galleryModel()],
    ['of a report full of hostile text', hostileModel()],
  ])('%s are those of the pages on which the sections begin, after one print', async (_, model) => {
    // GIVEN
    const counting = countPrints();
    // WHEN
    const bytes = await renderPdf(await renderHtml(model), model, counting.pool);
    // THEN
    expect(counting.prints()).toBe(1);
    const expected = await sectionPages(bytes, model);
    expect(shownNumbers(await readText(bytes))).toEqual(expected);
    expect(new Set(expected).size).toBeGreaterThan(1);
  });

  it.runIf(pdftotext)('are what a program reads that extracts the text', async () => {
    const model = galleryModel();
    const bytes = await renderPdf(await renderHtml(model), model, pool);
    expect(shownNumbers(extractText(bytes))).toEqual(await sectionPages(bytes, model));
  });

  it('are right as well where the report shows a placeholder of its own: it is printed a second time', async () => {
    // GIVEN
    const model = galleryModel();
    const html = (await renderHtml(model)).replace(
      '<div class="reading-key">',
      (key) => `<table><tr><td>${contentsPlaceholder(4)}</td></tr></table>${key}`,
    );
    const counting = countPrints();
    // WHEN
    const bytes = await renderPdf(html, model, counting.pool);
    // THEN
    expect(counting.prints()).toBe(2);
    expect(shownNumbers(await readText(bytes))).toEqual(await sectionPages(bytes, model));
  });
});

describe.runIf(browser && pdftotext)('a PDF in a family of the brand', { timeout }, () => {
  it.each(fontFamilies)('holds %s in parts, as TrueType, with the numbers of the contents written in one print', async (font) => {
    // GIVEN
    const model = galleryModel();
    const html = await renderHtml({ ...model, brand: { ...model.brand, font } });
    const counting = countPrints();

    // WHEN
    const bytes = await renderPdf(html, model, counting.pool);

    // THEN
    expect(counting.prints()).toBe(1);
    expect(shownNumbers(await readText(bytes))).toEqual(await sectionPages(bytes, model));
    const fonts = execFileSync('pdffonts', ['-'], { input: bytes, encoding: 'utf8' }).split('\n').slice(2);
    const own = fonts.filter((line) => line.includes(font.replaceAll(' ', '')));
    expect(own.length).toBeGreaterThanOrEqual(2);
    for (const line of own) expect(line).toMatch(/^[A-Z]{6}\+.*TrueType.* yes yes yes /);
    expect(fonts.some((line) => line.includes('Inter'))).toBe(font === 'Inter');
  });
});

describe.runIf(browser && pdftotext)('a table of ten thousand rows', { timeout }, () => {
  it('is printed as far as paper goes, and says so; its rows are on the screen', async () => {
    // GIVEN as many rows as a table may show, of ten thousand
    const model = galleryModel();
    const rows = Array.from({ length: 2000 }, (_, index) => [{ text: `Row ${index + 1}`, value: index + 1 }]);
    const table = {
      kind: 'table',
      id: 'long',
      caption: 'Long',
      columns: [{ key: 'a', label: 'Row', align: 'left', form: 'text' }],
      rows,
      totalRows: 10_000,
      printLimit: 200,
      emptyText: '',
      note: '',
    } as const;
    const html = await renderHtml({ ...model, sections: [{ id: 'all', topic: 'All', heading: 'All', kind: 'section', blocks: [table] }] });

    // WHEN
    const text = execFileSync('pdftotext', ['-layout', '-', '-'], { input: await renderPdf(html, model, pool), encoding: 'utf8' });

    // THEN
    expect(text).toContain('Row 200\n');
    expect(text).not.toContain('Row 201\n');
    expect(text).toContain('The first 200 of 10,000 rows; more of them are in the HTML document.');
    expect(text).not.toContain('The first 2,000');
    expect(text.split('\f').length).toBeLessThan(12);
    expect(html).toContain('>Row 2000<');
  });
});

describe.runIf(browser)('the scale of a print', { timeout }, () => {
  it.each([
    ['a report', galleryModel()],
    ['a report full of hostile text', hostileModel()],
  ])('is that of the paper for %s: nothing in it is so wide that the printer shrinks it all', async (_, model) => {
    const pages = await readPages(await renderPdf(await renderHtml(model), model, pool));
    // Margins keep their scale, the text between them does not: a shrunken page would begin with two.
    const scales = pages.map((content) => [...content.matchAll(/^q\n([\d.]+) 0 0 [\d.]+ /gm)].slice(0, 2).map(([, scale]) => scale));
    expect(new Set(scales.flat())).toEqual(new Set(['3.125']));
  });
});

/** A pool whose pages count how often they are printed. */
function countPrints(): { readonly pool: BrowserPool; readonly prints: () => number } {
  let prints = 0;
  const counting: BrowserPool = {
    ...pool,
    withDocument: (html, task) =>
      pool.withDocument(html, (page) => {
        const printing = page.pdf.bind(page);
        page.pdf = (options) => {
          prints += 1;
          return printing(options);
        };
        return task(page).finally(() => {
          page.pdf = printing;
        });
      }),
  };
  return { pool: counting, prints: () => prints };
}

/** Where the sections begin, by the destinations of the file. */
async function sectionPages(bytes: Uint8Array, model: ReportModel): Promise<readonly number[]> {
  const pdf = await PDFDocument.load(bytes, { updateMetadata: false });
  const pages = pdf.getPages().map(({ ref }) => ref);
  const destinations = pdf.catalog.lookup(PDFName.of('Dests'), PDFDict);
  return model.sections.map(({ id }) => pages.indexOf(destinations.lookup(PDFName.of(id), PDFArray).get(0) as PDFRef) + 1);
}

async function readPages(bytes: Uint8Array): Promise<readonly string[]> {
  const pdf = await PDFDocument.load(bytes, { updateMetadata: false });
  return pdf.getPages().map(({ node }) => inflate(node.lookup(PDFName.of('Contents'))));
}

function inflate(stream: unknown): string {
  if (!(stream instanceof PDFRawStream)) throw new Error('there is no stream');
  return inflateSync(stream.contents).toString('latin1');
}

/** The text of the contents in the size of page numbers, a line for each stretch, indented as far as its last character stands to the right. */
async function readText(bytes: Uint8Array): Promise<string> {
  const pdf = await PDFDocument.load(bytes, { updateMetadata: false });
  const lines: string[] = [];
  for (const { node } of pdf.getPages().slice(1, 2)) {
    const fonts = node.Resources()!.lookup(PDFName.of('Font'), PDFDict);
    const runs = inflate(node.lookup(PDFName.of('Contents'))).matchAll(
      /BT\n\/(F\d+) 13[\d.]+ Tf\n1 0 0 -1 ([-\d.]+) [-\d.]+ Tm\n([^]*?)ET/g,
    );
    for (const [, font, left, glyphs] of runs) {
      const map = readCharacterMap(inflate(fonts.lookup(PDFName.of(font!), PDFDict).lookup(PDFName.of('ToUnicode'))));
      const end = [...glyphs!.matchAll(/([-\d.]+) 0 Td/g)].reduce((sum, [, step]) => sum + Number(step), Number(left));
      lines.push(
        ' '.repeat(Math.max(0, Math.round(end / 10))) +
          [...glyphs!.matchAll(/<(\w{4})> Tj/g)].map(([, glyph]) => map.get(glyph!) ?? '?').join(''),
      );
    }
  }
  return lines.join('\n');
}

/** Numbers alone at the right edge: no other column of the contents reaches there. */
function shownNumbers(text: string): readonly number[] {
  return [...text.matchAll(/(?:^| ) {40,}(\d+)$/gm)].map(([, number]) => Number(number));
}

function extractText(bytes: Uint8Array): string {
  const text = execFileSync('pdftotext', ['-layout', '-', '-'], { input: bytes, encoding: 'utf8', maxBuffer: 1 << 26 });
  const from = text.indexOf('\f') + 1;
  return text.slice(from, text.indexOf('How to read this report', from));
}
