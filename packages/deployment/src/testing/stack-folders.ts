import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import process from 'node:process';
import { onTestFinished } from 'vitest';
import { createInitGate } from '../init-gate.ts';
import type { FleetOptions } from '../run-fleet.ts';
import { runProgram } from '../run-program.ts';
import type { RunnerPorts, StackProgress } from '../run-stack.ts';
import type { OwnerTarget } from '../stack-target.ts';
import type { StandIn } from './stand-in-terraform.ts';
import { createStandIn } from './stand-in-terraform.ts';

/** A folder of its own for one test, removed when the test ends. */
export function makeFolder(): string {
  const folder = mkdtempSync(path.join(tmpdir(), 'mxdr-deployment-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

export interface TestFleet {
  readonly outDir: string;
  readonly standIn: StandIn;
  readonly owners: readonly OwnerTarget[];
  readonly ports: RunnerPorts;
  readonly options: FleetOptions;
  readonly interrupt: AbortController;
  readonly force: AbortController;
  readonly progress: readonly StackProgress[];
  /** Pauses between attempts, in milliseconds; none is waited for. */
  readonly pauses: readonly number[];
}

/** Three stacks for each owner, a stand-in for Terraform, and the real runner of programs. */
export function makeFleet(ownerIds: readonly string[], env: Readonly<Record<string, string>> = {}): TestFleet {
  const outDir = makeFolder();
  const standIn = createStandIn(path.join(outDir, 'bin'));
  const owners = ownerIds.map((ownerId) => ({
    ownerId,
    stacks: ['access', 'service', 'connectors'].map((kind) => {
      const id = `${ownerId}-${kind}`;
      const folder = path.join(outDir, ownerId, 'stacks', id);
      mkdirSync(folder, { recursive: true });
      writeFileSync(path.join(folder, 'cdk.tf.json'), JSON.stringify({ terraform: { required_providers: { azurerm: kind } } }));
      return { ownerId, id, folder, logFile: path.join(outDir, ownerId, 'logs', `${id}.log`), identity: { kind: 'operator' as const } };
    }),
  }));
  const [interrupt, force] = [new AbortController(), new AbortController()];
  const progress: StackProgress[] = [];
  const pauses: number[] = [];
  return {
    outDir,
    standIn,
    owners,
    interrupt,
    force,
    progress,
    pauses,
    ports: {
      program: { kind: 'terraform', file: path.join(standIn.folder, 'terraform'), version: '1.11.4' },
      run: runProgram,
      clock: { now: () => Date.now() },
      env: { PATH: process.env['PATH'] ?? '', ...env },
      signal: interrupt.signal,
      force: force.signal,
      onProgress: (one) => progress.push(one),
      gate: createInitGate(),
      pause: async (milliseconds) => void pauses.push(milliseconds),
      random: () => 0.5,
    },
    options: { timeoutMs: 60_000, pluginCache: path.join(outDir, 'plugins'), parallel: 4, permission: { kind: 'none' } },
  };
}

/** Waits until something is so; a test that waits for ever fails by its own time limit. */
export async function until(isSo: () => boolean): Promise<void> {
  while (!isSo()) await new Promise((resolve) => setTimeout(resolve, 20));
}
