import type { SeriesChart } from './chart-spec.ts';

/** What the parts of one chart share while it is drawn. */
export interface ChartContext {
  readonly spec: SeriesChart;
  readonly idPrefix: string;
  readonly locale: string;
}

/** A drawn chart: the marks and the height that they need. */
export interface Drawing {
  readonly marks: string;
  readonly height: number;
}

/** First and last index of a run of categories for which no series has a value. */
export interface GapRun {
  readonly first: number;
  readonly last: number;
}

/** Height of the plot of bars and lines, in pixels of the drawing. */
export function plotHeightOf({ height }: SeriesChart): number {
  return height === 'low' ? 92 : 188;
}

export function isStacked(spec: SeriesChart): boolean {
  return spec.kind === 'stackedBar' || spec.kind === 'stackedHorizontalBar' || spec.kind === 'area';
}

/** Runs of categories that are not known at all, merged, so that one band is drawn for each run. */
export function findGaps(spec: SeriesChart): readonly GapRun[] {
  const runs: GapRun[] = [];
  for (const [index] of spec.categories.entries()) {
    if (spec.series.some(({ values }) => (values[index] ?? null) !== null)) continue;
    const previous = runs.at(-1);
    if (previous !== undefined && previous.last === index - 1) runs[runs.length - 1] = { first: previous.first, last: index };
    else runs.push({ first: index, last: index });
  }
  return runs;
}

/** Sum of the known values of one category; null when none is known. */
export function totalAt(spec: SeriesChart, index: number): number | null {
  const known = spec.series.map(({ values }) => values[index] ?? null).filter((value) => value !== null);
  return known.length === 0 ? null : known.reduce((sum, value) => sum + value, 0);
}

/** What the value axis has to reach, zero always included: bars start there. All zero gives 0 to 1, which can be drawn. */
export function valueExtent(spec: SeriesChart): readonly [number, number] {
  const values = isStacked(spec)
    ? spec.categories.flatMap((_, index) => {
        const column = spec.series.map((series) => series.values[index] ?? 0);
        return [
          column.filter((value) => value > 0).reduce((sum, value) => sum + value, 0),
          column.filter((value) => value < 0).reduce((sum, value) => sum + value, 0),
        ];
      })
    : spec.series.flatMap((series) => series.values.filter((value) => value !== null));
  const all = [0, ...values.filter((value) => Number.isFinite(value)), ...(spec.target === undefined ? [] : [spec.target.value])];
  const low = all.reduce((least, value) => Math.min(least, value), 0);
  const high = all.reduce((most, value) => Math.max(most, value), 0);
  return low === 0 && high === 0 ? [0, 1] : [low, high];
}
