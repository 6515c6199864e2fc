// What the tests cover. `npm test` measures it on the way, so that `npm run check` need not run every test a second time.
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { root, runNode } from './run-step.mjs';

/** Share of the code, in per cent, below which the check fails. */
const least = { statements: 85, branches: 75, functions: 85, lines: 88 };

const folder = path.join(root, 'coverage');
const summaryFile = path.join(folder, 'coverage-summary.json');
const fingerprintFile = path.join(folder, 'measured-over.txt');

/** Names and contents of everything that the figures depend on. */
function fingerprintOfSources() {
  const hash = createHash('sha256');
  const visit = (name) => {
    for (const entry of readdirSync(path.join(root, name), { withFileTypes: true }).toSorted((a, b) => (a.name < b.name ? -1 : 1))) {
      if (['node_modules', 'dist', '.turbo', 'out'].includes(entry.name)) continue;
      const inside = path.join(name, entry.name);
      if (entry.isDirectory()) visit(inside);
      else if (entry.isFile()) hash.update(`${inside}\0`).update(readFileSync(path.join(root, inside)));
    }
  };
  for (const name of ['packages', 'stacks', 'reports', 'templates', 'customers', 'test']) visit(name);
  hash.update(readFileSync(path.join(root, 'package-lock.json')));
  return hash.digest('hex');
}

/** Says that the figures on disk are those of the sources as they are now. Call it after a whole run with coverage. */
export function stampCoverage() {
  mkdirSync(folder, { recursive: true });
  writeFileSync(fingerprintFile, `${fingerprintOfSources()}\n`);
}

const isMeasured = () =>
  existsSync(summaryFile) && existsSync(fingerprintFile) && readFileSync(fingerprintFile, 'utf8').trim() === fingerprintOfSources();

/** Judges the figures of the last whole test run over these very sources; runs the tests when there was none. */
export async function checkCoverage() {
  let output = '';
  if (!isMeasured()) {
    const run = await runNode('node_modules/vitest/vitest.mjs', ['run', '--coverage', '--project', '!end-to-end', '--reporter=dot'], {
      isQuiet: true,
    });
    if (run.code !== 0) return run;
    output = run.output;
  }
  const { total } = JSON.parse(readFileSync(summaryFile, 'utf8'));
  const lines = Object.entries(least).map(([what, limit]) => {
    const { pct, covered, total: all } = total[what];
    return { isGood: pct >= limit, text: `${what} ${pct} % (${covered} of ${all}; at least ${limit} %)` };
  });
  const isGood = lines.every((line) => line.isGood);
  return {
    code: isGood ? 0 : 1,
    output: isGood ? output : lines.map(({ text }) => text).join('\n'),
    summary: lines.map(({ text }) => text),
  };
}
