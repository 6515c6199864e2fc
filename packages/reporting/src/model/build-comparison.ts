import { formatPeriodShort } from '@mxdr/core';
import type { MetricMeasurement, MetricValue, PeriodStanding } from '../dataset/dataset.ts';
import { isKnown } from '../dataset/dataset.ts';
import type { ComparisonDefinition } from '../definition/block-schemas.ts';
import type { MetricDefinition } from '../metrics/metric-definition.ts';
import type { Messages } from '../languages/messages.ts';
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
      if (which === 'sinceCheckIn') return sinceColumn(reader);
      if (which === 'history') return historyColumn(block, reader);
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

/** What happened since the last check-in; nothing where there was none: the columns of the report then say what it is compared with. */
function sinceColumn({ dataset: { since }, messages, format, wording }: DatasetReader): readonly Column[] {
  if (since?.kind !== 'check-in') return [];
  return [
    {
      label: messages.comparison.since(format.date(since.date)),
      cellOf: (metric, measurement) => (measurement.since ? valueCell(metric, measurement.since, null, wording) : notCompared(messages)),
    },
  ];
}

/** What was usual; nothing where no metric of the block has months to look back on. */
function historyColumn({ metrics }: ComparisonDefinition, { measurement, messages, format, wording }: DatasetReader): readonly Column[] {
  const histories = metrics.flatMap((id) => measurement(id)?.history ?? []);
  if (histories.length === 0) return [];
  const months = Math.max(0, ...histories.map((value) => (isKnown(value) ? (value.n ?? 0) : 0)));
  const base = months === 0 ? messages.comparison.noHistory : messages.comparison.history(months, format.count(months));
  return [
    {
      label: base,
      cellOf: (metric, { history }) => (history === undefined ? notCompared(messages) : historyCell(metric, history, wording)),
    },
  ];
}

/** A median of counts may lie between two of them, and one of shares is no share of anything: it is told by itself, and the columns compare. */
function historyCell(metric: MetricDefinition, history: MetricValue, wording: WordingContext): ComparisonCell {
  if (!isKnown(history)) return valueCell(metric, history, null, wording);
  const { state, value, evidence } = history;
  const cell = valueCell(metric, { state, value, evidence }, null, wording);
  const isBetween = !Number.isInteger(value) && !['percent', 'minutes', 'ratio', 'gigabytes'].includes(metric.unit);
  return isBetween ? { ...cell, text: wording.format.decimal(value) } : cell;
}

function notCompared(messages: Messages): ComparisonCell {
  return { text: messages.notApplicable, value: null, state: 'not-applicable', change: null, note: '' };
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
    if (value === null) return notCompared(messages);
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
