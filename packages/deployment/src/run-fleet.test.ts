import { existsSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import process from 'node:process';
import { describe, expect, it } from 'vitest';
import { applyFleet, compareFleet, failureShare, planFleet } from './run-fleet.ts';
import { openRunRecord } from './run-record.ts';
import { verdictOf } from './stack-outcome.ts';
import { makeFleet, until } from './testing/stack-folders.ts';
import { planWith } from './testing/stand-in-terraform.ts';

const statusesOf = (owners: readonly { readonly stacks: readonly { readonly status: string }[] }[]): readonly string[] =>
  owners.flatMap(({ stacks }) => stacks.map(({ status }) => status));
const isAlive = (pid: number): boolean => {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
};
const filesOf = (folder: string): readonly string[] => readdirSync(folder, { recursive: true, encoding: 'utf8' });

// The stand-in is a script with a first line that names its interpreter, which Windows does not start.
describe.skipIf(process.platform === 'win32')('a run over a fleet', { timeout: 60_000 }, () => {
  it('initialises, plans, shows and applies each stack of a customer in order, exactly the stored plan', async () => {
    // GIVEN
    const fleet = makeFleet(['contoso']);
    // WHEN
    const planned = await planFleet(fleet.ports, fleet.options, fleet.owners, 'apply');
    const applied = await applyFleet(fleet.ports, fleet.options, planned);
    // THEN
    expect(statusesOf(applied)).toEqual(['applied', 'applied', 'applied']);
    expect(fleet.standIn.order()).toEqual([
      ...['access', 'service', 'connectors'].flatMap((kind) => ['init', 'plan', 'show'].map((step) => `contoso-${kind} ${step}`)),
      'contoso-access apply',
      'contoso-service apply',
      'contoso-connectors apply',
    ]);
    const apply = fleet.standIn.calls().find(({ step, event }) => step === 'apply' && event === 'start');
    expect(apply?.args).toEqual(['apply', '-input=false', '-no-color', '-lock-timeout=5m', '-parallelism=5', 'plan.bin']);
    expect(filesOf(fleet.outDir).filter((name) => name.endsWith('plan.bin') || name.endsWith('.lock.info'))).toEqual([]);
    expect(fleet.progress).toContainEqual({
      stackId: 'contoso-access',
      step: 'apply',
      detail: 'azurerm_resource_group.sentinel',
      finished: { count: 1, total: 1 },
    });
  });

  it('works on as many customers at a time as it may, not one more', async () => {
    // GIVEN
    const fleet = makeFleet(['aaa', 'bbb', 'ccc', 'ddd', 'eee']);
    fleet.standIn.behave({ '*/plan': { workMs: 300 } });
    // WHEN
    await planFleet(fleet.ports, { ...fleet.options, parallel: 2 }, fleet.owners, 'apply');
    // THEN
    let running = 0;
    let most = 0;
    for (const { event } of fleet.standIn.calls()) {
      running += event === 'start' ? 1 : -1;
      most = Math.max(most, running);
    }
    expect(most).toBe(2);
    expect(running).toBe(0);
  });

  it('lets the first init of each set of plugins run alone', async () => {
    // GIVEN
    const fleet = makeFleet(['aaa', 'bbb', 'ccc', 'ddd']);
    fleet.standIn.behave({ '*/init': { workMs: 200 } });
    // WHEN
    await planFleet(fleet.ports, fleet.options, fleet.owners, 'apply');
    // THEN
    const inits = fleet.standIn.calls().filter(({ step }) => step === 'init');
    expect(inits.slice(0, 2).map(({ event }) => event)).toEqual(['start', 'end']);
  });

  it("keeps one customer's failure from the others, and his later stacks from being applied", async () => {
    // GIVEN
    const fleet = makeFleet(['contoso', 'fabrikam']);
    fleet.standIn.behave({
      'contoso-service/apply': { exit: 1, stderr: '╷\n│ Error: creating Rule: unexpected status 409 (409 Conflict)\n╵' },
    });
    // WHEN
    const planned = await planFleet(fleet.ports, fleet.options, fleet.owners, 'apply');
    const applied = await applyFleet(fleet.ports, fleet.options, planned);
    // THEN
    expect(statusesOf(applied)).toEqual(['applied', 'failed', 'not-started', 'applied', 'applied', 'applied']);
    expect(applied[0]?.stacks[1]?.failure).toMatchObject({
      code: 'MXDR-CONFLICT',
      why: 'creating Rule: unexpected status 409 (409 Conflict)',
    });
    expect(applied[0]?.stacks[2]?.failure?.message).toBe('Not begun: contoso-service is failed.');
    expect(verdictOf(applied)).toBe('undetermined');
    expect(failureShare(applied)).toBe(0.5);
  });

  it('applies nothing of a customer with a plan that would lose something, and says what', async () => {
    // GIVEN
    const fleet = makeFleet(['contoso']);
    const gone = 'azurerm_log_analytics_workspace.workspace';
    fleet.standIn.behave({ 'contoso-service/plan': { plan: planWith([gone, 'delete', 'create']) } });
    // WHEN
    const planned = await planFleet(fleet.ports, fleet.options, fleet.owners, 'apply');
    const applied = await applyFleet(fleet.ports, fleet.options, planned);
    const allowed = await planFleet(fleet.ports, { ...fleet.options, permission: { kind: 'named', names: [gone] } }, fleet.owners, 'apply');
    // THEN
    expect(statusesOf(applied)).toEqual(['not-started', 'refused', 'not-started']);
    expect(applied[0]?.stacks[1]?.refused).toMatchObject([{ address: gone, action: 'replace' }]);
    expect(fleet.standIn.order().filter((call) => call.endsWith('apply'))).toEqual([]);
    expect(verdictOf(applied)).toBe('not-good');
    expect(allowed[0]?.stacks[1]?.outcome.status).toBe('planned');
  });

  it('does not apply a plan that is no longer the one that was shown', async () => {
    // GIVEN
    const fleet = makeFleet(['contoso']);
    const planned = await planFleet(fleet.ports, fleet.options, fleet.owners, 'apply');
    const [access, service] = fleet.owners[0]?.stacks ?? [];
    // WHEN one plan is swapped and one configuration edited
    writeFileSync(path.join(access?.folder ?? '', 'plan.bin'), JSON.stringify(planWith(['azurerm_key_vault.keys', 'delete'])));
    const [one] = await applyFleet(fleet.ports, fleet.options, planned);
    const again = await planFleet(fleet.ports, fleet.options, fleet.owners, 'apply');
    writeFileSync(path.join(service?.folder ?? '', 'cdk.tf.json'), '{"terraform":{}}');
    const [other] = await applyFleet(fleet.ports, fleet.options, again);
    // THEN
    expect(one?.stacks[0]?.failure).toMatchObject({ code: 'MXDR-PLAN-NOT-STORED', why: 'The plan was replaced after it was shown.' });
    expect(other?.stacks.map(({ status }) => status)).toEqual(['applied', 'failed', 'not-started']);
    expect(other?.stacks[1]?.failure?.why).toBe('The configuration changed after the plan was made.');
  });

  it('applies the plans of an earlier run when it is told to, and only those', async () => {
    // GIVEN
    const fleet = makeFleet(['contoso']);
    await planFleet(fleet.ports, fleet.options, fleet.owners, 'apply');
    const before = fleet.standIn.order().length;
    // WHEN
    const stored = { ...fleet.options, usesStoredPlans: true };
    const applied = await applyFleet(fleet.ports, stored, await planFleet(fleet.ports, stored, fleet.owners, 'apply'));
    const once = await planFleet(fleet.ports, stored, fleet.owners, 'apply');
    // THEN
    expect(statusesOf(applied)).toEqual(['applied', 'applied', 'applied']);
    expect(
      fleet.standIn
        .order()
        .slice(before)
        .filter((call) => call.endsWith(' plan')),
    ).toEqual([]);
    expect(once[0]?.stacks[0]?.outcome.failure?.code).toBe('MXDR-PLAN-NOT-STORED');
  });

  it('takes up an interrupted run where it stopped, and looks again at what changed since', async () => {
    // GIVEN a run in which service failed
    const fleet = makeFleet(['contoso']);
    fleet.standIn.behave({ 'contoso-service/apply': { exit: 1, stderr: 'Error: no luck' } });
    const open = (resumes: boolean) =>
      openRunRecord({ outDir: fleet.outDir, command: 'deploy', startedAt: '2026-10-01T00:00:00.000Z', resumes });
    const run = async (resumes: boolean) => {
      const options = { ...fleet.options, record: await open(resumes) };
      return applyFleet(fleet.ports, options, await planFleet(fleet.ports, options, fleet.owners, 'apply'));
    };
    await run(false);
    fleet.standIn.behave({});
    const before = fleet.standIn.order().length;
    // WHEN
    const second = await run(true);
    const between = fleet.standIn.order().length;
    writeFileSync(path.join(fleet.owners[0]?.stacks[0]?.folder ?? '', 'cdk.tf.json'), '{"terraform":{"required_providers":{}}}');
    const third = await run(true);
    // THEN
    expect(statusesOf(second)).toEqual(['finished-before', 'applied', 'applied']);
    expect(fleet.standIn.order().slice(before, between)[0]).toBe('contoso-service init');
    expect(statusesOf(third)).toEqual(['applied', 'finished-before', 'finished-before']);
  });

  it('tells drift, no drift and not known apart, without a lock and without leaving a plan', async () => {
    // GIVEN
    const fleet = makeFleet(['contoso']);
    fleet.standIn.behave({
      'contoso-access/plan': { plan: planWith(['azurerm_resource_group.sentinel', 'no-op']) },
      'contoso-service/plan': { plan: planWith(['azurerm_sentinel_watchlist.vips', 'update']) },
      'contoso-connectors/plan': { exit: 1, stderr: 'Error: retrieving: unexpected status 403 (403 Forbidden)' },
    });
    // WHEN
    const owners = await compareFleet(fleet.ports, fleet.options, fleet.owners);
    // THEN
    expect(statusesOf(owners)).toEqual(['no-changes', 'drifted', 'failed']);
    expect(owners[0]?.stacks[2]?.failure?.code).toBe('MXDR-ACCESS-DENIED');
    expect(verdictOf(owners)).toBe('not-good');
    expect(verdictOf([{ ownerId: 'contoso', stacks: [owners[0]?.stacks[2] ?? expect.fail()] }])).toBe('undetermined');
    const plan = fleet.standIn.calls().find(({ step }) => step === 'plan');
    expect(plan?.args).toEqual(expect.arrayContaining(['-detailed-exitcode', '-refresh=true', '-lock=false']));
    expect(filesOf(fleet.outDir).filter((name) => name.endsWith('.bin'))).toEqual([]);
  });

  it('asks Terraform to stop exactly once, waits for it, and leaves no lock and no orphan', async () => {
    // GIVEN a stack that is being applied, with a child of its own
    const fleet = makeFleet(['contoso']);
    fleet.standIn.behave({ 'contoso-access/apply': { hangs: true, startsChild: true } });
    const planned = await planFleet(fleet.ports, fleet.options, fleet.owners, 'apply');
    const applying = applyFleet(fleet.ports, fleet.options, planned);
    await until(() => fleet.standIn.order().includes('contoso-access apply'));
    // WHEN
    fleet.interrupt.abort();
    const applied = await applying;
    // THEN
    expect(statusesOf(applied)).toEqual(['interrupted', 'not-started', 'not-started']);
    expect(verdictOf(applied)).toBe('interrupted');
    expect(fleet.standIn.calls().filter(({ event }) => event === 'interrupt')).toHaveLength(1);
    expect(filesOf(fleet.outDir).filter((name) => name.endsWith('.lock.info'))).toEqual([]);
    const { pid, childPid } = fleet.standIn.calls().find(({ step }) => step === 'apply') ?? expect.fail();
    await until(() => !isAlive(pid) && !isAlive(childPid ?? expect.fail()));
  });

  it('kills everything at the second interrupt and says that a lock may be left', async () => {
    // GIVEN
    const fleet = makeFleet(['contoso']);
    fleet.standIn.behave({ 'contoso-access/apply': { hangs: true, startsChild: true, ignoresInterrupt: true } });
    const planned = await planFleet(fleet.ports, fleet.options, fleet.owners, 'apply');
    const applying = applyFleet(fleet.ports, fleet.options, planned);
    await until(() => fleet.standIn.order().includes('contoso-access apply'));
    // WHEN
    fleet.interrupt.abort();
    await until(() => fleet.standIn.calls().some(({ event }) => event === 'interrupt'));
    fleet.force.abort();
    const applied = await applying;
    // THEN
    expect(applied[0]?.stacks[0]).toMatchObject({
      status: 'interrupted',
      failure: { why: expect.stringContaining('may still be locked') },
    });
    const { pid, childPid } = fleet.standIn.calls().find(({ step }) => step === 'apply') ?? expect.fail();
    await until(() => !isAlive(pid) && !isAlive(childPid ?? expect.fail()));
  });

  it('stops a stack that takes too long and goes on with the next customer', async () => {
    // GIVEN
    const fleet = makeFleet(['contoso', 'fabrikam']);
    fleet.standIn.behave({ 'contoso-access/plan': { hangs: true } });
    // WHEN
    const planned = await planFleet(fleet.ports, { ...fleet.options, timeoutMs: 6000, parallel: 1 }, fleet.owners, 'apply');
    // THEN
    expect(planned[0]?.stacks[0]?.outcome).toMatchObject({ status: 'timed-out', failure: { code: 'MXDR-STACK-TIMEOUT' } });
    expect(planned[1]?.stacks.map(({ outcome }) => outcome.status)).toEqual(['planned', 'planned', 'planned']);
    expect(existsSync(path.join(fleet.owners[0]?.stacks[0]?.folder ?? '', '.terraform.tfstate.lock.info'))).toBe(false);
  });

  it('says who holds a lock and since when, and does not break it', async () => {
    // GIVEN
    const fleet = makeFleet(['contoso']);
    const lock = path.join(fleet.owners[0]?.stacks[0]?.folder ?? '', '.terraform.tfstate.lock.info');
    writeFileSync(lock, '{}');
    // WHEN
    const planned = await planFleet(fleet.ports, fleet.options, fleet.owners, 'apply');
    // THEN
    expect(planned[0]?.stacks[0]?.outcome.failure).toMatchObject({
      code: 'MXDR-STATE-LOCKED',
      why: 'lock 5c1d-lock, held by somebody@elsewhere since 2026-10-01 08:00:00 UTC',
    });
    expect(existsSync(lock)).toBe(true);
  });

  it('gives Terraform no secret that it does not need, and writes none down', async () => {
    // GIVEN
    const secret = 'a-token-that-nobody-may-see';
    const fleet = makeFleet(['contoso'], {
      ARM_CLIENT_ID: '7e4a9c18-5d26-4b7f-a0c3-8b1f2e6d4401',
      ARM_OIDC_TOKEN: secret,
      ARM_ACCESS_KEY: 'state-key-of-everybody',
      GITHUB_TOKEN: 'unrelated-secret-1',
      TF_CLI_ARGS_apply: '-auto-approve',
      TF_VAR_x: 'y',
    });
    fleet.standIn.behave({ '*/init': { stdout: `token ${secret}`, stderr: 'client_secret = "hunter2hunter2"' } });
    // WHEN
    await applyFleet(fleet.ports, fleet.options, await planFleet(fleet.ports, fleet.options, fleet.owners, 'apply'));
    // THEN
    const [first] = fleet.standIn.calls();
    expect(first?.env).toMatchObject({ ARM_OIDC_TOKEN: secret, TF_PLUGIN_CACHE_DIR: fleet.options.pluginCache, TF_IN_AUTOMATION: '1' });
    for (const name of ['ARM_ACCESS_KEY', 'GITHUB_TOKEN', 'TF_CLI_ARGS_apply', 'TF_VAR_x']) expect(first?.env).not.toHaveProperty(name);
    expect(
      fleet.standIn
        .calls()
        .flatMap(({ args }) => args)
        .join(' '),
    ).not.toContain(secret);
    const log = readFileSync(fleet.owners[0]?.stacks[0]?.logFile ?? '', 'utf8');
    expect(log).toContain('token (secret)');
    expect(log).toContain('client_secret = (secret)');
    expect(log).toContain('terraform apply -input=false');
    const own = filesOf(fleet.outDir).filter((name) => !name.startsWith('bin') && /\.(?:json|log|bin)$/u.test(name));
    expect(own.filter((name) => readFileSync(path.join(fleet.outDir, name), 'utf8').includes(secret))).toEqual([]);
  });

  it('refuses what it cannot read instead of taking it for no changes', async () => {
    // GIVEN an action of a later format, a torn answer, and an exit code that the plan denies
    const fleet = makeFleet(['contoso']);
    fleet.standIn.behave({
      'contoso-access/plan': { plan: planWith(['azurerm_resource_group.sentinel', 'hibernate']) },
      'contoso-service/plan': { plan: { format_version: '2.0', resource_changes: [] } },
      'contoso-connectors/plan': { exit: 0, plan: planWith(['azurerm_resource_group.sentinel', 'create']) },
    });
    // WHEN
    const [planned] = await planFleet(fleet.ports, fleet.options, fleet.owners, 'apply');
    // THEN
    expect(planned?.stacks.map(({ outcome }) => outcome.failure?.code)).toEqual([
      'MXDR-PLAN-UNREADABLE',
      'MXDR-PLAN-UNREADABLE',
      'MXDR-PLAN-CONTRADICTS',
    ]);
  });
});
