import { readFileSync } from 'node:fs';
import process from 'node:process';
import { describe, expect, it } from 'vitest';
import { isBusyFailure } from './failure.ts';
import { changesNotShown } from './plan-remainder.ts';
import { readPlanDocument } from './plan-document.ts';
import { summarisePlan } from './plan-summary.ts';
import { pause } from './repeat.ts';
import { applyFleet, compareFleet, planFleet } from './run-fleet.ts';
import { makeFleet } from './testing/stack-folders.ts';
import { planWith } from './testing/stand-in-terraform.ts';

const conflict = '╷\n│ Error: creating Rule: unexpected status 409 (409 Conflict) with error: AnotherOperationInProgress\n╵';
const denied = 'Error: creating Rule: unexpected status 403 (403 Forbidden)';
const busy = { exit: 1, stderr: conflict };
const rules = planWith(['azurerm_sentinel_alert_rule_scheduled.a', 'create'], ['azurerm_sentinel_alert_rule_scheduled.b', 'create']);
const leftRule = planWith(['azurerm_sentinel_alert_rule_scheduled.b', 'create']);

const service = 'contoso-service';
const run = async (behaviours: Parameters<ReturnType<typeof makeFleet>['standIn']['behave']>[0]) => {
  const fleet = makeFleet(['contoso']);
  fleet.standIn.behave(behaviours);
  const planned = await planFleet(fleet.ports, fleet.options, fleet.owners, 'apply');
  const [owner] = await applyFleet(fleet.ports, fleet.options, planned);
  const steps = fleet.standIn.order().filter((call) => call.startsWith(service));
  return { fleet, outcome: owner?.stacks[1], steps: steps.map((call) => call.slice(service.length + 1)).join(' ') };
};

describe.skipIf(process.platform === 'win32')('a stack that Azure is too busy for', { timeout: 60_000 }, () => {
  it('is planned and applied again after a pause, as far as it was shown', async () => {
    // GIVEN an apply that makes one of two rules and then meets another operation
    const { fleet, outcome, steps } = await run({
      [`${service}/plan`]: { inTurn: [{ plan: rules }, { plan: leftRule }] },
      [`${service}/apply`]: { inTurn: [busy, {}] },
    });
    // THEN
    expect(outcome).toMatchObject({ status: 'applied' });
    expect(steps).toBe('init plan show apply init plan show apply');
    expect(fleet.pauses).toEqual([20_000]);
    expect(fleet.progress).toContainEqual(expect.objectContaining({ detail: 'Azure is busy: attempt 2 of 3 in 20 seconds' }));
    // AND the log has both attempts
    const log = readFileSync(fleet.owners[0]?.stacks[1]?.logFile ?? '', 'utf8');
    expect(log.match(/# \S+ terraform apply /gu)).toHaveLength(2);
  });

  it('is given up after three attempts, and says so', async () => {
    const { fleet, outcome } = await run({ [`${service}/apply`]: busy });
    expect(outcome).toMatchObject({
      status: 'failed',
      failure: { code: 'MXDR-CONFLICT', message: expect.stringContaining('It stayed so for 3 attempts.') },
    });
    expect(fleet.pauses).toEqual([20_000, 40_000]);
  });

  it('is done when the change was made after all', async () => {
    const done = planWith(['azurerm_sentinel_alert_rule_scheduled.b', 'no-op']);
    const { outcome, steps } = await run({
      [`${service}/plan`]: { inTurn: [{ plan: leftRule }, { plan: done }] },
      [`${service}/apply`]: busy,
    });
    expect(outcome?.status).toBe('applied');
    expect(steps).toBe('init plan show apply init plan show');
  });

  it('is left alone where what is left is more than was shown: a half-made rule that would be replaced', async () => {
    const { outcome, steps } = await run({
      [`${service}/plan`]: {
        inTurn: [{ plan: rules }, { plan: planWith(['azurerm_sentinel_alert_rule_scheduled.b', 'delete', 'create']) }],
      },
      [`${service}/apply`]: busy,
    });
    expect(outcome?.failure).toMatchObject({ code: 'MXDR-PLAN-REMAINDER', why: 'azurerm_sentinel_alert_rule_scheduled.b (replace)' });
    expect(steps).toBe('init plan show apply init plan show');
  });

  it('is not tried again where anything else went wrong as well', async () => {
    const { fleet, outcome } = await run({ [`${service}/apply`]: { exit: 1, stderr: `${conflict}\n${denied}` } });
    expect(outcome?.status).toBe('failed');
    expect(fleet.pauses).toEqual([]);
  });

  it('is planned and compared again as well', async () => {
    const throttled = { exit: 1, stderr: 'Error: reading: unexpected status 429 (429 Too Many Requests)' };
    const { fleet, outcome } = await run({ [`${service}/plan`]: { inTurn: [throttled, {}] } });
    expect(outcome?.status).toBe('applied');
    fleet.standIn.behave({ [`${service}/plan`]: throttled });
    const [compared] = await compareFleet(fleet.ports, fleet.options, fleet.owners);
    expect(compared?.stacks[1]).toMatchObject({ status: 'failed', failure: { code: 'MXDR-THROTTLED' } });
    expect(fleet.pauses).toEqual([20_000, 20_000, 40_000]);
  });

  it('waits no longer once the run is interrupted', async () => {
    const fleet = makeFleet(['contoso']);
    fleet.standIn.behave({ 'contoso-access/apply': busy });
    const ports = { ...fleet.ports, pause: async () => fleet.interrupt.abort() };
    const planned = await planFleet(ports, fleet.options, fleet.owners, 'apply');
    const [owner] = await applyFleet(ports, fleet.options, planned);
    expect(owner?.stacks.map(({ status }) => status)).toEqual(['failed', 'not-started', 'not-started']);
    expect(fleet.standIn.order().filter((call) => call.endsWith(' apply'))).toHaveLength(1);
  });
});

describe('what is left of a plan', () => {
  const summaryOf = (plan: unknown) => summarisePlan(readPlanDocument(JSON.stringify(plan)));
  const change = (value: unknown, isUnknown = false): unknown => ({
    format_version: '1.2',
    resource_changes: [
      {
        address: 'azurerm_x.a',
        mode: 'managed',
        type: 'azurerm_x',
        change: { actions: ['update'], before: { text: 'old' }, after: { text: value }, after_unknown: isUnknown ? { text: true } : {} },
      },
    ],
    complete: true,
    errored: false,
  });

  it('holds nothing new where it is a part of it, or a value is known by now', () => {
    expect(changesNotShown(summaryOf(leftRule), summaryOf(rules))).toEqual([]);
    expect(changesNotShown(summaryOf(change('new')), summaryOf(change('new')))).toEqual([]);
    expect(changesNotShown(summaryOf(change('new')), summaryOf(change(null, true)))).toEqual([]);
  });

  it('names another address, another action and another value', () => {
    expect(changesNotShown(summaryOf(rules), summaryOf(leftRule))).toEqual(['azurerm_sentinel_alert_rule_scheduled.a (add)']);
    expect(changesNotShown(summaryOf(change('other')), summaryOf(change('new')))).toEqual(['azurerm_x.a (change)']);
  });
});

describe('being busy', () => {
  it.each([
    [[conflict], true],
    [['Error: unexpected status 429 (429 Too Many Requests)'], true],
    [[conflict, denied], false],
    [['Error: 409 Conflict: RoleAssignmentExists: The role assignment already exists.'], false],
    [['Error: 409 Conflict: ScopeLocked: cannot perform delete operation because following scope(s) are locked'], false],
    [['nothing that begins as an error does, 409'], false],
    [[], false],
  ])('%j is %s', (lines, expected) => {
    expect(isBusyFailure(lines.flatMap((line) => line.split('\n')))).toBe(expected);
  });

  it('is waited for until the signal says stop', async () => {
    const stop = new AbortController();
    const waiting = pause(60_000, stop.signal);
    stop.abort();
    await expect(waiting).resolves.toBeUndefined();
    await expect(pause(1, new AbortController().signal)).resolves.toBeUndefined();
  });
});
