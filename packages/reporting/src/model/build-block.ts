import type { View, ViewCell } from '../dataset/dataset.ts';
import type { BlockDefinition, ContentDefinition, SeriesChartDefinition } from '../definition/block-schemas.ts';
import { buildAttackMatrix } from './build-attack-matrix.ts';
import { buildComparison } from './build-comparison.ts';
import { buildFunnel, buildGrid, buildTimeline, incompleteness, nothingToShow } from './build-other-charts.ts';
import type { DatasetReader } from './dataset-reader.ts';
import { joinWith } from '../languages/join-words.ts';
import { nameValue } from './name-value.ts';
import { unavailable, unavailableMetrics } from './unavailable-block.ts';
import type {
  ActionListBlock,
  Block,
  ChartBlock,
  ColumnsBlock,
  ContentBlock,
  DefinitionsBlock,
  FactsBlock,
  ImageBlock,
  TableBlock,
  TableCell,
  UnavailableBlock,
} from './report-model.ts';
import { roundForUnit } from './round-for-unit.ts';
import { wordDecisions, wordMore } from './word-decisions.ts';
import { wordCard } from './word-metric.ts';
import { wordTrend } from './word-trend.ts';
import { wordNarrative } from './word-narratives.ts';

type ChartDefinition = SeriesChartDefinition;
type TableDefinition = Extract<BlockDefinition, { kind: 'table' }>;
type Column = TableDefinition['columns'][number];
type ColumnFormat = Column['format'];

function fillPeriod(text: string, reader: DatasetReader): string {
  return text.replaceAll('{period}', reader.periodShort);
}

function buildChart(block: ChartDefinition, view: View, reader: DatasetReader): ContentBlock {
  const { messages, format, periodShort } = reader;
  const at = (name: string): number => view.columns.indexOf(name);
  const rows = view.rows.slice(0, block.limit);
  const series = block.series.map((one) => ({
    name: one.name,
    role: one.role,
    values: rows.map((row) => {
      const value = row[at(one.column)];
      return typeof value === 'number' ? roundForUnit(block.unit, value) : null;
    }),
  }));
  const numbers = series.flatMap((one) => one.values);
  // A chart of nothing is a sentence.
  if (numbers.every((value) => value === null || value === 0)) return nothingToShow(block.title, incompleteness(view, reader), reader);
  const categories = rows.map((row) =>
    nameValue(view.id, block.category.column, String(row[at(block.category.column)] ?? messages.absent), reader),
  );
  const isTrend = view.id.endsWith('-by-month');
  const hasGap = numbers.includes(null);
  const first = series.length === 1 && block.form === 'horizontalBar' && categories.length > 1 ? series[0]!.values : undefined;
  const top = first === undefined ? -1 : first.indexOf(Math.max(...first.map((value) => value ?? Number.NEGATIVE_INFINITY)));
  const topValue = first?.[top] ?? null;
  const title =
    topValue === null
      ? block.title
      : messages.leads(block.title, categories[top]!, block.unit === 'gigabytes' ? format.gigabytes(topValue) : format.count(topValue));
  return {
    kind: 'chart',
    id: block.id,
    chart: {
      kind: block.form,
      title,
      subtitle: (isTrend ? messages.upTo : messages.within)(block.subtitle, periodShort),
      unit: block.unit,
      categories,
      categoryLabel: block.category.label,
      series,
      ...(block.height === 'low' ? { height: block.height } : {}),
    },
    note: joinWith(messages.join, [hasGap && isTrend ? messages.notWhole : '', incompleteness(view, reader)]),
  } satisfies ChartBlock;
}

function writeCell(value: ViewCell, view: View, { column, form, format: columnFormat }: Column, reader: DatasetReader): TableCell {
  const { format, messages } = reader;
  if (value === null || value === '') return { text: messages.absent, value: null };
  if (typeof value === 'number') {
    const write: Readonly<Record<ColumnFormat, (amount: number) => string>> = {
      text: String,
      count: format.count,
      decimal: format.decimal,
      minutes: format.minutes,
      percent: format.percent,
      gigabytes: format.gigabytes,
      instant: String,
      date: String,
    };
    return { text: write[columnFormat](value), value };
  }
  if (columnFormat === 'instant' && !Number.isNaN(Date.parse(value))) return { text: format.instant(value), value };
  if (columnFormat === 'date' && !Number.isNaN(Date.parse(value))) return { text: format.date(value), value };
  const text = nameValue(view.id, column, value, reader);
  // Sorting and filters go by the level itself; every other name is a word like any other.
  return { text, value: form === 'severity' ? value : text };
}

function buildTable(block: TableDefinition, view: View, reader: DatasetReader): TableBlock {
  const { messages } = reader;
  const hasShares = block.columns.some((column) => column.format === 'percent');
  const isEmpty = view.rows.every((row) => row.every((cell, index) => index === 0 || cell === 0 || cell === null));
  return {
    kind: 'table',
    id: block.id,
    caption: block.caption,
    columns: block.columns.map((column) => ({
      key: column.column,
      label: column.label,
      align: column.form === 'number' ? 'right' : 'left',
      form: column.form,
    })),
    rows: isEmpty
      ? []
      : view.rows
          .slice(0, block.limit)
          .map((row) => block.columns.map((column) => writeCell(row[view.columns.indexOf(column.column)] ?? null, view, column, reader))),
    totalRows: isEmpty ? 0 : view.rows.length,
    printLimit: block.printLimit,
    emptyText: fillPeriod(block.emptyText, reader),
    note: joinWith(messages.join, [block.note, hasShares ? messages.rounding : '', incompleteness(view, reader)]),
  };
}

function buildFacts(block: Extract<BlockDefinition, { kind: 'facts' }>, view: View, reader: DatasetReader): FactsBlock {
  const row = view.rows[0];
  return {
    kind: 'facts',
    id: block.id,
    caption: block.caption,
    facts:
      row === undefined
        ? []
        : block.columns.map((column) => ({
            key: column.column,
            label: column.label,
            form: column.form,
            cell: writeCell(row[view.columns.indexOf(column.column)] ?? null, view, column, reader),
          })),
    emptyText: fillPeriod(block.emptyText, reader),
  };
}

function buildDefinitions({ definition, messages }: DatasetReader): DefinitionsBlock {
  return {
    kind: 'definitions',
    items: definition.metrics.map((metric) => ({
      metricId: metric.id,
      name: metric.name,
      definition: metric.definition,
      unit: messages.unitNames[metric.unit],
      notes: messages.definitionNotes(metric.nullRule, joinWith(messages.join, metric.traps)),
    })),
  };
}

function buildMetrics(block: Extract<BlockDefinition, { kind: 'metrics' }>, reader: DatasetReader): ContentBlock {
  const cards = block.metrics.flatMap((id) => {
    const metric = reader.metric(id);
    const measurement = reader.measurement(id);
    return metric && measurement
      ? [{ card: wordCard(metric, measurement, reader.wording, wordTrend(metric, measurement, reader)), value: measurement.current }]
      : [];
  });
  const absent = cards.flatMap(({ value }) => (value.state === 'unavailable' ? [value] : []));
  if (cards.length > 0 && absent.length === cards.length) {
    return unavailableMetrics(
      cards.map(({ card }) => card.label),
      absent,
      reader,
    );
  }
  return { kind: 'metrics', cards: cards.map(({ card }) => card) };
}

function buildActions(block: Extract<BlockDefinition, { kind: 'actions' }>, reader: DatasetReader): ActionListBlock {
  const items = wordDecisions(reader);
  const more = items.length - block.limit;
  return {
    kind: 'actions',
    title: block.title,
    items: items.slice(0, block.limit),
    emptyText: fillPeriod(block.emptyText, reader),
    moreText: more > 0 ? wordMore(more, reader) : '',
  };
}

function buildImage(block: Extract<BlockDefinition, { kind: 'image' }>, reader: DatasetReader): ImageBlock | null {
  const image = reader.definition.images.find(({ file }) => file === block.file);
  if (image === undefined) return null;
  const { dataUri, widthPx, heightPx } = image;
  return { kind: 'image', dataUri, widthPx, heightPx, alt: block.alt, caption: fillPeriod(block.caption, reader) };
}

/** Whether the reader has just been told of the same absence. */
function saysAlready(last: UnavailableBlock, block: UnavailableBlock): boolean {
  return last.reason === block.reason || (block.sources.length > 0 && block.sources.every((source) => last.sources.includes(source)));
}

/** Blocks in order, without those that have nothing to say. Blocks that lack the same thing, one after the other, say it once. */
function mergeAbsent<Kind extends Block>(blocks: readonly (Kind | null)[]): readonly Kind[] {
  const merged: Kind[] = [];
  for (const block of blocks) {
    if (block === null) continue;
    const last = merged.at(-1);
    if (block.kind === 'unavailable' && last?.kind === 'unavailable' && saysAlready(last, block)) continue;
    merged.push(block);
  }
  return merged;
}

/** The blocks of a section, filled from the dataset. */
export function buildBlocks(blocks: readonly BlockDefinition[], reader: DatasetReader): readonly Block[] {
  return mergeAbsent(blocks.map((block) => (block.kind === 'columns' ? buildColumns(block, reader) : buildBlock(block, reader))));
}

function buildColumns(block: Extract<BlockDefinition, { kind: 'columns' }>, reader: DatasetReader): ColumnsBlock | null {
  const columns = block.columns.map((column) => mergeAbsent(column.map((inner) => buildBlock(inner, reader))));
  return columns.every((column) => column.length === 0) ? null : { kind: 'columns', columns };
}

/** One block of the definition, filled from the dataset; null where there is nothing to say. */
function buildBlock(block: ContentDefinition, reader: DatasetReader): ContentBlock | null {
  switch (block.kind) {
    case 'metrics':
      return buildMetrics(block, reader);
    case 'narrative': {
      const paragraphs = [...block.paragraphs, ...(block.rule === undefined ? [] : wordNarrative(block.rule, reader))];
      return paragraphs.length === 0 ? null : { kind: 'narrative', title: block.title, paragraphs, form: block.form };
    }
    case 'actions':
      return buildActions(block, reader);
    case 'definitions':
      return buildDefinitions(reader);
    case 'comparison':
      return buildComparison(block, reader);
    case 'callout':
      return { kind: 'callout', tone: block.tone, title: block.title, text: fillPeriod(block.text, reader) };
    case 'pageBreak':
      return { kind: 'pageBreak' };
    case 'image':
      return buildImage(block, reader);
    default: {
      if (block.kind === 'chart' && block.form === 'funnel') return buildFunnel(block, reader);
      const title = block.kind === 'chart' ? block.title : block.caption;
      const view = reader.view(block.source);
      if (view === undefined) return unavailable(title, reader.messages.reasons.notAsked(block.source), [], reader);
      if (view.state === 'unavailable' || view.state === 'not-applicable')
        return unavailable(title, view.reason === null ? '' : reader.say(view.reason), view.missingTables, reader, [view.reason]);
      if (block.kind === 'attackMatrix') return buildAttackMatrix(block, view, reader);
      if (block.kind === 'table') return buildTable(block, view, reader);
      if (block.kind === 'facts') return buildFacts(block, view, reader);
      switch (block.form) {
        case 'heatMap':
        case 'matrix':
          return buildGrid(block, view, reader);
        case 'timeline':
          return buildTimeline(block, view, reader);
        default:
          return buildChart(block, view, reader);
      }
    }
  }
}
