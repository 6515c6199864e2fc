import type { ScaleLinear } from 'd3-scale';
import { formatChartNumber } from './chart-number.ts';
import type { ChartContext } from './chart-layout.ts';
import { labelSize } from './svg-parts.ts';
import { textWidth } from './text-width.ts';

export interface Tick {
  readonly value: number;
  readonly label: string;
}

/** Round steps; whole numbers for counts. The topmost names the unit of minutes and gigabytes, so that the others can stay short. */
export function valueTicks({ spec, locale }: ChartContext, scale: ScaleLinear<number, number>, count: number): readonly Tick[] {
  const values = scale.ticks(count).filter((value) => spec.unit !== 'count' || Number.isInteger(value));
  return values.map((value, index) => ({
    value,
    label: formatChartNumber(value, spec.unit, locale, index === values.length - 1 ? 'full' : 'bare'),
  }));
}

export function widestLabel(labels: readonly string[]): number {
  return labels.reduce((widest, label) => Math.max(widest, textWidth(label, labelSize)), 0);
}
