import type { SeriesChart } from './chart-spec.ts';

/** What the parts of one chart share while it is drawn. */
export interface ChartContext {
  readonly spec: SeriesChart;
  readonly idPrefix: string;
  readonly locale: string;
  /** Width of the picture, in its own units. */
  readonly chartWidth: number;
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

/** Whether nothing can be drawn of a category: no series has a value, or, of a stack, one of its parts is missing. */
export function isUnknownAt(spec: SeriesChart, index: number): boolean {
  const isMissing = ({ values }: SeriesChart['series'][number]): boolean => (values[index] ?? null) === null;
  return isStacked(spec) ? spec.series.some(isMissing) : spec.series.every(isMissing);
}

/** Runs of categories that are not known, merged, so that one band is drawn for each run. */
export function findGaps(spec: SeriesChart): readonly GapRun[] {
  const runs: GapRun[] = [];
  for (const [index] of spec.categories.entries()) {
    if (!isUnknownAt(spec, index)) continue;
    const previous = runs.at(-1);
    if (previous !== undefined && previous.last === index - 1) runs[runs.length - 1] = { first: previous.first, last: index };
    else runs.push({ first: index, last: index });
  }
  return runs;
}

/** Sum of a category; null where a part of it is not known: the sum of the rest would be told as the whole. */
export function totalAt(spec: SeriesChart, index: number): number | null {
  return sumOfKnown(spec.series.map(({ values }) => values[index] ?? null));
}

/** The sum, or null where one of the values is not known. */
export function sumOfKnown(values: readonly (number | null)[]): number | null {
  return values.reduce<number | null>((sum, value) => (sum === null || value === null ? null : sum + value), 0);
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
  const all = [0, ...values.filter((value) => Number.isFinite(value)), spec.target?.value ?? 0, spec.most ?? 0];
  const low = all.reduce((least, value) => Math.min(least, value), 0);
  const high = all.reduce((most, value) => Math.max(most, value), 0);
  return low === 0 && high === 0 ? [0, 1] : [low, high];
}
