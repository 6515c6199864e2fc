import { availableParallelism } from 'node:os';
import type { Browser, Page } from 'puppeteer-core';
import type { Environment } from './browser-places.ts';
import { browserCrashed, requestBlocked } from './errors.ts';
import { findBrowser } from './find-browser.ts';
import type { BrowserFound } from './find-browser.ts';

/** Memory of a page creeps up by about 2 MB a print, so pages and browsers are replaced before it matters. */
const printsPerPage = 25;
const printsPerBrowser = 200;
/** A print takes a tenth of a second; one that takes this long will not end. */
const timeoutMs = 60_000;

export interface BrowserPoolOptions {
  /** Where the browser is looked for; see `findBrowser`. */
  readonly env: Environment;
  /** Pages that print at the same time. @default one per core, 4 at most: more gains nothing */
  readonly pages?: number;
}

/**
 * A browser that is started on first use, and its pages, each locked: no script, no request.
 * A document that asks for anything outside itself fails with MXDR-BROWSER-REQUEST-BLOCKED.
 */
export interface BrowserPool extends AsyncDisposable {
  /** Loads a document into a page of its own and hands the page to the task. A crash is retried once on a fresh browser. */
  withDocument<T>(html: string, task: (page: Page) => Promise<T>): Promise<T>;
  close(): Promise<void>;
}

interface LockedPage {
  readonly browser: Browser;
  readonly page: Page;
  readonly blocked: string[];
  prints: number;
  /** Resolves once the page is empty. */
  empty: Promise<unknown>;
}

/** Makes a pool; costs nothing until the first document. Close it in `finally`. */
export function createBrowserPool(options: BrowserPoolOptions): BrowserPool {
  const width = Math.max(1, options.pages ?? Math.min(availableParallelism(), 4));
  const idle: LockedPage[] = [];
  const waiting: (() => void)[] = [];
  let open = 0;
  let current: { readonly browser: Promise<Browser>; prints: number } | undefined;
  /** Browsers that were replaced and still print; each is closed by its last page. */
  const inUse = new Map<Browser, number>();

  function currentBrowser(): Promise<Browser> {
    if (current === undefined || current.prints >= printsPerBrowser) {
      const retired = current?.browser;
      current = { browser: launch(options.env), prints: 0 };
      if (retired !== undefined) void retired.then(closeWhenUnused, () => undefined);
    }
    current.prints += 1;
    return current.browser;
  }

  async function closeWhenUnused(browser: Browser): Promise<void> {
    for (const locked of idle.filter((candidate) => candidate.browser === browser)) idle.splice(idle.indexOf(locked), 1);
    if ((inUse.get(browser) ?? 0) === 0) await closeQuietly(browser);
  }

  async function take(): Promise<LockedPage> {
    while (open >= width) await new Promise<void>((resolve) => waiting.push(resolve));
    open += 1;
    try {
      const browser = await currentBrowser();
      const found = idle.findIndex((candidate) => candidate.browser === browser);
      const locked = found === -1 ? await lockPage(browser) : idle.splice(found, 1)[0]!;
      inUse.set(browser, (inUse.get(browser) ?? 0) + 1);
      return locked;
    } catch (error) {
      current = undefined;
      release();
      throw error;
    }
  }

  function release(): void {
    open -= 1;
    waiting.shift()?.();
  }

  async function giveBack(locked: LockedPage, isSound: boolean): Promise<void> {
    const { browser } = locked;
    inUse.set(browser, (inUse.get(browser) ?? 1) - 1);
    const isCurrent = current !== undefined && (await current.browser.catch(() => undefined)) === browser;
    if (isSound && isCurrent && locked.prints < printsPerPage) {
      // A new document for each: otherwise the content security policy of the last one stays and refuses the styles of the next. It is
      // made while the caller works on what was printed; whoever takes the page next hears of a failure.
      locked.empty = locked.page.goto('about:blank');
      locked.empty.catch(() => undefined);
      idle.push(locked);
    } else await locked.page.close().catch(() => undefined);
    if (!isCurrent) await closeWhenUnused(browser);
    release();
  }

  async function attempt<T>(html: string, task: (page: Page) => Promise<T>): Promise<T> {
    const locked = await take();
    let isSound = false;
    try {
      locked.prints += 1;
      await locked.empty;
      locked.blocked.length = 0;
      await locked.page.setContent(html, { waitUntil: 'load', timeout: timeoutMs });
      // All of them: a document that is hidden on the screen asks for no font before it is printed, and then it is too late.
      await locked.page.evaluate('Promise.all([...document.fonts].map((font) => font.load())).then(() => 0)');
      const result = await task(locked.page);
      if (locked.blocked.length > 0) throw requestBlocked(locked.blocked);
      isSound = true;
      return result;
    } catch (error) {
      if (locked.blocked.length > 0) throw requestBlocked(locked.blocked);
      // A page that broke may have taken the browser with it: the next one starts afresh.
      current = undefined;
      throw error;
    } finally {
      await giveBack(locked, isSound);
    }
  }

  async function close(): Promise<void> {
    const last = current;
    current = undefined;
    idle.length = 0;
    await last?.browser.then(closeQuietly, () => undefined);
  }

  return {
    async withDocument(html, task) {
      try {
        return await attempt(html, task);
      } catch (error) {
        if (!isCrash(error)) throw error;
        return attempt(html, task).catch((second: unknown) => {
          throw isCrash(second) ? browserCrashed(second) : second;
        });
      }
    },
    close,
    [Symbol.asyncDispose]: close,
  };
}

async function launch(env: Environment): Promise<Browser> {
  const found: BrowserFound = await findBrowser(env);
  const { launch: start } = await import('puppeteer-core');
  return start({
    executablePath: found.path,
    headless: found.isHeadlessShell ? 'shell' : true,
    args: [
      '--font-render-hinting=none',
      // Containers have a small /dev/shm.
      '--disable-dev-shm-usage',
      // As root Chromium refuses to start with its sandbox; every other user keeps it.
      ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
    ],
    protocolTimeout: timeoutMs,
    // By itself it ends the whole process at an interrupt; whoever uses the pool finishes what is being printed first. It is still closed when
    // the process ends.
    handleSIGINT: false,
    handleSIGTERM: false,
    handleSIGHUP: false,
  });
}

/** Both locks before any content: each stops what the other does not (scripts; images, frames, files, metadata addresses). */
async function lockPage(browser: Browser): Promise<LockedPage> {
  const page = await browser.newPage();
  const blocked: string[] = [];
  await page.setJavaScriptEnabled(false);
  await page.setRequestInterception(true);
  page.on('request', (request) => {
    const url = request.url();
    if (url.startsWith('data:') || url.startsWith('about:')) {
      void request.continue().catch(() => undefined);
      return;
    }
    blocked.push(url);
    void request.abort('blockedbyclient').catch(() => undefined);
  });
  return { browser, page, blocked, prints: 0, empty: Promise.resolve() };
}

/** The browser or its connection went away; anything else would fail the same way again. */
function isCrash(error: unknown): boolean {
  return (
    error instanceof Error &&
    /Target closed|Session closed|Connection closed|Page crashed|Protocol error|detached|timed out|disconnected/i.test(error.message) &&
    !('code' in error && error.code !== undefined)
  );
}

async function closeQuietly(browser: Browser): Promise<void> {
  await browser.close().catch(() => undefined);
}
