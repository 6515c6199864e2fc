import { spawn } from 'node:child_process';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

/** The folder of the project. */
export const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..');

/** Environment of every step: no telemetry, no interactive questions. */
const environment = { ...process.env, TURBO_TELEMETRY_DISABLED: '1', DO_NOT_TRACK: '1', CHECKPOINT_DISABLE: '1' };

/**
 * Runs a program in the project's folder with its output shown, and gives its exit code.
 * @param {string} program
 * @param {readonly string[]} args
 * @param {{ env?: Record<string, string>, isQuiet?: boolean, shell?: boolean }} [options]
 * @returns {Promise<{ code: number, output: string }>}
 */
export function runProgram(program, args, options = {}) {
  return new Promise((resolve) => {
    const child = spawn(program, [...args], {
      cwd: root,
      env: { ...environment, ...options.env },
      stdio: options.isQuiet ? ['ignore', 'pipe', 'pipe'] : ['ignore', 'inherit', 'inherit'],
      shell: options.shell ?? false,
      windowsHide: true,
    });
    let output = '';
    child.stdout?.on('data', (chunk) => (output += chunk));
    child.stderr?.on('data', (chunk) => (output += chunk));
    child.on('error', (error) => resolve({ code: 127, output: `${output}${error.message}` }));
    child.on('close', (code, signal) => resolve({ code: code ?? (signal === 'SIGINT' ? 130 : 1), output }));
  });
}

/** npm is a script on Windows and needs the shell there. @param {readonly string[]} args */
export const runNpm = (args, options = {}) => runProgram('npm', args, { ...options, shell: process.platform === 'win32' });

/** A JavaScript program of a dependency, started with this very Node.js. @param {string} file @param {readonly string[]} args */
export const runNode = (file, args, options = {}) => runProgram(process.execPath, [path.join(root, file), ...args], options);

/** Seconds since `start`, for people. @param {number} start */
export const secondsSince = (start) => `${((performance.now() - start) / 1000).toFixed(1)} s`;
