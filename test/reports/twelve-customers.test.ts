import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { findCustomer, loadCustomers, nodeFiles, parsePeriod, requireOperator } from '@mxdr/core';
import { openLocalWorkspace } from '@mxdr/kql';
import type { Dataset } from '@mxdr/reporting';
import {
  buildDeck,
  buildReportModel,
  collectDataset,
  findBrowser,
  loadReportDefinition,
  renderDeckHtml,
  renderPptx,
} from '@mxdr/reporting';
import type { Browser } from 'puppeteer-core';
import { launch } from 'puppeteer-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { findSlideFaults } from '../../packages/reporting/src/testing/slide-faults.ts';
import type { Ended } from '../command-line/run-mxdr.ts';
import { runMxdr } from '../command-line/run-mxdr.ts';
import { twelveCustomers, writeTwelveCustomers } from './twelve-customers.ts';

const found = await findBrowser(process.env).catch(() => undefined);
const locales = ['en-GB', 'de-DE', 'fr-FR', 'nl-NL', 'ja-JP'] as const;
/** Decks of all twelve in all languages take minutes; those whose texts are the longest and the strangest are looked at with every change. */
const isWhole = process.env['MXDR_EVERY_DECK'] !== undefined;
const deckCustomers = twelveCustomers.filter(({ id }) => isWhole || ['long-names', 'japanese', 'right-to-left'].includes(id));
const hasTextReader = spawnSync('pdftotext', ['-v']).error === undefined;

const hasOffice = hasTextReader && spawnSync('soffice', ['--version']).error === undefined;
const root = fileURLToPath(new URL('../..', import.meta.url));

/** Words of a page that stand on others, or outside it, by their boxes as pdftotext tells them. */
function overlaps(page: string): readonly string[] {
  const words = [...page.matchAll(/<word xMin="([\d.-]+)" yMin="([\d.-]+)" xMax="([\d.-]+)" yMax="([\d.-]+)">(.*?)<\/word>/g)].map(
    ([, left, top, right, bottom, text]) => ({
      left: Number(left),
      top: Number(top),
      right: Number(right),
      bottom: Number(bottom),
      text: text!,
    }),
  );
  const faults: string[] = [];
  for (const [index, word] of words.entries()) {
    if (word.right > 960 || word.bottom > 540 || word.left < 0 || word.top < 0) faults.push(`${word.text} leaves the slide`);
    for (const other of words.slice(index + 1)) {
      const across = Math.min(word.right, other.right) - Math.max(word.left, other.left);
      const down = Math.min(word.bottom, other.bottom) - Math.max(word.top, other.top);
      // Boxes of neighbouring lines touch: a box is as high as the font, not as its letters.
      if (across > 2 && down > 0.5 * Math.min(word.bottom - word.top, other.bottom - other.top))
        faults.push(`${word.text} stands on ${other.text}`);
    }
  }
  return faults;
}

/** What is wrong with the layout of a loaded document, as a reader would see it. Runs in the page, whose types no test has. */
const findLayoutFaults = `(() => {
  const faults = [];
  const { scrollWidth, clientWidth } = document.documentElement;
  if (scrollWidth > clientWidth) faults.push('the page is ' + (scrollWidth - clientWidth) + ' pixels wider than the window');
  for (const section of document.querySelectorAll('main section.part')) {
    if (section.querySelector('h2')?.textContent.trim() === '') faults.push(section.id + ' has no heading');
    if (section.querySelectorAll(':scope > :not(.part-head)').length === 0) faults.push(section.id + ' is empty and does not say so');
  }
  for (const table of document.querySelectorAll('table'))
    if (table.tBodies[0]?.rows.length === 0) faults.push('a table has no rows and does not say so');
  const leaked = /\\b(?:undefined|NaN|Infinity)\\b|\\[object /.exec(document.querySelector('main')?.innerText ?? '');
  if (leaked) faults.push('a value leaked that is no value: ' + leaked[0]);
  return faults;
})()`;

describe.skipIf(found === undefined)('reports of twelve different customers', () => {
  let folder: string;
  let browser: Browser;
  let ended: Ended;

  beforeAll(async () => {
    // Kept in the folder that MXDR_KEEP_REPORTS names, for whoever wants to look at the pages.
    folder = process.env['MXDR_KEEP_REPORTS'] ?? mkdtempSync(path.join(tmpdir(), 'mxdr-twelve-'));
    await writeTwelveCustomers(folder);
    browser = await launch({
      executablePath: found!.path,
      headless: 'shell',
      args: process.getuid?.() === 0 ? ['--no-sandbox'] : [],
    });
    const at = (name: string): string => path.join(folder, name);
    const asked = ['report', '--all', '--period', '2026-10', '--format', 'html,pdf', '--json'];
    ended = await runMxdr([...asked, '--customers', at('customers'), '--local', at('tenants'), '--out', at('out')]);
  }, 400_000);
  afterAll(async () => {
    await browser.close();
    if (process.env['MXDR_KEEP_REPORTS'] === undefined) rmSync(folder, { recursive: true, force: true });
  });

  const fileOf = (id: string, form: 'html' | 'pdf'): string =>
    path.join(folder, 'out', id, '2026-10/service-review', `service-review.${form}`);

  it('says of each whether its report is whole', () => {
    const { reports } = JSON.parse(ended.stdout) as {
      readonly reports: readonly { readonly customerId: string; readonly state: string }[];
    };
    expect(ended.code).toBe(2);
    expect(Object.fromEntries(reports.map(({ customerId, state }) => [customerId, state]))).toEqual(
      Object.fromEntries(twelveCustomers.map(({ id }) => [id, id === 'no-data' || id === 'missing-incidents' ? 'incomplete' : 'complete'])),
    );
    expect(readdirSync(path.join(folder, 'out')).toSorted()).toEqual([...twelveCustomers.map(({ id }) => id), 'fleet.json'].toSorted());
  });

  it.each(twelveCustomers)('$id ($about): fits wide and narrow windows, and shows no empty place without a word', async ({ id }) => {
    const page = await browser.newPage();
    try {
      for (const width of [1280, 360]) {
        await page.setViewport({ width, height: 900 });
        await page.goto(`file://${fileOf(id, 'html')}`);
        expect(await page.evaluate(findLayoutFaults), `${width} pixels wide`).toEqual([]);
      }
    } finally {
      await page.close();
    }
  });

  it.each(twelveCustomers)('$id: names its customer and period on every page of the PDF, and stays small', ({ id }) => {
    const bytes = readFileSync(fileOf(id, 'pdf'));
    expect(bytes.subarray(0, 5).toString('latin1')).toBe('%PDF-');
    expect(bytes.length).toBeLessThan(1_500_000);
    if (!hasTextReader) return;
    const text = spawnSync('pdftotext', ['-layout', fileOf(id, 'pdf'), '-'], { encoding: 'utf8' }).stdout;
    const pages = text.split('\f').slice(0, -1);
    expect(pages.length).toBeGreaterThan(3);
    expect(pages.length).toBeLessThan(45);
    const tenant = /^tenantId: (\S+)$/mu.exec(readFileSync(path.join(folder, 'customers', id, 'customer.yaml'), 'utf8'))?.[1] ?? '';
    // The cover breaks it between its groups.
    for (const [index, page] of pages.entries()) expect(page, `page ${index + 1}`).toContain(tenant.slice(-12));
  });

  /** How many slides the deck of a customer has. */
  const slidesOf = new Map<string, number>();

  async function datasetOf(id: string): Promise<Dataset> {
    const book = await loadCustomers(path.join(folder, 'customers'));
    const customer = findCustomer(book, id);
    return collectDataset({
      definition: await loadReportDefinition(path.join(root, 'reports/check-in'), nodeFiles),
      customer,
      operator: requireOperator(book),
      period: parsePeriod('2026-10', customer.timeZone),
      workspace: await openLocalWorkspace(path.join(folder, 'tenants', id), { clock: { now: () => Date.parse('2026-11-03T08:00:00Z') } }),
      signal: new AbortController().signal,
      progress: { step: () => {} },
    });
  }

  it.each(deckCustomers.map((customer, place) => ({ ...customer, place })))(
    '$id: the slides of a check-in hold their texts, in its own language and in another',
    async ({ id, place }) => {
      const dataset = await datasetOf(id);
      const own = dataset.customer.locale;
      const page = await browser.newPage();
      try {
        await page.setViewport({ width: 1312, height: 800 });
        for (const locale of new Set([own, ...(isWhole ? locales : [locales[place % locales.length]!])])) {
          const model = buildReportModel(
            { ...dataset, customer: { ...dataset.customer, locale } },
            { issuedAt: '2026-11-03T08:00:00.000Z', toolVersion: '0.1.0' },
          );
          // A document of its own: the policy of the one before would forbid this one's style.
          await page.goto('about:blank');
          await page.setContent(await renderDeckHtml(model));
          await page.evaluate('document.fonts.ready.then(() => 0)');
          expect(await page.evaluate(findSlideFaults), locale).toEqual([]);
          if (locale === own) {
            const deck = buildDeck(model);
            slidesOf.set(id, deck.slides.length);
            writeFileSync(path.join(folder, `${id}.pptx`), renderPptx(deck));
          }
        }
      } finally {
        await page.close();
      }
    },
    60_000,
  );

  it.runIf(hasOffice)(
    'the same slides open in an office program, each on a page of its own, no word over another (needs LibreOffice)',
    () => {
      const fileOfDeck = (id: string, form: 'pptx' | 'pdf'): string => path.join(folder, `${id}.${form}`);
      const decks = deckCustomers.map(({ id }) => fileOfDeck(id, 'pptx'));
      spawnSync('soffice', ['--headless', '--convert-to', 'pdf', '--outdir', folder, ...decks], { timeout: 400_000 });
      for (const { id } of deckCustomers) {
        const boxes = spawnSync('pdftotext', ['-bbox', fileOfDeck(id, 'pdf'), '-'], { encoding: 'utf8', maxBuffer: 100_000_000 }).stdout;
        const pages = boxes.split('<page ').slice(1);
        expect(pages, id).toHaveLength(slidesOf.get(id)!);
        for (const [index, page] of pages.entries()) expect(overlaps(page), `${id}, slide ${index + 1}`).toEqual([]);
      }
    },
    420_000,
  );

  it('finds a table that is wider than the window', async () => {
    const page = await browser.newPage();
    await page.setContent('<main><section class="part" id="a"><h2>A</h2><p>text</p></section></main><div style="width:9000px">wide</div>');
    expect(await page.evaluate(findLayoutFaults)).toEqual([expect.stringContaining('wider than the window')]);
    await page.close();
  });
});
