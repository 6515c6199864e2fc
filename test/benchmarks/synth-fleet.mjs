import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { runNodeProcess } from './measure.mjs';

const worker = fileURLToPath(new URL('synth-worker.mjs', import.meta.url));
/** Processes that are measured for the side that starts one for each; the rest is calculated. */
const sample = 12;

function inFolder(run) {
  const folder = mkdtempSync(path.join(tmpdir(), 'mxdr-bench-'));
  try {
    return run(folder);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Milliseconds of a process that synthesises customers, and its peak memory in megabytes. */
function timeWorker(...args) {
  const start = performance.now();
  const answer = JSON.parse(runNodeProcess([worker, ...args.map(String)]));
  return { ms: performance.now() - start, peakMb: answer.peakBytes / 2 ** 20 };
}

/** Milliseconds that so many processes take, from a sample of them; every one does what `argsOf` says of its number. */
function timeApart(count, argsOf) {
  let ms = 0;
  for (let index = 0; index < sample; index++) ms += timeWorker(...argsOf(Math.floor((index * count) / sample))).ms;
  return (ms / sample) * count;
}

const seconds = (ms) => `${(ms / 1000).toFixed(1)} s`;

/** Terraform for a fleet: one process for all customers, against a process for each customer and a process for each stack. */
export async function benchSynth() {
  const stacks = ['access', 'service', 'connectors'];
  return inFolder((folder) => {
    const hundred = timeWorker(path.join(folder, 'hundred'), 0, 100);
    const perCustomer = timeApart(100, (index) => [path.join(folder, 'customer'), index, 1]);
    const fleet = timeWorker(path.join(folder, 'fleet'), 0, 200);
    const perStack = timeApart(200 * stacks.length, (index) => [
      path.join(folder, 'stack'),
      Math.floor(index / stacks.length),
      1,
      stacks[index % stacks.length],
    ]);
    return [
      {
        name: 'synth of 100 customers: a process each / one process',
        ratio: perCustomer / hundred.ms,
        target: 8,
        isHigherBetter: true,
        detail: `${seconds(perCustomer)} from ${sample} processes measured / ${seconds(hundred.ms)}`,
      },
      {
        name: 'synth of 200 customers and all their stacks: a process for each stack / one process',
        ratio: perStack / fleet.ms,
        target: 15,
        isHigherBetter: true,
        detail: `${seconds(perStack)} from ${sample} processes measured / ${seconds(fleet.ms)}`,
      },
      {
        name: 'synth of 200 customers and all their stacks: peak memory in MB',
        ratio: fleet.peakMb,
        target: 600,
        isHigherBetter: false,
        detail: `${(fleet.peakMb / 200).toFixed(2)} MB a customer`,
      },
    ];
  });
}
