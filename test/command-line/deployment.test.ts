import { appendFileSync, existsSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import process from 'node:process';
import { describe, expect, it } from 'vitest';
import type { StandIn } from '../../packages/deployment/src/testing/stand-in-terraform.ts';
import { createStandIn, planWith } from '../../packages/deployment/src/testing/stand-in-terraform.ts';
import type { Ended, RunOptions } from './run-mxdr.ts';
import { copyCustomers, errorBlock, makeFolder, runMxdr } from './run-mxdr.ts';

interface Bench {
  readonly out: string;
  readonly standIn: StandIn;
  readonly run: (args: readonly string[], options?: RunOptions) => Promise<Ended>;
}

/** An output folder and a stand-in for Terraform that the built program finds on its PATH. */
function makeBench(): Bench {
  const folder = makeFolder();
  const out = path.join(folder, 'environment');
  const standIn = createStandIn(path.join(folder, 'bin'));
  const PATH = `${standIn.folder}${path.delimiter}${process.env['PATH'] ?? ''}`;
  return {
    out,
    standIn,
    run: ([command = '', ...rest], options = {}) =>
      runMxdr([command, ...rest, '--out', out], { ...options, env: { PATH, MXDR_TERRAFORM: '', ...options.env } }),
  };
}

/** What a run must not leave: locks, half files, plans that were applied. */
const leftOvers = (out: string): readonly string[] =>
  readdirSync(out, { recursive: true, encoding: 'utf8' }).filter((name) => /\.lock$|\.lock\.info$|\.tmp$|\.stage-|plan\.bin$/u.test(name));

const isAlive = (pid: number): boolean => {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
};

/** Waits until nothing that was started lives any more; the system takes a moment to bury what was killed. */
async function untilAllDead(standIn: StandIn): Promise<void> {
  const pids = standIn.calls().flatMap(({ pid, childPid }) => (childPid === undefined ? [pid] : [pid, childPid]));
  while (pids.some(isAlive)) await new Promise((resolve) => setTimeout(resolve, 50));
}

// A program is found by its name with .exe on Windows, and the stand-in is a script.
describe.skipIf(process.platform === 'win32')('plan, deploy, drift and destroy', () => {
  it('plans every stack and says what each would do, by stack and by kind', async () => {
    // GIVEN
    const { run, standIn } = makeBench();
    // WHEN
    const ended = await run(['plan', 'contoso', 'fabrikam']);
    // THEN
    expect(ended.code).toBe(0);
    expect(ended.stdout).toMatch(/^contoso-service +1 +· +· +· +planned$/mu);
    expect(ended.stdout).toMatch(/^azurerm_resource_group +6 +· +· +·$/mu);
    expect(ended.stderr).toContain('contoso-access: planning');
    expect(standIn.order().filter((call) => call.endsWith('apply'))).toEqual([]);
  });

  it('deploys in order, then takes it back in reverse', async () => {
    // GIVEN
    const { run, standIn, out } = makeBench();
    // WHEN
    const deployed = await run(['deploy', 'contoso', '--yes']);
    const destroyed = await run(['destroy', 'contoso', '--yes']);
    // THEN
    expect([deployed.code, destroyed.code]).toEqual([0, 0]);
    expect(standIn.order().filter((call) => call.endsWith('apply'))).toEqual(
      ['access', 'service', 'connectors', 'connectors', 'service', 'access'].map((kind) => `contoso-${kind} apply`),
    );
    expect(standIn.calls().filter(({ args, event }) => event === 'start' && args.includes('-destroy'))).toHaveLength(3);
    expect(leftOvers(out)).toEqual([]);
  });

  it('refuses to lose a workspace unless that is allowed, with exit 1', async () => {
    // GIVEN
    const { run, standIn } = makeBench();
    standIn.behave({ 'contoso-service/plan': { plan: planWith(['azurerm_log_analytics_workspace.workspace', 'delete']) } });
    // WHEN
    const refused = await run(['deploy', 'contoso', '--yes']);
    const allowed = await run(['deploy', 'contoso', '--yes', '--allow-destroy-of', 'azurerm_log_analytics_workspace.workspace']);
    // THEN
    expect(refused.code).toBe(1);
    expect(refused.stdout).toContain("loses the workspace and all the customer's logs in it");
    expect(refused.stdout).toContain('--allow-destroy-of');
    expect(standIn.order().filter((call) => call.endsWith('apply'))).toHaveLength(3);
    expect(allowed.code).toBe(0);
  });

  it('ends with 2 when one customer fails, finishes the other, and resumes', async () => {
    // GIVEN
    const { run, standIn } = makeBench();
    // Not a conflict: that would be waited for and tried again, which is a test of the runner.
    standIn.behave({ 'contoso-service/apply': { exit: 1, stderr: 'Error: creating Rule: unexpected status 403 (403 Forbidden)' } });
    // WHEN
    const first = await run(['deploy', '--all', '--yes', '--json']);
    standIn.behave({});
    const before = standIn.order().length;
    const second = await run(['deploy', '--all', '--yes', '--resume']);
    const third = await run(['destroy', '--all', '--yes', '--resume']);
    // THEN
    expect(first.code).toBe(2);
    const result = JSON.parse(first.stdout) as { schemaVersion: number; owners: { stacks: { stackId: string; status: string }[] }[] };
    expect(result.schemaVersion).toBe(1);
    expect(result.owners.flatMap(({ stacks }) => stacks.map(({ status }) => status))).toEqual([
      'applied',
      'failed',
      'not-started',
      ...Array.from({ length: 6 }, () => 'applied'),
    ]);
    expect(second.code).toBe(0);
    expect([
      ...new Set(
        standIn
          .order()
          .slice(before)
          .map((call) => call.split(' ')[0]),
      ),
    ]).toEqual(['contoso-service', 'contoso-connectors']);
    expect(third.code).toBe(3);
    expect(third.stderr).toMatch(errorBlock('MXDR-RUN-NOTHING-TO-RESUME'));
  });

  it('tells drift by its exit code: 0 none, 1 drift, 2 not known', async () => {
    // GIVEN
    const { run, standIn } = makeBench();
    const same = planWith(['azurerm_resource_group.sentinel', 'no-op']);
    const codeOf = async (behaviour: Parameters<StandIn['behave']>[0]): Promise<number | null> => {
      standIn.behave({ '*/plan': { plan: same }, ...behaviour });
      return (await run(['drift', 'contoso'])).code;
    };
    // THEN
    expect(await codeOf({})).toBe(0);
    expect(await codeOf({ 'contoso-access/plan': { plan: planWith(['azurerm_lighthouse_definition.delegation', 'update']) } })).toBe(1);
    expect(await codeOf({ 'contoso-access/init': { exit: 1, stderr: 'Error: AADSTS50020' } })).toBe(2);
  });

  it('asks nobody in CI: without --yes nothing is even planned', async () => {
    // GIVEN
    const { run, standIn } = makeBench();
    // WHEN
    const ended = await run(['deploy', 'contoso']);
    // THEN
    expect(ended.code).toBe(3);
    expect(ended.stderr).toMatch(errorBlock('MXDR-CLI-NEEDS-YES'));
    expect(standIn.calls()).toEqual([]);
  });

  it('passes Ctrl+C on once, waits, and leaves no lock, no orphan and no half file', async () => {
    // GIVEN
    const { run, standIn, out } = makeBench();
    standIn.behave({ 'contoso-service/apply': { hangs: true, startsChild: true } });
    // WHEN
    const ended = await run(['deploy', 'contoso', '--yes'], {
      interruptsWhen: [() => standIn.order().includes('contoso-service apply')],
    });
    // THEN
    expect(ended.code).toBe(130);
    expect(ended.stdout).toMatch(/^contoso +contoso-connectors +not started/mu);
    expect(standIn.calls().filter(({ event }) => event === 'interrupt')).toHaveLength(1);
    expect(leftOvers(out).filter((name) => !name.startsWith(path.join('contoso', 'stacks', 'contoso-connectors')))).toEqual([]);
    await untilAllDead(standIn);
    expect(JSON.parse(readFileSync(path.join(out, 'runs', 'deploy.json'), 'utf8'))).toHaveProperty('finished.contoso-access');
  });

  it('kills what does not stop at the second Ctrl+C, and says that a lock may be left', async () => {
    // GIVEN
    const { run, standIn } = makeBench();
    standIn.behave({ 'contoso-access/apply': { hangs: true, startsChild: true, ignoresInterrupt: true } });
    // WHEN
    const ended = await run(['deploy', 'contoso', '--yes'], {
      interruptsWhen: [
        () => standIn.order().includes('contoso-access apply'),
        () => standIn.calls().some(({ event, step }) => event === 'interrupt' && step === 'apply'),
      ],
    });
    // THEN
    expect(ended.code).toBe(130);
    expect(ended.stdout).toContain('the state may still be locked');
    await untilAllDead(standIn);
  });

  it('refuses a second run in the same folder while the first works', async () => {
    // GIVEN
    const { run, out } = makeBench();
    const first = run(['plan', 'contoso']);
    while (!existsSync(path.join(out, '.mxdr-run.lock'))) await new Promise((resolve) => setTimeout(resolve, 20));
    // WHEN
    const second = await run(['plan', 'contoso']);
    // THEN
    expect(second.code).toBe(3);
    expect(second.stderr).toMatch(errorBlock('MXDR-RUN-BUSY'));
    expect((await first).code).toBe(0);
  });

  it('deploys one wave, or one wave after the other', async () => {
    // GIVEN
    const { run, standIn } = makeBench();
    const customers = copyCustomers();
    const file = path.join(customers, 'fabrikam', 'customer.yaml');
    writeFileSync(file, readFileSync(file, 'utf8').replace(/^ {2}tier: silver$/mu, '  tier: silver\n  wave: canary'));
    const applied = (): readonly string[] => standIn.order().filter((call) => call.endsWith('-access apply'));
    // WHEN
    const canary = await run(['deploy', '--all', '--yes', '--wave', 'canary', '--customers', customers]);
    const first = applied();
    const rollout = await run(['deploy', '--all', '--yes', '--waves', '--customers', customers]);
    // THEN
    expect([canary.code, rollout.code]).toEqual([0, 0]);
    expect(first).toEqual(['fabrikam-access apply']);
    const [ahead, ...others] = applied().slice(1);
    expect(ahead).toBe('fabrikam-access apply');
    expect(others.toSorted()).toEqual(['contoso-access apply', 'tailspin-access apply']);
    expect(rollout.stdout).toMatch(/^fabrikam +canary /mu);
  });

  it('keeps a customer with a broken file from stopping the others, and names him in the end', async () => {
    // GIVEN a customer whose file is whole and whose environment is refused
    const { run } = makeBench();
    const customers = copyCustomers();
    appendFileSync(
      path.join(customers, 'contoso', 'customer.yaml'),
      '\nrules:\n  disabled:\n    - id: 11111111-2222-4333-8444-555555555555\n      reason: There is no such rule.\n',
    );
    // WHEN
    const ended = await run(['plan', 'contoso', 'fabrikam', '--customers', customers]);
    // THEN
    expect(ended.code).toBe(2);
    expect(ended.stdout).toMatch(/^contoso +contoso-access +failed/mu);
    expect(ended.stdout).toMatch(/^fabrikam-access +1 /mu);
  });

  it('says clearly that there is no Terraform, and how to get it', async () => {
    // WHEN
    const ended = await runMxdr(['plan', 'contoso', '--out', makeFolder()], { env: { PATH: makeFolder(), MXDR_TERRAFORM: '' } });
    // THEN
    expect(ended.code).toBe(3);
    expect(ended.stderr).toMatch(errorBlock('MXDR-TERRAFORM-MISSING'));
  });

  it("deploys the operator's own platform alone, or before the customers", async () => {
    // GIVEN
    const { run, standIn } = makeBench();
    // WHEN
    const alone = await run(['plan', '--operations']);
    const together = await run(['deploy', 'contoso', '--operations', '--stack', 'access', '--yes']);
    // THEN
    expect([alone.code, together.code]).toEqual([0, 0]);
    expect(standIn.order()[1]).toBe('operations plan');
    expect(standIn.order().filter((call) => call.endsWith('apply'))).toEqual(['operations apply', 'contoso-access apply']);
  });

  it('shows the way out without touching anything, then takes leave and keeps the workspace', async () => {
    // GIVEN
    const { run, standIn, out } = makeBench();
    standIn.behave({
      'contoso-service/state': { stdout: 'azurerm_log_analytics_workspace.workspace\nazurerm_sentinel_watchlist.vips' },
      'contoso-service/plan': {
        plan: planWith(['azurerm_log_analytics_workspace.workspace', 'forget'], ['azurerm_sentinel_watchlist.vips', 'delete']),
      },
    });
    // WHEN
    const shown = await run(['offboard', 'contoso', '--ended-on', '2026-10-31']);
    const untouched = standIn.calls().length;
    const left = await run(['offboard', 'contoso', '--run', '--yes', '--ended-on', '2026-10-31']);
    // THEN
    expect([shown.code, left.code]).toEqual([0, 0]);
    expect(shown.stdout).toContain('2026-11-30');
    expect(untouched).toBe(0);
    expect(standIn.order().filter((call) => call.endsWith('apply'))).toEqual(
      ['connectors', 'service', 'access'].map((kind) => `contoso-${kind} apply`),
    );
    const folder = path.join(out, 'contoso', 'offboarding');
    expect(JSON.parse(readFileSync(path.join(folder, 'stacks', 'contoso-service', 'cdk.tf.json'), 'utf8'))).toMatchObject({
      removed: [{ from: 'azurerm_log_analytics_workspace.workspace', lifecycle: { destroy: false } }],
    });
    expect(JSON.parse(readFileSync(path.join(folder, 'offboarding-record.json'), 'utf8'))).toMatchObject({
      endedOn: '2026-10-31',
      deletionDueOn: '2026-11-30',
      isWorkspaceDeleted: false,
      removed: [{ address: 'azurerm_sentinel_watchlist.vips' }],
      left: [{ address: 'azurerm_log_analytics_workspace.workspace' }],
    });
  });

  it('refuses to take leave by a plan that would destroy the workspace, unless that was instructed', async () => {
    // GIVEN
    const { run, standIn } = makeBench();
    standIn.behave({ 'contoso-service/plan': { plan: planWith(['azurerm_log_analytics_workspace.workspace', 'delete']) } });
    // WHEN
    const refused = await run(['offboard', 'contoso', '--run', '--yes']);
    const applied = standIn.order().filter((call) => call.endsWith('apply')).length;
    const instructed = await run(['offboard', 'contoso', '--run', '--yes', '--delete-workspace', '--json']);
    // THEN
    expect([refused.code, applied, instructed.code]).toEqual([1, 0, 0]);
    expect(JSON.parse(instructed.stdout)).toMatchObject({ record: { isWorkspaceDeleted: true } });
  });
});
