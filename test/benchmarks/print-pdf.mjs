import { findBrowser, createBrowserPool, renderHtml, renderPdf } from '@mxdr/reporting';
import puppeteer from 'puppeteer-core';
import { measureInTurns } from './measure.mjs';
import { makeDemoModel } from './demo-model.mjs';

/** A report as PDF, from its model, against printing an already loaded page of the same size. */
export async function benchPdf() {
  const model = await makeDemoModel();
  const { path: executablePath } = await findBrowser(process.env);
  const isRoot = process.getuid?.() === 0;
  const browser = await puppeteer.launch({
    executablePath,
    headless: 'shell',
    args: ['--font-render-hinting=none', '--disable-dev-shm-usage', ...(isRoot ? ['--no-sandbox'] : [])],
  });
  const pool = createBrowserPool({ env: process.env, pages: 1 });
  try {
    const html = await renderHtml(model);
    const page = await browser.newPage();
    await page.setContent(html);
    await page.evaluate(() => document.fonts.ready.then(() => 0));
    const times = await measureInTurns(
      {
        floor: () => page.pdf({ preferCSSPageSize: true, printBackground: true, tagged: true, outline: true }),
        report: () => renderPdf(html, model, pool),
      },
      { rounds: 11, warmUps: 3 },
    );
    return {
      name: 'PDF of a service review / printing a loaded page of the same size',
      ratio: times.report / times.floor,
      target: 1.3,
      isHigherBetter: false,
      detail: `${times.report.toFixed(0)} ms / ${times.floor.toFixed(0)} ms`,
    };
  } finally {
    await pool.close();
    await browser.close();
  }
}
