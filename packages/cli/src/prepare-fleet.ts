import path from 'node:path';
import type { Customer, CustomerStack, Operator } from '@mxdr/core';
import { formatProblem, isAppError, loadCustomers, requireOperator } from '@mxdr/core';
import type {
  FleetOptions,
  FleetResult,
  OwnerOutcome,
  OwnerTarget,
  RunnerPorts,
  StackOutcome,
  StackTarget,
  WaveChoice,
} from '@mxdr/deployment';
import { createInitGate, pause, findTerraform, groupByWave, lockOutputFolder, openRunRecord, runProgram } from '@mxdr/deployment';
import type { OptionValues } from './command-spec.ts';
import { prepareSynthesis, synthOperations } from './commands/synth.ts';
import type { CommandContext } from './context.ts';
import { selectCustomers } from './customer-selection.ts';
import type { DeploymentOptions } from './deployment-options.ts';
import { readDeploymentOptions } from './deployment-options.ts';
import type { ExitCode } from './exit-codes.ts';
import { exitCodes } from './exit-codes.ts';
import type { LiveProgress } from './live-progress.ts';
import { createLiveProgress } from './live-progress.ts';

/** Who applies which stack; the stacks' own provider blocks sign in to the same tenants. */
const appliedBy: Readonly<Record<CustomerStack, 'customer' | 'operator'>> = {
  access: 'customer',
  service: 'operator',
  connectors: 'customer',
};

/** Stands for the operator's own stack among the customers. */
export const operationsOwner = 'operations';

export interface FleetSession {
  readonly context: CommandContext;
  readonly asked: DeploymentOptions;
  readonly customers: readonly Customer[];
  readonly operator: Operator;
  /** Customers whose stacks could be made, each with those that were asked for, in the order in which they are applied. */
  readonly owners: readonly OwnerTarget[];
  /** Customers whose stacks could not be made. */
  readonly refused: readonly OwnerOutcome[];
  readonly ports: RunnerPorts;
  readonly options: FleetOptions;
  readonly progress: LiveProgress;
  readonly startedAt: string;
}

export interface FleetCommand {
  /** e.g. `deploy`; names logs and the record. */
  readonly name: string;
  readonly keepsRecord: boolean;
  readonly waveChoice: WaveChoice;
}

function targetOf(context: CommandContext, name: string, asked: DeploymentOptions, customer: Customer, operator: Operator) {
  return (kind: CustomerStack, id: string, folder: string): StackTarget => {
    const { clientId } = customer.deployment;
    const isOfCustomer = appliedBy[kind] === 'customer';
    return {
      ownerId: customer.id,
      id,
      folder,
      logFile: path.join(asked.outDir, customer.id, 'logs', `${id}.${name}.log`),
      identity: isOfCustomer ? { kind: 'customer', ...(clientId === undefined ? {} : { clientId }) } : { kind: 'operator' },
      // The state is the operator's, whoever applies the stack.
      ...(isOfCustomer && clientId !== undefined ? { stateClientId: operator.principals.deployer.clientId } : {}),
    };
  };
}

function refusedOwner(customer: Customer, asked: DeploymentOptions, name: string, why: string, code: `MXDR-${string}`): OwnerOutcome {
  const stacks = asked.stacks.map((kind): StackOutcome => {
    const stackId = `${customer.id}-${kind}`;
    return {
      ownerId: customer.id,
      stackId,
      status: 'failed',
      failure: { code, message: 'Its stacks could not be made.', why, mend: `Run "mxdr validate ${customer.id}" and mend what it names.` },
      logFile: path.join(asked.outDir, customer.id, 'logs', `${stackId}.${name}.log`),
      seconds: 0,
    };
  });
  return { ownerId: customer.id, stacks };
}

async function makeStacks(
  context: CommandContext,
  name: string,
  asked: DeploymentOptions,
  customers: readonly Customer[],
  operator: Operator,
) {
  const synthesize = await prepareSynthesis(context);
  const owners: OwnerTarget[] = [];
  const refused: OwnerOutcome[] = [];
  for (const customer of customers) {
    context.signal.throwIfAborted();
    try {
      const result = await synthesize(customer, operator, asked.outDir);
      if (result.status === 'refused') {
        for (const problem of result.problems) context.note(formatProblem(problem));
        refused.push(
          refusedOwner(customer, asked, name, `${result.problems.length} problems, listed above.`, 'MXDR-CONFIGURATION-INVALID'),
        );
        continue;
      }
      const makeTarget = targetOf(context, name, asked, customer, operator);
      const stacks = asked.stacks.flatMap((kind) => {
        const made = result.stacks.find(({ id }) => id === result.plan.stackIds[kind]);
        return made === undefined ? [] : [makeTarget(kind, made.id, path.dirname(made.file))];
      });
      owners.push({ ownerId: customer.id, stacks });
    } catch (error) {
      // One customer's failure never stops the others.
      if (!isAppError(error)) throw error;
      refused.push(refusedOwner(customer, asked, name, error.message, error.code));
    }
  }
  return { owners, refused };
}

/** The operator's own stack, once for all customers. */
async function makeOperations(context: CommandContext, name: string, asked: DeploymentOptions): Promise<OwnerTarget> {
  const { id, file } = await synthOperations(context, asked.outDir);
  const folder = path.dirname(file);
  const logFile = path.join(asked.outDir, operationsOwner, 'logs', `${id}.${name}.log`);
  return { ownerId: operationsOwner, stacks: [{ ownerId: operationsOwner, id, folder, logFile, identity: { kind: 'operator' } }] };
}

/**
 * Makes everything ready to run Terraform for the customers that were asked for, does the work, and gives the output folder back.
 * Order matters: wrong usage is told before anything is written, and nobody waits for synthesis to learn that there is no Terraform.
 */
export async function withFleet<R>(
  context: CommandContext,
  ids: readonly string[],
  values: OptionValues,
  command: FleetCommand,
  work: (session: FleetSession) => Promise<R>,
): Promise<R> {
  const asked = readDeploymentOptions(values);
  const isForOperator = values['operations'] === true;
  const isForCustomers = !isForOperator || ids.length > 0 || values['all'] === true || values['select'] !== undefined;
  const selected = isForCustomers ? await selectCustomers(context, ids, values) : undefined;
  const operator = selected?.operator ?? requireOperator(await loadCustomers(context.customersFolder));
  const customers = selected === undefined ? [] : groupByWave(selected.customers, command.waveChoice).flatMap(({ members }) => members);
  const program = await findTerraform({ env: context.env, platform: process.platform, run: runProgram, signal: context.signal });
  const unlock = await lockOutputFolder(asked.outDir, context.clock);
  try {
    const startedAt = new Date(context.clock.now()).toISOString();
    const own = isForOperator ? [await makeOperations(context, command.name, asked)] : [];
    const made = customers.length === 0 ? { owners: [], refused: [] } : await makeStacks(context, command.name, asked, customers, operator);
    const { refused } = made;
    const owners = [...own, ...made.owners];
    const record = command.keepsRecord
      ? await openRunRecord({ outDir: asked.outDir, command: command.name, startedAt, resumes: asked.resumes })
      : undefined;
    const progress = createLiveProgress(
      context,
      owners.reduce((sum, { stacks }) => sum + stacks.length, 0),
    );
    const pluginCache = context.env['TF_PLUGIN_CACHE_DIR'] ?? path.join(asked.outDir, '.plugins');
    const { mkdir } = await import('node:fs/promises');
    await mkdir(pluginCache, { recursive: true });
    const ports: RunnerPorts = {
      program,
      run: runProgram,
      clock: context.clock,
      env: context.env,
      signal: context.signal,
      force: context.force,
      onProgress: progress.onProgress,
      gate: createInitGate(),
      pause,
      random: Math.random,
    };
    const options: FleetOptions = {
      timeoutMs: asked.timeoutMs,
      pluginCache,
      parallel: asked.parallel,
      permission: asked.permission,
      usesStoredPlans: asked.usesStoredPlans,
      ...(record === undefined ? {} : { record }),
    };
    return await work({ context, asked, customers, operator, owners, refused, ports, options, progress, startedAt });
  } finally {
    await unlock();
  }
}

/** The result as one document. */
export function fleetResult(session: FleetSession, command: string, owners: readonly OwnerOutcome[]): FleetResult {
  const { kind, version } = session.ports.program;
  return {
    schemaVersion: 1,
    command,
    program: { kind, version },
    startedAt: session.startedAt,
    finishedAt: new Date(session.context.clock.now()).toISOString(),
    owners,
  };
}

const codes = {
  good: exitCodes.good,
  'not-good': exitCodes.notGood,
  undetermined: exitCodes.undetermined,
  interrupted: exitCodes.interrupted,
} as const satisfies Readonly<Record<string, ExitCode>>;

export const exitCodeOfVerdict = (verdict: keyof typeof codes): ExitCode => codes[verdict];
