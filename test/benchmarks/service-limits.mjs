import { fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { allowedMs } from '../service-limits/limited-fleet.mjs';
import { median } from './measure.mjs';

const [customers, queries] = [500, 40];

function start(name, args = []) {
  return fork(fileURLToPath(new URL(name, import.meta.url)), args, { execArgv: ['--expose-gc'] });
}

/** Memory of the last quarter of a run beside that of its second: what grows with the fleet would show. */
function growth(samples) {
  const quarter = Math.floor(samples.length / 4);
  return median(samples.slice(-quarter)) / median(samples.slice(quarter, 2 * quarter));
}

/**
 * 500 customers with 40 queries each, asked as one identity through the adapter, of a service that allows 5 queries at a time and 200 in 30 s.
 * By itself the window is ten times shorter, and the run takes five minutes; at true scale it takes fifty.
 * @param {{ readonly isTrueScale: boolean }} options
 */
export async function benchLimits({ isTrueScale }) {
  const limits = { concurrent: 5, perWindow: 200, windowMs: isTrueScale ? 30_000 : 3000 };
  const service = start('limited-service-worker.mjs', [String(customers), JSON.stringify(limits)]);
  const fleet = start('limited-fleet-worker.mjs');
  try {
    const [address] = await once(service, 'message');
    fleet.send({
      service: address,
      customers,
      queries,
      parallel: 8,
      sampleEvery: 10,
      // Of those sent before a window, as many as may be under way can still reach the service in it: so many are left out of the rate.
      limits: { concurrency: 5, requestsPerPeriod: 195, periodMs: limits.windowMs },
    });
    const told = await new Promise((resolve, reject) => {
      fleet.once('exit', (code) => reject(new Error(`the fleet ended with ${code}`)));
      fleet.on('message', (message) => {
        if ('done' in message) service.send('sample');
        else resolve(message);
      });
    });
    service.send('report');
    const [seen] = await once(service, 'message');
    const [usage] = seen.usage;
    const { right, wrong, failures, durationMs } = told.result;
    const count = customers * queries;
    const allowed = allowedMs(count, limits);
    const excess =
      usage.throttled + Math.max(0, usage.maxConcurrent - limits.concurrent) + Math.max(0, usage.maxPerWindow - limits.perWindow);
    const seconds = (ms) => `${(ms / 1000).toFixed(0)} s`;
    const scale = isTrueScale ? 'at true scale' : 'with windows of 3 s';
    const megabytes = (samples) => `${(median(samples) / 2 ** 20).toFixed(0)} MB`;
    return [
      {
        name: `${customers} customers x ${queries} queries ${scale}: time taken / time that the service's limits allow`,
        ratio: durationMs / allowed,
        target: 1.15,
        isHigherBetter: false,
        detail: `${seconds(durationMs)} / ${seconds(allowed)}`,
      },
      {
        name: `${customers} customers x ${queries} queries ${scale}: times that a limit was exceeded, by the service's own log`,
        ratio: excess,
        target: 0,
        isHigherBetter: false,
        detail: `${usage.maxConcurrent} at once of 5, ${usage.maxPerWindow} in a window of 200, ${usage.throttled} refused`,
      },
      {
        name: `${customers} customers x ${queries} queries ${scale}: queries without the right customer's answer`,
        ratio: count - right,
        target: 0,
        isHigherBetter: false,
        detail: `${right} right, ${wrong} of another customer, failed ${JSON.stringify(failures)}`,
      },
      {
        name: `${customers} customers x ${queries} queries ${scale}: memory of the fleet's process, last quarter / second quarter`,
        ratio: growth(told.memory),
        target: 1.1,
        isHigherBetter: false,
        detail: `${megabytes(told.memory)} of the fleet; of the service ${megabytes(seen.memory)}, growth ${growth(seen.memory).toFixed(2)}`,
      },
    ];
  } finally {
    service.kill();
    fleet.kill();
  }
}
