import type { ChartUnit, SeriesChart } from '../charts/chart-spec.ts';
import { roleInks } from '../charts/severity-scale.ts';
import type pptxgenjs from 'pptxgenjs';

interface NativeChart {
  readonly kind: 'bar' | 'line' | 'area';
  readonly data: readonly { readonly name: string; readonly labels: string[]; readonly values: readonly (number | null)[] }[];
  readonly options: pptxgenjs.default.IChartOpts;
}

const numberFormats: Readonly<Record<ChartUnit, string>> = {
  count: '#,##0',
  minutes: '#,##0.0',
  hours: '#,##0.0',
  gigabytes: '#,##0.0',
  percent: '0.0',
};

const hex = (colour: string): string => colour.replace('#', '').toUpperCase();

/**
 * A chart of the report as one that office programs draw and edit: its workbook holds the numbers of the data table. A gap stays an empty cell.
 * Heat maps, matrices and funnels become bars of the same numbers.
 */
export function chartOf(spec: SeriesChart, look: { readonly accent: string; readonly font: string }): NativeChart {
  const isHorizontal =
    spec.kind === 'horizontalBar' ||
    spec.kind === 'stackedHorizontalBar' ||
    spec.kind === 'funnel' ||
    spec.kind === 'matrix' ||
    spec.kind === 'heatMap';
  const isStacked =
    spec.kind === 'stackedBar' ||
    spec.kind === 'stackedHorizontalBar' ||
    spec.kind === 'area' ||
    spec.kind === 'matrix' ||
    spec.kind === 'heatMap';
  const kind = spec.kind === 'line' ? 'line' : spec.kind === 'area' ? 'area' : 'bar';
  // Horizontal bars are drawn from the bottom up.
  const order = isHorizontal ? [...spec.categories.keys()].toReversed() : [...spec.categories.keys()];
  const labels = order.map((index) => spec.categories[index]!);
  const data = [
    ...spec.series.map(({ name, values }) => ({ name, labels, values: order.map((index) => values[index] ?? null) })),
    ...(spec.target === undefined || kind !== 'line'
      ? []
      : [{ name: spec.target.label, labels, values: order.map(() => spec.target!.value) }]),
  ];
  const colours = spec.series.map(({ role }) =>
    roleInks[role].fill === 'accent' ? look.accent : hex((roleInks[role].fill as { readonly light: string }).light),
  );
  const text = { color: '475467', fontFace: look.font, fontSize: 12 };
  const isCrowded = spec.categories.length * spec.series.length > 24;
  return {
    kind,
    data,
    options: {
      // Without a colour for each, the library draws lots.
      chartColors: [...colours, ...(data.length > colours.length ? ['475467'] : [])],
      showLegend: data.length > 1,
      legendPos: 't',
      legendFontFace: text.fontFace,
      legendFontSize: text.fontSize,
      legendColor: text.color,
      catAxisLabelColor: text.color,
      catAxisLabelFontFace: text.fontFace,
      catAxisLabelFontSize: text.fontSize,
      valAxisLabelColor: text.color,
      valAxisLabelFontFace: text.fontFace,
      valAxisLabelFontSize: text.fontSize,
      valAxisLabelFormatCode: numberFormats[spec.unit],
      valAxisMinVal: Math.min(0, ...spec.series.flatMap(({ values }) => values.filter((value) => value !== null))),
      valGridLine: { color: 'DDE3EA', size: 0.75 },
      catGridLine: { style: 'none' },
      valAxisLineShow: false,
      showTitle: false,
      displayBlanksAs: 'gap',
      ...(kind === 'bar'
        ? {
            barDir: isHorizontal ? ('bar' as const) : ('col' as const),
            barGrouping: isStacked ? ('stacked' as const) : ('clustered' as const),
            barGapWidthPct: 45,
            showValue: !isCrowded && !isStacked,
            dataLabelColor: '1B2330',
            dataLabelFontFace: text.fontFace,
            dataLabelFontSize: text.fontSize,
            dataLabelFormatCode: numberFormats[spec.unit],
            dataLabelPosition: isStacked ? ('ctr' as const) : ('outEnd' as const),
          }
        : { lineSize: 2, lineDataSymbolSize: 6, ...(kind === 'area' ? { barGrouping: 'stacked' as const } : {}) }),
    },
  };
}
