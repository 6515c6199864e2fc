import { huntingMetrics } from './hunting-metrics.ts';
import type { MetricDefinition } from './metric-definition.ts';
import { overviewMetrics } from './overview-metrics.ts';
import { platformMetrics } from './platform-metrics.ts';
import { postureMetrics } from './posture-metrics.ts';
import { qualityMetrics } from './quality-metrics.ts';
import { readinessMetrics } from './readiness-metrics.ts';
import { serviceMetrics } from './service-metrics.ts';
import { timeMetrics } from './time-metrics.ts';

/** Every metric of the service, in the order of the appendix. HTML, PDF, decks and dashboards read these entries and no other. */
export const metricCatalogue: readonly MetricDefinition[] = [
  ...overviewMetrics,
  ...timeMetrics,
  ...qualityMetrics,
  ...huntingMetrics,
  ...postureMetrics,
  ...platformMetrics,
  ...serviceMetrics,
  ...readinessMetrics,
];

const byId: ReadonlyMap<string, MetricDefinition> = new Map(metricCatalogue.map((metric) => [metric.id, metric]));

export function findMetric(id: string): MetricDefinition | undefined {
  return byId.get(id);
}
