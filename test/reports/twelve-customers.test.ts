import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { findBrowser } from '@mxdr/reporting';
import type { Browser } from 'puppeteer-core';
import { launch } from 'puppeteer-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Ended } from '../command-line/run-mxdr.ts';
import { runMxdr } from '../command-line/run-mxdr.ts';
import { twelveCustomers, writeTwelveCustomers } from './twelve-customers.ts';

const found = await findBrowser(process.env).catch(() => undefined);
const hasTextReader = spawnSync('pdftotext', ['-v']).error === undefined;

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

  it('finds a table that is wider than the window', async () => {
    const page = await browser.newPage();
    await page.setContent('<main><section class="part" id="a"><h2>A</h2><p>text</p></section></main><div style="width:9000px">wide</div>');
    expect(await page.evaluate(findLayoutFaults)).toEqual([expect.stringContaining('wider than the window')]);
    await page.close();
  });
});
