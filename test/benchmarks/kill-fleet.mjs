import { spawnSync } from 'node:child_process';
import path from 'node:path';
import process from 'node:process';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../..', import.meta.url));
/** `MXDR_KILLS` asks for another number, `MXDR_SEED` for other points. */
const kills = process.env['MXDR_KILLS'] ?? '50';

/** The test of fleets that are killed, with more points than the tests of every change take: nothing may be lost, spoilt or mixed. */
export function benchKills() {
  const start = performance.now();
  const { status, stdout } = spawnSync(
    process.execPath,
    [path.join(root, 'node_modules/vitest/vitest.mjs'), 'run', '--project', 'end-to-end', 'fleet-faults/kills'],
    { cwd: root, encoding: 'utf8', env: { ...process.env, MXDR_KILLS: kills } },
  );
  if (status !== 0) process.stdout.write(stdout);
  return [
    {
      name: `reports after ${kills} kills and --resume: 0 when each is whole, right and there`,
      ratio: status === 0 ? 0 : 1,
      target: 0,
      isHigherBetter: false,
      detail: `${((performance.now() - start) / 1000).toFixed(0)} s`,
    },
  ];
}
