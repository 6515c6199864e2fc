import { chmodSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import process from 'node:process';

/** How the stand-in behaves for one step of one stack. */
export interface Behaviour {
  /** Exit code. @default 0, and for `plan -detailed-exitcode` 2 when the plan has changes */
  readonly exit?: number;
  /** Printed to stderr before it ends. */
  readonly stderr?: string;
  /** Printed to stdout before it ends. */
  readonly stdout?: string;
  /** How long it works, in milliseconds. @default 0 */
  readonly workMs?: number;
  /** Never ends by itself. */
  readonly hangs?: boolean;
  /** Does not care about SIGINT. */
  readonly ignoresInterrupt?: boolean;
  /** Starts a program of its own that would live for ten minutes, and notes its process id. */
  readonly startsChild?: boolean;
  /** What `show -json` prints for the plan that this step makes. @default one resource to add */
  readonly plan?: unknown;
  /** How it behaves the first, the second … time; the last repeats. @default the same every time */
  readonly inTurn?: readonly Omit<Behaviour, 'inTurn'>[];
}

export interface Call {
  readonly stack: string;
  readonly step: string;
  readonly args: readonly string[];
  readonly env: Readonly<Record<string, string>>;
  readonly event: 'start' | 'end' | 'interrupt';
  readonly at: number;
  readonly pid: number;
  readonly childPid?: number;
}

export interface StandIn {
  /** Folder to put in front of the PATH. */
  readonly folder: string;
  /** Key: `<stack>/<step>`, `*` for any stack. */
  readonly behave: (behaviours: Readonly<Record<string, Behaviour>>) => void;
  /** Every start, interrupt and end, in order. */
  calls(): readonly Call[];
  /** Starts only, as `stack step`. */
  order(): readonly string[];
}

/** A plan as `show -json` prints it, with these changes. */
export function planWith(...changes: readonly (readonly [address: string, ...actions: string[]])[]): unknown {
  return {
    format_version: '1.2',
    resource_changes: changes.map(([address, ...actions]) => ({
      address,
      mode: 'managed',
      type: address.split('.')[0],
      change: { actions, before: actions.includes('create') ? null : {}, after: actions.includes('delete') ? null : {} },
    })),
    complete: true,
    errored: false,
  };
}

// Plain JavaScript, as the program that it stands for is started by path. It locks as the local backend does: a file in the folder.
const program = (folder: string, defaultPlan: string): string => `#!${process.execPath}
const fs = require('node:fs'), path = require('node:path'), { spawn } = require('node:child_process');
const folder = ${JSON.stringify(folder)};
const args = process.argv.slice(2), step = args[0], stack = path.basename(process.cwd());
if (step === 'version') {
  console.log(args.includes('-json') ? JSON.stringify({ terraform_version: process.env.STAND_IN_VERSION ?? '1.11.4' }) : 'Terraform v1.11.4');
  process.exit(0);
}
const note = (event, more) => fs.appendFileSync(path.join(folder, 'calls.ndjson'),
  JSON.stringify({ stack, step, args, env: event === 'start' ? process.env : {}, event, at: Date.now(), pid: process.pid, ...more }) + '\\n');
const behaviours = JSON.parse(fs.readFileSync(path.join(folder, 'behaviours.json'), 'utf8'));
const told = { ...behaviours['*/' + step], ...behaviours[stack + '/' + step] };
const turn = fs.readFileSync(path.join(folder, 'calls.ndjson'), 'utf8').split('\\n').filter((line) => line !== '').map((line) => JSON.parse(line))
  .filter((call) => call.event === 'start' && call.stack === stack && call.step === step).length;
const behaviour = told.inTurn ? told.inTurn[Math.min(turn, told.inTurn.length - 1)] : told;
const lock = path.join(process.cwd(), '.terraform.tfstate.lock.info');
const locks = (step === 'plan' && !args.includes('-lock=false')) || step === 'apply';
const childPid = behaviour.startsChild ? spawn(process.execPath, ['-e', 'setTimeout(() => {}, 600000)'], { stdio: 'inherit' }).pid : undefined;
const end = (code) => { if (locks) fs.rmSync(lock, { force: true }); note('end'); process.exitCode = code; process.exit(); };
let wasAsked = false;
process.on('SIGINT', () => {
  note('interrupt');
  if (behaviour.ignoresInterrupt || wasAsked) return;
  wasAsked = true;
  process.stderr.write('Interrupt received.\\nGracefully shutting down...\\n');
  setTimeout(() => end(1), 50);
});
// Told when it can be interrupted, not before.
note('start', { childPid });
if (locks) {
  if (fs.existsSync(lock)) { process.stderr.write('Error: Error acquiring the state lock\\n\\nLock Info:\\n  ID:        5c1d-lock\\n  Who:       somebody@elsewhere\\n  Created:   2026-10-01 08:00:00 UTC\\n'); note('end'); process.exit(1); }
  fs.writeFileSync(lock, '{}');
}
const finish = () => {
  const plan = behaviour.plan ?? ${defaultPlan};
  const out = args.find((arg) => arg.startsWith('-out='))?.slice(5);
  const isGood = (behaviour.exit ?? 0) === 0 || (step === 'plan' && behaviour.exit === 2);
  if (step === 'plan' && out && isGood) fs.writeFileSync(out, JSON.stringify(plan));
  if (step === 'show') process.stdout.write(fs.readFileSync(args.at(-1), 'utf8'));
  if (step === 'apply' && isGood) {
    const applied = JSON.parse(fs.readFileSync(args.at(-1), 'utf8'));
    for (const change of applied.resource_changes) process.stdout.write(change.address + ': Creating...\\n' + change.address + ': Creation complete after 0s [id=x]\\n');
  }
  if (behaviour.stdout) process.stdout.write(behaviour.stdout + '\\n');
  if (behaviour.stderr) process.stderr.write(behaviour.stderr + '\\n');
  end(behaviour.exit ?? (step === 'plan' && plan.resource_changes.some((one) => one.change.actions[0] !== 'no-op') ? 2 : 0));
};
if (behaviour.hangs) setInterval(() => {}, 1000);
else setTimeout(finish, behaviour.workMs ?? 0);
`;

/** Writes a program called `terraform` into a folder. It records its calls and does as it is told; it needs no network and no cloud. */
export function createStandIn(folder: string, name: 'terraform' | 'tofu' = 'terraform'): StandIn {
  mkdirSync(folder, { recursive: true });
  const file = path.join(folder, name);
  writeFileSync(file, program(folder, JSON.stringify(planWith(['azurerm_resource_group.sentinel', 'create']))));
  chmodSync(file, 0o755);
  const behave = (behaviours: Readonly<Record<string, Behaviour>>): void =>
    writeFileSync(path.join(folder, 'behaviours.json'), JSON.stringify(behaviours));
  behave({});
  writeFileSync(path.join(folder, 'calls.ndjson'), '');
  const calls = (): readonly Call[] =>
    readFileSync(path.join(folder, 'calls.ndjson'), 'utf8')
      .split('\n')
      .filter((line) => line !== '')
      .map((line) => JSON.parse(line) as Call);
  return {
    folder,
    behave,
    calls,
    order: () =>
      calls()
        .filter(({ event }) => event === 'start')
        .map(({ stack, step }) => `${stack} ${step}`),
  };
}
