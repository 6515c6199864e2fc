import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { offboardingSteps, openOffboarding, recordOffboarding } from './offboarding-record.ts';
import type { ResourceChange } from './plan-summary.ts';
import { makeFolder } from './testing/stack-folders.ts';

const start = { customerId: 'contoso', customerName: 'Contoso *Logistics*', today: '2026-10-31', now: '2026-10-31T09:00:00.000Z' };
const change = (address: string, action: ResourceChange['action']): ResourceChange => ({
  address,
  type: address.split('.')[0] ?? '',
  action,
  reason: '',
  attributes: [],
});

describe('the record of an offboarding', () => {
  it('starts the clock today, and counts 30 days after a termination, 90 after an expiry', async () => {
    expect(await openOffboarding({ ...start, folder: makeFolder() })).toMatchObject({ endedOn: '2026-10-31', deletionDueOn: '2026-11-30' });
    expect(await openOffboarding({ ...start, folder: makeFolder(), endedOn: '2026-12-01', because: 'expiry' })).toMatchObject({
      deletionDueOn: '2027-03-01',
    });
  });

  it('keeps the first date, adds up what runs did, and counts only what was applied', async () => {
    // GIVEN
    const folder = makeFolder();
    const record = await openOffboarding({ ...start, folder });
    const counts = { add: 0, change: 0, replace: 0, destroy: 1, forget: 1, import: 0, move: 0 };
    const summary = (...changes: readonly ResourceChange[]) => ({
      schemaVersion: 1 as const,
      counts,
      byType: [],
      changes,
      outputs: [],
      outside: [],
      hasChanges: true,
    });
    const stack = { ownerId: 'contoso', logFile: 'x.log', seconds: 1 };
    // WHEN
    const outcome = {
      ownerId: 'contoso',
      stacks: [
        {
          ...stack,
          stackId: 'contoso-service',
          status: 'applied' as const,
          summary: summary(
            change('azurerm_sentinel_watchlist.vips', 'destroy'),
            change('azurerm_log_analytics_workspace.workspace', 'forget'),
          ),
        },
        {
          ...stack,
          stackId: 'contoso-access',
          status: 'failed' as const,
          summary: summary(change('azurerm_lighthouse_assignment.a', 'destroy')),
        },
      ],
    };
    await recordOffboarding(folder, record, outcome, { now: '2026-11-01T09:00:00.000Z', deletesWorkspace: false });
    // THEN
    const again = await openOffboarding({ ...start, folder, today: '2026-11-05' });
    expect(again).toMatchObject({
      endedOn: '2026-10-31',
      isWorkspaceDeleted: false,
      removed: [{ address: 'azurerm_sentinel_watchlist.vips' }],
      left: [{ address: 'azurerm_log_analytics_workspace.workspace' }],
      stacks: [
        { stackId: 'contoso-service', status: 'applied' },
        { stackId: 'contoso-access', status: 'failed' },
      ],
    });
    await expect(openOffboarding({ ...start, folder, endedOn: '2026-11-05' })).rejects.toMatchObject({
      code: 'MXDR-OFFBOARD-DATE-DIFFERS',
    });
    const text = readFileSync(path.join(folder, 'offboarding-record.md'), 'utf8');
    expect(text).toContain(String.raw`# Offboarding of Contoso \*Logistics\*`);
    expect(text).toContain('Held data must be gone by 2026-11-30');
  });

  it('takes the delegation away after everything that needs it, and leaves the customer what is his', () => {
    const steps = offboardingSteps({ endedOn: '2026-10-31', deletionDueOn: '2026-11-30', because: 'termination' }, false);
    const orderOf = (text: string): number => steps.find(({ what }) => what.includes(text))?.order ?? expect.fail(text);
    expect(orderOf('Take connectors away')).toBeLessThan(orderOf('Destroy rules'));
    expect(orderOf('Destroy rules')).toBeLessThan(orderOf('Take access away'));
    expect(steps.at(-1)?.what).toContain('2026-11-30');
    expect(orderOf('workspace and its logs stay')).toBe(orderOf('Destroy rules'));
  });
});
