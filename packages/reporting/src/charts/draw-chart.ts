import { messagesFor } from '../languages/find-messages.ts';
import type { ChartContext, Drawing } from './chart-layout.ts';
import { drawLegend } from './chart-legend.ts';
import type { ChartSpec } from './chart-spec.ts';
import { drawBars } from './draw-bars.ts';
import { drawHorizontalBars } from './draw-horizontal-bars.ts';
import { drawLines } from './draw-lines.ts';
import { escapeText } from './escape-text.ts';
import { chartWidth, round, svgGap, svgHatch, svgText } from './svg-parts.ts';
import type { SvgOptions } from './to-svg.ts';

/** The drawing behind `toSvg`; loads the scales, hence only imported where charts are drawn. */
export function drawChart(spec: ChartSpec, options: SvgOptions): string {
  const context: ChartContext = { spec, idPrefix: options.idPrefix, locale: options.locale ?? 'en-GB' };
  const { marks, height } = drawContent(context);
  const label = escapeText(`${spec.title}. ${spec.subtitle}`);
  return `<svg class="chart" xmlns="http://www.w3.org/2000/svg" role="img" aria-label="${label}" viewBox="0 0 ${chartWidth} ${round(height)}" width="${chartWidth}" height="${round(height)}">${svgHatch(options.idPrefix)}${marks}</svg>`;
}

function drawContent(context: ChartContext): Drawing {
  const { spec } = context;
  if (spec.categories.length === 0 || spec.series.length === 0) {
    return { marks: svgText(chartWidth / 2, 34, messagesFor(context.locale).document.chart.nothing, 'quiet', 'middle'), height: 60 };
  }
  if (spec.series.every(({ values }) => spec.categories.every((_, index) => (values[index] ?? null) === null))) {
    return { marks: svgGap(context, 0, 0, chartWidth, 90), height: 92 };
  }
  // Lines are named where they end.
  if (spec.kind === 'line') return drawLines(context, 0);
  const legend = drawLegend(spec);
  const isLying = spec.kind === 'horizontalBar' || spec.kind === 'stackedHorizontalBar';
  const drawing = isLying ? drawHorizontalBars(context, legend.height) : drawBars(context, legend.height);
  return { marks: legend.marks + drawing.marks, height: drawing.height };
}
