import { existsSync } from 'node:fs';
import path from 'node:path';
import type { OptionValues } from './command-spec.ts';
import type { CommandContext } from './context.ts';
import { createPaint } from './terminal-text.ts';

/** The two stages of an interrupt. */
export interface Interrupts {
  readonly signal: AbortSignal;
  readonly force: AbortSignal;
}

/** Ties a command to the real process: streams, environment, clock, folders. */
export function createContext(packageFolder: string, version: string, options: OptionValues, interrupts: Interrupts): CommandContext {
  const productFolder = path.resolve(packageFolder, '../..');
  const here = path.join(process.cwd(), 'customers');
  const named = typeof options['customers'] === 'string' ? options['customers'] : process.env['MXDR_CUSTOMERS'];
  const isColored = options['color'] !== false && (process.env['NO_COLOR'] ?? '') === '' && process.stderr.isTTY && process.stdout.isTTY;
  return {
    version,
    cwd: process.cwd(),
    env: process.env,
    out: (text) => void process.stdout.write(text.endsWith('\n') ? text : `${text}\n`),
    note: options['quiet'] === true ? () => {} : (text) => void process.stderr.write(`${text}\n`),
    paint: createPaint(isColored),
    isColored,
    width: process.stdout.isTTY ? process.stdout.columns : 240,
    isInteractive: process.stdin.isTTY && process.stdout.isTTY,
    clock: { now: () => Date.now() },
    ...interrupts,
    live: process.stderr.isTTY && options['quiet'] !== true ? (text) => void process.stderr.write(text) : undefined,
    json: options['json'] === true,
    customersFolder:
      named !== undefined && named !== '' ? path.resolve(named) : existsSync(here) ? here : path.join(productFolder, 'customers'),
    productFolder,
  };
}
