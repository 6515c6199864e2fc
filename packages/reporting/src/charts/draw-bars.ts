import { scaleBand, scaleLinear } from 'd3-scale';
import { formatChartNumber } from './chart-number.ts';
import type { ChartContext, Drawing } from './chart-layout.ts';
import { findGaps, isStacked, isUnknownAt, totalAt, valueExtent, plotHeightOf } from './chart-layout.ts';
import { drawCategoryAxis } from './category-axis.ts';
import { labelSize, svgGap, svgLine, svgRect, svgText } from './svg-parts.ts';
import { drawTargetLabel, targetLabelWidth } from './target-label.ts';
import { textWidth } from './text-width.ts';
import { valueTicks, widestLabel } from './value-axis.ts';

const widestBar = 56;

/** Upright bars, side by side or stacked. Time runs left to right. */
export function drawBars(context: ChartContext, offset: number): Drawing {
  const { chartWidth, spec, idPrefix, locale } = context;
  const top = offset + 16;
  const plotHeight = plotHeightOf(spec);
  const bottom = top + plotHeight;
  const y = scaleLinear().domain(valueExtent(spec)).nice(4).range([bottom, top]);
  const ticks = valueTicks(context, y, 4);
  const left = widestLabel(ticks.map(({ label }) => label)) + 10;
  const right = chartWidth - (spec.target === undefined ? 2 : targetLabelWidth(spec.target.label) + 10);
  const x = scaleBand<number>()
    .domain(spec.categories.map((_, index) => index))
    .range([left, right])
    .paddingInner(0.28)
    .paddingOuter(0.18);
  const start = (index: number): number => x(index) ?? left;

  const grid = ticks
    .map(({ value, label }) => svgLine(left, y(value), right, y(value), 'grid') + svgText(left - 8, y(value) + 4, label, 'axis', 'end'))
    .join('');
  const gaps = findGaps(spec)
    .map(({ first, last }) => svgGap({ idPrefix, locale }, start(first), top, start(last) - start(first) + x.bandwidth(), plotHeight))
    .join('');
  const bars = spec.categories
    .map((_, index) =>
      isStacked(spec)
        ? drawStack(context, index, start(index), x.bandwidth(), y)
        : drawGroup(context, index, start(index), x.bandwidth(), y, top, bottom),
    )
    .join('');
  const axis = drawCategoryAxis(spec.categories, (index) => start(index) + x.bandwidth() / 2, x.step(), bottom, chartWidth);
  const target =
    spec.target === undefined
      ? ''
      : svgLine(left, y(spec.target.value), right, y(spec.target.value), 'target') +
        drawTargetLabel(spec.target.label, right + 8, y(spec.target.value));
  return { marks: grid + gaps + bars + svgLine(left, y(0), right, y(0), 'base') + axis.marks + target, height: bottom + axis.height };
}

type Scale = (value: number) => number;

function drawGroup(
  { spec, idPrefix, locale }: ChartContext,
  index: number,
  start: number,
  bandwidth: number,
  y: Scale,
  top: number,
  bottom: number,
): string {
  if (isUnknownAt(spec, index)) return '';
  const slot = bandwidth / spec.series.length;
  const hasRoom = allLabelsFit(spec, locale, slot + 4);
  const width = Math.min(widestBar, slot - (spec.series.length > 1 ? 2 : 0));
  return spec.series
    .map(({ role, name, values }, place) => {
      const value = values[index] ?? null;
      const x = start + place * slot + (slot - width) / 2;
      if (value === null) return svgGap({ idPrefix, locale }, x, top, width, bottom - top);
      const label = formatChartNumber(value, spec.unit, locale, 'bare');
      const peak = Math.min(y(value), y(0));
      const bar = svgRect(x, peak, width, Math.abs(y(value) - y(0)), `${role} mark`, `${spec.categories[index] ?? ''}, ${name}: ${label}`);

      const baseline = value < 0 ? y(value) + 12 : clearOfTarget(peak - 4, spec, y);
      return bar + (hasRoom ? svgText(x + width / 2, baseline, label, 'value halo', 'middle') : '');
    })
    .join('');
}

function drawStack({ spec, locale }: ChartContext, index: number, start: number, bandwidth: number, y: Scale): string {
  const total = totalAt(spec, index);
  if (total === null) return '';
  const width = Math.min(widestBar, bandwidth);
  const x = start + (bandwidth - width) / 2;
  let reached = 0;
  let marks = '';
  for (const { role, name, values } of spec.series) {
    const value = values[index] ?? 0;
    if (value <= 0) continue;
    const from = y(reached);
    reached += value;
    const height = from - y(reached);
    const label = formatChartNumber(value, spec.unit, locale, 'bare');
    // The gap in the page's colour keeps neighbours apart in a grey print.
    const gap = Math.min(1, height / 2);
    marks += svgRect(x, y(reached) + gap, width, height - gap, `${role} mark solid`, `${spec.categories[index] ?? ''}, ${name}: ${label}`);
    if (height >= 15 && width >= textWidth(label, labelSize) + 4)
      marks += svgText(x + width / 2, y(reached) + gap + height / 2 + 3.5, label, `on ${role}`, 'middle');
  }
  const label = formatChartNumber(total, spec.unit, locale, 'bare');
  return (
    marks +
    (textWidth(label, labelSize) <= bandwidth + 6
      ? svgText(x + width / 2, clearOfTarget(y(reached) - 4, spec, y), label, 'value halo', 'middle')
      : '')
  );
}

/** Lifts a number above the line of the target where the line would strike it through. */
function clearOfTarget(baseline: number, { target }: ChartContext['spec'], y: Scale): number {
  if (target === undefined) return baseline;
  const line = y(target.value);
  return line > baseline - 10 && line < baseline + 3 ? line - 3 : baseline;
}

/** Labels on all bars or on none: labels on the short ones alone look like a choice. */
function allLabelsFit(spec: ChartContext['spec'], locale: string, room: number): boolean {
  return spec.series.every(({ values }) =>
    values.every((value) => value === null || textWidth(formatChartNumber(value, spec.unit, locale, 'bare'), labelSize) <= room),
  );
}
