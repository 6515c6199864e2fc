import { scaleLinear, scalePoint } from 'd3-scale';
import { line } from 'd3-shape';
import { formatChartNumber } from './chart-number.ts';
import type { ChartContext, Drawing } from './chart-layout.ts';
import { findGaps, valueExtent, plotHeightOf } from './chart-layout.ts';
import { drawCategoryAxis } from './category-axis.ts';
import { escapeText } from './escape-text.ts';
import { labelSize, lineHeight, round, svgGap, svgLine, svgText } from './svg-parts.ts';
import { drawTargetLabel, targetLabelWidth } from './target-label.ts';
import { shorten, textWidth } from './text-width.ts';
import { valueTicks, widestLabel } from './value-axis.ts';

interface EndLabel {
  readonly text: string;
  readonly y: number;
  readonly classes: string;
}

/** Lines over time. A gap breaks the line and is hatched where nothing at all is known; each line is named at its end. */
export function drawLines(context: ChartContext, offset: number): Drawing {
  const { chartWidth, spec, idPrefix, locale } = context;
  const top = offset + 12;
  const plotHeight = plotHeightOf(spec);
  const bottom = top + plotHeight;
  const y = scaleLinear().domain(valueExtent(spec)).nice(4).range([bottom, top]);
  const ticks = valueTicks(context, y, 4);
  const left = widestLabel(ticks.map(({ label }) => label)) + 14;

  const endLabelRoom = Math.min(130, chartWidth * 0.3);
  const named = spec.series.length > 1;
  const ends = spec.series.flatMap(({ name, role, values }): readonly EndLabel[] => {
    const last = values.slice(0, spec.categories.length).findLast((value) => value !== null) ?? null;
    if (last === null) return [];
    const value = formatChartNumber(last, spec.unit, locale);
    const text = named ? `${shorten(name, labelSize, endLabelRoom - textWidth(` ${value}`, labelSize))} ${value}` : value;
    return [{ text, y: y(last), classes: `name end ${role}` }];
  });
  const target = spec.target;
  const endRoom = widestLabel(ends.map(({ text }) => text));
  const right = chartWidth - Math.max(endRoom, target === undefined ? 0 : targetLabelWidth(target.label)) - 14;
  const x = scalePoint<number>()
    .domain(spec.categories.map((_, index) => index))
    .range([left, right])
    .padding(spec.categories.length === 1 ? 0.5 : 0.2);
  const at = (index: number): number => x(index) ?? left;

  const grid = ticks
    .map(
      ({ value, label }) => svgLine(left - 4, y(value), right, y(value), 'grid') + svgText(left - 10, y(value) + 4, label, 'axis', 'end'),
    )
    .join('');
  const gaps = findGaps(spec)
    .map(({ first, last }) => {
      // From the last known point to the next one: between them nothing is known.
      const from = first === 0 ? left - 4 : at(first - 1);
      const to = last === spec.categories.length - 1 ? right : at(last + 1);
      return svgGap({ idPrefix, locale }, from, top, to - from, plotHeight);
    })
    .join('');
  const lines = spec.series.map((series) => drawOneLine(context, series, at, y)).join('');
  const axis = drawCategoryAxis(spec.categories, at, x.step() === 0 ? right - left : x.step(), bottom, chartWidth);
  const targetMark = target === undefined ? '' : svgLine(left - 4, y(target.value), right, y(target.value), 'target');
  const targetWords = target === undefined ? '' : drawTargetLabel(target.label, right + 8, clearOf(y(target.value), ends));
  const endMarks = spread(ends, top, bottom)
    .map(({ text, y: middle, classes }) => svgText(right + 8, middle + 4, text, classes))
    .join('');
  return {
    marks: grid + gaps + svgLine(left - 4, y(0), right, y(0), 'base') + targetMark + lines + axis.marks + targetWords + endMarks,
    height: bottom + axis.height,
  };
}

function drawOneLine(
  { spec, locale }: ChartContext,
  { role, name, values }: ChartContext['spec']['series'][number],
  at: (index: number) => number,
  y: (value: number) => number,
): string {
  const points = spec.categories.map((_, index) => values[index] ?? null);
  const path = line<number | null>()
    .defined((value) => value !== null)
    .x((_, index) => round(at(index)))
    .y((value) => round(y(value ?? 0)))(points);
  const dots = points
    .map((value, index) => {
      if (value === null) return '';
      const isAlone = (points[index - 1] ?? null) === null && (points[index + 1] ?? null) === null;
      if (points.length > 31 && !isAlone) return '';
      const words = `${spec.categories[index] ?? ''}, ${name}: ${formatChartNumber(value, spec.unit, locale)}`;
      return `<circle class="${role} dot" cx="${round(at(index))}" cy="${round(y(value))}" r="2.6"><title>${escapeText(words)}</title></circle>`;
    })
    .join('');
  return `<path class="${role} line" d="${path ?? ''}"/>${dots}`;
}

/** Moves labels apart, top to bottom, so that none covers another. */
function spread(labels: readonly EndLabel[], top: number, bottom: number): readonly EndLabel[] {
  const sorted = [...labels].sort((first, second) => first.y - second.y || first.text.localeCompare(second.text, 'en'));
  const places: number[] = [];
  for (const { y } of sorted) places.push(Math.max(y, (places.at(-1) ?? top - lineHeight) + lineHeight));
  const excess = Math.max(0, (places.at(-1) ?? 0) - bottom);
  return sorted.map((label, index) => ({ ...label, y: places[index]! - excess }));
}

/** A place for the target's words that no end label uses: the target's own height, or a line above or below the nearest label. */
function clearOf(wanted: number, ends: readonly EndLabel[]): number {
  const nearest = ends.reduce<EndLabel | undefined>(
    (best, end) => (best === undefined || Math.abs(end.y - wanted) < Math.abs(best.y - wanted) ? end : best),
    undefined,
  );
  if (nearest === undefined || Math.abs(nearest.y - wanted) >= lineHeight) return wanted;
  return wanted <= nearest.y ? nearest.y - lineHeight : nearest.y + lineHeight;
}
