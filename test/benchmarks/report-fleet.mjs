import { spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { simulateTenant, writeTenant } from '@mxdr/simulator';
import { writeSampleCustomer } from '../reports/sample-fleet.mjs';
import { median } from './measure.mjs';

const root = fileURLToPath(new URL('../..', import.meta.url));
const program = path.join(root, 'packages/cli/bin/mxdr.js');
const sampler = new URL('sample-memory.mjs', import.meta.url).href;
const customers = 100;
/** Different tenants; the customers share their tables, as what is measured is the run and not the disk. */
const tenants = 4;

/** Folders for so many customers: a customer file each, and local tables each. */
async function makeFleet(folder) {
  mkdirSync(path.join(folder, 'tenants'));
  for (let index = 0; index < tenants; index++)
    await writeTenant(simulateTenant({ scale: 0.05, seed: `fleet-${index}` }), path.join(folder, `tenant-${index}`));
  for (let number = 0; number < customers; number++) {
    const id = `customer-${String(number).padStart(3, '0')}`;
    writeSampleCustomer(path.join(folder, 'customers'), { id, number });
    symlinkSync(path.join(folder, `tenant-${number % tenants}`), path.join(folder, 'tenants', id));
  }
}

/** Runs a program, its messages thrown away. @returns exit code and stdout */
function runProgram(args, env) {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, args, { cwd: root, env: { ...process.env, ...env }, stdio: ['ignore', 'pipe', 'pipe'] });
    let out = '';
    let errors = '';
    child.stdout.on('data', (chunk) => (out += chunk));
    child.stderr.on('data', (chunk) => (errors = `${errors}${chunk}`.slice(-4000)));
    child.on('error', reject);
    child.on('close', (code) => (code === 0 ? resolve(out) : reject(new Error(`mxdr ended with ${code}: ${errors}`))));
  });
}

/** Service reviews of a hundred customers as HTML and PDF, in one run of the command: neither cost nor memory may grow with the fleet. */
export async function benchReportFleet() {
  const folder = mkdtempSync(path.join(tmpdir(), 'mxdr-bench-'));
  try {
    await makeFleet(folder);
    const memoryFile = path.join(folder, 'memory.txt');
    const start = performance.now();
    const out = await runProgram(
      [
        '--import',
        sampler,
        program,
        'report',
        '--all',
        '--period=2026-10',
        '--json',
        `--customers=${path.join(folder, 'customers')}`,
        `--local=${path.join(folder, 'tenants')}`,
        `--out=${path.join(folder, 'out')}`,
      ],
      { MXDR_BENCH_MEMORY: memoryFile },
    );
    const seconds = (performance.now() - start) / 1000;
    const times = JSON.parse(out).reports.map((report) => report.seconds.total);
    const memory = readFileSync(memoryFile, 'utf8').trim().split('\n').map(Number);
    const quarter = Math.floor(customers / 4);
    const early = median(times.slice(0, quarter));
    const late = median(times.slice(-quarter));
    const peak = (samples) => Math.max(...samples) / 2 ** 20;
    const earlyPeak = peak(memory.slice(0, Math.ceil(memory.length / 4)));
    const latePeak = peak(memory);
    return [
      {
        name: 'report of 100 customers: seconds of the last 25 / of the first 25',
        ratio: late / early,
        target: 1.1,
        isHigherBetter: false,
        detail: `${late.toFixed(1)} s / ${early.toFixed(1)} s, two at a time; ${seconds.toFixed(0)} s in all`,
      },
      {
        name: 'report of 100 customers: highest memory of all / of the first quarter',
        ratio: latePeak / earlyPeak,
        target: 1.2,
        isHigherBetter: false,
        detail: `${latePeak.toFixed(0)} MB / ${earlyPeak.toFixed(0)} MB`,
      },
    ];
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
