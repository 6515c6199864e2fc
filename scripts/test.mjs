// `npm test`: sets a fresh clone up and runs every test. The last line counts them. A whole run measures coverage as well.
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { stampCoverage } from './coverage.mjs';
import { runNode } from './run-step.mjs';
import { setUp } from './set-up.mjs';

await setUp();
const folder = mkdtempSync(path.join(tmpdir(), 'mxdr-test-'));
const file = path.join(folder, 'results.json');
const isWhole = process.argv.length === 2;
try {
  const { code } = await runNode('node_modules/vitest/vitest.mjs', [
    'run',
    '--reporter=default',
    '--reporter=json',
    `--outputFile.json=${file}`,
    ...(isWhole ? ['--coverage'] : process.argv.slice(2)),
  ]);
  process.exitCode = code;
  if (isWhole && code === 0) stampCoverage();
  const results = JSON.parse(readFileSync(file, 'utf8'));
  const skipped = results.numPendingTests + results.numTodoTests;
  process.stdout.write(
    `\n${results.numPassedTests} passed, ${results.numFailedTests} failed${skipped > 0 ? `, ${skipped} skipped` : ''}\n`,
  );
  if (results.numTotalTests === 0) {
    process.stderr.write('error MXDR-NO-TESTS: no test ran.\n');
    process.exitCode = 1;
  }
} finally {
  rmSync(folder, { recursive: true, force: true });
}
