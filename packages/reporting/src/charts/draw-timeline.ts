import { scaleLinear } from 'd3-scale';
import type { Drawing } from './chart-layout.ts';
import type { TimelineChart } from './chart-spec.ts';
import { escapeText } from './escape-text.ts';
import { chartWidth, labelSize, lineHeight, round, svgLine, svgRect, svgText } from './svg-parts.ts';
import { shorten, textWidth, wrapText } from './text-width.ts';
import { widestLabel } from './value-axis.ts';

const longestName = 250;
const longestTime = 190;
const rowHeight = 22;
const tallRowHeight = 34;

/** A row for each event, so that no label meets another: its name, and its place along the axis with its time in words. */
export function drawTimeline({ events, ticks }: TimelineChart): Drawing {
  const names = events.map(({ name }) => wrapText(name, labelSize, longestName, 2));
  const left = Math.min(longestName, widestLabel(names.flat())) + 16;
  const right = chartWidth - 10;
  const first = Math.min(...events.map(({ startMs }) => startMs), ...ticks.map(({ atMs }) => atMs));
  const last = Math.max(...events.map(({ startMs, endMs }) => endMs ?? startMs), ...ticks.map(({ atMs }) => atMs));
  // One instant alone stands in the middle.
  const x = scaleLinear()
    .domain(first === last ? [first - 1, last + 1] : [first, last])
    .range([left + 6, right]);
  const top = 22;
  let y = top;
  let rows = '';
  for (const [index, event] of events.entries()) {
    const lines = names[index]!;
    const height = lines.length > 1 ? tallRowHeight : rowHeight;
    const middle = y + height / 2;
    const start = middle + 4 - ((lines.length - 1) * lineHeight) / 2;
    const name = lines.map((part, line) => svgText(left - 16, start + line * lineHeight, part, 'name', 'end')).join('');
    const from = x(event.startMs);
    const to = event.endMs === null ? from : x(event.endMs);
    const words = escapeText(`${event.name}: ${event.time}`);
    const mark =
      event.endMs === null
        ? `<circle class="${event.role} dot" cx="${round(from)}" cy="${round(middle)}" r="5"><title>${words}</title></circle>`
        : svgRect(from, middle - 5, Math.max(3, to - from), 10, `${event.role} mark`, `${event.name}: ${event.time}`);
    const time = shorten(event.time, labelSize, longestTime);
    const isLeft = Math.max(to, from + 3) + 10 + textWidth(time, labelSize) > chartWidth;
    rows +=
      name + mark + svgText(isLeft ? from - 10 : Math.max(to, from + 3) + 10, middle + 4, time, 'axis halo', isLeft ? 'end' : 'start');
    y += height;
  }
  const grid = ticks
    .map(({ atMs, label }) => {
      const at = x(atMs);
      const half = textWidth(label, labelSize) / 2;
      return svgLine(at, top - 4, at, y, 'grid') + svgText(Math.min(Math.max(at, half), chartWidth - half), 12, label, 'axis', 'middle');
    })
    .join('');
  return { marks: grid + svgLine(left, top - 4, right, top - 4, 'base') + rows, height: y + 4 };
}
