import { randomUUID } from 'node:crypto';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { inertText, loadCustomers, requireOperator, runWork } from '@mxdr/core';
import { createBrowserPool, findBrowser } from '@mxdr/reporting';
import type { CommandHandler } from '../command-spec.ts';
import { exitCodes } from '../exit-codes.ts';
import { readRedactionKey } from '../redaction-options.ts';
import { readWhole } from '../read-whole.ts';
import { createReportWorker } from '../work/report-worker.ts';
import { openArchives, openJobQueue } from '../work/work-addresses.ts';
import { describeWork, describeWorkEvent } from '../work/work-log.ts';

/**
 * `mxdr worker`: exit 0 when everything that was taken is done or waits for another worker, 2 when a report failed or was set aside. Told to stop,
 * it ends what it has begun or gives it back, and that is good.
 */
export const run: CommandHandler = async (context, _args, options) => {
  const book = await loadCustomers(context.customersFolder);
  const operator = requireOperator(book);
  const seconds = (flag: string, name: string, least: number, most: number): number =>
    readWhole(flag, String(options[name]), least, most) * 1000;
  const parallel = readWhole('--parallel', String(options['parallel']), 1, 16);
  const settings = {
    parallel,
    hideMs: seconds('--hide', 'hide', 5, 86_400),
    graceMs: seconds('--grace', 'grace', 0, 3600),
    maxTries: readWhole('--max-tries', String(options['maxTries']), 1, 100),
    endsWhenEmpty: options['drain'] === true,
    ...(typeof options['maxJobs'] === 'string' ? { maxMessages: readWhole('--max-jobs', options['maxJobs'], 1, 1_000_000) } : {}),
    ...(typeof options['takeFor'] === 'string' ? { takesForMs: readWhole('--take-for', options['takeFor'], 1, 100_000) * 60_000 } : {}),
  };
  const queue = await openJobQueue(context, operator, options, { poison: true });
  const archives = await openArchives(context, operator, options);
  const redactionKey = await readRedactionKey(context, options['redactionKey']);
  const hasBrowser = await findBrowser(context.env).then(
    () => true,
    () => false,
  );
  if (!hasBrowser)
    context.note('This machine has no browser: reports that are printed are left to other workers. "mxdr doctor" says what is missing.');
  for (const store of await archives.findMutable(context.signal))
    context.note(`The ${store} has no policy of immutability: what it keeps can be deleted. The operations stack makes one.`);
  context.note(`Working ${queue.description}.`);
  const pool = hasBrowser ? createBrowserPool({ env: context.env, pages: parallel }) : undefined;
  try {
    const counts = await runWork({
      ...settings,
      queue,
      handle: createReportWorker({
        context,
        operator,
        book,
        archives,
        pool,
        tables: typeof options['local'] === 'string' ? path.resolve(context.cwd, options['local']) : undefined,
        redactionKey,
        nameAttempt: randomUUID,
      }),
      clock: context.clock,
      sleep: async (milliseconds, signal) => delay(milliseconds, undefined, { signal }),
      signal: context.signal,
      onEvent: (event) => {
        const line = describeWorkEvent(event);
        // Messages may be somebody else's, and so may the words of a failure.
        if (line !== undefined) context.note(`${new Date(context.clock.now()).toISOString()} ${inertText(line)}`);
      },
    });
    context.out(context.json ? JSON.stringify({ schemaVersion: 1, ...counts }, null, 2) : describeWork(counts));
    return counts.failed + counts.setAside > 0 ? exitCodes.undetermined : exitCodes.good;
  } finally {
    await pool?.close();
  }
};
