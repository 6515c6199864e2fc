import { messagesFor } from '../languages/find-messages.ts';
import type { TableCell, TableColumn } from '../model/report-model.ts';
import { formatChartNumber } from './chart-number.ts';
import type { ChartSpec, TimelineChart } from './chart-spec.ts';

/** A chart's numbers as a table: the same columns and cells as any other table of the model. */
export interface ChartDataTable {
  readonly caption: string;
  readonly columns: readonly TableColumn[];
  readonly rows: readonly (readonly TableCell[])[];
}

/** The numbers behind a chart. A gap says that there is no data and has the value null; the target gets its own column. */
export function toDataTable(spec: ChartSpec, options: { readonly locale?: string } = {}): ChartDataTable {
  if (spec.kind === 'timeline') return toEventTable(spec);
  const locale = options.locale ?? 'en-GB';
  const words = messagesFor(locale).document.chart;
  const unit = words.units[spec.unit] === '' ? '' : ` (${words.units[spec.unit]})`;
  const cell = (value: number | null): TableCell =>
    value === null
      ? { text: words.noData, value: null }
      : { text: formatChartNumber(value, spec.unit === 'percent' ? 'count' : spec.unit, locale, 'bare'), value };
  const { target } = spec;
  const names = [...spec.series.map(({ name }) => name), ...(target === undefined ? [] : [target.label])];
  return {
    caption: `${spec.title}. ${spec.subtitle}`,
    columns: [
      { key: 'category', label: spec.categoryLabel, align: 'left', form: 'text' },
      ...names.map((name, index): TableColumn => ({
        key: `series-${index + 1}`,
        label: `${name}${unit}`,
        align: 'right',
        form: 'number',
      })),
    ],
    rows: spec.categories.map((category, row) => [
      { text: category, value: category },
      ...spec.series.map(({ values }) => cell(values[row] ?? null)),
      ...(target === undefined ? [] : [cell(target.value)]),
    ]),
  };
}

/** Times sort and export as ISO 8601 UTC. Points in time have no end; where all are, there is no column for it. */
function toEventTable({ title, subtitle, eventLabel, startLabel, endLabel, events }: TimelineChart): ChartDataTable {
  const hasEnds = events.some(({ endMs }) => endMs !== null);
  const instant = (ms: number | null, words: string | null): TableCell =>
    ms === null || words === null ? { text: '', value: null } : { text: words, value: new Date(ms).toISOString() };
  const timeColumn = (key: string, label: string): TableColumn => ({ key, label, align: 'left', form: 'nowrap' });
  return {
    caption: `${title}. ${subtitle}`,
    columns: [
      { key: 'event', label: eventLabel, align: 'left', form: 'text' },
      timeColumn('start', startLabel),
      ...(hasEnds ? [timeColumn('end', endLabel)] : []),
    ],
    rows: events.map(({ name, startMs, start, endMs, end }) => [
      { text: name, value: name },
      instant(startMs, start),
      ...(hasEnds ? [instant(endMs, end)] : []),
    ]),
  };
}
