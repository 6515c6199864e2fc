import type { Period } from '@mxdr/core';
import { parsePeriod } from '@mxdr/core';
import { lastCheckInBefore } from '@mxdr/ledgers';
import type { ReportSettings } from '../definition/report-definition-schema.ts';
import { listBlocks } from '../definition/list-blocks.ts';
import { metricsOfSince } from '../definition/rule-metrics.ts';
import type { MetricDefinition } from '../metrics/metric-definition.ts';
import type { ReportLedgers } from './ledgers.ts';

/** The day of the last check-in before the period's end, with the period from then on; or why there is none. */
export type CheckInFound =
  | { readonly kind: 'check-in'; readonly date: string; readonly period: Period }
  | { readonly kind: 'no-check-in' | 'no-ledger' };

/**
 * From where "since last time" counts: the beginning of the day on which the last check-in before the period's end was held, in the customer's zone,
 * up to the period's end. Half-open, so that the whole day of the check-in is in it.
 */
export function findLastCheckIn({ checkIns }: ReportLedgers, period: Period): CheckInFound {
  if (checkIns === undefined) return { kind: 'no-ledger' };
  const date = lastCheckInBefore(checkIns, period.endDate);
  return date === undefined
    ? { kind: 'no-check-in' }
    : { kind: 'check-in', date, period: parsePeriod(`${date}..${period.endDate}`, period.timeZone) };
}

/** What is counted as it happens adds up from any day on; what is a state is the same whenever it is asked for. */
const countedOver: ReadonlySet<MetricDefinition['cohort']> = new Set(['created-in-period', 'closed-in-period', 'recorded-in-period']);

/** Metrics of a report that are counted from the last check-in, too. */
export function metricsSince(
  settings: Pick<ReportSettings, 'since' | 'sections'>,
  metrics: readonly MetricDefinition[],
): ReadonlySet<string> {
  if (settings.since === undefined) return new Set();
  const shown = listBlocks(settings).flatMap(({ block }) =>
    block.kind === 'comparison' && block.with.includes('sinceCheckIn') ? block.metrics : [],
  );
  const asked = new Set([...shown, ...metricsOfSince]);
  return new Set(metrics.filter(({ id, cohort }) => asked.has(id) && countedOver.has(cohort)).map(({ id }) => id));
}

/** Metrics whose earlier months are compared with. */
export function metricsWithHistory(settings: Pick<ReportSettings, 'sections'>): ReadonlySet<string> {
  return new Set(
    listBlocks(settings).flatMap(({ block }) => (block.kind === 'comparison' && block.with.includes('history') ? block.metrics : [])),
  );
}
