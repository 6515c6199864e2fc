import { chmod, rm } from 'node:fs/promises';
import path from 'node:path';
import type { Clock } from '@mxdr/core';
import { isAppError } from '@mxdr/core';
import { childEnvironment } from './child-environment.ts';
import type { Failure } from './failure.ts';
import { isBusyFailure, readFailure } from './failure.ts';
import type { InitGate } from './init-gate.ts';
import { readPlanDocument } from './plan-document.ts';
import type { PlanSummary } from './plan-summary.ts';
import { sensitiveTexts, summarisePlan } from './plan-summary.ts';
import type { ProgramEnd, RunProgram } from './run-program.ts';
import { createSecretScrubber } from './secret-scrubber.ts';
import type { StackLog } from './stack-log.ts';
import { openStackLog } from './stack-log.ts';
import type { StackTarget } from './stack-target.ts';
import { configurationFileOf, hashFile, providersOf } from './stack-target.ts';
import type { PlanPurpose } from './stored-plan.ts';
import { checkStoredPlan, dropPlan, planFileOf, planName, storePlan } from './stored-plan.ts';
import { changesNotShown } from './plan-remainder.ts';
import { repeatWhileBusy } from './repeat.ts';
import type { TerraformProgram } from './terraform-program.ts';

/** What is told while a stack is worked on. */
export interface StackProgress {
  readonly stackId: string;
  readonly step: 'init' | 'plan' | 'show' | 'apply' | 'state' | 'done';
  /** A line for people: the resource at hand, or how it ended. Empty at the start of a step. */
  readonly detail: string;
  /** Resources finished of those to do, while a plan is applied. */
  readonly finished?: { readonly count: number; readonly total: number };
}

/** Everything outside that running stacks touches. */
export interface RunnerPorts {
  readonly program: TerraformProgram;
  readonly run: RunProgram;
  readonly clock: Clock;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** First interrupt: Terraform stops as soon as it can and releases its lock. */
  readonly signal: AbortSignal;
  /** Second interrupt: everything is killed. */
  readonly force: AbortSignal;
  readonly onProgress: (progress: StackProgress) => void;
  readonly gate: InitGate;
  /** Waits between attempts; ends early, without an error, once the signal is aborted. */
  readonly pause: (milliseconds: number, signal: AbortSignal) => Promise<void>;
  /** Spreads pauses; from 0 to below 1. */
  readonly random: () => number;
}

export interface StackSettings {
  /** For planning a stack, and again for applying it. */
  readonly timeoutMs: number;
  readonly pluginCache: string;
}

export type StackFailure = {
  readonly kind: 'failed' | 'timed-out' | 'interrupted';
  readonly failure: Failure;
  /** True where Azure was busy and nothing else went wrong. */
  readonly isBusy?: true;
};
export type PlanResult = { readonly kind: 'planned'; readonly summary: PlanSummary; readonly sensitive: readonly string[] } | StackFailure;
export type ApplyResult = { readonly kind: 'applied' } | StackFailure;
export type StateResult = { readonly kind: 'listed'; readonly addresses: readonly string[] } | StackFailure;

const quiet = ['-input=false', '-no-color'];
const lockWait = '-lock-timeout=5m';
/** More than a few rules at a time give conflicts and half-made rules at Sentinel's API. */
const sentinelParallelism = '-parallelism=5';
const driftPlanName = 'drift.bin';
/** Lines of stderr kept for naming a failure; the log has all. */
const keptLines = 400;

interface Session {
  step(name: StackProgress['step'], args: readonly string[], options?: StepOptions): Promise<StepResult>;
}

interface StepOptions {
  /** Exit codes that are no failure. @default 0 */
  readonly good?: readonly number[];
  readonly capturesOutput?: boolean;
  readonly onLine?: (line: string) => void;
}

type StepResult = { readonly kind: 'done'; readonly code: number; readonly stdout: string } | StackFailure;

function stopFailure(end: Exclude<ProgramEnd, { kind: 'exited' }>, step: string, timeoutMs: number): StackFailure {
  if (end.kind === 'unstartable')
    return {
      kind: 'failed',
      failure: {
        code: 'MXDR-TERRAFORM-UNSTARTABLE',
        message: 'The program could not be started.',
        why: end.why,
        mend: 'Run "mxdr doctor".',
      },
    };
  const after = end.isKilled
    ? 'It had to be killed: the state may still be locked, and what it was making may be half made.'
    : 'It stopped by itself and released its lock.';
  const mend = end.isKilled
    ? 'Look for a lock with "plan" in the folder of the stack, release it with "force-unlock ID", then run again with --resume.'
    : 'Run again with --resume.';
  return end.kind === 'interrupted'
    ? { kind: 'interrupted', failure: { code: 'MXDR-INTERRUPTED', message: `Interrupted during "${step}".`, why: after, mend } }
    : {
        kind: 'timed-out',
        failure: {
          code: 'MXDR-STACK-TIMEOUT',
          message: `"${step}" was stopped after the ${Math.round(timeoutMs / 60_000)} minutes that a stack may take.`,
          why: after,
          mend: end.isKilled ? mend : 'Run again with --resume, and --timeout MINUTES if it needs longer.',
        },
      };
}

/** Opens the log, gives a way to run steps within one time limit, and closes the log whatever happens. */
async function inSession<R>(
  ports: RunnerPorts,
  settings: StackSettings,
  target: StackTarget,
  options: { readonly sensitive: readonly string[]; readonly continuesLog: boolean },
  work: (session: Session) => Promise<R>,
): Promise<R | StackFailure> {
  const env = childEnvironment(ports.env, { identity: target.identity, pluginCache: settings.pluginCache });
  const deadline = ports.clock.now() + settings.timeoutMs;
  let log: StackLog | undefined;
  try {
    log = openStackLog(target.logFile, createSecretScrubber(env, options.sensitive), options.continuesLog);
    const opened = log;
    const session: Session = {
      async step(name, args, { good = [0], capturesOutput = false, onLine } = {}) {
        ports.onProgress({ stackId: target.id, step: name, detail: '' });
        opened.write(`# ${new Date(ports.clock.now()).toISOString()} ${ports.program.kind} ${args.join(' ')}`);
        const kept: string[] = [];
        const end = await ports.run({
          file: ports.program.file,
          args,
          cwd: target.folder,
          env,
          timeoutMs: Math.max(1, deadline - ports.clock.now()),
          signal: ports.signal,
          force: ports.force,
          capturesOutput,
          onLine: (line, stream) => {
            const text = opened.write(line);
            onLine?.(text);
            // Errors come on stderr alone; what stdout says meanwhile would land in the middle of them.
            if (stream === 'stderr') kept.push(text);
            if (kept.length > keptLines) kept.shift();
          },
        });
        opened.write(`# ${new Date(ports.clock.now()).toISOString()} ${end.kind}${end.kind === 'exited' ? ` ${end.code}` : ''}`);
        if (end.kind !== 'exited') return stopFailure(end, name, settings.timeoutMs);
        if (good.includes(end.code)) return { kind: 'done', code: end.code, stdout: end.stdout };
        return { kind: 'failed', failure: readFailure(name, end.code, kept), ...(isBusyFailure(kept) ? { isBusy: true as const } : {}) };
      },
    };
    return await work(session);
  } catch (error) {
    if (!isAppError(error)) throw error;
    // A full disk or an unreadable plan is this stack's failure, not the fleet's.
    const { code, message, why, mend } = error;
    return { kind: 'failed', failure: { code, message, ...(why === undefined ? {} : { why }), mend } };
  } finally {
    log?.close();
  }
}

async function init(session: Session, ports: RunnerPorts, target: StackTarget): Promise<StepResult> {
  // Never -reconfigure: with an empty new state everything would be planned, and made, a second time.
  const args = [
    'init',
    ...quiet,
    lockWait,
    ...(target.stateClientId === undefined ? [] : [`-backend-config=client_id=${target.stateClientId}`]),
  ];
  return ports.gate.pass(await providersOf(target), async () => {
    const value = await session.step('init', args);
    return { isFilled: value.kind === 'done', value };
  });
}

async function showPlan(session: Session, name: string): Promise<PlanResult> {
  const shown = await session.step('show', ['show', '-json', '-no-color', name], { capturesOutput: true });
  if (shown.kind !== 'done') return shown;
  const plan = readPlanDocument(shown.stdout);
  return { kind: 'planned', summary: summarisePlan(plan), sensitive: sensitiveTexts(plan) };
}

/** The exit code says whether there are changes, the plan says which: where they disagree nothing is known. */
function agree(result: PlanResult, code: number): PlanResult {
  // Data that is read later, or a state that a refresh brought up to date, make a plan that is worth applying and changes nothing.
  if (result.kind !== 'planned' || code === 2 || !result.summary.hasChanges) return result;
  return {
    kind: 'failed',
    failure: {
      code: 'MXDR-PLAN-CONTRADICTS',
      message: `The plan ended with ${code} and lists ${result.summary.changes.length} changes: one of them is wrong.`,
      mend: 'Read the log of the stack and look at the plan by hand with "show plan.bin".',
    },
  };
}

/** Plans a stack and stores the plan beside its configuration, for exactly this plan to be applied. Reading only, it is repeated while Azure is busy. */
export function planStack(ports: RunnerPorts, settings: StackSettings, target: StackTarget, purpose: PlanPurpose): Promise<PlanResult> {
  return repeatWhileBusy(ports, target, 'plan', (attempt) =>
    planOnce(ports, settings, target, purpose, purpose === 'leave' || attempt > 1),
  );
}

function planOnce(
  ports: RunnerPorts,
  settings: StackSettings,
  target: StackTarget,
  purpose: PlanPurpose,
  continuesLog: boolean,
): Promise<PlanResult> {
  return inSession(ports, settings, target, { sensitive: [], continuesLog }, async (session) => {
    // Plans and plugins' leftovers hold values in clear text.
    await chmod(target.folder, 0o700);
    await dropPlan(target);
    const ready = await init(session, ports, target);
    if (ready.kind !== 'done') return ready;
    const args = [
      'plan',
      ...quiet,
      lockWait,
      sentinelParallelism,
      '-detailed-exitcode',
      ...(purpose === 'destroy' ? ['-destroy'] : []),
      `-out=${planName}`,
    ];
    const planned = await session.step('plan', args, { good: [0, 2] });
    if (planned.kind !== 'done') return planned;
    const result = agree(await showPlan(session, planName), planned.code);
    if (result.kind === 'planned') await storePlan(target, purpose, new Date(ports.clock.now()).toISOString());
    return result;
  });
}

/** Reads again the plan that an earlier run stored, if it is still the plan of this configuration. */
export function readStoredPlan(
  ports: RunnerPorts,
  settings: StackSettings,
  target: StackTarget,
  purpose: PlanPurpose,
): Promise<PlanResult> {
  return inSession(ports, settings, target, { sensitive: [], continuesLog: true }, async (session) => {
    const check = await checkStoredPlan(target, purpose);
    if (check.kind === 'same') return showPlan(session, planName);
    return planMismatch(check.kind === 'missing' ? 'There is none.' : check.why);
  });
}

function planMismatch(why: string): StackFailure {
  return {
    kind: 'failed',
    failure: {
      code: 'MXDR-PLAN-NOT-STORED',
      message: 'There is no stored plan of this configuration to apply.',
      why,
      mend: 'Run "mxdr plan" again.',
    },
  };
}

/** Compares a stack with what is in Azure. Takes no lock and stores nothing. Repeated while Azure is busy. */
export function compareStack(ports: RunnerPorts, settings: StackSettings, target: StackTarget): Promise<PlanResult> {
  return repeatWhileBusy(ports, target, 'plan', (attempt) => compareOnce(ports, settings, target, attempt > 1));
}

function compareOnce(ports: RunnerPorts, settings: StackSettings, target: StackTarget, continuesLog: boolean): Promise<PlanResult> {
  return inSession(ports, settings, target, { sensitive: [], continuesLog }, async (session) => {
    const file = path.join(target.folder, driftPlanName);
    await chmod(target.folder, 0o700);
    const ready = await init(session, ports, target);
    if (ready.kind !== 'done') return ready;
    try {
      const args = ['plan', ...quiet, sentinelParallelism, '-detailed-exitcode', '-refresh=true', '-lock=false', `-out=${driftPlanName}`];
      const planned = await session.step('plan', args, { good: [0, 2] });
      return planned.kind === 'done' ? agree(await showPlan(session, driftPlanName), planned.code) : planned;
    } finally {
      await rm(file, { force: true });
    }
  });
}

/** Addresses of everything that the state of a stack holds. */
export function listState(ports: RunnerPorts, settings: StackSettings, target: StackTarget): Promise<StateResult> {
  return inSession(ports, settings, target, { sensitive: [], continuesLog: false }, async (session) => {
    const ready = await init(session, ports, target);
    if (ready.kind !== 'done') return ready;
    const listed = await session.step('state', ['state', 'list'], { capturesOutput: true });
    if (listed.kind === 'done') return { kind: 'listed', addresses: listed.stdout.split(/\r?\n/u).filter((line) => line !== '') };
    // A stack that was never applied has no state: nothing is listed, and that is no failure.
    return listed.kind === 'failed' && /No state file was found/u.test(listed.failure.why ?? '')
      ? { kind: 'listed', addresses: [] }
      : listed;
  });
}

const beginning = /^(\S.*?): (?:Creating|Modifying|Destroying)\.\.\./u;
const ending = /^(\S.*?): (?:Creation|Modifications|Destruction) complete after /u;

type ShownPlan = Pick<Extract<PlanResult, { kind: 'planned' }>, 'summary' | 'sensitive'>;

/**
 * Applies the stored plan, and only if it is still the one that was shown. Where Azure was busy, what is left is planned anew and applied after a
 * pause, but only as far as it was shown: whatever else the new plan holds ends it.
 */
export async function applyStack(
  ports: RunnerPorts,
  settings: StackSettings,
  target: StackTarget,
  purpose: PlanPurpose,
  shown: ShownPlan,
): Promise<ApplyResult> {
  const configuration = await hashFile(configurationFileOf(target));
  return repeatWhileBusy(ports, target, 'apply', async (attempt) => {
    if (attempt === 1) return applyOnce(ports, settings, target, purpose, shown);
    const left = await planOnce(ports, settings, target, purpose, true);
    if (left.kind !== 'planned') return left;
    if (!left.summary.hasChanges) {
      await dropPlan(target);
      return { kind: 'applied' };
    }
    const added = changesNotShown(left.summary, shown.summary);
    if (added.length > 0 || (await hashFile(configurationFileOf(target))) !== configuration) {
      await dropPlan(target);
      return remainderDiffers(added);
    }
    return applyOnce(ports, settings, target, purpose, left);
  });
}

function remainderDiffers(added: readonly string[]): StackFailure {
  const named = added.slice(0, 3).join(', ');
  return {
    kind: 'failed',
    failure: {
      code: 'MXDR-PLAN-REMAINDER',
      message: 'Azure was busy, so a part was applied; what is left to do is more than was shown, and was not tried.',
      why:
        added.length === 0 ? 'The configuration changed meanwhile.' : `${named}${added.length > 3 ? ` and ${added.length - 3} more` : ''}`,
      mend: 'Look at the rest with "mxdr plan", then deploy with --resume.',
    },
  };
}

function applyOnce(
  ports: RunnerPorts,
  settings: StackSettings,
  target: StackTarget,
  purpose: PlanPurpose,
  planned: ShownPlan,
): Promise<ApplyResult> {
  return inSession(ports, settings, target, { sensitive: planned.sensitive, continuesLog: true }, async (session) => {
    const check = await checkStoredPlan(target, purpose);
    if (check.kind !== 'same') return planMismatch(check.kind === 'missing' ? 'It is gone.' : check.why);
    const { add, change, destroy, replace } = planned.summary.counts;
    const total = add + change + destroy + 2 * replace;
    let count = 0;
    const tell = (detail: string): void => ports.onProgress({ stackId: target.id, step: 'apply', detail, finished: { count, total } });
    const applied = await session.step('apply', ['apply', ...quiet, lockWait, sentinelParallelism, path.basename(planFileOf(target))], {
      onLine: (line) => {
        if (ending.test(line)) {
          count += 1;
          tell(ending.exec(line)?.[1] ?? '');
        } else if (beginning.test(line)) tell(beginning.exec(line)?.[1] ?? '');
      },
    });
    // Applied in part or whole, the state has moved on: this plan can never be applied again.
    await dropPlan(target);
    return applied.kind === 'done' ? { kind: 'applied' } : applied;
  });
}
