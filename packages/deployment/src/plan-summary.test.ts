import { describe, expect, it } from 'vitest';
import { refusedChanges } from './destroy-permission.ts';
import { readPlanDocument } from './plan-document.ts';
import { sensitiveTexts, summarisePlan } from './plan-summary.ts';

// Shapes as Terraform 1.11 writes them, cut to what matters.
const recorded = JSON.stringify({
  format_version: '1.2',
  terraform_version: '1.11.4',
  planned_values: { root_module: {} },
  resource_drift: [
    {
      address: 'azurerm_log_analytics_workspace.workspace',
      mode: 'managed',
      type: 'azurerm_log_analytics_workspace',
      change: {
        actions: ['update'],
        before: { retention_in_days: 90, tags: {} },
        after: { retention_in_days: 30, tags: {} },
        after_unknown: {},
      },
    },
  ],
  resource_changes: [
    {
      address: 'azurerm_sentinel_alert_rule_scheduled.rule-b',
      mode: 'managed',
      type: 'azurerm_sentinel_alert_rule_scheduled',
      name: 'rule-b',
      change: {
        actions: ['delete', 'create'],
        before: { name: 'old', query: 'A' },
        after: { name: 'new', query: 'A' },
        after_unknown: { id: true },
        before_sensitive: {},
        after_sensitive: {},
        replace_paths: [['name']],
      },
      action_reason: 'replace_because_cannot_update',
    },
    {
      address: 'azurerm_log_analytics_workspace.workspace',
      mode: 'managed',
      type: 'azurerm_log_analytics_workspace',
      change: {
        actions: ['update'],
        before: { retention_in_days: 90, primary_shared_key: 'the-key-of-the-workspace', note: 'the-key-of-the-workspace' },
        after: { retention_in_days: 180, note: 'rotated' },
        after_unknown: { primary_shared_key: true },
        before_sensitive: { primary_shared_key: true },
        after_sensitive: { primary_shared_key: true },
      },
    },
    {
      address: 'azurerm_resource_group.sentinel',
      mode: 'managed',
      type: 'azurerm_resource_group',
      change: { actions: ['no-op'], before: {}, after: {}, after_unknown: {}, before_sensitive: {}, after_sensitive: {} },
    },
    {
      address: 'data.azurerm_client_config.me',
      mode: 'data',
      type: 'azurerm_client_config',
      change: { actions: ['read'], before: null, after: {}, after_unknown: {}, before_sensitive: false, after_sensitive: {} },
    },
    {
      address: 'azurerm_log_analytics_saved_search.hunt',
      mode: 'managed',
      type: 'azurerm_log_analytics_saved_search',
      change: { actions: ['delete'], before: { name: 'x' }, after: null, after_unknown: {}, before_sensitive: {}, after_sensitive: false },
      action_reason: 'delete_because_no_resource_config',
    },
    {
      address: 'azurerm_role_assignment.reader',
      previous_address: 'azurerm_role_assignment.old',
      mode: 'managed',
      type: 'azurerm_role_assignment',
      change: { actions: ['no-op'], before: {}, after: {}, after_unknown: {} },
    },
    {
      address: 'azapi_resource.summary',
      mode: 'managed',
      type: 'azapi_resource',
      change: {
        actions: ['delete'],
        before: { type: 'Microsoft.OperationalInsights/workspaces/summaryLogs@2025-02-01' },
        after: null,
        after_unknown: {},
      },
    },
  ],
  output_changes: { x: { actions: ['create'], before: null }, y: { actions: ['no-op'], before: 1, after: 1 } },
  complete: true,
  errored: false,
});

describe('the summary of a plan', () => {
  const summary = summarisePlan(readPlanDocument(recorded));

  it('counts by action and by kind of resource; reads and what stays are no changes', () => {
    expect(summary.counts).toEqual({ add: 0, change: 1, replace: 1, destroy: 2, forget: 0, import: 0, move: 1 });
    expect(summary.byType.map(({ type, counts }) => [type, counts])).toEqual([
      ['azapi_resource', { destroy: 1 }],
      ['azurerm_log_analytics_saved_search', { destroy: 1 }],
      ['azurerm_log_analytics_workspace', { change: 1 }],
      ['azurerm_role_assignment', { move: 1 }],
      ['azurerm_sentinel_alert_rule_scheduled', { replace: 1 }],
    ]);
    expect(summary.outputs).toEqual(['x']);
    expect(summary.hasChanges).toBe(true);
  });

  it('says which argument makes a resource anew, and what is lost with it', () => {
    expect(summary.changes.find(({ action }) => action === 'replace')).toEqual({
      address: 'azurerm_sentinel_alert_rule_scheduled.rule-b',
      type: 'azurerm_sentinel_alert_rule_scheduled',
      action: 'replace',
      reason: 'replace because cannot update',
      loss: 'a detection',
      attributes: [
        { name: 'id', from: '(none)', to: '(known after apply)', forcesReplacement: false },
        { name: 'name', from: 'old', to: 'new', forcesReplacement: true },
      ],
    });
  });

  it('shows no sensitive value, not even where the same text stands unmarked', () => {
    expect(sensitiveTexts(readPlanDocument(recorded))).toEqual(['the-key-of-the-workspace']);
    expect(JSON.stringify(summary)).not.toContain('the-key-of-the-workspace');
    expect(summary.changes.find(({ action }) => action === 'change')?.attributes).toEqual([
      { name: 'note', from: '(secret)', to: 'rotated', forcesReplacement: false },
      { name: 'primary_shared_key', from: '(sensitive)', to: '(sensitive)', forcesReplacement: false },
      { name: 'retention_in_days', from: '90', to: '180', forcesReplacement: false },
    ]);
  });

  it('names what was changed outside', () => {
    expect(summary.outside).toEqual([
      {
        address: 'azurerm_log_analytics_workspace.workspace',
        type: 'azurerm_log_analytics_workspace',
        attributes: ['retention_in_days'],
        isGone: false,
      },
    ]);
  });

  it('needs permission for what cannot be made again, and for that alone', () => {
    const addresses = (permission: Parameters<typeof refusedChanges>[1]) =>
      refusedChanges(summary, permission).map(({ address }) => address);
    expect(addresses({ kind: 'none' })).toEqual(['azapi_resource.summary', 'azurerm_sentinel_alert_rule_scheduled.rule-b']);
    expect(addresses({ kind: 'named', names: ['azurerm_sentinel_alert_rule_scheduled'] })).toEqual(['azapi_resource.summary']);
    expect(addresses({ kind: 'all' })).toEqual([]);
  });

  it.each([
    ['no JSON', 'Error: x', /is no JSON/u],
    ['a plan with errors', '{"format_version":"1.2","errored":true}', /not whole/u],
    ['a plan that puts changes off', '{"format_version":"1.2","complete":false}', /later plan/u],
    ['a later format', '{"format_version":"2.0"}', /not 1/u],
  ])('refuses %s', (_name, text, why) => {
    expect(() => readPlanDocument(text)).toThrow(
      expect.objectContaining({ code: 'MXDR-PLAN-UNREADABLE', why: expect.stringMatching(why) }),
    );
  });
});
