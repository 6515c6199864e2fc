import { scaleLinear } from 'd3-scale';
import { formatChartNumber } from './chart-number.ts';
import type { ChartContext, Drawing } from './chart-layout.ts';
import { isStacked, totalAt, valueExtent } from './chart-layout.ts';
import { labelSize, lineHeight, nameSlack, svgGap, svgLine, svgLines, svgRect, svgText } from './svg-parts.ts';
import { shorten, textWidth, wrapText } from './text-width.ts';
import { widestLabel } from './value-axis.ts';

/** Lying bars, for long names. The values stand at the bars, so there is no axis to read them from. */
export function drawHorizontalBars(context: ChartContext, offset: number): Drawing {
  const { chartWidth, spec, locale } = context;
  const longestName = Math.min(230, chartWidth * 0.4);
  const names = spec.categories.map((category) => wrapText(category, labelSize, longestName, 2));
  const left = Math.min(longestName, widestLabel(names.flat())) + 10 + nameSlack;
  const extent = valueExtent(spec);
  const labels = spec.categories
    .flatMap((_, index) => [totalAt(spec, index) ?? 0, ...spec.series.map(({ values }) => values[index] ?? 0)])
    .map((value) => formatChartNumber(value, spec.unit, locale));
  const x = scaleLinear()
    .domain(extent)
    .range([left, chartWidth - widestLabel(labels) - 10]);
  const stacked = isStacked(spec);
  const lanes = stacked ? 1 : spec.series.length;
  const laneHeight = lanes === 1 ? 16 : 13;
  const rowHeight = Math.max(lanes * laneHeight + 8, names.some((lines) => lines.length > 1) ? 2 * lineHeight + 6 : 0);
  const top = offset + (spec.target === undefined ? 2 : 20);
  const bottom = top + rowHeight * spec.categories.length;

  const rows = spec.categories
    .map((_, index) => {
      const middle = top + rowHeight * index + rowHeight / 2;
      const name = svgLines(names[index] ?? [], left - 10, middle, 'name', 'end');
      return (
        name +
        (stacked
          ? drawStack(context, index, middle - laneHeight / 2, laneHeight, x)
          : drawLanes(context, index, middle - (lanes * laneHeight) / 2, laneHeight, x))
      );
    })
    .join('');
  const base = svgLine(x(0), top, x(0), bottom, 'base');
  return { marks: rows + base + drawTarget(context, x, top, bottom), height: bottom + 4 };
}

type Scale = (value: number) => number;

function drawTarget({ chartWidth, spec }: ChartContext, x: Scale, top: number, bottom: number): string {
  if (spec.target === undefined) return '';
  const at = x(spec.target.value);
  const label = shorten(spec.target.label, labelSize, chartWidth / 2);
  const width = textWidth(label, labelSize);
  const anchor = at + width / 2 > chartWidth ? 'end' : at - width / 2 < 0 ? 'start' : 'middle';
  return svgLine(at, top - 4, at, bottom, 'target') + svgText(at, top - 8, label, 'target-label', anchor);
}

function drawLanes({ chartWidth, spec, idPrefix, locale }: ChartContext, index: number, top: number, height: number, x: Scale): string {
  return spec.series
    .map(({ role, name, values }, lane) => {
      const value = values[index] ?? null;
      const y = top + lane * height;
      if (value === null) return svgGap({ idPrefix, locale }, x(0), y + 1, Math.max(60, (chartWidth - x(0)) / 3), height - 2);
      const label = formatChartNumber(value, spec.unit, locale);
      const from = Math.min(x(0), x(value));
      const bar = svgRect(
        from,
        y + 1,
        Math.abs(x(value) - x(0)),
        height - 2,
        `${role} mark`,
        `${spec.categories[index] ?? ''}, ${name}: ${label}`,
      );
      return bar + svgText(Math.max(x(value), x(0)) + 6, y + height / 2 + 4, label, 'value');
    })
    .join('');
}

function drawStack({ chartWidth, spec, idPrefix, locale }: ChartContext, index: number, top: number, height: number, x: Scale): string {
  const total = totalAt(spec, index);
  if (total === null) return svgGap({ idPrefix, locale }, x(0), top, Math.max(60, (chartWidth - x(0)) / 3), height);
  let reached = 0;
  let marks = '';
  for (const { role, name, values } of spec.series) {
    const value = values[index] ?? 0;
    if (value <= 0) continue;
    const from = x(reached);
    reached += value;
    const width = x(reached) - from;
    const gap = Math.min(1, width / 2);
    const label = formatChartNumber(value, spec.unit, locale, 'bare');
    marks += svgRect(from, top, width - gap, height, `${role} mark solid`, `${spec.categories[index] ?? ''}, ${name}: ${label}`);
    if (width >= textWidth(label, labelSize) + 8)
      marks += svgText(from + (width - gap) / 2, top + height / 2 + 4, label, `on ${role}`, 'middle');
  }
  return marks + svgText(x(reached) + 6, top + height / 2 + 4, formatChartNumber(total, spec.unit, locale), 'value');
}
