import { contentBlocks } from '../model/content-blocks.ts';
import type { Block, ReportModel } from '../model/report-model.ts';
import { blockGallery } from './block-gallery.ts';

/** Leaves that are no free text: ids, choices from a list, addresses and dates, which a model takes from its own code. */
const fixedKeys = new Set(
  (
    'kind id key role unit state direction judgement form align tone layout severity height ' +
    'dataUri locale timeZone issuedAt startUtc endUtc paper accent font reportId language'
  ).split(' '),
);

/** The model with another text in each place that holds free text, and nothing else changed. */
export function withTexts<Value>(value: Value, next: () => string, key = ''): Value {
  // The unit of a card is a word; that of a chart is a choice.
  const isUnitOfChart = typeof value === 'object' && value !== null && 'categories' in value;
  if (typeof value === 'string') return (fixedKeys.has(key) ? value : next()) as Value;
  if (Array.isArray(value)) return value.map((inner: unknown) => withTexts(inner, next, key)) as Value;
  if (typeof value !== 'object' || value === null) return value;
  // A cell that shows what it holds still does so afterwards.
  if ('text' in value && 'value' in value && typeof value.value === 'string' && Object.keys(value).length === 2) {
    const text = next();
    return { text, value: text } as Value;
  }
  return Object.fromEntries(
    Object.entries(value).map(([name, inner]) => [
      name,
      name === 'unit' && !isUnitOfChart && typeof inner === 'string' ? next() : withTexts(inner, next, name),
    ]),
  ) as Value;
}

/** The gallery with one block of each kind and one chart of each form, tables cut to two rows. */
export function shortGallery(): ReportModel {
  const seen = new Set<string>();
  const isNew = (block: Block): boolean => {
    const name = block.kind === 'chart' ? block.chart.kind : block.kind;
    return !seen.has(name) && seen.add(name) !== undefined;
  };
  const model = blockGallery();
  const blocks = model.sections
    .flatMap((section) => [...section.blocks, ...contentBlocks(section)])
    .filter(isNew)
    .map((block): Block => (block.kind === 'table' ? { ...block, rows: block.rows.slice(0, 2), totalRows: 2 } : block));
  return { ...model, sections: [{ id: 'all', topic: 'All', heading: 'One of each', kind: 'summary', blocks }] };
}
