import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import process from 'node:process';
import type { App, TerraformStack } from 'cdktf';
import { toCanonicalJson } from './canonical-json.ts';

/** A stack as text, before it is written. */
export interface SynthesizedStack {
  readonly id: string;
  readonly json: string;
  readonly resources: number;
}

/** An application to put stacks into. CDKTF is loaded by the first call; nothing is ever written by the application itself. */
export async function createApp(): Promise<App> {
  // CDKTF keeps the call stack of every value for its own error messages: a third of the time, and nobody reads them here.
  process.env['CDKTN_DISABLE_CREATION_STACK'] ??= '1';
  const { App: Application } = await import('cdktf');
  // The application makes its folder at once, before anything is synthesised.
  const scratch = await mkdtemp(path.join(tmpdir(), 'mxdr-synth-'));
  const app = new Application({ outdir: scratch });
  await rm(scratch, { recursive: true });
  return app;
}

function countResources(configuration: unknown): number {
  if (typeof configuration !== 'object' || configuration === null || !('resource' in configuration)) return 0;
  const types: Readonly<Record<string, unknown>> = { ...(typeof configuration.resource === 'object' ? configuration.resource : {}) };
  return Object.values(types).reduce<number>((sum, named) => sum + Object.keys({ ...(typeof named === 'object' ? named : {}) }).length, 0);
}

/**
 * Terraform JSON of one stack, in memory.
 * @param change what is added to the configuration that CDKTF made; nothing by default
 */
export function renderStack(
  stack: TerraformStack,
  id: string,
  change: (configuration: unknown) => unknown = (configuration) => configuration,
): SynthesizedStack {
  // `app.synth()` would also write a manifest and caches to disk; this is what it does for the configuration alone.
  stack.prepareStack();
  const configuration = change(stack.toTerraform());
  return { id, json: toCanonicalJson(configuration), resources: countResources(configuration) };
}
