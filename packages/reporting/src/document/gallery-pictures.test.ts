import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { PDFDocument } from 'pdf-lib';
import type { Browser } from 'puppeteer-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createBrowserPool } from '../browser/browser-pool.ts';
import { contentBlocks } from '../model/content-blocks.ts';
import { blockGallery } from '../testing/block-gallery.ts';
import { comparePicture } from '../testing/compare-pictures.ts';
import { browserFound, openBrowser } from '../testing/open-browser.ts';
import { readPlainPicture, writePalettePng } from '../testing/palette-png.ts';
import { renderHtml } from './render-html.ts';
import { renderPdf } from './render-pdf.ts';

const root = fileURLToPath(new URL('../../../..', import.meta.url));
const goldens = path.join(root, 'test/reports-gallery/blocks');
const outFolder = path.join(root, 'out/pictures');
const mayWrite = process.env['CI'] !== 'true';
const poppler = /version ([\d.]+)/.exec(spawnSync('pdftoppm', ['-v'], { encoding: 'utf8' }).stderr ?? '')?.[1];
/** Versions of Chromium that pictures are kept of; their names end in it. */
const keptVersions = new Set(
  existsSync(goldens) ? readdirSync(goldens).flatMap((name) => /\.chromium-([\d.]+\d)/.exec(name)?.[1] ?? []) : [],
);
// Pictures of every block are taken here, with other work on the machine.
const timeout = 90_000;

describe('the gallery', () => {
  it('holds every kind of block', () => {
    // A kind that is missing here does not compile.
    const kinds = {
      metrics: true,
      facts: true,
      attackMatrix: true,
      comparison: true,
      narrative: true,
      chart: true,
      table: true,
      callout: true,
      image: true,
      pageBreak: true,
      actions: true,
      definitions: true,
      unavailable: true,
    } satisfies Record<ReturnType<typeof contentBlocks>[number]['kind'], true>;
    const shown = new Set(
      blockGallery()
        .sections.flatMap(contentBlocks)
        .map(({ kind }) => kind),
    );
    expect(Object.keys(kinds).filter((kind) => !shown.has(kind as keyof typeof kinds))).toEqual([]);
  });
});

describe.runIf(browserFound)('pictures of the gallery (need a browser: see `mxdr doctor`)', { timeout }, () => {
  let started: Browser;
  let html: string;
  let version: string;
  let isKept: boolean;

  beforeAll(async () => {
    html = await renderHtml(blockGallery());
    started = await openBrowser();
    version = /[\d.]+\d/.exec(await started.version())![0];
    isKept = keptVersions.size === 0 || keptVersions.has(version);
  }, timeout);
  afterAll(() => started?.close());

  const skipNote = (): string => `goldens are of Chromium ${[...keptVersions].join(', ')}, this is ${version}`;

  it.each(['light', 'dark'])('are as they were on a %s screen', async (scheme) => {
    const page = await started.newPage();
    await page.setViewport({ width: 900, height: 1000 });
    await page.emulateMediaFeatures([{ name: 'prefers-color-scheme', value: scheme }]);
    await page.setContent(html);
    await page.evaluate('document.fonts.ready.then(() => 0)');
    if (isKept) {
      const picture = await page.screenshot({ fullPage: true });
      expect(
        await comparePicture(picture, path.join(goldens, `${scheme}.chromium-${version}.png`), { outFolder, mayWrite }),
      ).toBeUndefined();
    } else {
      // With another browser pixels say nothing: the structure has to be there, and nothing may stick out.
      console.info(`skipped: ${skipNote()}`);
      const shape = await page.evaluate(
        '({ width: document.documentElement.scrollWidth, charts: [...document.querySelectorAll("svg.chart")].filter((chart) => chart.getBoundingClientRect().height > 10).length })',
      );
      expect(shape).toEqual({ width: 900, charts: html.split('<svg class="chart').length - 1 });
    }
    await page.close();
  });

  it.runIf(poppler)('are as they were on paper', async () => {
    const pool = createBrowserPool({ env: process.env, pages: 1 });
    const folder = await mkdtemp(path.join(tmpdir(), 'mxdr-pictures-'));
    try {
      const pdf = path.join(folder, 'gallery.pdf');
      await writeFile(pdf, await renderPdf(html, blockGallery(), pool));
      const pages = (await PDFDocument.load(await readFile(pdf), { updateMetadata: false })).getPageCount();
      if (!isKept) {
        console.info(`skipped: ${skipNote()}`);
        expect(pages).toBeGreaterThan(15);
        return;
      }
      execFileSync('pdftoppm', ['-r', '48', '-png', pdf, path.join(folder, 'page')]);
      const names = readdirSync(folder).filter((name) => name.endsWith('.png'));
      expect(names).toHaveLength(pages);
      const changes: string[] = [];
      for (const name of names.toSorted()) {
        const golden = path.join(goldens, `${path.basename(name, '.png')}.chromium-${version}.poppler-${poppler!}.png`);
        const change = await comparePicture(await readFile(path.join(folder, name)), golden, { outFolder, mayWrite });
        if (change !== undefined) changes.push(change);
      }
      expect(changes).toEqual([]);
    } finally {
      await pool.close();
      await rm(folder, { recursive: true, force: true });
    }
  });
});

describe('a picture that has changed', () => {
  it('is told with the number of pixels and a picture of them', async () => {
    // GIVEN a kept picture, and the same with a few pixels in another colour
    const folder = await mkdtemp(path.join(tmpdir(), 'mxdr-pictures-'));
    try {
      const plain = { width: 40, height: 30, pixels: Buffer.alloc(40 * 30 * 4, 255) };
      const changed = { ...plain, pixels: Buffer.from(plain.pixels) };
      changed.pixels.fill(0, 4 * 100, 4 * 103);
      const golden = path.join(folder, 'kept.png');
      const options = { outFolder: path.join(folder, 'out'), mayWrite: true };

      // WHEN
      const first = await comparePicture(writePalettePng(plain), golden, options);
      const same = await comparePicture(writePalettePng(plain), golden, options);
      const different = await comparePicture(writePalettePng(changed), golden, options);
      const missing = await comparePicture(writePalettePng(plain), path.join(folder, 'other.png'), { ...options, mayWrite: false });

      // THEN
      expect([first, same]).toEqual([undefined, undefined]);
      expect(different).toMatch(/^3 pixels of .*kept\.png have changed: see .*kept\.difference\.png/);
      expect(readPlainPicture(await readFile(path.join(options.outFolder, 'kept.difference.png')))).toMatchObject({
        width: 40,
        height: 30,
      });
      expect(missing).toContain('is not kept');
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  });
});
