import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { findBrowser } from '@mxdr/reporting';
import { describe, expect, it } from 'vitest';
import { makeFolder, repository, runMxdr } from './run-mxdr.ts';

const browser = await findBrowser(process.env).catch(() => undefined);
if (browser === undefined) process.stderr.write('\nSKIPPED: the consent page is not audited; there is no browser (see "mxdr doctor")\n');

const fromReporting = createRequire(path.join(repository, 'packages/reporting/package.json'));

describe.runIf(browser)('the page that a customer signs', { timeout: 120_000 }, () => {
  it('has no fault that axe finds, in no colour scheme and at no width, and loads nothing', async () => {
    // GIVEN the packs of all sample customers
    const out = makeFolder();
    const ended = await runMxdr(['consent', '--all', '--date', '2026-11-26', '--out', out, '--json']);
    expect(ended.code, ended.stderr).toBe(0);
    const puppeteer = fromReporting('puppeteer-core') as typeof import('puppeteer-core');
    const axe = readFileSync(fromReporting.resolve('axe-core/axe.min.js'), 'utf8');
    const started = await puppeteer.launch({
      executablePath: browser?.path ?? '',
      headless: browser?.isHeadlessShell === true ? 'shell' : true,
      args: process.getuid?.() === 0 ? ['--no-sandbox'] : [],
    });
    try {
      const page = await started.newPage();
      const requested: string[] = [];
      page.on('request', (request) => void requested.push(request.url()));
      for (const id of ['contoso', 'fabrikam']) {
        const html = readFileSync(path.join(out, id, 'consent.html'), 'utf8');
        for (const [width, scheme, media] of [
          [1280, 'light', 'screen'],
          [1280, 'dark', 'screen'],
          [360, 'light', 'screen'],
          [794, 'light', 'print'],
        ] as const) {
          // WHEN it is shown
          await page.setViewport({ width, height: 900 });
          await page.emulateMediaFeatures([{ name: 'prefers-color-scheme', value: scheme }]);
          await page.emulateMediaType(media);
          await page.setContent(html);
          await page.evaluate(axe);
          const violations = await page.evaluate(
            `axe.run({ runOnly: ['wcag2a', 'wcag2aa', 'wcag21aa', 'wcag22aa'], resultTypes: ['violations'] }).then(({ violations }) => violations.map(({ id, nodes }) => id + ': ' + nodes.slice(0, 3).map(({ html }) => html.slice(0, 200)).join(' | ')))`,
          );
          // THEN everybody can read it, and nothing runs out of it sideways
          const place = `${id}, ${width}, ${scheme}, ${media}`;
          expect(violations, place).toEqual([]);
          expect(await page.evaluate('document.documentElement.scrollWidth'), place).toBeLessThanOrEqual(width);
        }
      }
      expect(requested.filter((url) => !url.startsWith('about:'))).toEqual([]);
    } finally {
      await started.close();
    }
  });
});
