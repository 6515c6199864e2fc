import { readFileSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Browser, Page } from 'puppeteer-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { ReportModel, TableBlock } from '../model/report-model.ts';
import { blockGallery } from '../testing/block-gallery.ts';
import { galleryModel, text } from '../testing/gallery-model.ts';
import { hostileModel } from '../testing/hostile-model.ts';
import { browserFound, openBrowser } from '../testing/open-browser.ts';
import { renderHtml } from './render-html.ts';

const column = (key: string, label: string, form: TableBlock['columns'][number]['form']) => ({
  key,
  label,
  align: form === 'number' ? ('right' as const) : ('left' as const),
  form,
});

/** A table of eight rows, one of them a formula, one without a time. */
function tableModel(): ReportModel {
  const minutes = [12, 40, null, 7, 19, 3, 55, 8];
  const table: TableBlock = {
    kind: 'table',
    id: 'list',
    caption: 'Incidents',
    columns: [
      column('IncidentNumber', 'Incident', 'nowrap'),
      column('Severity', 'Severity', 'severity'),
      column('Title', 'Title', 'text'),
      column('Status', 'State', 'nowrap'),
      column('Minutes', 'Minutes', 'number'),
    ],
    rows: minutes.map((value, index) => [
      { text: String(4821 + index), value: 4821 + index },
      text(['High', 'Medium', 'Low', 'Informational'][index % 4]!),
      text(index === 5 ? '=HYPERLINK("http://attacker.example")' : `Sign-in "${index}" from afar`),
      text(index % 2 === 0 ? 'Closed' : 'Active'),
      value === null ? { text: 'not available', value: null } : { text: `${value}.0 min`, value },
    ]),
    totalRows: 8,
    emptyText: '',
    note: '',
  };
  return {
    ...galleryModel(),
    sections: [
      { id: 'eight', topic: 'Incidents', heading: 'Eight incidents', kind: 'section', blocks: [table] },
      ...galleryModel().sections.slice(0, 2),
    ],
  };
}

// A browser is started here, with other work on the machine.
const timeout = 90_000;

describe.runIf(browserFound)('the script of a document (needs a browser: see `mxdr doctor`)', { timeout }, () => {
  let browser: Browser;
  let folder: string;
  let address: string;
  let page: Page;
  let complaints: string[];

  beforeAll(async () => {
    browser = await openBrowser();
    folder = await mkdtemp(path.join(tmpdir(), 'mxdr-script-'));
    const file = path.join(folder, 'report.html');
    await writeFile(file, await renderHtml(tableModel()));
    address = pathToFileURL(file).href;
  }, timeout);
  afterAll(async () => {
    await browser?.close();
    await rm(folder, { recursive: true, force: true });
  });
  beforeEach(async () => {
    page = await browser.newPage();
    complaints = [];
    page.on('console', (message) => complaints.push(message.text()));
    page.on('pageerror', (error) => complaints.push(String(error)));
    await page.goto(address);
  });
  afterEach(async () => {
    await page.close();
    if (complaints.length > 0) throw new Error(`The page complained: ${complaints.join('; ')}`);
  });

  const shownRows = (): Promise<readonly string[]> =>
    page.$$eval('#list-table tbody tr', (rows) =>
      rows.filter((row) => !(row as unknown as { hidden: boolean }).hidden).map((row) => row.firstElementChild!.textContent ?? ''),
    );
  const status = (): Promise<string> => page.$eval('.sheet-tools [role=status]', (element) => element.textContent ?? '');
  const hash = (): Promise<string> => page.evaluate('decodeURIComponent(location.hash)') as Promise<string>;
  const focus = (selector: string): Promise<void> => page.focus(selector);

  it('sorts by keyboard, says so to screen readers, and puts what is not known last in either direction', async () => {
    // WHEN
    await focus('#list-table thead th:nth-child(5) button');
    await page.keyboard.press('Enter');
    const ascending = await shownRows();
    await page.keyboard.press('Space');
    const descending = await shownRows();

    // THEN
    expect(ascending).toEqual(['4826', '4824', '4828', '4821', '4825', '4822', '4827', '4823']);
    expect(descending).toEqual(['4827', '4822', '4825', '4821', '4828', '4824', '4826', '4823']);
    expect(await page.$eval('#list-table thead th:nth-child(5)', (head) => head.getAttribute('aria-sort'))).toBe('descending');
    expect(await page.$$eval('#list-table thead th[aria-sort]', (heads) => heads.length)).toBe(1);
    expect(await hash()).toBe('#list?sort=4.descending');
  });

  it('sorts severities by what they mean, not by their letters', async () => {
    await focus('#list-table thead th:nth-child(2) button');
    await page.keyboard.press('Enter');
    await page.keyboard.press('Enter');
    expect((await shownRows()).slice(0, 2)).toEqual(['4821', '4825']);
  });

  it('filters by text, severity and status, counts in a live region, and remembers all of it in the address', async () => {
    // WHEN
    await focus('.sheet-tools input');
    await page.keyboard.type('sign-in');
    const byText = await status();
    await page.select('.sheet-tools label:nth-of-type(2) select', 'Medium');
    await page.select('.sheet-tools label:nth-of-type(3) select', 'Active');

    // THEN the formula is no sign-in
    expect(byText).toBe('7 of 8 rows');
    expect(await shownRows()).toEqual(['4822']);
    expect(await status()).toBe('1 of 8 rows');
    expect(await hash()).toBe('#list?q=sign-in&severity=Medium&status=Active');

    // WHEN somebody opens that address
    const other = await browser.newPage();
    await other.goto((await page.evaluate('location.href')) as string);
    const opened = await other.$$eval('#list-table tbody tr:not([hidden])', (rows) =>
      rows.map((row) => row.firstElementChild!.textContent),
    );
    const filled = await other.$eval('.sheet-tools input', (input) => (input as unknown as { value: string }).value);
    await other.close();

    // THEN
    expect(opened).toEqual(['4822']);
    expect(filled).toBe('sign-in');
  });

  it('opens a row by its address, whatever filter is in the way, and ignores an address that names none', async () => {
    // WHEN
    await page.goto(`${address}#list?q=nothing&row=4825`);
    await page.reload();

    // THEN
    expect(await shownRows()).toEqual(['4825']);
    expect(await page.$eval('#list-table tr.opened', (row) => row.getAttribute('aria-current'))).toBe('true');

    // WHEN
    await page.evaluate('location.hash = "#list?row=1&sort=99.up&severity=Worst&status=None"');
    await page.evaluate('new Promise((resolve) => setTimeout(resolve, 50))');

    // THEN
    expect((await shownRows()).length).toBe(8);
    expect(await page.$$eval('#list-table tr.opened', (rows) => rows.length)).toBe(0);
  });

  it('lets the Tab key pass a table in one step, and the arrow keys walk its rows', async () => {
    // GIVEN
    const focused = (): Promise<string> => page.evaluate('document.activeElement.textContent') as Promise<string>;
    await focus('#list-table thead th:nth-child(5) button');

    // WHEN
    await page.keyboard.press('Tab');
    const first = await focused();
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('ArrowDown');
    const third = await focused();
    await page.keyboard.press('End');
    const last = await focused();
    await page.keyboard.press('Enter');
    const opened = await hash();
    await page.keyboard.press('Tab');
    const after = await page.evaluate('document.activeElement.closest("#list-table") === null');

    // THEN
    expect([first, third, last]).toEqual(['4821', '4823', '4828']);
    expect(opened).toBe('#list?row=4828');
    expect(after).toBe(true);
  });

  it('exports what is shown: CSV that runs nothing, JSON with numbers and nulls', async () => {
    // GIVEN blobs are kept instead of saved
    await page.evaluate(`
      window.blobs = [];
      URL.createObjectURL = (blob) => { window.blobs.push(blob); return '#'; };
      HTMLAnchorElement.prototype.click = function () { window.saved = [...(window.saved ?? []), this.download]; };
      Object.defineProperty(navigator, 'clipboard', { value: { writeText: async (text) => { window.copied = text; } } });
    `);
    await page.select('.sheet-tools label:nth-of-type(3) select', 'Active');

    // WHEN
    for (const button of await page.$$('#list .sheet-tools button')) await button.press('Enter');
    await page.evaluate('new Promise((resolve) => setTimeout(resolve, 20))');

    // THEN
    const [csv, json] = (await page.evaluate('Promise.all(window.blobs.map((blob) => blob.text()))')) as readonly string[];
    expect(csv).toContain('"\'=HYPERLINK(""http://attacker.example"")"');
    expect(csv).toContain('"Sign-in ""1"" from afar"');
    expect(csv!.trimEnd().split('\r\n')).toHaveLength(5);
    expect(JSON.parse(json!)[0]).toEqual({
      Incident: '4822',
      Severity: 'Medium',
      Title: 'Sign-in "1" from afar',
      State: 'Active',
      Minutes: 40,
    });
    expect(await page.evaluate('window.saved')).toEqual(['list.csv', 'list.json']);
    expect(await page.evaluate('window.copied')).toBe(csv!.trimEnd().replace(/^\uFEFF/, ''));
    expect(await status()).toBe('4 rows copied');
  });

  it('saves and copies the numbers of a chart as it does a table, in the order of the chart', async () => {
    // GIVEN
    await page.evaluate(
      "Object.defineProperty(navigator, 'clipboard', { value: { writeText: async (text) => { window.copied = text; } } })",
    );
    await page.$eval('details.numbers', (details) => details.setAttribute('open', ''));
    const table = await page.$('details.numbers table');
    const cells = await table!.$$eval('tr', (rows) => rows.map((row) => [...row.children].map((cell) => cell.textContent)));

    // WHEN
    await page.click('details.numbers .sheet-tools button:nth-of-type(3)');
    await page.evaluate('new Promise((resolve) => setTimeout(resolve, 20))');

    // THEN
    const copied = (await page.evaluate('window.copied')) as string;
    expect(copied.split('\r\n').map((line) => line.split(',').length)).toEqual(cells.map((row) => row.length));
    expect(copied.split('\r\n')[0]).toBe(cells[0]!.map((head) => `"${head}"`).join(','));
    expect(await table!.$$('th button, .row-link')).toEqual([]);
  });

  it('finds words in all of the report, and steps through the places by keyboard', async () => {
    // WHEN
    await focus('.find-tools input');
    await page.keyboard.type('campaign');
    const count = Number(/\d+/.exec(await page.$eval('.find-count', (element) => element.textContent ?? ''))?.[0]);
    await page.keyboard.press('Enter');
    await page.keyboard.press('Enter');
    const second = await page.$eval('.find-count', (element) => element.textContent ?? '');
    await page.keyboard.down('Shift');
    await page.keyboard.press('Enter');
    await page.keyboard.press('Enter');
    await page.keyboard.up('Shift');
    const last = await page.$eval('.find-count', (element) => element.textContent ?? '');

    // THEN
    expect(count).toBeGreaterThan(3);
    expect(second).toBe(`2 of ${count}`);
    expect(last).toBe(`${count} of ${count}`);
    expect(await page.evaluate('CSS.highlights.get("found").size')).toBe(count);
  });

  it('changes its colours by keyboard, and says which are chosen', async () => {
    await focus('#view-tools [role=group] button:nth-child(3)');
    await page.keyboard.press('Enter');
    expect(await page.evaluate('document.documentElement.dataset.theme')).toBe('dark');
    expect(await page.$$eval('#view-tools [aria-pressed=true]', (buttons) => buttons.map((button) => button.textContent))).toEqual([
      'Dark',
    ]);
    expect(await page.evaluate('getComputedStyle(document.body).backgroundColor')).toBe('rgb(17, 24, 39)');
  });

  it('skips to the report with the first Tab, and moves nothing for those who do not want it', async () => {
    await page.keyboard.press('Tab');
    const skip = await page.evaluate('document.activeElement.className');
    await page.keyboard.press('Enter');
    const main = await page.evaluate('document.activeElement.id');
    await page.emulateMediaFeatures([{ name: 'prefers-reduced-motion', value: 'reduce' }]);
    expect([skip, main]).toEqual(['skip', 'main']);
    expect(await page.evaluate('getComputedStyle(document.documentElement).scrollBehavior')).toBe('auto');
  });
});

describe.runIf(browserFound)('a document on a screen (needs a browser: see `mxdr doctor`)', { timeout }, () => {
  let browser: Browser;
  beforeAll(async () => {
    browser = await openBrowser();
  }, timeout);
  afterAll(() => browser?.close());

  it.each([
    ['the gallery', blockGallery],
    ['a report', galleryModel],
    ['a report full of hostile text', hostileModel],
  ] as const)(
    'has no violation for axe, targets of 24 pixels, and no sideways scroll, wide and narrow, light and dark: %s',
    async (_, model) => {
      const page = await browser.newPage();
      const complaints: string[] = [];
      page.on('console', (message) => complaints.push(message.text()));
      page.on('pageerror', (error) => complaints.push(String(error)));
      await page.setContent(await renderHtml(model()));
      await page.evaluate(readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8'));
      const found: unknown[] = [];
      for (const width of [1280, 320]) {
        await page.setViewport({ width, height: 900 });
        for (const value of ['light', 'dark']) {
          await page.emulateMediaFeatures([{ name: 'prefers-color-scheme', value }]);
          const violations = await page.evaluate(
            `axe.run({ runOnly: ['wcag2a', 'wcag2aa', 'wcag21aa', 'wcag22aa'], resultTypes: ['violations'] }).then(({ violations }) => violations.map(({ id, nodes }) => id + ': ' + nodes.slice(0, 3).map(({ html }) => html.slice(0, 200)).join(' | ')))`,
          );
          found.push(...(violations as string[]).map((violation) => `${width} ${value} ${violation}`));
        }
        const small = await page.evaluate(
          `[...document.querySelectorAll('button, input, select, summary, .contents a')].filter((element) => { const { width, height } = element.getBoundingClientRect(); return element.checkVisibility() && (width < 24 || height < 24); }).map((element) => element.outerHTML.slice(0, 120))`,
        );
        found.push(...(small as string[]).map((target) => `${width} small ${target}`));
        const scroll = (await page.evaluate('document.documentElement.scrollWidth')) as number;
        if (scroll > width) found.push(`${width} scrolls to ${scroll}`);
      }
      await page.close();
      expect(found).toEqual([]);
      expect(complaints).toEqual([]);
    },
  );
});
