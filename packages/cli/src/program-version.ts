import { execFile } from 'node:child_process';

/** First line of what a program says about itself, or undefined where it is not on the PATH. */
export function readProgramVersion(name: string, args: readonly string[], signal: AbortSignal): Promise<string | undefined> {
  return new Promise((resolve) => {
    execFile(
      name,
      [...args],
      { signal, timeout: 15_000, windowsHide: true, shell: process.platform === 'win32' },
      (error, stdout, stderr) => {
        resolve(error === null ? (`${stdout}\n${stderr}`.trim().split('\n')[0] ?? '') : undefined);
      },
    );
  });
}
