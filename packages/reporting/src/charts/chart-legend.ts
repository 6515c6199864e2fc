import type { ChartContext } from './chart-layout.ts';
import type { ChartSeries } from './chart-spec.ts';
import { severityScale } from './severity-scale.ts';
import { labelSize, svgRect, svgText } from './svg-parts.ts';
import { shorten, textWidth } from './text-width.ts';

const rowHeight = 18;
const longestName = 220;

/** The names of the series, with the shape of their level where they have one. Nothing for one series: the caption says what it is. */
export function drawLegend({ spec, chartWidth }: Pick<ChartContext, 'spec' | 'chartWidth'>): {
  readonly marks: string;
  readonly height: number;
} {
  if (spec.series.length < 2) return { marks: '', height: 0 };
  let marks = '';
  let x = 0;
  let row = 0;
  for (const series of spec.series) {
    const name = shorten(series.name, labelSize, longestName);
    const width = 17 + textWidth(name, labelSize) + 16;
    if (x > 0 && x + width > chartWidth) {
      x = 0;
      row += 1;
    }
    const top = row * rowHeight;
    marks += drawSwatch(series, x, top + 1) + svgText(x + 17, top + 11, name, 'name');
    x += width;
  }
  return { marks, height: (row + 1) * rowHeight + 4 };
}

function drawSwatch(series: ChartSeries, x: number, y: number): string {
  const ink = severityScale.find(({ level }) => series.role === `severity-${level}`);
  if (ink === undefined) return svgRect(x + 0.5, y + 0.5, 11, 11, `${series.role} mark`);
  return `<path class="${series.role} ${ink.isRing ? 'ring' : 'mark'}" transform="translate(${Math.round(x * 10) / 10} ${y})" d="${ink.path}"/>`;
}
