import { execFileSync, spawnSync } from 'node:child_process';
import { parse } from 'csv-parse/sync';
import type { Browser } from 'puppeteer-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createBrowserPool } from '../browser/browser-pool.ts';
import { renderCard } from '../delivery/render-card.ts';
import { renderMail } from '../delivery/render-mail.ts';
import { csvTable } from '../evidence/csv-table.ts';
import type { ReportModel } from '../model/report-model.ts';
import { hostileStrings } from '../testing/hostile-strings.ts';
import { browserFound, openBrowser } from '../testing/open-browser.ts';
import { sampleCustomer, sampleOperator } from '../testing/scripted-workspace.ts';
import { shortGallery, withTexts } from '../testing/with-texts.ts';
import { renderHtml } from './render-html.ts';
import { renderPdf } from './render-pdf.ts';

const harmless = 'Harmless text';
const pdftotext = spawnSync('pdftotext', ['-v']).error === undefined;
// Hundreds of documents are made here, with other work on the machine.
const timeout = 180_000;

/** The model of one string in every place. */
const modelOf = (text: string): ReportModel => withTexts(shortGallery(), () => text);

/** Models in which every place holds another of the strings; over all of them, each string stands in many places. */
function mixedModels(count: number): readonly ReportModel[] {
  return Array.from({ length: count }, (_, start) => {
    let at = Math.floor((start * hostileStrings.length) / count);
    return withTexts(shortGallery(), () => hostileStrings[at++ % hostileStrings.length]!);
  });
}

/** The document without style and script, which are large and ours. */
const markupOf = (html: string): string => html.replace(/<style>[^]*?<\/style>/, '').replace(/<script>[^]*<\/script>/, '');

describe('the hostile strings', () => {
  it('are at least 200, and none occurs twice', () => {
    expect(hostileStrings.length).toBeGreaterThanOrEqual(200);
    expect(new Set(hostileStrings).size).toBe(hostileStrings.length);
  });
});

describe.runIf(browserFound)('hostile text (needs a browser: see `mxdr doctor`)', { timeout }, () => {
  let browser: Browser;
  beforeAll(async () => {
    browser = await openBrowser();
  }, timeout);
  afterAll(() => browser?.close());

  it('leaves every document the structure that it has with harmless text, in every block, string by string', async () => {
    // GIVEN a signature of what a browser makes of a document: elements and the names of their attributes. How many lines a chart draws,
    // and into how many pieces code is broken, is the text's own matter.
    const page = await browser.newPage();
    await page.evaluate(`
      window.signature = (markup) => {
        const parsed = new DOMParser().parseFromString(markup, 'text/html');
        const name = (element) => element.tagName + '[' + element.getAttributeNames().filter((attribute) => attribute !== 'data-value').sort().join(' ') + ']';
        const walk = (element) => {
          if (element.matches('svg.chart')) return name(element) + '{' + [...new Set([...element.querySelectorAll('*')].map(({ tagName }) => tagName))].sort().join(' ') + '}';
          if (element.matches('code')) return name(element) + '{' + [...new Set([...element.querySelectorAll('*')].map(name))].sort().join(' ') + '}';
          return name(element) + '(' + [...element.children].map(walk).join('') + ')';
        };
        return walk(parsed.documentElement);
      };
    `);
    const sign = async (text: string): Promise<string> =>
      page.evaluate(`window.signature(${JSON.stringify(markupOf(await renderHtml(modelOf(text))))})`) as Promise<string>;
    const expected = await sign(harmless);

    // WHEN
    const changed: string[] = [];
    for (const text of hostileStrings) {
      // Where there is nothing to say, nothing is said: no heading, no note.
      if (text === '') continue;
      if ((await sign(text)) !== expected) changed.push(JSON.stringify(text));
    }
    await page.close();

    // THEN
    expect(expected.length).toBeGreaterThan(3000);
    expect(changed).toEqual([]);
  });

  it('runs nothing, asks for nothing, and pushes nothing out of the page, wide and narrow', async () => {
    const found: string[] = [];
    for (const [index, model] of mixedModels(6).entries()) {
      const page = await browser.newPage();
      page.on('console', (message) => found.push(`${index} console: ${message.text()}`));
      page.on('pageerror', (error) => found.push(`${index} error: ${String(error)}`));
      page.on('dialog', (dialog) => {
        found.push(`${index} dialog: ${dialog.message()}`);
        void dialog.dismiss();
      });
      page.on('request', (request) => {
        if (!request.url().startsWith('data:')) found.push(`${index} request: ${request.url()}`);
      });
      await page.setContent(await renderHtml(model));
      for (const width of [1280, 320]) {
        await page.setViewport({ width, height: 900 });
        const reached = (await page.evaluate('document.documentElement.scrollWidth')) as number;
        if (reached > width) found.push(`${index} reaches ${reached} of ${width}`);
      }
      const state = await page.evaluate(
        '[window.ran, document.scripts.length, document.styleSheets.length, document.querySelectorAll("iframe, object, embed, form, base, link, video").length].join()',
      );
      if (state !== ',1,1,0') found.push(`${index} state: ${String(state)}`);
      await page.close();
    }
    expect(found).toEqual([]);
  });

  it.runIf(pdftotext)('stays within the margins on paper, and shrinks no page', async () => {
    const pool = createBrowserPool({ env: process.env, pages: 1 });
    try {
      const outside: string[] = [];
      for (const [index, model] of mixedModels(2).entries()) {
        const bytes = await renderPdf(await renderHtml(model), model, pool);
        const boxes = execFileSync('pdftotext', ['-bbox', '-', '-'], { input: bytes, encoding: 'utf8', maxBuffer: 1 << 28 });
        const pages = boxes.split('<page ').slice(1);
        expect(pages.length).toBeGreaterThan(5);
        for (const [at, page] of pages.entries()) {
          const width = Number(/width="([\d.]+)"/.exec(page)![1]);
          // The cover has its own margins: 18 mm. The others have 16 mm, 45 points.
          for (const [, left, right, word] of page.matchAll(/<word xMin="([-\d.]+)"[^>]*xMax="([-\d.]+)"[^>]*>([^<]*)</g))
            if (Number(left) < 43 || Number(right) > width - 43)
              outside.push(`${index} page ${at + 1}: ${left}–${right} of ${width}: ${word!.slice(0, 40)}`);
        }
      }
      expect(outside).toEqual([]);
    } finally {
      await pool.close();
    }
  });
});

describe('hostile text outside documents', () => {
  it('is text in CSV: no formula, no control character, one field', () => {
    // WHEN
    const text = csvTable(
      ['Text', 'Number'],
      hostileStrings.map((value, index) => [value, index]),
    );
    const rows = parse(text, { bom: true, relax_column_count: false }) as readonly (readonly string[])[];

    // THEN
    expect(rows.length).toBe(hostileStrings.length + 1);
    const live = rows.slice(1).filter(([first = '']) => /^[\s\u00a0]*[=+\-@\t\r]/.test(first));
    expect(live).toEqual([]);
    // oxlint-disable-next-line no-control-regex -- these are what is looked for
    expect(rows.flat().filter((cell) => /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f]/.test(cell))).toEqual([]);
  });

  it('adds no header to a mail and no element to a card', { timeout }, async () => {
    // GIVEN
    const customer = sampleCustomer({ contacts: [{ role: 'service-review', name: 'Ada', email: 'ada@contoso.com' }] });
    const pdf = new TextEncoder().encode('%PDF-1.7');
    const headersOf = async (text: string): Promise<string> => {
      const message = await renderMail(modelOf(text), pdf, customer, sampleOperator());
      const head = message.slice(0, message.indexOf('\r\n\r\n'));
      return head
        .split(/\r\n(?![ \t])/)
        .map((line) => line.slice(0, line.indexOf(':')))
        .join();
    };
    const shapeOf = (value: unknown): unknown =>
      Array.isArray(value)
        ? value.map(shapeOf)
        : typeof value === 'object' && value !== null
          ? Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, shapeOf(inner)]))
          : typeof value;
    const kindsOf = (shape: unknown): readonly (string | undefined)[] =>
      [...JSON.stringify(shape).matchAll(/"type":"(\w+)"/g)].map(([, kind]) => kind);
    const known = new Set(kindsOf(renderCard(modelOf(harmless))));
    const expected = [await headersOf(harmless), JSON.stringify(shapeOf(renderCard(modelOf(harmless))))];

    // WHEN
    const changed: string[] = [];
    for (const text of hostileStrings) {
      if (text.trim() === '') continue;
      const message = renderCard(modelOf(text));
      const [headers, card] = [await headersOf(text), JSON.stringify(shapeOf(message))];
      if (headers !== expected[0]) changed.push(`headers ${JSON.stringify(text)}: ${headers}`);
      // A card has a limit: of long texts it holds fewer, and says so. What it holds is of the same kinds.
      if (card !== expected[1] && Buffer.byteLength(text) < 250) changed.push(`card ${JSON.stringify(text)}`);
      if (kindsOf(message).some((kind) => !known.has(kind))) changed.push(`card of other kinds ${JSON.stringify(text)}`);
    }

    // THEN
    expect(changed).toEqual([]);
  });
});
