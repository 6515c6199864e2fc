import { describe, expect, it } from 'vitest';
import { findBrowser } from './find-browser.ts';
import type { BrowserLookout } from './find-browser.ts';

function machine(
  platform: BrowserLookout['platform'],
  programs: readonly string[],
  folders: Readonly<Record<string, readonly string[]>> = {},
): BrowserLookout {
  return { platform, isExecutable: (path) => programs.includes(path), list: (folder) => folders[folder] ?? [] };
}

describe('findBrowser', () => {
  it('takes MXDR_BROWSER before everything else', async () => {
    const found = await findBrowser(
      { MXDR_BROWSER: '/my/chrome', PUPPETEER_EXECUTABLE_PATH: '/other' },
      machine('linux', ['/my/chrome', '/other', '/usr/bin/chromium']),
    );
    expect(found).toEqual({ path: '/my/chrome', origin: 'MXDR_BROWSER', isHeadlessShell: false });
  });

  it.each(['MXDR_BROWSER', 'PUPPETEER_EXECUTABLE_PATH'])(
    'refuses a %s that cannot be run, also where another browser is there',
    async (variable) => {
      const finding = findBrowser({ [variable]: '/gone' }, machine('linux', ['/usr/bin/chromium']));
      await expect(finding).rejects.toMatchObject({ code: 'MXDR-BROWSER-NOT-EXECUTABLE', kind: 'usage', where: variable });
    },
  );

  it('prefers the headless shell to a full browser', async () => {
    const found = await findBrowser({}, machine('linux', ['/usr/bin/google-chrome', '/usr/bin/chromium-headless-shell']));
    expect(found).toMatchObject({ path: '/usr/bin/chromium-headless-shell', origin: 'usual place', isHeadlessShell: true });
  });

  it.each([
    ['darwin', {}, '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome'],
    ['win32', { ProgramFiles: 'C:\\Program Files' }, 'C:\\Program Files\\Microsoft\\Edge\\Application\\msedge.exe'],
  ] as const)('knows the usual places of %s', async (platform, env, path) => {
    await expect(findBrowser(env, machine(platform, [path]))).resolves.toMatchObject({ path, origin: 'usual place' });
  });

  it('looks on the PATH, never in a relative folder of it', async () => {
    await expect(findBrowser({ PATH: '.:/opt/tools' }, machine('linux', ['/opt/tools/chromium']))).resolves.toMatchObject({
      path: '/opt/tools/chromium',
      origin: 'on PATH',
    });
    await expect(findBrowser({ PATH: '.' }, machine('linux', ['chromium', './chromium']))).rejects.toMatchObject({
      code: 'MXDR-BROWSER-MISSING',
    });
  });

  it("takes the newest version of puppeteer's cache", async () => {
    const folder = '/home/a/.cache/puppeteer/chrome-headless-shell';
    const path = `${folder}/linux-150.0.1/chrome-headless-shell-linux64/chrome-headless-shell`;
    const older = `${folder}/linux-99.0.1/chrome-headless-shell-linux64/chrome-headless-shell`;
    const found = await findBrowser({ HOME: '/home/a' }, machine('linux', [older, path], { [folder]: ['linux-99.0.1', 'linux-150.0.1'] }));
    expect(found).toMatchObject({ path, isHeadlessShell: true });
  });

  it('says how to install one and where it looked when there is none', async () => {
    const finding = findBrowser({ PATH: '/opt/tools' }, machine('linux', []));
    await expect(finding).rejects.toMatchObject({
      code: 'MXDR-BROWSER-MISSING',
      kind: 'external',
      mend: expect.stringContaining('apt-get install -y chromium-headless-shell') as string,
      why: expect.stringContaining('/opt/tools/chromium') as string,
    });
  });
});
