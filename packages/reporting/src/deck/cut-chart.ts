import { drawChart } from '../charts/draw-chart.ts';
import { valueExtent } from '../charts/chart-layout.ts';
import type { ChartSpec, SeriesChart } from '../charts/chart-spec.ts';
import { labelSize } from '../charts/svg-parts.ts';
import type { Messages } from '../languages/messages.ts';
import { body, fitLines, keepMarkTogether, type } from './slide-geometry.ts';

/** Of title and subtitle above a chart, in inches. */
export const chartHead = 0.55;

/** Inches that a chart takes on a slide so that none of its letters is smaller than a slide's smallest. */
export function chartRoom(chart: ChartSpec, locale: string): number {
  const drawn = drawChart(chart.kind === 'timeline' ? chart : { ...chart, height: 'low' }, { idPrefix: 'room', locale });
  const height = Number(/ viewBox="0 0 \d+ ([\d.]+)"/.exec(drawn)?.[1] ?? 0);
  return chartHead + 0.06 + (height * type.small) / (labelSize * 72);
}

/** Kinds that can be continued on another slide: their rows stand for themselves. Totals and stages of a whole do not. */
const continued: ReadonlySet<ChartSpec['kind']> = new Set(['horizontalBar', 'stackedHorizontalBar', 'heatMap', 'timeline']);
const mostPieces = 8;

/** A chart in pieces of a slide each, all with the same scale, its titles as long as a slide has lines for. */
export function cutChart(chart: ChartSpec, room: number, messages: Messages, locale: string): readonly ChartSpec[] {
  const titled = (piece: ChartSpec, title: string): ChartSpec => ({
    ...piece,
    title: fitLines(title, type.body, body.width, 1, { isBold: true }),
    subtitle: fitLines(piece.subtitle, type.small, body.width, 1),
  });
  const most = continued.has(chart.kind) ? mostPieces : 1;
  for (let count = 1; ; count += 1) {
    const pieces = piecesOf(chart, count);
    if (count < most && pieces.length === count && pieces.some((piece) => chartRoom(piece, locale) > room)) continue;
    return pieces.map((piece, index) =>
      titled(
        piece,
        pieces.length === 1 ? piece.title : keepMarkTogether(messages.deck.partOf(piece.title, String(index + 1), String(pieces.length))),
      ),
    );
  }
}

function piecesOf(chart: ChartSpec, count: number): readonly ChartSpec[] {
  if (count === 1) return [chart];
  return chart.kind === 'timeline'
    ? cut(chart.events, count).map((events) => ({ ...chart, events }))
    : cut([...chart.categories.keys()], count).map((places) => ({ ...rowsOf(chart, places), most: mostOf(chart) }));
}

function cut<Item>(items: readonly Item[], count: number): readonly (readonly Item[])[] {
  const each = Math.ceil(items.length / count);
  return Array.from({ length: Math.ceil(items.length / each) }, (_, index) => items.slice(index * each, (index + 1) * each));
}

function rowsOf(chart: SeriesChart, places: readonly number[]): SeriesChart {
  return {
    ...chart,
    categories: places.map((place) => chart.categories[place]!),
    series: chart.series.map((series) => ({ ...series, values: places.map((place) => series.values[place] ?? null) })),
  };
}

function mostOf(chart: SeriesChart): number {
  return chart.kind === 'heatMap'
    ? Math.max(0, ...chart.series.flatMap(({ values }) => values.map((value) => value ?? 0)))
    : valueExtent(chart)[1];
}
