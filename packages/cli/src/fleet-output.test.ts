import type { ChangeAction, OwnerOutcome, ResourceChange } from '@mxdr/deployment';
import { describe, expect, it } from 'vitest';
import { formatPlans } from './fleet-output.ts';
import { createPaint } from './terminal-text.ts';

const counts: Readonly<Record<ChangeAction, number>> = { add: 0, change: 0, replace: 0, destroy: 0, forget: 0, import: 0, move: 0 };

type Change = readonly [type: string, action: ChangeAction];

function ownerWith(...changes: readonly Change[]): OwnerOutcome {
  const listed = changes.map(([type, action]): ResourceChange => ({ address: `${type}.a`, type, action, reason: '', attributes: [] }));
  const summary = { schemaVersion: 1 as const, counts, byType: [], changes: listed, outputs: [], outside: [], hasChanges: true };
  const stack = { ownerId: 'contoso', stackId: 'contoso-service', status: 'planned' as const, summary, logFile: 'x.log', seconds: 1 };
  return { ownerId: 'contoso', stacks: [stack] };
}
const plansOf = (...changes: readonly Change[]): string => formatPlans({ width: 200, paint: createPaint(false) }, [ownerWith(...changes)]);

describe('plans that delete below a workspace', () => {
  it.each<[string, ChangeAction]>([
    ['azurerm_log_analytics_saved_search', 'replace'],
    ['azurerm_sentinel_alert_rule_scheduled', 'destroy'],
    ['azurerm_sentinel_watchlist_item', 'destroy'],
    ['azurerm_sentinel_data_connector_office_365', 'destroy'],
  ])('say that the lock stands in the way of %s (%s)', (type, action) => {
    expect(plansOf([type, action])).toContain('Azure deletes nothing below a locked workspace');
  });

  it('need no such word where nothing is deleted, or the lock goes as well', () => {
    expect(plansOf(['azurerm_sentinel_alert_rule_scheduled', 'change'])).not.toContain('locked workspace');
    expect(plansOf(['azurerm_role_assignment', 'destroy'])).not.toContain('locked workspace');
    expect(plansOf(['azurerm_log_analytics_saved_search', 'destroy'], ['azurerm_management_lock', 'destroy'])).not.toContain('locked');
  });
});
