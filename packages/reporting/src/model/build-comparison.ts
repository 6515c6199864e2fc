import { formatPeriodShort } from '@mxdr/core';
import type { MetricMeasurement, MetricValue, PeriodStanding } from '../dataset/dataset.ts';
import { isKnown } from '../dataset/dataset.ts';
import type { ComparisonDefinition } from '../definition/block-schemas.ts';
import type { MetricDefinition } from '../metrics/metric-definition.ts';
import type { DatasetReader } from './dataset-reader.ts';
import type { ComparisonBlock, ComparisonCell, ComparisonRow, MetricDelta } from './report-model.ts';
import type { WordingContext } from './word-metric.ts';
import { wordDelta, wordNote, writeValue } from './word-metric.ts';

/** A column beside the report's own period. */
interface Column {
  readonly label: string;
  readonly cellOf: (metric: MetricDefinition, measurement: MetricMeasurement) => ComparisonCell;
}

/** Metrics of this period beside the period before, the year before, and what was agreed. A period that the data does not reach says so. */
export function buildComparison(block: ComparisonDefinition, reader: DatasetReader): ComparisonBlock {
  const { dataset, messages, wording } = reader;
  const { locale } = dataset.customer;
  const columns: readonly Column[] = [
    { label: reader.periodShort, cellOf: (metric, { current }) => valueCell(metric, current, null, wording) },
    ...block.with.flatMap((which) => {
      const other = which === 'previous' ? dataset.comparison : dataset.yearBefore;
      if (other === null || other === undefined) return [];
      const label = formatPeriodShort(other.period, locale);
      return [{ label, cellOf: comparedCell(which, label, other.standing, reader) }];
    }),
    ...(block.targets.length === 0 ? [] : [{ label: messages.comparison.target, cellOf: targetCell(block, reader) }]),
  ];
  const rows = block.metrics.flatMap((id): readonly ComparisonRow[] => {
    const metric = reader.metric(id);
    const measurement = reader.measurement(id);
    if (!metric || !measurement) return [];
    return [{ metricId: id, label: metric.name, cells: columns.map(({ cellOf }) => cellOf(metric, measurement)) }];
  });
  return {
    kind: 'comparison',
    id: block.id,
    caption: block.caption,
    nameLabel: messages.comparison.name,
    columns: columns.map(({ label }) => label),
    rows,
    note: block.note,
  };
}

function valueCell(metric: MetricDefinition, value: MetricValue, change: MetricDelta | null, wording: WordingContext): ComparisonCell {
  return {
    text: writeValue(metric, value, wording),
    value: isKnown(value) ? value.value : null,
    state: value.state,
    change,
    note: value.state === 'known' ? '' : wordNote(metric, value, wording),
  };
}

function comparedCell(
  which: 'previous' | 'yearBefore',
  base: string,
  standing: PeriodStanding,
  { wording, messages }: DatasetReader,
): Column['cellOf'] {
  return (metric, measurement) => {
    const value = measurement[which] ?? null;
    if (value === null) return { text: messages.notApplicable, value: null, state: 'not-applicable', change: null, note: '' };
    const change = isKnown(value)
      ? wordDelta(metric, { current: measurement.current, previous: value }, { ...wording, base, standing })
      : null;
    return valueCell(metric, value, change, wording);
  };
}

function targetCell({ targets }: ComparisonDefinition, { wording, messages }: DatasetReader): Column['cellOf'] {
  const { comparison: words } = messages;
  return (metric, { current }) => {
    const target = targets.find((one) => one.metric === metric.id);
    if (target === undefined) return { text: words.noTarget, value: null, state: 'not-applicable', change: null, note: '' };
    const written = wording.format.amount(target.value, metric.unit);
    const text = metric.betterWhen === 'lower' ? words.atMost(written) : words.atLeast(written);
    // What is not the whole truth cannot keep a promise or break it.
    const isSure = current.state === 'known' || current.state === 'low-sample';
    if (!isSure) return { text, value: target.value, state: 'known', change: verdict('neutral', words.notJudged), note: '' };
    const isMet = metric.betterWhen === 'lower' ? current.value <= target.value : current.value >= target.value;
    return {
      text,
      value: target.value,
      state: 'known',
      change: isMet ? verdict('better', words.met) : verdict('worse', words.missed),
      note: '',
    };
  };
}

function verdict(judgement: MetricDelta['judgement'], word: string): MetricDelta {
  return { text: '', direction: 'none', judgement, word };
}
