import { spawnSync } from 'node:child_process';
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../..', import.meta.url));
const jobs = 1000;

/** Two workers on one queue of the storage emulator, a thousand jobs of which two hundred come twice, twelve workers killed at work: each exactly once. */
export async function benchWorker() {
  const tsx = createRequire(import.meta.url).resolve('tsx/cli');
  const script = fileURLToPath(new URL('../worker/measure-kills.ts', import.meta.url));
  const ended = spawnSync(process.execPath, [tsx, script, String(jobs), '200', '12'], {
    cwd: root,
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  if (ended.status !== 0) throw new Error(`the workers could not be measured: exit ${ended.status}`);
  const result = JSON.parse(ended.stdout);
  const { whole, publishedTwice, left, aside, kills, takenAgain, repeated, seconds } = result;
  const wrong = jobs - whole + publishedTwice.length + left + aside + (12 - kills);
  return {
    name: 'reports of two workers under kills and duplicates that are not there exactly once',
    ratio: wrong,
    target: 0,
    isHigherBetter: false,
    detail: `${whole} of ${jobs} whole, ${publishedTwice.length} twice, ${left} left, ${aside} aside; ${kills} kills, ${takenAgain} taken again, ${repeated} repeated, ${seconds.toFixed(0)} s`,
  };
}
