import type { Browser } from 'puppeteer-core';
import { findBrowser } from '../browser/find-browser.ts';

/** The browser of this machine, as tests need to know it; undefined where there is none. */
export const browserFound = await findBrowser(process.env).catch(() => undefined);

/** A browser that runs scripts, as a reader's does. The pool that prints has none of them. */
export async function openBrowser(): Promise<Browser> {
  const { launch } = await import('puppeteer-core');
  return launch({
    executablePath: browserFound!.path,
    headless: browserFound!.isHeadlessShell ? 'shell' : true,
    args: ['--font-render-hinting=none', '--hide-scrollbars', ...(process.getuid?.() === 0 ? ['--no-sandbox'] : [])],
  });
}
