import { getEventListeners, setMaxListeners } from 'node:events';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import type { CommanderError } from 'commander';
import type { Interrupts } from './create-context.ts';
import { exitCodes } from './exit-codes.ts';
import type { Invocation } from './program.ts';
import { createProgram } from './program.ts';

// The composition root: the only place that knows the process. Heavy things load in the command that needs them.
const packageFolder = fileURLToPath(new URL('..', import.meta.url));

function readVersion(): string {
  const parsed: unknown = JSON.parse(readFileSync(path.join(packageFolder, 'package.json'), 'utf8'));
  return typeof parsed === 'object' && parsed !== null && 'version' in parsed ? String(parsed.version) : 'unknown';
}

/** Ctrl+C asks politely once; a second one ends the process at once, or makes the command that has children kill them; a third ends it anyway. */
function listenForInterrupts(): Interrupts {
  const polite = new AbortController();
  const force = new AbortController();
  // Every query under way listens to it: a fleet has dozens, and none is a leak.
  setMaxListeners(0, polite.signal, force.signal);
  for (const name of ['SIGINT', 'SIGTERM'] as const) {
    process.on(name, () => {
      const reason = new Error(`interrupted by ${name}`);
      if (!polite.signal.aborted) polite.abort(reason);
      else if (force.signal.aborted || getEventListeners(force.signal, 'abort').length === 0) process.exit(exitCodes.interrupted);
      else force.abort(reason);
    });
  }
  return { signal: polite.signal, force: force.signal };
}

async function runInvocation(invocation: Invocation): Promise<number> {
  const interrupts = listenForInterrupts();
  const { createContext } = await import('./create-context.ts');
  const context = createContext(packageFolder, readVersion(), invocation.options, interrupts);
  try {
    const { run } = await invocation.spec.load();
    return await run(context, invocation.args, invocation.options);
  } catch (error) {
    if (interrupts.signal.aborted) {
      process.stderr.write('interrupted: nothing half-written was left behind\n');
      return exitCodes.interrupted;
    }
    const { errorDocument, exitCodeOfError, formatErrorBlock } = await import('./error-block.ts');
    if (context.json) context.out(JSON.stringify(errorDocument(error), null, 2));
    process.stderr.write(`${formatErrorBlock(error, context.paint)}\n`);
    return exitCodeOfError(error);
  }
}

function isCommanderError(error: unknown): error is CommanderError {
  return error instanceof Error && 'exitCode' in error && 'code' in error;
}

// A reader that closes the pipe early (`| head`) is no error.
process.stdout.on('error', (error: NodeJS.ErrnoException) =>
  process.exit(error.code === 'EPIPE' ? exitCodes.good : exitCodes.undetermined),
);

/** From the end of a command to the end of its process, where something is left that keeps it. */
const endsAfterMs = 500;

let invocation: Invocation | undefined;
try {
  createProgram(readVersion(), (asked) => {
    invocation = asked;
  }).parse(process.argv);
} catch (error) {
  if (!isCommanderError(error)) throw error;
  process.exitCode = error.exitCode === 0 ? exitCodes.good : exitCodes.usage;
}
if (invocation !== undefined) {
  process.exitCode = await runInvocation(invocation);
  // The HTTP pipeline of the Azure SDK (1.24) leaves the timer of a request whose connection was reset: six minutes in which nothing happens.
  // What is written is written first, however slowly somebody reads it; a process with nothing left to do ends before this timer.
  process.stdout.write('', () => setTimeout(() => process.exit(), endsAfterMs).unref());
}
