import type { ConnectorPlan, EnvironmentPlan, WorkspacePlan } from '@mxdr/core';
import type { HealthQuery } from '@mxdr/detections';
import { healthQueryText } from '@mxdr/detections';
import type { SavedHealth } from '../constructs/saved-search.ts';

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

/** What a plan asks of a workspace: the connectors that deliver to it. */
type Delivered = Pick<WorkspacePlan, 'connectors'>;

/** Health queries of one workspace in the order of their ids, each with its text. One that expects tables is left out where none are expected. */
function queriesFor(workspace: Delivered, queries: readonly HealthQuery[]): readonly (readonly [query: HealthQuery, text: string])[] {
  const tables = workspace.connectors.flatMap(({ kind }) => dailyTables[kind] ?? []).toSorted();
  return queries
    .filter(({ usesExpectedTables }) => !usesExpectedTables || tables.length > 0)
    .toSorted((a, b) => (a.id.toLowerCase() < b.id.toLowerCase() ? -1 : 1))
    .map((query) => [query, healthQueryText(query, tables)] as const);
}

/** The health queries that people run in one workspace, by what delivers to it. */
export function planHealthQueries(workspace: Delivered, queries: readonly HealthQuery[]): readonly SavedHealth[] {
  return queriesFor(workspace, queries).map(([{ id, name, description }, query]) => ({ id, name, description: description.trim(), query }));
}

/** The alerts on the health of one workspace: the health queries that run by themselves. */
export function planHealthAlerts(workspace: Delivered, queries: readonly HealthQuery[]): readonly HealthAlert[] {
  return queriesFor(workspace, queries).flatMap(([{ name, description, alert }, query]) =>
    alert === undefined ? [] : [{ ...withoutAbsent(alert), displayName: name, description: description.trim(), query }],
  );
}

function withoutAbsent({
  dimension,
  ...alert
}: NonNullable<HealthQuery['alert']>): Omit<HealthAlert, 'displayName' | 'description' | 'query'> {
  return dimension === undefined ? alert : { ...alert, dimension };
}

/** Short name of an action group, which pagers show: at most 12 characters. */
export function actionGroupShortName(plan: Pick<EnvironmentPlan, 'customer'>): string {
  return plan.customer.id.replaceAll('-', '').slice(0, 12);
}
