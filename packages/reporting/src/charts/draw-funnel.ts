import { scaleLinear } from 'd3-scale';
import { formatChartNumber } from './chart-number.ts';
import type { ChartContext, Drawing } from './chart-layout.ts';
import { labelSize, nameSlack, round, svgGap, svgLines, svgRect, svgText } from './svg-parts.ts';
import { textWidth, wrapText } from './text-width.ts';
import { widestLabel } from './value-axis.ts';

const barHeight = 30;
const rowHeight = 46;

/**
 * Stages below each other, each as wide as its number, centred, with its share of the stage before. A stage that is larger than the one
 * before it is drawn as such: the order is the author's claim, the number is the data's.
 */
export function drawFunnel({ chartWidth, spec, idPrefix, locale }: ChartContext, offset: number): Drawing {
  const longestName = Math.min(190, chartWidth * 0.34);
  const longestShare = Math.min(170, chartWidth * 0.27);
  const values = spec.series[0]?.values ?? [];
  const role = spec.series[0]?.role ?? 'accent';
  const names = spec.categories.map((category) => wrapText(category, labelSize, longestName, 2));
  const left = Math.min(longestName, widestLabel(names.flat())) + 14 + nameSlack;
  const shares = spec.stageShares ?? [];
  const shareRoom = Math.min(longestShare, widestLabel(shares.map((share) => share ?? ''))) + 14;
  const right = chartWidth - shareRoom;
  const most = values.reduce<number>((highest, value) => Math.max(highest, value ?? 0), 0);
  const width = scaleLinear()
    .domain([0, Math.max(1, most)])
    .range([0, right - left]);
  const centre = (left + right) / 2;
  const half = (index: number): number => width(Math.max(0, values[index] ?? 0)) / 2;
  const rows = spec.categories
    .map((category, index) => {
      const y = offset + index * rowHeight;
      const value = values[index] ?? null;
      const name = svgLines(names[index]!, left - 14, y + barHeight / 2, 'name', 'end');
      const share = shares[index] ?? null;
      const words =
        share === null ? '' : svgLines(wrapText(share, labelSize, longestShare, 2), chartWidth, y + barHeight / 2, 'axis', 'end');
      if (value === null) return name + words + svgGap({ idPrefix, locale }, centre - 60, y, 120, barHeight);
      const label = formatChartNumber(value, spec.unit, locale);
      const bar = svgRect(
        centre - Math.max(1, half(index)),
        y,
        Math.max(2, half(index) * 2),
        barHeight,
        `${role} mark`,
        `${category}: ${label}`,
      );
      const fits = half(index) * 2 >= textWidth(label, labelSize) + 12;
      const number = fits
        ? svgText(centre, y + barHeight / 2 + 4, label, `on ${role} strong`, 'middle')
        : svgText(centre + Math.max(1, half(index)) + 7, y + barHeight / 2 + 4, label, 'value');
      const next = values[index + 1] ?? null;
      const slope =
        next === null
          ? ''
          : `<path class="slope" d="M${round(centre - half(index))} ${round(y + barHeight)}H${round(centre + half(index))}L${round(centre + half(index + 1))} ${round(y + rowHeight)}H${round(centre - half(index + 1))}Z"/>`;
      return slope + bar + name + number + words;
    })
    .join('');
  return { marks: rows, height: offset + spec.categories.length * rowHeight - (rowHeight - barHeight) + 4 };
}
