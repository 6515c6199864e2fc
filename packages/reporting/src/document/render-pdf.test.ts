import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { inflateSync } from 'node:zlib';
import { PDFDict, PDFDocument, PDFName, PDFRawStream } from 'pdf-lib';
import { afterAll, describe, expect, it } from 'vitest';
import { createBrowserPool } from '../browser/browser-pool.ts';
import { findBrowser } from '../browser/find-browser.ts';
import { galleryModel, hostileModel } from './gallery-model.ts';
import { renderHtml } from './render-html.ts';
import { renderPdf } from './render-pdf.ts';

const browser = await findBrowser(process.env).catch(() => undefined);
const pool = createBrowserPool({ env: process.env, pages: 1 });
afterAll(() => pool.close());

describe.runIf(browser)('renderPdf (needs a browser: see `mxdr doctor`)', () => {
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

  it('loads a report without a breach of its own policy and without accessibility violations, light and dark', async () => {
    const puppeteer = await import('puppeteer-core');
    const started = await puppeteer.launch({
      executablePath: browser!.path,
      headless: browser!.isHeadlessShell ? 'shell' : true,
      args: process.getuid?.() === 0 ? ['--no-sandbox'] : [],
    });
    try {
      const page = await started.newPage();
      const complaints: string[] = [];
      page.on('console', (message) => complaints.push(message.text()));
      page.on('pageerror', (error) => complaints.push(String(error)));
      for (const model of [galleryModel(), hostileModel()]) {
        await page.goto('about:blank');
        await page.setContent(await renderHtml(model));
        for (const value of ['light', 'dark']) {
          await page.emulateMediaFeatures([{ name: 'prefers-color-scheme', value }]);
          await page.evaluate(readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8'));
          const violations = await page.evaluate(
            `axe.run({ runOnly: ['wcag2a', 'wcag2aa', 'wcag21aa', 'wcag22aa'], resultTypes: ['violations'] }).then(({ violations }) => violations.map(({ id, nodes }) => id + ': ' + nodes.slice(0, 3).map(({ html }) => html.slice(0, 200)).join(' | ')))`,
          );
          expect({ value, violations }).toEqual({ value, violations: [] });
        }
      }
      expect(complaints).toEqual([]);
    } finally {
      await started.close();
    }
  });
});

describe.runIf(browser)('the file behind a PDF', () => {
  it('holds the page numbers that its destinations have', async () => {
    const model = galleryModel();
    const html = await renderHtml(model);
    const bytes = await renderPdf(html, model, pool);
    const pdf = await PDFDocument.load(bytes, { updateMetadata: false });
    const contents = pdf.getPage(1).node.lookup(PDFName.of('Contents'));
    if (!(contents instanceof PDFRawStream)) throw new Error('the page has no single stream of contents');
    expect(inflateSync(contents.contents).length).toBeGreaterThan(1000);
    const numbers = await pool.withDocument(html, (page) => page.$$eval('.entry-page', (places) => places.map((place) => place.id)));
    expect(numbers).toEqual(model.sections.map(({ id }) => `page-of-${id}`));
  });
});
