import { createHash } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { fontFamilies } from '@mxdr/core';
import { PDFDict, PDFDocument, PDFName } from 'pdf-lib';
import type { Browser, Page } from 'puppeteer-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createBrowserPool } from '../browser/browser-pool.ts';
import { embedFonts } from '../document/embedded-fonts.ts';
import { renderPdf } from '../document/render-pdf.ts';
import { messagesFor } from '../languages/find-messages.ts';
import type { ReportModel } from '../model/report-model.ts';
import { blockGallery } from '../testing/block-gallery.ts';
import { galleryModel } from '../testing/gallery-model.ts';
import { hostileModel } from '../testing/hostile-model.ts';
import { hostileStrings } from '../testing/hostile-strings.ts';
import { browserFound, openBrowser } from '../testing/open-browser.ts';
import { findSlideFaults } from '../testing/slide-faults.ts';
import { shortGallery, withTexts } from '../testing/with-texts.ts';
import { buildDeck } from './build-deck.ts';
import { renderDeckHtml } from './render-deck-html.ts';
import { widthOf } from './slide-geometry.ts';

// Other work may be on the machine.
const timeout = 120_000;
const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

describe.runIf(browserFound)('the HTML of a deck (needs a browser: see `mxdr doctor`)', { timeout }, () => {
  let browser: Browser;
  let folder: string;
  beforeAll(async () => {
    browser = await openBrowser();
    folder = mkdtempSync(path.join(tmpdir(), 'mxdr-deck-'));
  }, timeout);
  afterAll(async () => {
    await browser?.close();
    rmSync(folder, { recursive: true, force: true });
  });

  /** Opens a deck from a file, as a reader does; what the page complains about or asks for is kept. */
  async function open(model: ReportModel, settings: { readonly width?: number; readonly hasScript?: boolean } = {}) {
    const file = path.join(folder, `${createHash('sha256').update(JSON.stringify(model)).digest('hex').slice(0, 12)}.html`);
    writeFileSync(file, await renderDeckHtml(model));
    const complaints: string[] = [];
    // A context of its own: what one reader chose is not another's.
    const page = await (await browser.createBrowserContext()).newPage();
    page.on('console', (message) => complaints.push(message.text()));
    page.on('pageerror', (error) => complaints.push(String(error)));
    page.on('request', (request) => {
      if (!/^(?:data|file):/.test(request.url())) complaints.push(request.url());
    });
    await page.setJavaScriptEnabled(settings.hasScript ?? true);
    await page.setViewport({ width: settings.width ?? 1312, height: 800 });
    await page.goto(pathToFileURL(file).href);
    await page.evaluate('document.fonts.ready.then(() => 0)');
    return { page, complaints, file };
  }

  const current = async (page: Page): Promise<string> => (await page.evaluate('document.querySelector(".slide.current").id')) as string;
  const modes = async (page: Page): Promise<string> => (await page.evaluate('document.body.className')) as string;

  it.each([
    ['the gallery', galleryModel()],
    ['every block in German', { ...blockGallery(), locale: 'de-DE' }],
    ['every block in Japanese', { ...blockGallery(), locale: 'ja-JP' }],
    ['a report full of hostile text', hostileModel()],
    ['one hostile string after the other', mixedModel(0)],
    ['the other half of them', mixedModel(Math.floor(hostileStrings.length / 2))],
  ] as const)('fits its slides: %s', async (_, model) => {
    const { page, complaints } = await open(model);
    expect(await page.evaluate(findSlideFaults)).toEqual([]);
    await page.setViewport({ width: 320, height: 800 });
    expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(320);
    expect(complaints).toEqual([]);
    await page.close();
  });

  it.each(fontFamilies)('measures texts no narrower than %s draws them, in every language, in regular and in bold', async (family) => {
    // GIVEN every word that documents say, and names in other scripts
    const texts = languages.flatMap((language) => [...wordsOf(messagesFor(language))]).filter((text) => text.length > 8);
    const names = [
      'Łódź, Çığ, Åse, Đặng',
      'Київ, СИСТЕМА, Жуков',
      'Ελληνικά, ΣΥΣΤΗΜΑ',
      'شركة النور للتجارة',
      'חברת האור',
      'ทดสอบระบบ',
      '😀🔥 🇳🇱',
    ];
    const all = [...new Set([...texts, ...names])];
    const page = await browser.newPage();
    const look = `white-space:pre;font:400 100px "${family}","Noto Sans JP","Noto Sans Arabic","Noto Sans Hebrew","Noto Sans Thai","Noto Emoji"`;
    await page.setContent(
      `<style>${await embedFonts(all.join(''), family)} span{${look};font-feature-settings:"cv11","ss03";font-variant-numeric:tabular-nums} b{font-weight:700}</style>`,
    );

    // WHEN the browser measures them
    const drawn = (await page.evaluate(`(async () => {
      const spans = ${JSON.stringify(all)}.map((text) => [400, 700].map((weight) => {
        const span = Object.assign(document.createElement('span'), { textContent: text });
        span.style.fontWeight = weight;
        document.body.append(span, document.createElement('br'));
        return span;
      }));
      document.body.getBoundingClientRect();
      await document.fonts.ready;
      return spans.map((pair) => pair.map((span) => span.getBoundingClientRect().width / 100));
    })()`)) as readonly (readonly [number, number])[];
    await page.close();

    // THEN no estimate is below, and in sum they are not much above
    const estimated = all.map((text) => [widthOf(text, 72), widthOf(text, 72, { isBold: true })] as const);
    const narrow = all.filter((_, index) => [0, 1].some((weight) => estimated[index]![weight]! < drawn[index]![weight]!));
    expect(all.length).toBeGreaterThan(500);
    expect(narrow).toEqual([]);
    const sum = (pairs: readonly (readonly number[])[]): number => pairs.flat().reduce((total, width) => total + width, 0);
    expect(sum(estimated) / sum(drawn)).toBeLessThan(family === 'Source Sans 3' ? 1.25 : 1.15);
  });

  it('says what does not fit', async () => {
    const { page } = await open(galleryModel());
    await page.evaluate('document.querySelector(".slide.content h2").textContent = "many words ".repeat(60)');
    expect(await page.evaluate(findSlideFaults)).toContainEqual(expect.stringContaining('the title reaches the body'));
    await page.close();
  });

  it('holds no element and no attribute of a text, whatever the text', async () => {
    // GIVEN what a deck of harmless texts is made of
    const page = await browser.newPage();
    const kindsOf = async (model: ReportModel): Promise<readonly string[]> => {
      const html = (await renderDeckHtml(model)).replace(/<style>[^]*?<\/style>/, '').replace(/<script>[^]*<\/script>/, '');
      return (await page.evaluate(
        `[...new Set([...new DOMParser().parseFromString(${JSON.stringify(html).replaceAll('<', '\\u003c')}, 'text/html').querySelectorAll('*')].map((element) => element.tagName + ' ' + element.getAttributeNames().sort().join(' ')))]`,
      )) as readonly string[];
    };
    const known = new Set([...(await kindsOf(shortGallery())), ...(await kindsOf(withTexts(shortGallery(), () => 'Harmless text')))]);
    // What charts draw depends on how long their texts are.
    for (const kind of await kindsOf(withTexts(shortGallery(), () => 'Harmless but longer text '.repeat(12)))) known.add(kind);

    // WHEN each hostile string stands in places of every kind
    const foreign: string[] = [];
    for (let start = 0; start < hostileStrings.length; start += 60)
      for (const kind of await kindsOf(mixedModel(start))) if (!known.has(kind)) foreign.push(`${hostileStrings[start]}: ${kind}`);
    await page.close();

    // THEN
    expect(known.size).toBeGreaterThan(30);
    expect(foreign).toEqual([]);
  });

  it('is presented by keyboard: forwards, backwards, to either end and to a number, and says where it is', async () => {
    const { page, complaints } = await open(galleryModel());
    const ids = buildDeck(galleryModel()).slides.map(({ id }) => id);
    const press = async (...keys: readonly string[]): Promise<string> => {
      for (const key of keys) await page.keyboard.press(key as 'Enter');
      return current(page);
    };
    expect(await current(page)).toBe('cover');
    expect(await press('ArrowRight', ' ', 'PageDown')).toBe(ids[3]);
    expect(await press('ArrowLeft')).toBe(ids[2]);
    expect(await press('End')).toBe(ids.at(-1));
    expect(await press('ArrowRight')).toBe(ids.at(-1));
    expect(await press('1', '2', 'Enter')).toBe(ids[11]);
    expect(await page.evaluate('location.hash')).toBe(`#${ids[11]}`);
    expect(await page.evaluate('document.querySelector("[role=status]").textContent')).toContain(`Slide 12 of ${ids.length}`);
    expect(await press('Home')).toBe('cover');
    // One slide is shown, as large as the window allows.
    const shown = await page.evaluate('[...document.querySelectorAll(".slide")].filter((slide) => slide.checkVisibility()).length');
    expect(shown).toBe(1);
    await press('n');
    expect(await modes(page)).toContain('with-notes');
    expect(await page.evaluate('document.querySelector(".current .notes").checkVisibility({ contentVisibilityAuto: true })')).toBe(true);
    await press('o');
    expect(await modes(page)).toContain('overview');
    expect(await press('ArrowRight', 'ArrowRight', 'Enter')).toBe(ids[2]);
    await press('b');
    expect(await modes(page)).toContain('blackened');
    await press('Escape');
    expect(await modes(page)).not.toContain('blackened');
    await press('?');
    expect(await page.evaluate('document.querySelector("dialog").open')).toBe(true);
    // Who speaks to the machine turns the single keys off; arrows go on to work.
    await page.evaluate('document.querySelector("dialog input").click()');
    await press('Escape', 'o');
    expect(await modes(page)).not.toContain('overview');
    expect(await press('ArrowRight')).toBe(ids[3]);
    expect(complaints).toEqual([]);
    await page.close();
  });

  it('opens at the slide that its address names', async () => {
    const { page, file } = await open(galleryModel());
    await page.goto(`${pathToFileURL(file).href}#hunting`);
    await page.reload();
    expect(await current(page)).toBe('hunting');
    await page.close();
  });

  it('keeps a second window, opened from the same file, at the slide of the speaker, and takes the speaker along', async () => {
    const { page } = await open(galleryModel());
    await page.keyboard.press('p');
    expect(await modes(page)).toContain('presenting');
    expect(await page.evaluate('document.querySelector(".clock").textContent')).toMatch(/Elapsed 0:00:0\d/);
    const [second] = await Promise.all([
      new Promise<Page>((resolve) => {
        page.once('popup', (popup) => resolve(popup!));
      }),
      page.evaluate(
        '[...document.querySelectorAll(".deck-tools button")].find(({ textContent }) => textContent.includes("audience")).click()',
      ),
    ]);
    await second.waitForSelector('.slide.current');
    await second.setViewport({ width: 1312, height: 800 });
    await page.bringToFront();
    await page.keyboard.press('ArrowRight');
    await second.waitForFunction('document.querySelector(".slide.current").id === "agenda"', { polling: 50 });
    await second.keyboard.press('ArrowRight');
    await page.waitForFunction('document.querySelectorAll(".slide")[2].classList.contains("current")', { polling: 50 });
    // A number from elsewhere moves nothing.
    await page.evaluate('postMessage({ mxdrSlide: 0 }, "*")');
    expect(await current(page)).not.toBe('cover');
    await second.close();
    await page.close();
  });

  it('is whole without script: every slide, its notes, and the numbers behind its charts', async () => {
    const model = galleryModel();
    const { page } = await open(model, { hasScript: false });
    const deck = buildDeck(model);
    const seen = (await page.evaluate(
      '[...document.querySelectorAll(".slide")].map((slide) => [slide.checkVisibility(), slide.querySelectorAll(".notes p").length, slide.querySelectorAll("svg.chart").length, slide.querySelectorAll("details.numbers").length].join())',
    )) as readonly string[];
    const charts = deck.slides.map((slide) => (slide.layout === 'content' ? slide.parts.filter(({ kind }) => kind === 'chart').length : 0));
    expect(seen).toEqual(deck.slides.map(({ notes }, index) => `true,${notes.length},${charts[index]},${charts[index]}`));
    await page.close();
  });

  it('can be used by everybody: no finding of axe, staged, as an overview, whole in the dark, and narrow', async () => {
    const { page } = await open(shortGallery());
    const findings: string[] = [];
    const check = async (what: string): Promise<void> => {
      const found = (await page.evaluate(
        `${axe};axe.run(document, { runOnly: ['wcag2a', 'wcag2aa', 'wcag21aa', 'wcag22aa'] }).then(({ violations }) => violations.map(({ id, nodes }) => id + ' ' + nodes[0].target))`,
      )) as readonly string[];
      findings.push(...found.map((finding) => `${what}: ${finding}`));
    };
    await page.keyboard.press('3');
    await page.keyboard.press('Enter');
    await check('staged');
    await page.keyboard.press('o');
    await check('overview');
    await page.keyboard.press('a');
    await page.emulateMediaFeatures([{ name: 'prefers-color-scheme', value: 'dark' }]);
    await check('all, dark');
    await page.emulateMediaFeatures([]);
    await page.setViewport({ width: 320, height: 800 });
    await check('narrow, light');
    expect(findings).toEqual([]);
    await page.close();
  });

  it('prints as a PDF: a page of 13.333 by 7.5 inches for each slide, tagged, outlined, with equal bytes', async () => {
    const model = galleryModel();
    const pool = createBrowserPool({ env: process.env, pages: 1 });
    try {
      const html = await renderDeckHtml(model);
      const first = await renderPdf(html, model, pool);
      const pdf = await PDFDocument.load(first, { updateMetadata: false });
      expect(pdf.getPages().map((page) => [Math.round(page.getWidth()), Math.round(page.getHeight())].join())).toEqual(
        buildDeck(model).slides.map(() => '960,540'),
      );
      expect(pdf.getTitle()).toBe('Service review: Northwind Traders, October 2026');
      expect(String(pdf.catalog.lookup(PDFName.of('MarkInfo')))).toContain('/Marked true');
      expect(pdf.catalog.has(PDFName.of('Outlines'))).toBe(true);
      const types = pdf.context
        .enumerateIndirectObjects()
        .flatMap(([, object]) => (object instanceof PDFDict ? [String(object.get(PDFName.of('Subtype')))] : []));
      expect(types).not.toContain('/Type3');
      expect(Buffer.from(await renderPdf(html, model, pool)).equals(Buffer.from(first))).toBe(true);
    } finally {
      await pool.close();
    }
  });
});

it('gives the same bytes for the same model', async () => {
  expect(await renderDeckHtml(galleryModel())).toBe(await renderDeckHtml(galleryModel()));
});

/** A model in which each place holds another of the hostile strings, from this one on. */
function mixedModel(start: number): ReportModel {
  let at = start;
  return withTexts(shortGallery(), () => hostileStrings[at++ % hostileStrings.length]!);
}

const languages = ['en', 'de', 'fr', 'nl', 'ja'] as const;

/** Every text in the words of a language; functions say theirs only with arguments. */
function* wordsOf(words: unknown): Generator<string> {
  if (typeof words === 'string') yield words;
  else if (typeof words === 'object' && words !== null) for (const inner of Object.values(words)) yield* wordsOf(inner);
}
