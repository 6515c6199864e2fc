import { availableParallelism } from 'node:os';
import { findBrowser, createBrowserPool, renderHtml, renderPdf } from '@mxdr/reporting';
import puppeteer from 'puppeteer-core';
import { measureInTurns } from './measure.mjs';
import { makeDemoModel } from './demo-model.mjs';

const printed = { preferCSSPageSize: true, printBackground: true, tagged: true, outline: true };

/** Loads a page as anybody would who prints one. */
async function loadPage(browser, html) {
  const page = await browser.newPage();
  await page.setContent(html);
  await page.evaluate(() => document.fonts.ready.then(() => 0));
  return page;
}

/**
 * A report as PDF, from its document, on all cores: against printing already loaded pages of the same size, as many at once, and against starting
 * a browser for each report.
 */
export async function benchPdf() {
  const model = await makeDemoModel();
  const { path: executablePath } = await findBrowser(process.env);
  const isRoot = process.getuid?.() === 0;
  const launch = () =>
    puppeteer.launch({
      executablePath,
      headless: 'shell',
      args: ['--font-render-hinting=none', '--disable-dev-shm-usage', ...(isRoot ? ['--no-sandbox'] : [])],
    });
  const cores = Math.min(availableParallelism(), 4);
  const onEachCore = (work) => Promise.all(Array.from({ length: cores }, (_, core) => work(core)));
  const browser = await launch();
  const pool = createBrowserPool({ env: process.env, pages: cores });
  try {
    const html = await renderHtml(model);
    const pages = await onEachCore(() => loadPage(browser, html));
    const times = await measureInTurns(
      {
        floor: () => onEachCore((core) => pages[core].pdf(printed)),
        report: () => onEachCore(() => renderPdf(html, model, pool)),
        apart: async () => {
          const own = await launch();
          try {
            const page = await loadPage(own, html);
            return await page.pdf(printed);
          } finally {
            await own.close();
          }
        },
      },
      { rounds: 9, warmUps: 2 },
    );
    const perReport = times.report / cores;
    const perPrint = times.floor / cores;
    return [
      {
        name: 'PDF of a service review / printing a loaded page of the same size, on each core',
        ratio: perReport / perPrint,
        target: 1.2,
        isHigherBetter: false,
        detail: `${perReport.toFixed(0)} ms / ${perPrint.toFixed(0)} ms, ${cores} at a time`,
      },
      {
        name: 'PDF of a service review: a browser for each / one browser for all',
        ratio: times.apart / perReport,
        target: 4,
        isHigherBetter: true,
        detail: `${times.apart.toFixed(0)} ms / ${perReport.toFixed(0)} ms`,
      },
    ];
  } finally {
    await pool.close();
    await browser.close();
  }
}
