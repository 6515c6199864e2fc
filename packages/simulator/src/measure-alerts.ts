import type { Severity } from '@mxdr/core';
import { eachSeverity } from './each-severity.ts';
import { alertSources } from './detection-catalogue.ts';
import type { KnownIncident } from './measure-truth.ts';
import type { Truth } from './truth.ts';

/** Alerts are distinct `SystemAlertId`s without `IsIncident` rows. */
export interface AlertMeasures {
  /** With at least one row in the window. */
  readonly reported: number;
  /** Whose first row lies in the window. */
  readonly firstReported: number;
  /** Of `reported`, by product name. */
  readonly reportedByProduct: Readonly<Record<string, number>>;
  readonly reportedBySeverity: Readonly<Record<Severity, number>>;
  /** Named by the known state of the incidents created in the window. */
  readonly inCreatedIncidents: number;
  /** `reported` per incident created in the window; undefined without incidents. */
  readonly perIncident: number | undefined;
}

export function measureAlerts(truth: Truth, created: readonly KnownIncident[], isInWindow: (utc: string) => boolean): AlertMeasures {
  const alerts = truth.incidents.flatMap((incident) => incident.alerts);
  const reported = alerts.filter((alert) => alert.reportedUtc.some(isInWindow));
  const byProduct = new Map<string, number>();
  for (const alert of reported) {
    const { productName } = alertSources[alert.source];
    byProduct.set(productName, (byProduct.get(productName) ?? 0) + 1);
  }
  return {
    reported: reported.length,
    firstReported: alerts.filter((alert) => isInWindow(alert.reportedUtc[0] ?? '')).length,
    reportedByProduct: Object.fromEntries([...byProduct].sort(([left], [right]) => (left < right ? -1 : 1))),
    reportedBySeverity: eachSeverity((severity) => reported.filter((alert) => alert.severity === severity).length),
    inCreatedIncidents: new Set(created.flatMap(({ state }) => state.alertIds)).size,
    perIncident: created.length === 0 ? undefined : reported.length / created.length,
  };
}
