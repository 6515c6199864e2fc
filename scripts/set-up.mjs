// Makes a fresh clone ready: right Node.js, dependencies, build, browser. Uses nothing but Node.js itself until npm has run.
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { root, runNode, runNpm, runProgram, secondsSince } from './run-step.mjs';

const stamp = path.join(root, 'node_modules', '.mxdr-lock-sha256');

/** Ends the process with one clear block. */
function fail(code, message, next) {
  process.stderr.write(`\nerror ${code}: ${message}\n  next   ${next}\n`);
  process.exit(3);
}

function checkNode() {
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
  if (major < 20 || (major === 20 && minor < 19)) {
    fail(
      'MXDR-NODE-TOO-OLD',
      `Node.js ${process.versions.node} is too old; mxdr needs 20.19 or later.`,
      'Install a current Node.js from https://nodejs.org and run this again.',
    );
  }
}

async function installDependencies() {
  const digest = createHash('sha256')
    .update(readFileSync(path.join(root, 'package-lock.json')))
    .digest('hex');
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === digest) return;
  const start = performance.now();
  process.stderr.write('Installing dependencies (npm ci) …\n');
  const { code } = await runNpm(['ci', '--no-audit', '--no-fund']);
  if (code !== 0)
    fail(
      'MXDR-INSTALL-FAILED',
      'npm ci did not succeed; its own message is above.',
      'Mend what npm names (network, registry, disk) and run this again.',
    );
  writeFileSync(stamp, digest);
  process.stderr.write(`Dependencies installed in ${secondsSince(start)}.\n`);
}

async function build() {
  const start = performance.now();
  const { code, output } = await runNode('node_modules/turbo/bin/turbo', ['run', 'build', '--output-logs=errors-only'], { isQuiet: true });
  if (code !== 0) {
    process.stderr.write(output);
    fail(
      'MXDR-BUILD-FAILED',
      "The build did not succeed; the compiler's messages are above.",
      'Mend the lines named, or start from a clean checkout.',
    );
  }
  process.stderr.write(`Built in ${secondsSince(start)}.\n`);
}

/** Where a browser can be had on this machine, most native first. Each is tried until one leaves a browser behind. */
function browserInstallers() {
  const isRoot = process.getuid?.() === 0;
  const installers = [];
  if (process.platform === 'linux' && existsSync('/usr/bin/apt-get') && isRoot) {
    const env = { DEBIAN_FRONTEND: 'noninteractive' };
    installers.push({
      name: 'apt',
      run: async () => {
        await runProgram('apt-get', ['update', '-qq'], { env, isQuiet: true });
        const shell = await runProgram('apt-get', ['install', '-y', '-qq', '--no-install-recommends', 'chromium-headless-shell'], {
          env,
          isQuiet: true,
        });
        return shell.code === 0
          ? shell
          : runProgram('apt-get', ['install', '-y', '-qq', '--no-install-recommends', 'chromium'], { env, isQuiet: true });
      },
    });
  }
  installers.push({
    name: "puppeteer's installer",
    run: () =>
      runNode(
        'node_modules/@puppeteer/browsers/lib/cjs/main-cli.js',
        [
          'install',
          'chrome-headless-shell@stable',
          '--path',
          path.join(
            process.env.PUPPETEER_CACHE_DIR ?? path.join(process.env.HOME ?? process.env.USERPROFILE ?? root, '.cache', 'puppeteer'),
          ),
        ],
        { isQuiet: true },
      ),
  });
  return installers;
}

/** Finds or installs a browser for PDF. Gives false, after one clear message, where neither works: everything but PDF goes on. */
async function provideBrowser() {
  const { findBrowser } = await import(pathToFileURL(path.join(root, 'packages/reporting/dist/browser/find-browser.js')).href);
  const look = async () => {
    try {
      return { found: await findBrowser(process.env) };
    } catch (error) {
      return { error };
    }
  };
  let result = await look();
  if ('found' in result && result.found) return true;
  for (const installer of browserInstallers()) {
    const start = performance.now();
    process.stderr.write(`No browser for PDF yet; installing one with ${installer.name} …\n`);
    const { code, output } = await installer.run();
    result = await look();
    if ('found' in result && result.found) {
      process.stderr.write(`Browser installed in ${secondsSince(start)}.\n`);
      return true;
    }
    process.stderr.write(`${installer.name} did not provide one (exit ${code}): ${output.trim().split('\n').at(-1) ?? ''}\n`);
  }
  process.stderr.write(
    `\nwarning MXDR-BROWSER-MISSING: no browser was found or could be installed, so PDFs are left out.\n  next   ${result.error?.mend ?? 'Install Chromium or Chrome and run this again.'}\n\n`,
  );
  return false;
}

/** @returns {Promise<{ hasBrowser: boolean }>} */
export async function setUp() {
  checkNode();
  await installDependencies();
  await build();
  return { hasBrowser: await provideBrowser() };
}
