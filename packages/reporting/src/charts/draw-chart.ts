import { messagesFor } from '../languages/find-messages.ts';
import type { ChartContext, Drawing } from './chart-layout.ts';
import { drawLegend } from './chart-legend.ts';
import type { ChartSpec } from './chart-spec.ts';
import { drawAreas } from './draw-areas.ts';
import { drawBars } from './draw-bars.ts';
import { drawFunnel } from './draw-funnel.ts';
import { drawHeatMap, drawMatrix } from './draw-grid.ts';
import { drawHorizontalBars } from './draw-horizontal-bars.ts';
import { drawLines } from './draw-lines.ts';
import { drawTimeline } from './draw-timeline.ts';
import { escapeText } from './escape-text.ts';
import { fullWidth, halfWidth, round, svgGap, svgHatch, svgText } from './svg-parts.ts';
import type { SvgOptions } from './to-svg.ts';

/** The drawing behind `toSvg`; loads the scales, hence only imported where charts are drawn. */
export function drawChart(spec: ChartSpec, options: SvgOptions): string {
  const { idPrefix, locale = 'en-GB' } = options;
  const chartWidth = options.isNarrow === true ? halfWidth : fullWidth;
  const { marks, height } =
    spec.kind !== 'timeline'
      ? drawContent({ spec, idPrefix, locale, chartWidth })
      : spec.events.length === 0
        ? nothingToDraw({ locale, chartWidth })
        : drawTimeline(spec, chartWidth);
  const label = escapeText(`${spec.title}. ${spec.subtitle}`);
  return `<svg class="chart" xmlns="http://www.w3.org/2000/svg" role="img" aria-label="${label}" viewBox="0 0 ${chartWidth} ${round(height)}" width="${chartWidth}" height="${round(height)}">${svgHatch(options.idPrefix)}${marks}</svg>`;
}

function nothingToDraw({ locale, chartWidth }: Pick<ChartContext, 'locale' | 'chartWidth'>): Drawing {
  return { marks: svgText(chartWidth / 2, 34, messagesFor(locale).document.chart.nothing, 'quiet', 'middle'), height: 60 };
}

function drawContent(context: ChartContext): Drawing {
  const { spec, chartWidth } = context;
  if (spec.categories.length === 0 || spec.series.length === 0) return nothingToDraw(context);
  if (spec.series.every(({ values }) => spec.categories.every((_, index) => (values[index] ?? null) === null))) {
    return { marks: svgGap(context, 0, 0, chartWidth, 90), height: 92 };
  }
  // Lines are named where they end.
  if (spec.kind === 'line') return drawLines(context, 0);
  // These are named by their rows and columns.
  if (spec.kind === 'heatMap') return drawHeatMap(context, 0);
  if (spec.kind === 'matrix') return drawMatrix(context, 0);
  if (spec.kind === 'funnel') return drawFunnel(context, 0);
  const legend = drawLegend(context);
  const isLying = spec.kind === 'horizontalBar' || spec.kind === 'stackedHorizontalBar';
  const draw = isLying ? drawHorizontalBars : spec.kind === 'area' ? drawAreas : drawBars;
  const drawing = draw(context, legend.height);
  return { marks: legend.marks + drawing.marks, height: drawing.height };
}
