/* eslint-disable no-new -- a construct registers itself with its parent */
import type { EnvironmentPlan, WorkspacePlan } from '@mxdr/core';
import type { HuntingQuery, NrtAlert, SavedFunction, ScheduledAlert, Watchlist } from '@mxdr/detections';
import { Construct } from 'constructs';
import { AutomationRule } from '../constructs/automation-rule.ts';
import { HealthAlerts } from '../constructs/health-alerts.ts';
import { MicrosoftRules } from '../constructs/microsoft-rules.ts';
import { NrtRule } from '../constructs/nrt-rule.ts';
import type { SavedHealth } from '../constructs/saved-search.ts';
import { SavedHealthQuery, SavedHuntingQuery, WorkspaceFunction } from '../constructs/saved-search.ts';
import { ScheduledRule } from '../constructs/scheduled-rule.ts';
import { SentinelWorkspace } from '../constructs/sentinel-workspace.ts';
import { SentinelList } from '../constructs/watchlist.ts';
import { Workbook } from '../constructs/workbook.ts';
import { WorkspaceDiagnostics } from '../constructs/workspace-diagnostics.ts';
import { WorkspaceTables } from '../constructs/workspace-tables.ts';
import type { WorkbookContent } from '../workbook-content.ts';
import { namesOf } from '../workspace-names.ts';
import type { HealthAlert } from './health-alerts.ts';
import type { AutomationPlan } from './response-automation.ts';

/** Everything that one workspace gets, as plain data: mapped, chosen for the customer, ready to be written. */
export interface SiteContent {
  readonly workspace: WorkspacePlan;
  readonly scheduled: readonly ScheduledAlert[];
  readonly nrt: readonly NrtAlert[];
  readonly huntingQueries: readonly HuntingQuery[];
  readonly functions: readonly SavedFunction[];
  /** With the customer's own rows. */
  readonly watchlists: readonly Watchlist[];
  readonly automations: readonly AutomationPlan[];
  readonly healthQueries: readonly SavedHealth[];
  readonly healthAlerts: readonly HealthAlert[];
  readonly workbooks: readonly WorkbookContent[];
}

/** One workspace with Sentinel on it and all of its content. */
export class SentinelSite extends Construct {
  constructor(scope: Construct, plan: EnvironmentPlan, content: SiteContent) {
    const site = content.workspace;
    super(scope, site.key);
    const names = namesOf(plan, site);
    const { workspace, onboarding } = new SentinelWorkspace(this, 'sentinel', { plan, workspace: site, names });
    const dependsOn = [onboarding];
    const { workspaceId } = onboarding;
    new WorkspaceDiagnostics(this, 'diagnostics', { workspaceId: workspace.id, names, dependsOn });
    new WorkspaceTables(this, 'tables', { workspaceId: workspace.id, tables: site.tables, names, dependsOn });
    const saved = { names, workspaceId: workspace.id, dependsOn };
    const functions = content.functions.map((one) => new WorkspaceFunction(this, { ...saved, saved: one }).resource);
    const watchlists = content.watchlists.map((list) => new SentinelList(this, { names, workspaceId, list }).resource);
    // Azure runs a rule's query when it is made: what the query calls must be there.
    const needs = [...functions, ...watchlists];
    for (const alert of content.scheduled) new ScheduledRule(this, { names, workspaceId, alert, dependsOn: needs });
    for (const alert of content.nrt) new NrtRule(this, { names, workspaceId, alert, dependsOn: needs });
    for (const query of content.huntingQueries) new SavedHuntingQuery(this, { ...saved, query });
    for (const query of content.healthQueries) new SavedHealthQuery(this, { ...saved, query });
    for (const automation of content.automations) new AutomationRule(this, { names, workspaceId, automation });
    if (site.key === 'primary')
      new MicrosoftRules(this, 'microsoft', { names, workspaceId, workspaceResourceId: site.id, rules: plan.microsoftRules });
    for (const workbook of content.workbooks) new Workbook(this, { plan, workspace: site, names, workbook, dependsOn });
    new HealthAlerts(this, 'health', { plan, workspace: site, names, alerts: content.healthAlerts, dependsOn });
  }
}
