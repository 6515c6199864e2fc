import type { ConnectorPlan, EnvironmentPlan, WorkspacePlan } from '@mxdr/core';

/** One alert on the health of a workspace, as data. These are for the operator; detections are analytics rules. */
export interface HealthAlert {
  /** Stable, part of its name and its address. */
  readonly key: string;
  readonly displayName: string;
  readonly description: string;
  readonly query: string;
  /** 0 (critical) to 4 (verbose). */
  readonly severity: number;
  /** ISO 8601. */
  readonly evaluationFrequency: string;
  /** ISO 8601. */
  readonly windowDuration: string;
  /** Column that splits one alert into several; absent: one alert. */
  readonly dimension?: string;
}

/** Tables of each source that a working tenant fills every day. Alerts come when there are any, so their silence says nothing. */
const dailyTables: Readonly<Partial<Record<ConnectorPlan['kind'], readonly string[]>>> = {
  'entra-diagnostics': ['AADNonInteractiveUserSignInLogs', 'AuditLogs', 'SigninLogs'],
  'office-365': ['OfficeActivity'],
};

function ingestionStopped(tables: readonly string[]): HealthAlert {
  return {
    key: 'ingestion-stopped',
    displayName: 'Ingestion stopped',
    description: 'A table that is filled every day got nothing for a day: detections over it are blind.',
    query: `let Expected = datatable(Table: string) [${tables.map((table) => JSON.stringify(table)).join(', ')}];
let Seen = Usage | where TimeGenerated > ago(1d) and Quantity > 0 | distinct DataType;
Expected | where Table !in (Seen)`,
    severity: 1,
    evaluationFrequency: 'PT1H',
    windowDuration: 'P1D',
    dimension: 'Table',
  };
}

const always: readonly HealthAlert[] = [
  {
    key: 'daily-cap-reached',
    displayName: 'Daily cap reached',
    description: 'The workspace takes no more data today, security data included.',
    query: '_LogOperation\n| where Category =~ "Ingestion"\n| where Detail has "OverQuota"',
    severity: 0,
    evaluationFrequency: 'PT15M',
    windowDuration: 'PT1H',
  },
  {
    key: 'rule-disabled',
    displayName: 'Analytics rule disabled',
    description: 'A rule was switched off: by Sentinel after failing for long (AUTO DISABLED), or by somebody.',
    // An update writes the whole rule as text into its properties, before and after.
    query: `let BySentinel = SentinelHealth
| where SentinelResourceType startswith "Analytic"
| where SentinelResourceName startswith "AUTO DISABLED" or Reason has "disabled"
| project Rule = SentinelResourceName;
let BySomebody = SentinelAudit
| where SentinelResourceType startswith "Analytic"
| where tostring(ExtendedProperties.UpdatedResourceState) matches regex @'(?i)"enabled"\\s*:\\s*false'
| project Rule = SentinelResourceName;
union BySentinel, BySomebody
| distinct Rule`,
    severity: 1,
    evaluationFrequency: 'PT1H',
    windowDuration: 'PT1H',
    dimension: 'Rule',
  },
  {
    key: 'rule-failing',
    displayName: 'Analytics rule failing',
    description: 'A rule failed in every run of six hours: what happened in that time was not looked at.',
    query: `SentinelHealth
| where SentinelResourceType startswith "Analytic"
| summarize Failed = countif(Status == "Failure"), Good = countif(Status == "Success") by Rule = SentinelResourceName
| where Failed > 0 and Good == 0`,
    severity: 2,
    evaluationFrequency: 'PT1H',
    windowDuration: 'PT6H',
    dimension: 'Rule',
  },
  {
    key: 'connector-failing',
    displayName: 'Data connector failing',
    description: 'A connector reported failure last; Sentinel reports so for some connectors only.',
    query: `SentinelHealth
| where OperationName == "Data fetch status change"
| summarize arg_max(TimeGenerated, Status) by Connector = SentinelResourceName
| where Status == "Failure"
| project Connector`,
    severity: 1,
    evaluationFrequency: 'PT1H',
    windowDuration: 'P1D',
    dimension: 'Connector',
  },
];

/** The alerts on the health of one workspace, by what delivers to it. */
export function planHealthAlerts(workspace: Pick<WorkspacePlan, 'connectors'>): readonly HealthAlert[] {
  const tables = workspace.connectors.flatMap(({ kind }) => dailyTables[kind] ?? []).toSorted();
  return tables.length === 0 ? always : [ingestionStopped(tables), ...always];
}

/** Short name of an action group, which pagers show: at most 12 characters. */
export function actionGroupShortName(plan: Pick<EnvironmentPlan, 'customer'>): string {
  return plan.customer.id.replaceAll('-', '').slice(0, 12);
}
