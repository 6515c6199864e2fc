import { accessSync, constants, readdirSync, statSync } from 'node:fs';
import { posix, win32 } from 'node:path';
import { installCommand, placesOnPath, puppeteerCache, usualPlaces } from './browser-places.ts';
import type { Environment, Platform } from './browser-places.ts';
import { browserMissing, browserNotExecutable } from './errors.ts';

export interface BrowserFound {
  /** Absolute path of the program. */
  readonly path: string;
  /** How it was found, for people: `MXDR_BROWSER`, `usual place`, `on PATH`, `puppeteer's cache`. */
  readonly origin: string;
  /** The headless shell has another start mode than a full browser. */
  readonly isHeadlessShell: boolean;
}

/** What the finder may ask the machine. */
export interface BrowserLookout {
  readonly platform: Platform;
  isExecutable(path: string): boolean;
  /** Names in a folder; empty where there is none. */
  list(folder: string): readonly string[];
}

/**
 * Finds a Chromium-based browser without starting it and without loading puppeteer.
 * Order: `MXDR_BROWSER`, `PUPPETEER_EXECUTABLE_PATH`, usual places, `PATH`, puppeteer's own cache.
 *
 * @throws AppError MXDR-BROWSER-NOT-EXECUTABLE where a variable is set but useless, MXDR-BROWSER-MISSING where there is none.
 */
export async function findBrowser(env: Environment, lookout: BrowserLookout = thisMachine()): Promise<BrowserFound> {
  for (const variable of ['MXDR_BROWSER', 'PUPPETEER_EXECUTABLE_PATH']) {
    const path = env[variable];
    if (path === undefined || path === '') continue;
    if (!lookout.isExecutable(path)) throw browserNotExecutable(variable, path);
    return describe(path, variable);
  }
  const places = [
    { origin: 'usual place', paths: usualPlaces(lookout.platform, env) },
    { origin: 'on PATH', paths: placesOnPath(lookout.platform, env) },
    { origin: "puppeteer's cache", paths: placesInCache(env, lookout) },
  ];
  for (const { origin, paths } of places) {
    const path = paths.find((candidate) => lookout.isExecutable(candidate));
    if (path !== undefined) return describe(path, origin);
  }
  const { folder } = puppeteerCache(lookout.platform, env);
  const lookedAt = ['MXDR_BROWSER (not set)', 'PUPPETEER_EXECUTABLE_PATH (not set)', ...places.flatMap(({ paths }) => paths)];
  throw browserMissing(installCommand(lookout.platform), [...new Set(folder === undefined ? lookedAt : [...lookedAt, folder])]);
}

function describe(path: string, origin: string): BrowserFound {
  return { path, origin, isHeadlessShell: /headless[-_]shell(\.exe)?$/i.test(path) };
}

/** Newest version first, the headless shell before the full browser. */
function placesInCache(env: Environment, lookout: BrowserLookout): readonly string[] {
  const { folder, programs } = puppeteerCache(lookout.platform, env);
  if (folder === undefined) return [];
  const path = lookout.platform === 'win32' ? win32 : posix;
  return ['chrome-headless-shell', 'chrome'].flatMap((browser) => {
    const versions = [...lookout.list(path.join(folder, browser))].sort((left, right) =>
      right.localeCompare(left, 'en', { numeric: true }),
    );
    return versions.flatMap((version) => programs.map((program) => path.join(folder, browser, version, program)));
  });
}

function thisMachine(): BrowserLookout {
  const platform = process.platform === 'win32' || process.platform === 'darwin' ? process.platform : 'linux';
  return {
    platform,
    isExecutable(path) {
      try {
        accessSync(path, constants.X_OK);
        return statSync(path).isFile();
      } catch {
        return false;
      }
    },
    list(folder) {
      try {
        return readdirSync(folder);
      } catch {
        return [];
      }
    },
  };
}
