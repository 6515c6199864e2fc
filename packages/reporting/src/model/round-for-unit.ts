import type { ChartUnit } from '../charts/chart-spec.ts';

/** A measured value as a chart of the unit shows it. Times are measured in minutes, whatever the chart shows. */
export function roundForUnit(unit: ChartUnit, value: number): number {
  const shown = unit === 'hours' ? value / 60 : value;
  const factor = unit === 'count' ? 1 : unit === 'gigabytes' ? 1000 : 10;
  return Math.round(shown * factor) / factor;
}
