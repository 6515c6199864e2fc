import { spawn } from 'node:child_process';
import { cpSync, existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { onTestFinished } from 'vitest';

export const repository = fileURLToPath(new URL('../..', import.meta.url));
export const program = path.join(repository, 'packages/cli/bin/mxdr.js');

export interface Ended {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

export interface RunOptions {
  readonly cwd?: string;
  readonly env?: Readonly<Record<string, string>>;
  /** Sends SIGINT when stderr or stdout first shows this text. */
  readonly interruptAt?: string;
  /** Sends SIGINT when this file or folder first exists. */
  readonly interruptOn?: string;
  /** Sends SIGINT as soon as the first of these is so, again when the second is, and so on. */
  readonly interruptsWhen?: readonly (() => boolean)[];
}

/** Runs the built program as a person would, and waits for its end. */
export function runMxdr(args: readonly string[], options: RunOptions = {}): Promise<Ended> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [program, ...args], {
      cwd: options.cwd ?? repository,
      // One cache for all runs of the tests, and none of it in the home of whoever runs them.
      env: { ...process.env, NO_COLOR: '1', MXDR_CACHE_DIR: path.join(repository, 'node_modules/.cache/mxdr'), ...options.env },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let stdout = '';
    let stderr = '';
    let isInterrupted = false;
    const interrupt = (): void => {
      isInterrupted = true;
      clearInterval(looking);
      child.kill('SIGINT');
    };
    const awaited = options.interruptOn;
    const looking =
      awaited === undefined
        ? undefined
        : setInterval(() => {
            if (existsSync(awaited)) interrupt();
          }, 2);
    const watch = (): void => {
      if (options.interruptAt === undefined || isInterrupted || !`${stdout}${stderr}`.includes(options.interruptAt)) return;
      interrupt();
    };
    child.stdout.setEncoding('utf8').on('data', (chunk: string) => {
      stdout += chunk;
      watch();
    });
    child.stderr.setEncoding('utf8').on('data', (chunk: string) => {
      stderr += chunk;
      watch();
    });
    const left = [...(options.interruptsWhen ?? [])];
    const timer = setInterval(() => {
      if (left[0]?.() !== true) return;
      left.shift();
      child.kill('SIGINT');
    }, 50);
    child.on('close', () => clearInterval(timer));
    child.on('error', reject);
    child.on('close', (code) => {
      clearInterval(looking);
      resolve({ code, stdout, stderr });
    });
  });
}

/** A folder of its own for one test, removed when the test ends. */
export function makeFolder(): string {
  const folder = mkdtempSync(path.join(tmpdir(), 'mxdr-e2e-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

/** A copy of the sample customers that a test may spoil. */
export function copyCustomers(): string {
  const folder = path.join(makeFolder(), 'customers');
  cpSync(path.join(repository, 'customers'), folder, { recursive: true });
  return folder;
}

/** The one clear block that every error is: code, message, next step, and no stack. */
export const errorBlock = (code: string): RegExp => new RegExp(`^error ${code}: .+\\n(?:  (?:where|why) .+\\n)*  next   .+`, 'mu');
