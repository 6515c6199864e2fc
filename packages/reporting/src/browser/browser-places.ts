import { posix, win32 } from 'node:path';

export type Platform = 'linux' | 'darwin' | 'win32';
export type Environment = Readonly<Record<string, string | undefined>>;

const onLinux = [
  // The distribution's headless shell: the library path starts faster than its wrapper, which is a shell script.
  '/usr/lib/chromium/chromium-headless-shell',
  '/usr/lib/chromium-headless-shell/chromium-headless-shell',
  '/usr/bin/chromium-headless-shell',
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/snap/bin/chromium',
  '/usr/bin/google-chrome-stable',
  '/usr/bin/google-chrome',
  '/opt/google/chrome/chrome',
  '/usr/bin/microsoft-edge-stable',
  '/usr/bin/microsoft-edge',
  '/opt/microsoft/msedge/msedge',
];

const macApplications = [
  'Chromium.app/Contents/MacOS/Chromium',
  'Google Chrome.app/Contents/MacOS/Google Chrome',
  'Microsoft Edge.app/Contents/MacOS/Microsoft Edge',
];

const windowsPrograms = [
  'Chromium\\Application\\chrome.exe',
  'Google\\Chrome\\Application\\chrome.exe',
  'Microsoft\\Edge\\Application\\msedge.exe',
];

const namesOnPath: Readonly<Record<Platform, readonly string[]>> = {
  linux: [
    'chromium-headless-shell',
    'chrome-headless-shell',
    'chromium',
    'chromium-browser',
    'google-chrome-stable',
    'google-chrome',
    'microsoft-edge',
  ],
  darwin: ['chrome-headless-shell', 'chromium', 'google-chrome', 'microsoft-edge'],
  win32: ['chrome-headless-shell.exe', 'chrome.exe', 'msedge.exe'],
};

/** Where a browser usually is on this platform, best first. Absolute paths; pure. */
export function usualPlaces(platform: Platform, env: Environment): readonly string[] {
  switch (platform) {
    case 'linux':
      return onLinux;
    case 'darwin': {
      const home = env['HOME'];
      const folders = home === undefined ? ['/Applications'] : ['/Applications', posix.join(home, 'Applications')];
      return macApplications.flatMap((app) => folders.map((folder) => posix.join(folder, app)));
    }
    case 'win32': {
      const folders = ['ProgramFiles', 'ProgramFiles(x86)', 'LOCALAPPDATA']
        .map((name) => env[name])
        .filter((folder) => folder !== undefined);
      return windowsPrograms.flatMap((program) => folders.map((folder) => win32.join(folder, program)));
    }
  }
}

/** The same programs by name, in each folder of `PATH`. */
export function placesOnPath(platform: Platform, env: Environment): readonly string[] {
  const path = platform === 'win32' ? win32 : posix;
  const folders = (env['PATH'] ?? env['Path'] ?? '').split(path.delimiter).filter((folder) => path.isAbsolute(folder));
  return namesOnPath[platform].flatMap((name) => folders.map((folder) => path.join(folder, name)));
}

/** Where `npx puppeteer browsers install` puts browsers, and the programs inside one version's folder. */
export function puppeteerCache(
  platform: Platform,
  env: Environment,
): { readonly folder: string | undefined; readonly programs: readonly string[] } {
  const path = platform === 'win32' ? win32 : posix;
  const home = env['HOME'] ?? env['USERPROFILE'];
  const folder = env['PUPPETEER_CACHE_DIR'] ?? (home === undefined ? undefined : path.join(home, '.cache', 'puppeteer'));
  const programs: Readonly<Record<Platform, readonly string[]>> = {
    linux: ['chrome-headless-shell-linux64/chrome-headless-shell', 'chrome-linux64/chrome'],
    darwin: [
      'chrome-headless-shell-mac-arm64/chrome-headless-shell',
      'chrome-headless-shell-mac-x64/chrome-headless-shell',
      'chrome-mac-arm64/Google Chrome for Testing.app/Contents/MacOS/Google Chrome for Testing',
      'chrome-mac-x64/Google Chrome for Testing.app/Contents/MacOS/Google Chrome for Testing',
    ],
    win32: ['chrome-headless-shell-win64\\chrome-headless-shell.exe', 'chrome-win64\\chrome.exe'],
  };
  return { folder, programs: programs[platform] };
}

/** The command that mends a missing browser on this platform. */
export function installCommand(platform: Platform): string {
  switch (platform) {
    case 'linux':
      return 'sudo apt-get install -y chromium-headless-shell (Debian, Ubuntu), or: npx puppeteer browsers install chrome-headless-shell';
    case 'darwin':
      return 'brew install --cask chromium, or: npx puppeteer browsers install chrome-headless-shell';
    case 'win32':
      return 'winget install --id Google.Chrome, or: npx puppeteer browsers install chrome-headless-shell';
  }
}
