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

function toEventTable({ title, subtitle, eventLabel, timeLabel, events }: TimelineChart): ChartDataTable {
  return {
    caption: `${title}. ${subtitle}`,
    columns: [
      { key: 'event', label: eventLabel, align: 'left', form: 'text' },
      { key: 'time', label: timeLabel, align: 'left', form: 'text' },
    ],
    rows: events.map(({ name, time, at }) => [
      { text: name, value: name },
      { text: time, value: at },
    ]),
  };
}
