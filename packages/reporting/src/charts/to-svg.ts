import type { ChartSpec } from './chart-spec.ts';

export interface SvgOptions {
  /** Begins every id inside the picture, e.g. the block's id. `[a-z0-9-]+`. */
  readonly idPrefix: string;
  /** BCP 47, for numbers. @default en-GB */
  readonly locale?: string;
  /** Half as wide, for one of two side by side: its letters stay as large. @default false */
  readonly isNarrow?: boolean;
}

/**
 * Draws a chart as an SVG string: deterministic, every text escaped, colour by class only (see `chartCss`), no rows and gaps said in words.
 * The picture has `role="img"` and its label; title and subtitle are left to the caption around it.
 */
export async function toSvg(spec: ChartSpec, options: SvgOptions): Promise<string> {
  const { drawChart } = await import('./draw-chart.ts');
  return drawChart(spec, options);
}
