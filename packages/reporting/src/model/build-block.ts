import type { View, ViewCell } from '../dataset/dataset.ts';
import type { BlockDefinition } from '../definition/block-schemas.ts';
import type { DatasetReader } from './dataset-reader.ts';
import type { ActionListBlock, Block, ChartBlock, DefinitionsBlock, TableBlock, TableCell, UnavailableBlock } from './report-model.ts';
import { wordDecisions } from './word-decisions.ts';
import { wordCard } from './word-metric.ts';
import { wordNarrative } from './word-narratives.ts';

type ChartDefinition = Extract<BlockDefinition, { kind: 'chart' }>;
type TableDefinition = Extract<BlockDefinition, { kind: 'table' }>;
type ColumnFormat = TableDefinition['columns'][number]['format'];

function unavailable(title: string, reason: string, sources: readonly string[], { dataset, messages }: DatasetReader): UnavailableBlock {
  const mends = dataset.definition.settings.tables.filter((table) => sources.includes(table.name)).map((table) => table.mend);
  return {
    kind: 'unavailable',
    title,
    reason,
    sources,
    mend: mends.length > 0 ? [...new Set(mends)].join(' ') : messages.mendGeneric,
  };
}

/** Words for values that logs write as identifiers. Only in the columns that are known to hold them: everything else stays as it was written. */
function nameValue(column: string, value: string, { messages, format }: DatasetReader): string {
  switch (column) {
    case 'Piece':
      return format.shortDay(value);
    case 'Source':
    case 'ProductName':
      return messages.sourceNames[value] ?? value;
    case 'Tactic':
    case 'Classification': {
      const words = value.replaceAll(/([a-z])([A-Z])/gu, '$1 $2').toLowerCase();
      return `${words.charAt(0).toUpperCase()}${words.slice(1)}`;
    }
    default:
      return value;
  }
}

function fillPeriod(text: string, reader: DatasetReader): string {
  return text.replaceAll('{period}', reader.periodShort);
}

function joinNotes(...notes: readonly string[]): string {
  return notes.filter((note) => note !== '').join(' ');
}

function roundFor(unit: ChartDefinition['unit'], value: number): number {
  // Times are measured in minutes, whatever the chart shows.
  const shown = unit === 'hours' ? value / 60 : value;
  const factor = unit === 'count' ? 1 : unit === 'gigabytes' ? 1000 : 10;
  return Math.round(shown * factor) / factor;
}

function buildChart(block: ChartDefinition, view: View, reader: DatasetReader): Block {
  const { messages, format, periodShort } = reader;
  const at = (name: string): number => view.columns.indexOf(name);
  const rows = view.rows.slice(0, block.limit);
  const series = block.series.map((one) => ({
    name: one.name,
    role: one.role,
    values: rows.map((row) => {
      const value = row[at(one.column)];
      return typeof value === 'number' ? roundFor(block.unit, value) : null;
    }),
  }));
  const numbers = series.flatMap((one) => one.values);
  // A chart of nothing is a sentence.
  if (numbers.every((value) => value === null || value === 0))
    return {
      kind: 'narrative',
      title: '',
      form: 'prose',
      paragraphs: [
        joinNotes(messages.nothingToChart(block.title, periodShort), view.reason === '' ? '' : messages.incomplete(view.reason)),
      ],
    };
  const categories = rows.map((row) => nameValue(block.category.column, String(row[at(block.category.column)] ?? messages.absent), reader));
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
      subtitle: (view.id === 'incidents-by-month' ? messages.upTo : messages.within)(block.subtitle, periodShort),
      unit: block.unit,
      categories,
      categoryLabel: block.category.label,
      series,
      ...(block.height === 'low' ? { height: block.height } : {}),
    },
    note: joinNotes(
      hasGap && view.id === 'incidents-by-month' ? messages.notWhole : '',
      view.state === 'partial' ? messages.incomplete(view.reason) : '',
    ),
  } satisfies ChartBlock;
}

function writeCell(value: ViewCell, column: string, columnFormat: ColumnFormat, reader: DatasetReader): TableCell {
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
  return { text: nameValue(column, value, reader), value };
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
          .map((row) =>
            block.columns.map((column) =>
              writeCell(row[view.columns.indexOf(column.column)] ?? null, column.column, column.format, reader),
            ),
          ),
    totalRows: isEmpty ? 0 : view.rows.length,
    emptyText: fillPeriod(block.emptyText, reader),
    note: joinNotes(block.note, hasShares ? messages.rounding : '', view.state === 'partial' ? messages.incomplete(view.reason) : ''),
  };
}

function buildDefinitions({ dataset, messages }: DatasetReader): DefinitionsBlock {
  return {
    kind: 'definitions',
    items: dataset.definition.metrics.map((metric) => ({
      metricId: metric.id,
      name: metric.name,
      definition: metric.definition,
      unit: messages.unitNames[metric.unit] ?? metric.unit,
      notes: messages.definitionNotes(metric.nullRule, metric.traps),
    })),
  };
}

function buildMetrics(block: Extract<BlockDefinition, { kind: 'metrics' }>, reader: DatasetReader): Block {
  const cards = block.metrics.flatMap((id) => {
    const metric = reader.metric(id);
    const measurement = reader.measurement(id);
    return metric && measurement ? [{ card: wordCard(metric, measurement, reader.wording), value: measurement.current }] : [];
  });
  const absent = cards.flatMap(({ value }) => (value.state === 'unavailable' ? [value] : []));
  if (cards.length > 0 && absent.length === cards.length) {
    const reasons = [...new Set(absent.map((value) => value.reason))];
    const names = cards.map(({ card }) => card.label).join(', ');
    return unavailable(names, reasons.join(' '), [...new Set(absent.flatMap((value) => value.missingTables ?? []))], reader);
  }
  return { kind: 'metrics', cards: cards.map(({ card }) => card) };
}

function buildActions(block: Extract<BlockDefinition, { kind: 'actions' }>, reader: DatasetReader): ActionListBlock {
  const { messages, format } = reader;
  const items = wordDecisions(reader);
  const more = items.length - block.limit;
  return {
    kind: 'actions',
    title: block.title,
    items: items.slice(0, block.limit),
    emptyText: fillPeriod(block.emptyText, reader),
    moreText: more > 0 ? messages.decisions.more(more, format.count(more)) : '',
  };
}

/** One block of the definition, filled from the dataset; null where there is nothing to say. */
export function buildBlock(block: BlockDefinition, reader: DatasetReader): Block | null {
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
    default: {
      const title = block.kind === 'chart' ? block.title : block.caption;
      const view = reader.view(block.source);
      if (view === undefined) return unavailable(title, `The report does not ask for "${block.source}".`, [], reader);
      if (view.state === 'unavailable' || view.state === 'not-applicable')
        return unavailable(title, view.reason, view.missingTables, reader);
      return block.kind === 'chart' ? buildChart(block, view, reader) : buildTable(block, view, reader);
    }
  }
}
