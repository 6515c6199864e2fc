// `npm run check`: everything about the code that a machine can judge, all findings at once.
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { checkCoverage } from './coverage.mjs';
import { root, runNode, secondsSince } from './run-step.mjs';

/** The dependency check once reported success over nothing; so it has to have looked at the whole house. */
const leastModules = 150;

function hasLookedEnough(output) {
  const modules = Number(/\((\d+) modules/u.exec(output)?.[1] ?? 0);
  return modules >= leastModules ? undefined : `dependency-cruiser looked at ${modules} modules only, at least ${leastModules} expected`;
}

/** A lock file that names download addresses ties everybody to one registry. */
function lockNamesNoAddress() {
  const lock = JSON.parse(readFileSync(path.join(root, 'package-lock.json'), 'utf8'));
  const named = Object.entries(lock.packages).filter(([, entry]) => typeof entry.resolved === 'string' && entry.link !== true);
  return named.length === 0
    ? undefined
    : `package-lock.json names download addresses: ${named
        .slice(0, 3)
        .map(([name]) => name)
        .join(', ')} …`;
}

const steps = [
  { name: 'types', file: 'node_modules/@typescript/native/bin/tsc', args: ['-p', 'tsconfig.json'] },
  { name: 'lint', file: 'node_modules/oxlint/bin/oxlint', args: ['--type-aware', '--deny-warnings'] },
  { name: 'format', file: 'node_modules/oxfmt/bin/oxfmt', args: ['--check', '.'] },
  { name: 'dead code', file: 'node_modules/knip/bin/knip.js', args: [] },
  {
    name: 'architecture',
    file: 'node_modules/dependency-cruiser/bin/dependency-cruise.mjs',
    args: ['--config', '.dependency-cruiser.cjs', 'packages', 'stacks/src', 'test'],
    judge: hasLookedEnough,
  },
  {
    name: 'generated files',
    file: 'node_modules/tsx/dist/cli.mjs',
    args: ['--conditions', '@mxdr/source', 'scripts/generate.ts', '--check'],
  },
  { name: 'lock file', judge: lockNamesNoAddress },
  { name: 'coverage', run: checkCoverage },
];

const failed = [];
for (const step of steps) {
  const start = performance.now();
  const run = step.run ?? (() => (step.file === undefined ? { code: 0, output: '' } : runNode(step.file, step.args, { isQuiet: true })));
  const { code, output, summary } = await run();
  const complaint = step.judge?.(output);
  const isGood = code === 0 && complaint === undefined;
  process.stdout.write(`${isGood ? 'ok  ' : 'FAIL'} ${step.name} (${secondsSince(start)})\n`);
  if (!isGood) {
    failed.push(step.name);
    process.stdout.write(`${output.trimEnd()}\n${complaint === undefined ? '' : `${complaint}\n`}`);
  } else if (summary !== undefined) process.stdout.write(summary.map((line) => `     ${line}\n`).join(''));
}
process.stdout.write(failed.length === 0 ? 'check: all good\n' : `check: failed: ${failed.join(', ')}\n`);
process.exitCode = failed.length === 0 ? 0 : 1;
