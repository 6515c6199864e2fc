import path from 'node:path';
import type { CustomerStack } from '@mxdr/core';
import { customerStacks } from '@mxdr/core';
import type { DestroyPermission, WaveChoice } from '@mxdr/deployment';
import { waves } from '@mxdr/deployment';
import type { OptionValues } from './command-spec.ts';
import { badOption } from './errors.ts';
import { readWhole } from './read-whole.ts';

export interface DeploymentOptions {
  readonly outDir: string;
  /** In the order in which they are applied. */
  readonly stacks: readonly CustomerStack[];
  readonly parallel: number;
  readonly timeoutMs: number;
  readonly permission: DestroyPermission;
  readonly waveChoice: WaveChoice;
  /** Highest part of a wave that may fail, 0 to 1. */
  readonly failureLimit: number;
  readonly resumes: boolean;
  readonly usesStoredPlans: boolean;
  readonly isAgreed: boolean;
}

function readPermission(options: OptionValues): DestroyPermission {
  const { allowDestroy, allowDestroyOf } = options;
  if (allowDestroy === true) return { kind: 'all' };
  if (typeof allowDestroyOf !== 'string') return { kind: 'none' };
  const names = allowDestroyOf.split(',').map((name) => name.trim());
  if (names.some((name) => !/^[a-z][\w.-]+$/u.test(name.replaceAll(/\[[^\]]*\]/gu, ''))))
    throw badOption('--allow-destroy-of', allowDestroyOf, 'addresses or types as the plan shows them, separated by commas');
  return { kind: 'named', names };
}

function readWaves(options: OptionValues): WaveChoice {
  const { wave, waves: isRollout } = options;
  if (isRollout === true && wave !== undefined) throw badOption('--waves', 'on', 'either --wave or --waves');
  if (isRollout === true) return 'rollout';
  return waves.find((each) => each === wave) ?? 'all';
}

/** Reads what `plan`, `deploy`, `drift`, `destroy` and `offboard` have in common. */
export function readDeploymentOptions(options: OptionValues): DeploymentOptions {
  const { stack } = options;
  return {
    outDir: path.resolve(String(options['out'])),
    stacks: customerStacks.filter((kind) => stack === undefined || kind === stack),
    parallel: readWhole('--parallel', options['parallel'] ?? '4', 1, 64),
    timeoutMs: readWhole('--timeout', options['timeout'] ?? '60', 1, 24 * 60) * 60_000,
    permission: readPermission(options),
    waveChoice: readWaves(options),
    failureLimit: readWhole('--stop-at', options['stopAt'] ?? '10', 0, 100) / 100,
    resumes: options['resume'] === true,
    usesStoredPlans: options['planned'] === true,
    isAgreed: options['yes'] === true,
  };
}
