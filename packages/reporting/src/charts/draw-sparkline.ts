import { scaleLinear, scalePoint } from 'd3-scale';
import { line } from 'd3-shape';
import { escapeText } from './escape-text.ts';
import { round } from './svg-parts.ts';

const width = 140;
const height = 28;

/**
 * A line as small as a word: no axis, the last point marked, gaps left open. Zero is its floor, so that small changes do not look large.
 * @param label the numbers in words, for those who cannot see it
 */
export function drawSparkline(values: readonly (number | null)[], label: string): string {
  const known = values.filter((value) => value !== null);
  const low = known.reduce((least, value) => Math.min(least, value), 0);
  const high = known.reduce((most, value) => Math.max(most, value), 0);
  const x = scalePoint<number>()
    .domain(values.map((_, index) => index))
    .range([3, width - 4]);
  const y = scaleLinear()
    .domain(low === high ? [0, 1] : [low, high])
    .range([height - 4, 4]);
  const at = (index: number): number => round(x(index) ?? 0);
  const path = line<number | null>()
    .defined((value) => value !== null)
    .x((_, index) => at(index))
    .y((value) => round(y(value ?? 0)))([...values]);
  const dots = values
    .map((value, index) => {
      if (value === null) return '';
      const isAlone = (values[index - 1] ?? null) === null && (values[index + 1] ?? null) === null;
      const isLast = index === values.length - 1;
      return isLast || isAlone ? `<circle class="accent dot" cx="${at(index)}" cy="${round(y(value))}" r="${isLast ? 3.2 : 2}"/>` : '';
    })
    .join('');
  return `<svg class="chart sparkline" xmlns="http://www.w3.org/2000/svg" role="img" aria-label="${escapeText(label)}" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}"><line class="grid" x1="0" y1="${round(y(0))}" x2="${width}" y2="${round(y(0))}"/><path class="accent line" d="${path ?? ''}"/>${dots}</svg>`;
}
