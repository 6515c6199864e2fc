import { scaleLinear, scalePoint } from 'd3-scale';
import { area, line } from 'd3-shape';
import { drawCategoryAxis } from './category-axis.ts';
import { formatChartNumber } from './chart-number.ts';
import type { ChartContext, Drawing } from './chart-layout.ts';
import { findGaps, isUnknownAt, plotHeightOf, valueExtent } from './chart-layout.ts';
import { escapeText } from './escape-text.ts';
import { round, svgGap, svgLine, svgText } from './svg-parts.ts';
import { drawTargetLabel, targetLabelWidth } from './target-label.ts';
import { valueTicks, widestLabel } from './value-axis.ts';

/** One layer of the stack at each category: from where to where; null where the stack is not known. */
type Layer = readonly ({ readonly from: number; readonly to: number } | null)[];

/**
 * Areas over time, stacked. A stack of which one part is not known has no height that could be drawn: all layers break there, and the
 * stretch is hatched.
 */
export function drawAreas(context: ChartContext, offset: number): Drawing {
  const { chartWidth, spec, locale } = context;
  const plotHeight = plotHeightOf(spec);
  const top = offset + 12;
  const bottom = top + plotHeight;
  const y = scaleLinear().domain(valueExtent(spec)).nice(4).range([bottom, top]);
  const ticks = valueTicks(context, y, 4);
  const left = widestLabel(ticks.map(({ label }) => label)) + 14;
  const right = chartWidth - (spec.target === undefined ? 8 : targetLabelWidth(spec.target.label) + 12);
  const x = scalePoint<number>()
    .domain(spec.categories.map((_, index) => index))
    .range([left, right])
    .padding(spec.categories.length === 1 ? 0.5 : 0.2);
  const at = (index: number): number => x(index) ?? left;
  const isKnown = spec.categories.map((_, index) => !isUnknownAt(spec, index));
  const grid = ticks
    .map(
      ({ value, label }) => svgLine(left - 4, y(value), right, y(value), 'grid') + svgText(left - 10, y(value) + 4, label, 'axis', 'end'),
    )
    .join('');
  const gaps = findGaps(spec)
    .map(({ first, last }) => {
      const from = first === 0 ? left - 4 : at(first - 1);
      return svgGap(context, from, top, (last === isKnown.length - 1 ? right : at(last + 1)) - from, plotHeight);
    })
    .join('');
  const layers = stack(
    spec.series.map(({ values }) => values),
    isKnown,
  );
  const areas = layers
    .map((layer, place) => {
      const { role, name, values } = spec.series[place]!;
      const shape = area<Layer[number]>()
        .defined((point) => point !== null)
        .x((_, index) => round(at(index)))
        .y0((point) => round(y(point?.from ?? 0)))
        .y1((point) => round(y(point?.to ?? 0)))([...layer]);
      const edge = line<Layer[number]>()
        .defined((point) => point !== null)
        .x((_, index) => round(at(index)))
        .y((point) => round(y(point?.to ?? 0)))([...layer]);
      const dots = layer
        .map((point, index) => {
          // A point between two gaps has no area.
          const isAlone = point !== null && !isKnown[index - 1] && !isKnown[index + 1];
          if (point === null || (layer.length > 31 && !isAlone)) return '';
          const words = `${spec.categories[index] ?? ''}, ${name}: ${formatChartNumber(values[index] ?? 0, spec.unit, locale)}`;
          return `<circle class="${role} dot" cx="${round(at(index))}" cy="${round(y(point.to))}" r="2.4"><title>${escapeText(words)}</title></circle>`;
        })
        .join('');
      return `<path class="${role} area" d="${shape ?? ''}"/><path class="${role} line" d="${edge ?? ''}"/>${dots}`;
    })
    .join('');
  const axis = drawCategoryAxis(spec.categories, at, x.step() === 0 ? right - left : x.step(), bottom, chartWidth);
  const target =
    spec.target === undefined
      ? ''
      : svgLine(left - 4, y(spec.target.value), right, y(spec.target.value), 'target') +
        drawTargetLabel(spec.target.label, right + 8, y(spec.target.value));
  return {
    marks: grid + gaps + areas + svgLine(left - 4, y(0), right, y(0), 'base') + target + axis.marks,
    height: bottom + axis.height,
  };
}

/** Negative values have no place in a stack of areas and are drawn as none; the data table has them. */
function stack(series: readonly (readonly (number | null)[])[], isKnown: readonly boolean[]): readonly Layer[] {
  const reached = isKnown.map(() => 0);
  return series.map((values) =>
    isKnown.map((known, index) => {
      if (!known) return null;
      const from = reached[index]!;
      const to = from + Math.max(0, values[index] ?? 0);
      reached[index] = to;
      return { from, to };
    }),
  );
}
