import { toDataTable } from '../charts/data-table.ts';
import { drawChart } from '../charts/draw-chart.ts';
import { messagesFor } from '../languages/find-messages.ts';
import { drawSparkline } from '../charts/draw-sparkline.ts';
import { contentBlocks } from '../model/content-blocks.ts';
import type { Block, ComparisonBlock, ComparisonCell, MetricCard, MetricsBlock, MetricState, ReportModel } from '../model/report-model.ts';
import { viewAttackMatrix } from './attack-matrix-view.ts';
import { trustMarkup } from './safe-html.ts';
import type { SafeHtml } from './safe-html.ts';
import { hasLongWord, viewColumns, viewRows, viewTable } from './table-view.ts';
import type { RenderTemplate } from './template-engine.ts';
import type { ComparisonView, MetricsView } from './template-views.ts';

/** What blocks need to know of the rest of the report. */
export interface BlockContext {
  readonly render: RenderTemplate;
  readonly locale: string;
  /** Whether blocks stand beside others. */
  readonly isNarrow: boolean;
  /** Metric ids that the report defines: their cards link to the definition. */
  readonly definedMetrics: ReadonlySet<string>;
}

export function blockContext(model: ReportModel, render: RenderTemplate): BlockContext {
  const blocks = model.sections.flatMap(contentBlocks);
  const definedMetrics = blocks.flatMap((block) => (block.kind === 'definitions' ? block.items.map(({ metricId }) => metricId) : []));
  return { render, locale: model.locale, definedMetrics: new Set(definedMetrics), isNarrow: false };
}

/** Draws one block with its own template. */
export function renderBlock(block: Block, context: BlockContext): SafeHtml {
  const { render, locale } = context;
  const words = messagesFor(locale).document;
  switch (block.kind) {
    case 'metrics':
      return render('blocks/metrics', viewMetrics(block, context));
    case 'narrative':
      return render('blocks/narrative', {
        hasTitle: block.title !== '',
        title: block.title,
        isList: block.form === 'list',
        paragraphs: block.paragraphs,
      });
    case 'chart': {
      const table = toDataTable(block.chart, { locale });
      return render('blocks/chart', {
        id: block.id,
        title: block.chart.title,
        subtitle: block.chart.subtitle,
        svg: trustMarkup(drawChart(block.chart, { idPrefix: block.id, locale, isNarrow: context.isNarrow })),
        hasNote: block.note !== '',
        note: block.note,
        numbersWord: words.chartNumbers,
        hasRows: table.rows.length > 0,
        columns: viewColumns(table.columns),
        rows: viewRows(table.columns, table.rows),
      });
    }
    case 'table':
      return render('blocks/table', viewTable(block, locale, context.isNarrow));
    case 'facts':
      return render('blocks/facts', {
        id: block.id,
        caption: block.caption,
        hasFacts: block.facts.length > 0,
        emptyText: block.emptyText,
        facts: block.facts.map(({ key, label, form, cell }) => ({
          label,
          cell: viewRows([{ key, label, form, align: 'left' }], [[cell]])[0]!.head,
        })),
      });
    case 'callout':
      return render('blocks/callout', { tone: block.tone, word: words.callouts[block.tone], title: block.title, text: block.text });
    case 'actions':
      return render('blocks/actions', {
        title: block.title,
        hasItems: block.items.length > 0,
        emptyText: block.emptyText,
        hasMore: block.moreText !== '',
        moreText: block.moreText,
        items: block.items.map((item) => ({ ...item, ownerWord: words.owner, dueWord: words.due, hasDetail: item.detail !== '' })),
      });
    case 'definitions':
      return render('blocks/definitions', {
        items: block.items.map((item) => ({
          ...item,
          id: definitionId(item.metricId),
          hasUnit: item.unit !== '',
          hasNotes: item.notes !== '',
        })),
      });
    case 'attackMatrix':
      return render('blocks/attack-matrix', viewAttackMatrix(block));
    case 'comparison':
      return render('blocks/comparison', viewComparison(block, context));
    case 'image':
      return render('blocks/image', {
        dataUri: block.dataUri,
        width: String(block.widthPx),
        height: String(block.heightPx),
        alt: block.alt,
        hasCaption: block.caption !== '',
        caption: block.caption,
      });
    case 'pageBreak':
      return render('blocks/page-break', block);
    case 'columns':
      return render('blocks/columns', {
        columns: block.columns.map((column) => column.map((inner) => renderBlock(inner, { ...context, isNarrow: true }))),
      });
    case 'unavailable':
      return render('blocks/unavailable', {
        word: words.unavailable,
        needsWord: words.needs,
        mendWord: words.mend,
        title: block.title,
        reason: block.reason,
        hasSources: block.sources.length > 0,
        sources: block.sources,
        hasMend: block.mend !== '',
        mend: block.mend,
      });
  }
}

/** Said beside a number that is not the whole truth. The other states say it with the value itself. */
function markOf(state: MetricState, locale: string): string {
  const { marks } = messagesFor(locale).document;
  return state === 'partial' || state === 'low-sample' ? marks[state] : '';
}

const arrows = { up: '\u2191', down: '\u2193', same: '=', none: '' } as const;

function viewMetrics({ cards }: MetricsBlock, context: BlockContext): MetricsView {
  return { layout: `of-${columnsFor(cards.length)}`, cards: cards.map((card) => viewCard(card, context)) };
}

/** Three or four in a row, whichever leaves the fuller last row. */
function columnsFor(count: number): number {
  if (count <= 3) return Math.max(1, count);
  const emptyPlaces = (columns: number): number => (columns - (count % columns)) % columns;
  return emptyPlaces(4) <= emptyPlaces(3) ? 4 : 3;
}

function viewCard(card: MetricCard, { definedMetrics, locale }: BlockContext): MetricsView['cards'][number] {
  const { delta } = card;
  const mark = markOf(card.state, locale);
  const arrow = delta === null ? '' : arrows[delta.direction];
  return {
    label: card.label,
    hasDefinition: definedMetrics.has(card.metricId),
    definitionId: definitionId(card.metricId),
    value: card.value,
    hasUnit: card.unit !== '',
    unit: card.unit,
    unitClass: card.unit.length > 20 ? 'b' : 'n',
    state: card.state,
    hasMark: mark !== '',
    mark,
    hasDelta: delta !== null,
    delta: {
      text: delta?.text ?? '',
      judgement: delta?.judgement ?? 'neutral',
      hasArrow: arrow !== '',
      arrow,
      hasWord: delta !== null && delta.word !== '',
      word: delta?.word ?? '',
    },
    hasNote: card.note !== '',
    note: card.note,
    hasTrend: card.trend !== undefined,
    trend: {
      svg: trustMarkup(card.trend === undefined ? '' : drawSparkline(card.trend.values, card.trend.label)),
      from: card.trend?.from ?? '',
      to: card.trend?.to ?? '',
    },
  };
}

function viewComparison(
  { id, caption, nameLabel, columns, rows, note }: ComparisonBlock,
  { definedMetrics, locale }: BlockContext,
): ComparisonView {
  return {
    id,
    caption,
    nameLabel,
    nameClasses: breakClass(nameLabel),
    hasRows: rows.length > 0,
    columns: columns.map((label, index) => ({ label, classes: joinClasses('r', index === 0 ? 'now' : '', breakClass(label)) })),
    rows: rows.map((row) => ({
      label: row.label,
      classes: breakClass(row.label),
      hasDefinition: definedMetrics.has(row.metricId),
      definitionId: definitionId(row.metricId),
      cells: row.cells.map((cell, index) => viewComparisonCell(cell, index === 0, locale)),
    })),
    hasNote: note !== '',
    note,
  };
}

/** Breaks words that would be wider than their column. */
function breakClass(text: string): string {
  return hasLongWord(text) ? 'b' : '';
}

function joinClasses(...names: readonly string[]): string {
  return names.filter((name) => name !== '').join(' ');
}

function viewComparisonCell(
  { text, value, state, change, note }: ComparisonCell,
  isNow: boolean,
  locale: string,
): ComparisonView['rows'][number]['cells'][number] {
  const arrow = change === null ? '' : arrows[change.direction];
  const mark = markOf(state, locale);
  return {
    text,
    classes: joinClasses(
      'r',
      isNow ? 'now' : '',
      value === null ? 'unknown' : '',
      breakClass(`${note} ${change?.text ?? ''} ${change?.word ?? ''}`),
    ),
    // A number stays on one line with its unit.
    valueClasses: text.length > 24 ? breakClass(text) : 'n',
    value: value === null ? '' : String(value),
    isMissing: value === null,
    hasMark: mark !== '',
    mark,
    hasChange: change !== null,
    change: {
      judgement: change?.judgement ?? 'neutral',
      hasArrow: arrow !== '',
      arrow,
      hasWord: change !== null && change.word !== '',
      word: change?.word ?? '',
      text: change?.text ?? '',
    },
    hasNote: note !== '',
    note,
  };
}

function definitionId(metricId: string): string {
  return `definition-${metricId
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, '-')
    .slice(0, 80)}`;
}
