import type { Dataset, MetricValue, ViewCell } from '../dataset/dataset.ts';
import { isKnown } from '../dataset/dataset.ts';
import type { Reason } from '../dataset/reason.ts';

export const metricColumns = [
  'MetricId',
  'Name',
  'Unit',
  'Role',
  'PeriodId',
  'FromUtc',
  'ToUtc',
  'State',
  'Value',
  'N',
  'Part',
  'Mean',
  'Median',
  'P90',
  'Negative',
  'Without',
  'Reason',
  'Evidence',
  'Definition',
];

/**
 * Every number of the report, one a row: of its own period (`current`), of the compared ones (`previous`, `year-before`) and of the months of trends
 * (`trend`). `Value` is empty unless `State` says that there is one.
 */
export function metricRows(dataset: Dataset, say: (reason: Reason) => string): readonly (readonly ViewCell[])[] {
  const definitions = new Map(dataset.definition.metrics.map((metric) => [metric.id, metric]));
  return dataset.metrics.flatMap(({ metricId, current, previous, yearBefore, trend = [] }) => {
    const metric = definitions.get(metricId);
    if (metric === undefined) return [];
    const row = (role: string, period: Dataset['period'] | undefined, value: MetricValue): readonly ViewCell[] => [
      metric.id,
      metric.name,
      metric.unit,
      role,
      period?.id ?? null,
      period?.startUtc ?? null,
      period?.endUtc ?? null,
      ...valueCells(value, say),
      metric.definition,
    ];
    return [
      row('current', dataset.period, current),
      ...(previous === null ? [] : [row('previous', dataset.comparison?.period, previous)]),
      ...(yearBefore === undefined ? [] : [row('year-before', dataset.yearBefore?.period, yearBefore)]),
      ...trend.map(({ period, value }) => row('trend', period, value)),
    ];
  });
}

function valueCells(value: MetricValue, say: (reason: Reason) => string): readonly ViewCell[] {
  const known = isKnown(value) ? value : undefined;
  return [
    value.state,
    known?.value ?? null,
    known?.n ?? null,
    known?.part ?? null,
    known?.distribution?.mean ?? null,
    known?.distribution?.median ?? null,
    known?.distribution?.p90 ?? null,
    known?.distribution?.negative ?? null,
    known?.without ?? null,
    value.reason === undefined ? '' : say(value.reason),
    value.evidence.join(' '),
  ];
}
