import type { EnvironmentPlan, WorkspacePlan } from '@mxdr/core';
import { workspacesOf } from '@mxdr/core';
import type { LoadedRule, Watchlist } from '@mxdr/detections';
import { mapRuleToNrtAlert, mapRuleToScheduledAlert } from '@mxdr/detections';
import { huntsFor, rulesFor } from '../check-content.ts';
import type { ServiceContent } from '../service-content.ts';
import { namesOf } from '../workspace-names.ts';
import { planHealthAlerts, planHealthQueries } from './health-alerts.ts';
import { planResponseAutomation } from './response-automation.ts';
import type { SiteContent } from './sentinel-site.ts';

/** A customer's own rows by the alias of the watchlist. */
export type OwnItems = ReadonlyMap<string, Watchlist['items']>;

const byText = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

function rulesForResponse(plan: EnvironmentPlan, workspace: WorkspacePlan, rules: readonly LoadedRule[]) {
  const names = namesOf(plan, workspace);
  return rules.map(({ rule }) => ({
    resourceId: `${workspace.id}/providers/Microsoft.SecurityInsights/alertRules/${names.id('rule', rule.id)}`,
    entityTypes: (rule.entityMappings ?? []).map(({ entityType }) => entityType),
  }));
}

/** Chooses and maps the content of every workspace. In the order of ids, so that the order of files does not matter. */
export function planSites(plan: EnvironmentPlan, content: ServiceContent, ownItems: OwnItems): readonly SiteContent[] {
  const healthQueries = content.healthQueries.map(({ value }) => value);
  return workspacesOf(plan).map((workspace): SiteContent => {
    const rules = rulesFor(plan, workspace, content.rules);
    const isFirst = workspace.key === 'primary';
    return {
      workspace,
      scheduled: rules.filter(({ rule }) => rule.kind === 'Scheduled').map(({ rule }) => mapRuleToScheduledAlert(rule)),
      nrt: rules.filter(({ rule }) => rule.kind === 'NRT').map(({ rule }) => mapRuleToNrtAlert(rule)),
      huntingQueries: huntsFor(workspace, content.huntingQueries).map(({ value }) => value),
      functions: content.functions.map(({ value }) => value).toSorted((a, b) => byText(a.id.toLowerCase(), b.id.toLowerCase())),
      watchlists: content.watchlists
        .map(({ value }) => ({
          ...value,
          items: [...value.items, ...(ownItems.get(value.alias) ?? [])].toSorted((a, b) =>
            byText(a[value.searchKey] ?? '', b[value.searchKey] ?? ''),
          ),
        }))
        .toSorted((a, b) => byText(a.alias, b.alias)),
      automations: planResponseAutomation(plan, rulesForResponse(plan, workspace, rules)),
      healthQueries: planHealthQueries(workspace, healthQueries),
      healthAlerts: planHealthAlerts(workspace, healthQueries),
      // The gallery of the workspace that people work in; a workbook can read the others from there.
      workbooks: isFirst ? content.workbooks.toSorted((a, b) => byText(a.id, b.id)) : [],
    };
  });
}
