import type { Severity } from '@mxdr/core';
import { severities } from '@mxdr/core';
import { eachSeverity } from './each-severity.ts';
import { alertSources } from './detection-catalogue.ts';
import type { KnownIncident } from './measure-truth.ts';
import type { Truth, TruthAlert } from './truth.ts';

/** Alerts of one product and severity. */
export interface AlertCount {
  readonly productName: string;
  readonly severity: Severity;
  readonly alerts: number;
}

/** Alerts are distinct `SystemAlertId`s without `IsIncident` rows. */
export interface AlertMeasures {
  /** With at least one row in the window. */
  readonly reported: number;
  /** Whose first row lies in the window. */
  readonly firstReported: number;
  /** The same by product and severity; most first, then by name. */
  readonly firstReportedByKind: readonly AlertCount[];
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
  const first = alerts.filter((alert) => isInWindow(alert.reportedUtc[0] ?? ''));
  const byProduct = new Map<string, number>();
  for (const alert of reported) {
    const { productName } = alertSources[alert.source];
    byProduct.set(productName, (byProduct.get(productName) ?? 0) + 1);
  }
  return {
    reported: reported.length,
    firstReported: first.length,
    firstReportedByKind: countKinds(first),
    reportedByProduct: Object.fromEntries([...byProduct].sort(([left], [right]) => (left < right ? -1 : 1))),
    reportedBySeverity: eachSeverity((severity) => reported.filter((alert) => alert.severity === severity).length),
    inCreatedIncidents: new Set(created.flatMap(({ state }) => state.alertIds)).size,
    perIncident: created.length === 0 ? undefined : reported.length / created.length,
  };
}

function countKinds(alerts: readonly TruthAlert[]): readonly AlertCount[] {
  const names = [...new Set(Object.values(alertSources).map(({ productName }) => productName))];
  return names
    .flatMap((productName) =>
      severities.map((severity) => ({
        productName,
        severity,
        alerts: alerts.filter((alert) => alertSources[alert.source].productName === productName && alert.severity === severity).length,
      })),
    )
    .filter(({ alerts: count }) => count > 0)
    .toSorted(
      (left, right) =>
        right.alerts - left.alerts || compareText(left.productName, right.productName) || compareText(left.severity, right.severity),
    );
}

function compareText(left: string, right: string): number {
  return left === right ? 0 : left < right ? -1 : 1;
}
