import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { findBrowser } from '@mxdr/reporting';
import { repository } from './run-mxdr.ts';

/** The browser of this machine; without one pages cannot be audited, which is said on stderr. */
export async function browserForAudits(what: string) {
  const browser = await findBrowser(process.env).catch(() => undefined);
  if (browser === undefined) process.stderr.write(`\nSKIPPED: ${what} is not audited; there is no browser (see "mxdr doctor")\n`);
  return browser;
}

const fromReporting = createRequire(path.join(repository, 'packages/reporting/package.json'));

/** How a page was seen, and what was wrong with it then. */
export interface PageAudit {
  readonly place: string;
  /** Faults that axe finds. */
  readonly violations: readonly string[];
  /** Pixels that the page is wider than the window. */
  readonly overflow: number;
}

/** Shows pages in both colour schemes, at a desk, on a telephone and on paper. */
export async function auditPages(
  browser: NonNullable<Awaited<ReturnType<typeof browserForAudits>>>,
  pages: Readonly<Record<string, string>>,
): Promise<{ readonly audits: readonly PageAudit[]; readonly requested: readonly string[] }> {
  const puppeteer = fromReporting('puppeteer-core') as typeof import('puppeteer-core');
  const axe = readFileSync(fromReporting.resolve('axe-core/axe.min.js'), 'utf8');
  const started = await puppeteer.launch({
    executablePath: browser.path,
    headless: browser.isHeadlessShell ? 'shell' : true,
    args: process.getuid?.() === 0 ? ['--no-sandbox'] : [],
  });
  try {
    const page = await started.newPage();
    const requested: string[] = [];
    page.on('request', (request) => void requested.push(request.url()));
    const audits: PageAudit[] = [];
    for (const [name, html] of Object.entries(pages)) {
      for (const [width, scheme, media] of [
        [1280, 'light', 'screen'],
        [1280, 'dark', 'screen'],
        [360, 'light', 'screen'],
        [794, 'light', 'print'],
      ] as const) {
        await page.setViewport({ width, height: 900 });
        await page.emulateMediaFeatures([{ name: 'prefers-color-scheme', value: scheme }]);
        await page.emulateMediaType(media);
        await page.setContent(html);
        await page.evaluate(axe);
        const violations = (await page.evaluate(
          `axe.run({ runOnly: ['wcag2a', 'wcag2aa', 'wcag21aa', 'wcag22aa'], resultTypes: ['violations'] }).then(({ violations }) => violations.map(({ id, nodes }) => id + ': ' + nodes.slice(0, 3).map(({ html }) => html.slice(0, 200)).join(' | ')))`,
        )) as readonly string[];
        const overflow = Math.max(0, Number(await page.evaluate('document.documentElement.scrollWidth')) - width);
        audits.push({ place: `${name}, ${width}, ${scheme}, ${media}`, violations, overflow });
      }
    }
    return { audits, requested: requested.filter((url) => !url.startsWith('about:')) };
  } finally {
    await started.close();
  }
}
