import { formatPeriodShort } from '@mxdr/core';
import type { MetricMeasurement } from '../dataset/dataset.ts';
import { isKnown } from '../dataset/dataset.ts';
import type { MetricDefinition } from '../metrics/metric-definition.ts';
import { joinWith } from '../languages/join-words.ts';
import type { DatasetReader } from './dataset-reader.ts';
import type { MetricTrend } from './report-model.ts';
import { writeValue } from './word-metric.ts';

/** The months of a metric for its small line, and in words. Nothing where fewer than two months are known: a point is no trend. */
export function wordTrend(metric: MetricDefinition, { trend }: MetricMeasurement, reader: DatasetReader): MetricTrend | undefined {
  if (trend === undefined || trend.filter(({ value }) => isKnown(value)).length < 2) return undefined;
  const { messages, wording } = reader;
  const month = (index: number): string => formatPeriodShort(trend.at(index)!.period, reader.dataset.customer.locale);
  const short = new Intl.DateTimeFormat(reader.dataset.customer.locale, {
    month: 'short',
    year: 'numeric',
    timeZone: reader.dataset.period.timeZone,
  });
  const shortMonth = (index: number): string => short.format(new Date(trend.at(index)!.period.startUtc));
  const points = trend.map(({ value }, index) => messages.trend.point(month(index), writeValue(metric, value, wording)));
  return {
    values: trend.map(({ value }) => (isKnown(value) ? value.value : null)),
    label: messages.trend.label(metric.name, joinWith(messages.list, points)),
    from: shortMonth(0),
    to: shortMonth(-1),
  };
}
