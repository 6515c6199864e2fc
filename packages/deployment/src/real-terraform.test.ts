import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import process from 'node:process';
import { describe, expect, it } from 'vitest';
import { createInitGate } from './init-gate.ts';
import { pause } from './repeat.ts';
import { applyFleet, compareFleet, planFleet } from './run-fleet.ts';
import { runProgram } from './run-program.ts';
import { listState } from './run-stack.ts';
import { makeFolder, until } from './testing/stack-folders.ts';
import type { TerraformProgram } from './terraform-program.ts';
import { findTerraform } from './terraform-program.ts';

async function lookForTerraform(): Promise<TerraformProgram | undefined> {
  try {
    return await findTerraform({ env: process.env, platform: process.platform, run: runProgram, signal: new AbortController().signal });
  } catch {
    return undefined;
  }
}
const program = await lookForTerraform();

/** One stack with the resource that is built into Terraform, and its state beside it: no plugin, no network, no cloud. */
function makeStack(resources: unknown) {
  const outDir = makeFolder();
  const folder = path.join(outDir, 'stack');
  mkdirSync(folder);
  mkdirSync(path.join(outDir, 'plugins'));
  const write = (content: Readonly<Record<string, unknown>>): void =>
    writeFileSync(
      path.join(folder, 'cdk.tf.json'),
      JSON.stringify({ terraform: { backend: { local: { path: 'own.tfstate' } } }, ...content }),
    );
  write({ resource: { terraform_data: resources } });
  const stack = {
    ownerId: 'contoso',
    id: 'contoso-service',
    folder,
    logFile: path.join(outDir, 'service.log'),
    identity: { kind: 'operator' as const },
  };
  const interrupt = new AbortController();
  const ports = {
    program: program ?? expect.fail('no terraform'),
    run: runProgram,
    clock: { now: () => Date.now() },
    env: process.env,
    signal: interrupt.signal,
    force: new AbortController().signal,
    onProgress: () => {},
    gate: createInitGate(),
    pause,
    random: () => 0.5,
  };
  const options = { timeoutMs: 120_000, pluginCache: path.join(outDir, 'plugins'), parallel: 1, permission: { kind: 'none' as const } };
  return { folder, write, stack, interrupt, ports, options, owners: [{ ownerId: 'contoso', stacks: [stack] }] };
}

const name = program === undefined ? 'skipped: neither terraform nor tofu is on this machine' : `${program.kind} ${program.version}`;

// Said aloud: a skipped test is easily taken for a passed one.
if (program === undefined) process.stderr.write(`the real program ${name}\n`);

describe.skipIf(program === undefined)(`the real program (${name})`, { timeout: 180_000 }, () => {
  it('plans, applies, compares, forgets and destroys', async () => {
    // GIVEN
    const { write, stack, ports, options, owners } = makeStack({
      keep: { input: 'a' },
      rule: { input: '${sensitive("the-secret-value")}' },
    });
    // WHEN
    const planned = await planFleet(ports, options, owners, 'apply');
    const applied = await applyFleet(ports, options, planned);
    const same = await compareFleet(ports, options, owners);
    const state = await listState(ports, options, stack);
    write({ resource: { terraform_data: { keep: { input: 'b' } } } });
    const drifted = await compareFleet(ports, options, owners);
    write({ removed: [{ from: 'terraform_data.keep', lifecycle: { destroy: false } }] });
    const leaving = await planFleet(ports, options, owners, 'leave');
    const left = await applyFleet(ports, options, leaving);
    const after = await listState(ports, options, stack);
    // THEN
    expect(planned[0]?.stacks[0]?.outcome).toMatchObject({ status: 'planned', summary: { counts: { add: 2 } } });
    expect(applied[0]?.stacks[0]?.status).toBe('applied');
    expect(same[0]?.stacks[0]?.status).toBe('no-changes');
    expect(state).toEqual({ kind: 'listed', addresses: ['terraform_data.keep', 'terraform_data.rule'] });
    expect(drifted[0]?.stacks[0]).toMatchObject({ status: 'drifted', summary: { counts: { change: 1, destroy: 1 } } });
    expect(leaving[0]?.stacks[0]?.outcome.summary?.counts).toMatchObject({ forget: 1, destroy: 1 });
    expect(left[0]?.stacks[0]?.status).toBe('applied');
    expect(after).toEqual({ kind: 'listed', addresses: [] });
    expect(JSON.stringify([planned[0]?.stacks[0]?.outcome, drifted, leaving[0]?.stacks[0]?.outcome])).not.toContain('the-secret-value');
    expect(readFileSync(stack.logFile, 'utf8')).not.toContain('the-secret-value');
  });

  it('stops at one interrupt and releases its lock', async () => {
    // GIVEN a resource that takes long to make
    const { folder, interrupt, ports, options, owners } = makeStack({
      slow: { provisioner: [{ 'local-exec': { command: 'sleep 60' } }] },
    });
    const planned = await planFleet(ports, options, owners, 'apply');
    const applying = applyFleet(ports, options, planned);
    const lock = path.join(folder, '.own.tfstate.lock.info');
    await until(() => existsSync(lock));
    // WHEN
    interrupt.abort();
    const applied = await applying;
    // THEN
    expect(applied[0]?.stacks[0]).toMatchObject({ status: 'interrupted', failure: { why: 'It stopped by itself and released its lock.' } });
    expect(existsSync(lock)).toBe(false);
  });
});
