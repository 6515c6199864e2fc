import type { View, ViewCell } from '../dataset/dataset.ts';
import { isKnown } from '../dataset/dataset.ts';
import type { FunnelChartDefinition, GridChartDefinition, TimelineChartDefinition } from '../definition/block-schemas.ts';
import { severityOf } from '../charts/severity-scale.ts';
import type { TimelineEvent } from '../charts/chart-spec.ts';
import { joinWith } from '../languages/join-words.ts';
import type { DatasetReader } from './dataset-reader.ts';
import { nameValue } from './name-value.ts';
import type { ChartBlock, ContentBlock } from './report-model.ts';
import { roundForUnit } from './round-for-unit.ts';
import { timeTicks } from './time-ticks.ts';
import { unavailableMetrics } from './unavailable-block.ts';
import { percentFrom } from './word-metric.ts';

/** A chart of nothing is a sentence. */
export function nothingToShow(title: string, note: string, { messages, periodShort }: DatasetReader): ContentBlock {
  return {
    kind: 'narrative',
    title: '',
    form: 'prose',
    paragraphs: [joinWith(messages.join, [messages.nothingToChart(title, periodShort), note])],
  };
}

/** Said of a view that is not whole; empty otherwise. */
export function incompleteness({ state, reason }: View, { messages, say }: DatasetReader): string {
  return state === 'partial' && reason !== null ? messages.incomplete(say(reason)) : '';
}

/** Names in the order of their first record. */
function namesOf(rows: readonly (readonly ViewCell[])[], column: number, absent: string): readonly string[] {
  return [...new Set(rows.map((row) => String(row[column] ?? absent)))];
}

/** A record for each cell becomes rows and columns. Records of the same cell add up. */
export function buildGrid(block: GridChartDefinition, view: View, reader: DatasetReader): ContentBlock {
  const { messages, format } = reader;
  const isTrend = view.id.endsWith('-by-month');
  const at = (name: string): number => view.columns.indexOf(name);
  const [down, across, amount] = [at(block.category.column), at(block.across.column), at(block.value)];
  const allRows = namesOf(view.rows, down, messages.absent);
  const allColumns = namesOf(view.rows, across, messages.absent);
  const rows = allRows.slice(0, block.limit);
  const columns = allColumns.slice(0, block.limitAcross);
  const key = (row: string, column: string): string => JSON.stringify([row, column]);
  const cells = new Map<string, number | null>();
  for (const row of view.rows) {
    const place = key(String(row[down] ?? messages.absent), String(row[across] ?? messages.absent));
    const value = row[amount];
    const before = cells.get(place);
    // One part that is not known makes the sum unknown.
    cells.set(place, typeof value !== 'number' || before === null ? null : (before ?? 0) + value);
  }
  const missing = block.missing === 'zero' ? 0 : null;
  const series = columns.map((column) => ({
    name: nameValue(view.id, block.across.column, column, reader),
    role: 'accent' as const,
    values: rows.map((row) => {
      const value = cells.has(key(row, column)) ? cells.get(key(row, column))! : missing;
      return value === null ? null : roundForUnit(block.unit, value);
    }),
  }));
  const note = incompleteness(view, reader);
  if (series.every(({ values }) => values.every((value) => value === null || value === 0))) return nothingToShow(block.title, note, reader);
  const isCut = rows.length < allRows.length || columns.length < allColumns.length;
  return {
    kind: 'chart',
    id: block.id,
    chart: {
      kind: block.form,
      title: block.title,
      subtitle: (isTrend ? messages.upTo : messages.within)(block.subtitle, reader.periodShort),
      unit: block.unit,
      categories: rows.map((row) => nameValue(view.id, block.category.column, row, reader)),
      categoryLabel: block.category.label,
      series,
      ...(block.form === 'matrix' ? { totalLabel: messages.matrixTotal } : {}),
    },
    note: joinWith(messages.join, [
      isTrend && series.some(({ values }) => values.includes(null)) ? messages.notWhole : '',
      isCut
        ? messages.grid.shown(
            format.count(rows.length),
            format.count(allRows.length),
            format.count(columns.length),
            format.count(allColumns.length),
          )
        : '',
      note,
    ]),
  } satisfies ChartBlock;
}

/** Metrics as stages, each with its share of the one before it where it is a part of that. */
export function buildFunnel(block: FunnelChartDefinition, reader: DatasetReader): ContentBlock {
  const { messages, format } = reader;
  const stages = block.stages.flatMap((id) => {
    const metric = reader.metric(id);
    const value = reader.measurement(id)?.current;
    return metric && value ? [{ name: metric.name, value }] : [];
  });
  const absent = stages.flatMap(({ value }) => (isKnown(value) ? [] : [value]));
  if (stages.length > 0 && absent.length === stages.length) return unavailableMetrics([block.title], absent, reader);
  const values = stages.map(({ value }) => (isKnown(value) ? value.value : null));
  const reasons = stages.flatMap(({ value }) => {
    const isWhole = value.state === 'known' || value.state === 'low-sample';
    return isWhole || value.reason === undefined ? [] : [reader.say(value.reason)];
  });
  const note = reasons.length === 0 ? '' : messages.incomplete(joinWith(messages.join, [...new Set(reasons)]));
  if (values.every((value) => value === null || value === 0)) return nothingToShow(block.title, note, reader);
  return {
    kind: 'chart',
    id: block.id,
    chart: {
      kind: 'funnel',
      title: block.title,
      subtitle: messages.within(block.subtitle, reader.periodShort),
      unit: 'count',
      categories: stages.map(({ name }) => name),
      categoryLabel: messages.comparison.name,
      series: [{ name: messages.funnel.number, role: 'accent', values }],
      stageShares: values.map((value, index) => {
        const before = values[index - 1] ?? null;
        if (value === null || before === null || before <= 0 || value > before) return null;
        return messages.funnel.ofBefore(
          before < percentFrom ? messages.partOf(format.count(value), format.count(before)) : format.percent((100 * value) / before),
          before < percentFrom,
        );
      }),
    },
    note,
  } satisfies ChartBlock;
}

/** Events by time. Those without a time are counted, not placed. */
export function buildTimeline(block: TimelineChartDefinition, view: View, reader: DatasetReader): ContentBlock {
  const { messages, format } = reader;
  const at = (name: string | undefined): number => (name === undefined ? -1 : view.columns.indexOf(name));
  const instant = (value: ViewCell | undefined): number | null => {
    const ms = typeof value === 'string' ? Date.parse(value) : Number.NaN;
    return Number.isNaN(ms) ? null : ms;
  };
  const events = view.rows
    .flatMap((row): readonly TimelineEvent[] => {
      const startMs = instant(row[at(block.at)]);
      if (startMs === null) return [];
      const ended = instant(row[at(block.until)]);
      // An end before the beginning is a fault of clocks; the event is a point then.
      const endMs = ended !== null && ended > startMs ? ended : null;
      const level = severityOf(String(row[at(block.severity)] ?? ''))?.level;
      return [
        {
          name: nameValue(view.id, block.event.column, String(row[at(block.event.column)] ?? messages.absent), reader),
          startMs,
          endMs,
          start: format.instant(new Date(startMs).toISOString()),
          end: endMs === null ? null : format.instant(new Date(endMs).toISOString()),
          role: level === undefined ? 'accent' : `severity-${level}`,
        },
      ];
    })
    .toSorted((one, other) => one.startMs - other.startMs || (one.name < other.name ? -1 : 1));
  const shown = events.slice(0, block.limit);
  const undated = view.rows.length - events.length;
  const note = joinWith(messages.join, [
    shown.length < events.length ? messages.timeline.first(format.count(shown.length), format.count(events.length)) : '',
    undated > 0 ? messages.timeline.undated(undated, format.count(undated)) : '',
    incompleteness(view, reader),
  ]);
  if (shown.length === 0) return nothingToShow(block.title, note, reader);
  const first = shown[0]!.startMs;
  const last = Math.max(...shown.map(({ startMs, endMs }) => endMs ?? startMs));
  return {
    kind: 'chart',
    id: block.id,
    chart: {
      kind: 'timeline',
      title: block.title,
      subtitle: messages.within(block.subtitle, reader.periodShort),
      eventLabel: block.event.label,
      startLabel: messages.timeline.start,
      endLabel: messages.timeline.end,
      events: shown,
      ticks: timeTicks(first, last, reader.dataset.customer.locale, reader.dataset.period.timeZone),
    },
    note,
  } satisfies ChartBlock;
}
