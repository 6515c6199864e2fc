import { scaleSqrt } from 'd3-scale';
import { formatChartNumber } from './chart-number.ts';
import type { ChartContext, Drawing } from './chart-layout.ts';
import { sumOfKnown } from './chart-layout.ts';
import { escapeText } from './escape-text.ts';
import { labelSize, lineHeight, nameSlack, round, svgGap, svgLine, svgRect, svgText } from './svg-parts.ts';
import { shorten, textWidth, wrapText } from './text-width.ts';
import { widestLabel } from './value-axis.ts';

/** Shades of a heat map; the document has an ink for each, `heat-1` to `heat-5`. Zero has none. */
const heatSteps = 5;
const legendRow = 20;

interface Frame {
  readonly left: number;
  readonly top: number;
  readonly cellWidth: number;
  readonly cellHeight: number;
  readonly marks: string;
}

/** Names of rows on the left and of columns above; columns share what is left of the width. */
function drawFrame({ chartWidth, spec }: ChartContext, columns: readonly string[], cellHeight: number, offset: number): Frame {
  const longestName = Math.min(190, chartWidth * 0.34);
  const names = spec.categories.map((category) => shorten(category, labelSize, longestName));
  const left = Math.min(longestName, widestLabel(names)) + 10 + nameSlack;
  const cellWidth = (chartWidth - left) / Math.max(1, columns.length);
  const lines = columns.map((name) => wrapText(name, labelSize, Math.max(14, cellWidth - 4), 2));
  // Many narrow columns: every second name, every third…, so that they do not touch.
  const needed = columns.reduce((widest, name) => Math.max(widest, Math.min(textWidth(name, labelSize), 60)), 0) + 4;
  const stride = columns.length <= 10 ? 1 : Math.max(1, Math.ceil(needed / cellWidth));
  const rows = stride === 1 ? lines.reduce((most, parts) => Math.max(most, parts.length), 1) : 1;
  const top = offset + rows * lineHeight + 6;
  const heads = columns
    .map((name, column) => {
      if (column % stride !== 0) return '';
      const parts = stride === 1 ? lines[column]! : [shorten(name, labelSize, stride * cellWidth - 4)];
      const first = top - 7 - (parts.length - 1) * lineHeight;
      return parts
        .map((part, line) => svgText(left + (column + 0.5) * cellWidth, first + line * lineHeight, part, 'axis', 'middle'))
        .join('');
    })
    .join('');
  const sides = names.map((name, row) => svgText(left - 10, top + (row + 0.5) * cellHeight + 4, name, 'name', 'end')).join('');
  return { left, top, cellWidth, cellHeight, marks: heads + sides };
}

function largest({ spec }: ChartContext): number {
  return spec.series.flatMap(({ values }) => values).reduce<number>((most, value) => Math.max(most, value ?? 0), spec.most ?? 0);
}

/** Shades by row and column, in equal steps from nothing to the largest value. A zero stays empty, what is not known is hatched. */
export function drawHeatMap(context: ChartContext, offset: number): Drawing {
  const { spec, locale } = context;
  const most = largest(context);
  const legend = drawHeatLegend(context, most, offset);
  const frame = drawFrame(
    context,
    spec.series.map(({ name }) => name),
    spec.categories.length > 16 ? 19 : 24,
    offset + legend.height,
  );
  const { left, top, cellWidth, cellHeight } = frame;
  const labels = spec.series.flatMap(({ values }) =>
    values.map((value) => (value === null ? '' : formatChartNumber(value, spec.unit, locale, 'bare'))),
  );
  const hasRoom = widestLabel(labels) <= cellWidth - 4;
  const cells = spec.categories
    .map((category, row) =>
      spec.series
        .map(({ name, values }, column) => {
          const value = values[row] ?? null;
          const [x, y] = [left + column * cellWidth, top + row * cellHeight];
          if (value === null) return svgGap(context, x + 0.5, y + 0.5, cellWidth - 1, cellHeight - 1);
          const step = heatStep(value, most);
          const label = formatChartNumber(value, spec.unit, locale, 'bare');
          return (
            svgRect(x + 0.5, y + 0.5, cellWidth - 1, cellHeight - 1, `heat-${step}`, `${category}, ${name}: ${label}`) +
            (hasRoom ? svgText(x + cellWidth / 2, y + cellHeight / 2 + 4, label, `on-heat-${step}`, 'middle') : '')
          );
        })
        .join(''),
    )
    .join('');
  return { marks: legend.marks + frame.marks + cells, height: top + spec.categories.length * cellHeight + 4 };
}

function heatStep(value: number, most: number): number {
  return value <= 0 || most <= 0 ? 0 : Math.min(heatSteps, Math.ceil((value / most) * heatSteps));
}

/** What each shade stands for, as a range. Of whole numbers only the steps that have one. Nothing where all is zero. */
function drawHeatLegend({ chartWidth, spec, locale }: ChartContext, most: number, offset: number): Drawing {
  if (most <= 0) return { marks: '', height: 0 };
  const isWhole = spec.unit === 'count';
  const write = (value: number): string => formatChartNumber(value, spec.unit, locale, 'bare');
  const range = (first: number, last: number): string => (first === last ? write(first) : `${write(first)}\u2013${write(last)}`);
  const entries = Array.from({ length: heatSteps }, (_, index) => {
    const [above, upTo] = [(most * index) / heatSteps, (most * (index + 1)) / heatSteps];
    if (!isWhole) return { step: index + 1, text: range(above, upTo) };
    const [first, last] = [Math.floor(above) + 1, Math.floor(upTo)];
    return { step: index + 1, text: first > last ? '' : range(first, last) };
  }).filter(({ text }) => text !== '');
  let x = 0;
  let y = offset;
  let marks = '';
  for (const { step, text } of [{ step: 0, text: write(0) }, ...entries]) {
    const width = 22 + textWidth(text, labelSize);
    if (x > 0 && x + width > chartWidth) {
      x = 0;
      y += legendRow;
    }
    marks += svgRect(x + 0.5, y + 1.5, 16, 11, `heat-${step}`) + svgText(x + 22, y + 11, text, 'axis');
    x += width + 18;
  }
  return { marks, height: y - offset + legendRow + 6 };
}

const matrixRow = 34;

/** Circles whose area is the value, beside their numbers, with the totals of rows and columns. */
export function drawMatrix(context: ChartContext, offset: number): Drawing {
  const { chartWidth, spec, locale } = context;
  const totalName = spec.totalLabel ?? '';
  const columns = [...spec.series.map(({ name }) => name), totalName];
  const frame = drawFrame(context, columns, matrixRow, offset);
  const { left, top, cellWidth } = frame;
  const radius = scaleSqrt()
    .domain([0, Math.max(1, largest(context))])
    .range([0, Math.min(14, cellWidth / 4)]);
  const write = (value: number | null): string => (value === null ? '\u2013' : formatChartNumber(value, spec.unit, locale, 'bare'));
  const cells = spec.categories
    .map(
      (category, row) =>
        spec.series
          .map(({ name, role, values }, column) => {
            const value = values[row] ?? null;
            const [x, y] = [left + (column + 0.5) * cellWidth, top + (row + 0.5) * matrixRow];
            if (value === null) return svgGap(context, left + column * cellWidth + 3, y - matrixRow / 2 + 3, cellWidth - 6, matrixRow - 6);
            const words = `${category}, ${name}: ${formatChartNumber(value, spec.unit, locale)}`;
            const size = round(Math.max(value > 0 ? 1.5 : 0, radius(Math.max(0, value))));
            const circle =
              size === 0
                ? ''
                : `<circle class="${role} mark" cx="${round(x - 9)}" cy="${round(y)}" r="${size}"><title>${escapeText(words)}</title></circle>`;
            return circle + svgText(x + (value > 0 ? 10 : -4), y + 4, write(value), value > 0 ? 'value' : 'axis');
          })
          .join('') +
        svgText(
          left + (columns.length - 0.5) * cellWidth,
          top + (row + 0.5) * matrixRow + 4,
          write(sumOfKnown(spec.series.map(({ values }) => values[row] ?? null))),
          'value',
          'middle',
        ),
    )
    .join('');
  const bottom = top + spec.categories.length * matrixRow;
  // A sum of which a part is not known is not known.
  const sums = spec.series.map(({ values }) => sumOfKnown(spec.categories.map((_, row) => values[row] ?? null)));
  const totals = [...sums, sumOfKnown(sums)];
  const foot =
    svgLine(0, bottom + 1, chartWidth, bottom + 1, 'base') +
    svgText(left - 10, bottom + 20, shorten(totalName, labelSize, left - 10 - nameSlack), 'name', 'end') +
    totals.map((total, column) => svgText(left + (column + 0.5) * cellWidth, bottom + 20, write(total), 'value', 'middle')).join('');
  const rules = spec.categories
    .map((_, row) => (row === 0 ? '' : svgLine(0, top + row * matrixRow, chartWidth, top + row * matrixRow, 'grid')))
    .join('');
  return { marks: frame.marks + rules + cells + foot, height: bottom + 28 };
}
