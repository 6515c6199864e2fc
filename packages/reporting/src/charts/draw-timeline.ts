import { scaleLinear } from 'd3-scale';
import type { Drawing } from './chart-layout.ts';
import type { TimelineChart } from './chart-spec.ts';
import { escapeText } from './escape-text.ts';
import { labelSize, round, svgLine, svgLines, svgRect, svgText } from './svg-parts.ts';
import { shorten, textWidth, wrapText } from './text-width.ts';
import { widestLabel } from './value-axis.ts';

const rowHeight = 22;
const tallRowHeight = 34;

/** A row for each event, so that no label meets another: its time in words, its name, and its place along the axis. */
export function drawTimeline({ events, ticks }: TimelineChart, chartWidth: number): Drawing {
  const times = events.map(({ start, end }) =>
    (end === null ? [start] : [start, `\u2013 ${end}`]).map((time) => shorten(time, labelSize, chartWidth * 0.32)),
  );
  const names = events.map(({ name }) => wrapText(name, labelSize, chartWidth * 0.34, 2));
  const nameAt = widestLabel(times.flat()) + 14;
  const left = nameAt + Math.min(chartWidth * 0.34, widestLabel(names.flat())) + 18;
  const right = chartWidth - 8;
  const instants = [...events.flatMap(({ startMs, endMs }) => [startMs, endMs ?? startMs]), ...ticks.map(({ atMs }) => atMs)];
  const first = instants.reduce((least, at) => Math.min(least, at), Number.POSITIVE_INFINITY);
  const last = instants.reduce((most, at) => Math.max(most, at), Number.NEGATIVE_INFINITY);
  // One instant alone stands in the middle.
  const x = scaleLinear()
    .domain(first === last ? [first - 1, last + 1] : [first, last])
    .range([left + 6, right]);
  const top = 22;
  let y = top;
  let rows = '';
  for (const [index, { name, role, startMs, endMs, start, end }] of events.entries()) {
    const height = Math.max(times[index]!.length, names[index]!.length) > 1 ? tallRowHeight : rowHeight;
    const middle = y + height / 2;
    const words = `${name}: ${end === null ? start : `${start} \u2013 ${end}`}`;
    const from = x(startMs);
    const mark =
      endMs === null
        ? `<circle class="${role} dot" cx="${round(from)}" cy="${round(middle)}" r="5"><title>${escapeText(words)}</title></circle>`
        : svgRect(from, middle - 5, Math.max(3, x(endMs) - from), 10, `${role} mark`, words);
    rows += svgLines(times[index]!, 0, middle, 'axis') + svgLines(names[index]!, nameAt, middle, 'name') + mark;
    y += height;
  }
  let reached = Number.NEGATIVE_INFINITY;
  const grid = ticks
    .map(({ atMs, label }) => {
      const at = x(atMs);
      const half = textWidth(label, labelSize) / 2;
      const centre = Math.min(Math.max(at, half), chartWidth - half);
      // A label that would touch the one before it is left out; its line is there.
      const fits = centre - half >= reached + 8;
      if (fits) reached = centre + half;
      return svgLine(at, top - 4, at, y, 'grid') + (fits ? svgText(centre, 12, label, 'axis', 'middle') : '');
    })
    .join('');
  return { marks: grid + svgLine(left, top - 4, right, top - 4, 'base') + rows, height: y + 4 };
}
