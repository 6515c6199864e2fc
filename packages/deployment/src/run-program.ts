import type { ChildProcess } from 'node:child_process';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import process from 'node:process';
import { createLineReader } from './line-reader.ts';

/** One call of a program. Nothing goes through a shell. */
export interface ProgramCall {
  readonly file: string;
  readonly args: readonly string[];
  readonly cwd: string;
  /** All of the child's environment. */
  readonly env: Readonly<Record<string, string>>;
  /** Asks the program to stop after this long, and kills it when it does not. */
  readonly timeoutMs: number;
  /** Aborted: the program is asked to stop, once, and waited for. */
  readonly signal: AbortSignal;
  /** Aborted: the program and everything that it started is killed. @default - never */
  readonly force?: AbortSignal;
  /** Keeps stdout as text instead of handing its lines on. @default false */
  readonly capturesOutput?: boolean;
  /** Each line of stderr, and of stdout unless it is captured. @default - dropped */
  readonly onLine?: (line: string, stream: 'stdout' | 'stderr') => void;
}

/** How it ended. A program that finished well although it was asked to stop has exited: its work is done. */
export type ProgramEnd =
  | { readonly kind: 'exited'; readonly code: number; readonly stdout: string }
  | { readonly kind: 'interrupted'; readonly isKilled: boolean }
  | { readonly kind: 'timed-out'; readonly isKilled: boolean }
  | { readonly kind: 'unstartable'; readonly why: string };

export type RunProgram = (call: ProgramCall) => Promise<ProgramEnd>;

/** How long a program that ran out of time may take to release its lock. */
const graceMs = 30_000;

/** Process groups that are alive. Whatever way this process ends, none of them outlives it. */
const alive = new Set<number>();
let isHooked = false;

function killGroup(pid: number): void {
  try {
    if (process.platform === 'win32') spawn('taskkill', ['/pid', String(pid), '/t', '/f'], { stdio: 'ignore', windowsHide: true });
    else process.kill(-pid, 'SIGKILL');
  } catch {
    // Gone already: that is what was wanted.
  }
}

function hookExit(): void {
  if (isHooked) return;
  isHooked = true;
  process.on('exit', () => {
    for (const pid of alive) killGroup(pid);
  });
}

function listen(signal: AbortSignal | undefined, action: () => void): () => void {
  if (signal === undefined) return () => {};
  if (signal.aborted) {
    action();
    return () => {};
  }
  signal.addEventListener('abort', action, { once: true });
  return () => signal.removeEventListener('abort', action);
}

async function started(child: ChildProcess): Promise<string | undefined> {
  try {
    await once(child, 'spawn');
    return undefined;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

/**
 * Runs a program in a process group of its own. Of its own, because a terminal sends Ctrl+C to the whole foreground group, and Terraform takes
 * a second interrupt as an order to leave its lock behind: it must get exactly one, from here.
 */
export const runProgram: RunProgram = async (call) => {
  if (call.signal.aborted) return { kind: 'interrupted', isKilled: false };
  hookExit();
  const isWindows = process.platform === 'win32';
  const child = spawn(call.file, [...call.args], {
    cwd: call.cwd,
    env: { ...call.env },
    detached: !isWindows,
    windowsHide: true,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const why = await started(child);
  const { pid } = child;
  if (why !== undefined || pid === undefined) return { kind: 'unstartable', why: why ?? 'It has no process id.' };
  alive.add(pid);

  const stdout: string[] = [];
  const onLine = call.onLine ?? (() => {});
  const readers = [createLineReader((line) => onLine(line, 'stdout')), createLineReader((line) => onLine(line, 'stderr'))] as const;
  child.stdout.setEncoding('utf8').on('data', (text: string) => (call.capturesOutput === true ? stdout.push(text) : readers[0].push(text)));
  child.stderr.setEncoding('utf8').on('data', (text: string) => readers[1].push(text));

  let stopped: 'interrupted' | 'timed-out' | undefined;
  let isKilled = false;
  let grace: NodeJS.Timeout | undefined;
  const kill = (): void => {
    isKilled = true;
    killGroup(pid);
  };
  const ask = (reason: 'interrupted' | 'timed-out'): void => {
    if (stopped !== undefined) return;
    stopped = reason;
    // On Windows the console has told the child already, and Node could only terminate it.
    if (!isWindows) child.kill('SIGINT');
    if (reason === 'timed-out') grace = setTimeout(kill, graceMs);
  };
  const timer = setTimeout(() => ask('timed-out'), call.timeoutMs);
  const forgetSignal = listen(call.signal, () => ask('interrupted'));
  const forgetForce = listen(call.force, () => {
    stopped ??= 'interrupted';
    kill();
  });
  try {
    // Plugins that survive their program would hold our pipes, and the state's lock, for ever.
    child.once('exit', () => killGroup(pid));
    const [code, by] = await new Promise<readonly [number | null, string | null]>((resolve) =>
      child.once('close', (...ended) => resolve(ended)),
    );
    // Asked before it could listen, it died of the signal instead of stopping: nothing was tidied up.
    if (by !== null) isKilled = true;
    for (const reader of readers) reader.end();
    if (code === 0) return { kind: 'exited', code, stdout: stdout.join('') };
    if (stopped !== undefined) return { kind: stopped, isKilled };
    return { kind: 'exited', code: code ?? -1, stdout: stdout.join('') };
  } finally {
    clearTimeout(timer);
    clearTimeout(grace);
    forgetSignal();
    forgetForce();
    alive.delete(pid);
  }
};
