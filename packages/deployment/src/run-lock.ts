import { readFile, mkdir, open, rm } from 'node:fs/promises';
import { rmSync } from 'node:fs';
import { hostname } from 'node:os';
import path from 'node:path';
import process from 'node:process';
import { outputUnwritable } from '@mxdr/core';
import type { Clock } from '@mxdr/core';
import { outputFolderBusy } from './errors.ts';

const lockName = '.mxdr-run.lock';

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    // EPERM: somebody else's process, and alive.
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}

interface Holder {
  readonly pid: number;
  readonly host: string;
  readonly since: string;
}

async function readHolder(file: string): Promise<Holder | undefined> {
  try {
    const parsed = JSON.parse(await readFile(file, 'utf8')) as Partial<Holder>;
    return typeof parsed.pid === 'number' && typeof parsed.host === 'string' && typeof parsed.since === 'string'
      ? { pid: parsed.pid, host: parsed.host, since: parsed.since }
      : undefined;
  } catch {
    return undefined;
  }
}

async function tryCreate(file: string, text: string): Promise<boolean> {
  try {
    const handle = await open(file, 'wx', 0o600);
    await handle.writeFile(text);
    await handle.close();
    return true;
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'EEXIST') return false;
    throw error;
  }
}

/**
 * Takes the output folder for one run. The file goes away with the run, however it ends; one that a dead process of this machine left behind
 * is taken over.
 * @returns gives the folder back
 * @throws AppError usage `MXDR-RUN-BUSY`, external `MXDR-OUTPUT-UNWRITABLE`
 */
export async function lockOutputFolder(outDir: string, clock: Clock): Promise<() => Promise<void>> {
  const file = path.join(outDir, lockName);
  const text = `${JSON.stringify({ pid: process.pid, host: hostname(), since: new Date(clock.now()).toISOString() })}\n`;
  try {
    await mkdir(outDir, { recursive: true });
    if (!(await tryCreate(file, text))) {
      const holder = await readHolder(file);
      const isStale = holder !== undefined && holder.host === hostname() && !isAlive(holder.pid);
      if (isStale) await rm(file, { force: true });
      if (!isStale || !(await tryCreate(file, text)))
        throw outputFolderBusy(
          file,
          holder === undefined ? 'a run that has not said who it is' : `process ${holder.pid} on ${holder.host} since ${holder.since}`,
        );
    }
  } catch (error) {
    throw error instanceof Error && 'code' in error && error.code === 'MXDR-RUN-BUSY' ? error : outputUnwritable(file, error);
  }
  const onExit = (): void => rmSync(file, { force: true });
  process.once('exit', onExit);
  return async () => {
    process.removeListener('exit', onExit);
    await rm(file, { force: true });
  };
}
