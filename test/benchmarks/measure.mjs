import { spawnSync } from 'node:child_process';

/** @param {readonly number[]} values */
export function median(values) {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = Math.floor(sorted.length / 2);
  return sorted.length % 2 === 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
}

/**
 * Median milliseconds of each piece of work. The pieces take turns, so that a busy minute of the machine hits all of them.
 * @template {string} Name
 * @param {Record<Name, () => unknown>} work
 * @param {{ rounds: number, warmUps: number }} options
 * @returns {Promise<Record<Name, number>>}
 */
export async function measureInTurns(work, { rounds, warmUps }) {
  const times = Object.fromEntries(Object.keys(work).map((name) => [name, []]));
  for (let round = -warmUps; round < rounds; round++) {
    for (const [name, run] of Object.entries(work)) {
      const start = performance.now();
      await run();
      if (round >= 0) times[name].push(performance.now() - start);
    }
  }
  return Object.fromEntries(Object.entries(times).map(([name, values]) => [name, median(values)]));
}

/** Runs Node.js to its end, and fails when it fails. @param {readonly string[]} args @param {Record<string, string>} [env] */
export function runNodeProcess(args, env = {}) {
  const ended = spawnSync(process.execPath, [...args], { env: { ...process.env, ...env }, encoding: 'utf8' });
  if (ended.status !== 0) throw new Error(`node ${args.join(' ')} ended with ${ended.status}: ${ended.stderr}`);
  return ended.stdout;
}
