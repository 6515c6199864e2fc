/** What the ink means; colour follows from it in one place, for every output. */
export type SeriesRole =
  | 'severity-high'
  | 'severity-medium'
  | 'severity-low'
  | 'severity-informational'
  | 'current'
  | 'previous'
  | 'accent'
  | 'neutral'
  | 'expert'
  | 'customer'
  | 'positive'
  | 'negative';

export interface ChartSeries {
  readonly name: string;
  readonly role: SeriesRole;
  /** One per category; null is a gap (not known), never a zero. */
  readonly values: readonly (number | null)[];
}

export interface ChartTarget {
  readonly value: number;
  /** e.g. `Target 30 min` */
  readonly label: string;
}

export type ChartUnit = 'count' | 'minutes' | 'hours' | 'gigabytes' | 'percent';

/** One chart, for every output (SVG, data table, deck). Plain data: everything is already worded, ordered and rounded. */
export type ChartSpec = SeriesChart | TimelineChart;

/** Numbers by category and series. */
export interface SeriesChart {
  /**
   * `area` stacks its series. `heatMap` and `matrix` have a row for each category and a column for each series; `matrix` adds totals.
   * `funnel` has one series whose categories are stages, each a part of the one before it.
   */
  readonly kind: 'bar' | 'stackedBar' | 'horizontalBar' | 'stackedHorizontalBar' | 'line' | 'area' | 'heatMap' | 'matrix' | 'funnel';
  /** The finding, a sentence. */
  readonly title: string;
  /** Measure, unit, period. */
  readonly subtitle: string;
  readonly unit: ChartUnit;
  /** Already formatted and in order. */
  readonly categories: readonly string[];
  /** Head of the category column in the data table, e.g. `Week`. */
  readonly categoryLabel: string;
  readonly series: readonly ChartSeries[];
  readonly target?: ChartTarget;
  /** Of bars and lines, where a page has little room. @default usual */
  readonly height?: 'usual' | 'low';
  /** What its scale, or its darkest shade, reaches at least: for one of several charts that are compared. @default its own largest value */
  readonly most?: number;
  /** Of a `matrix`: name of the row and column of totals. */
  readonly totalLabel?: string;
  /** Of a `funnel`: each stage's share of the one before in words, `41 % of alerts`; null for the first, and where it is not known. */
  readonly stageShares?: readonly (string | null)[];
}

/** Events along one axis of time, a row for each, the earliest first. */
export interface TimelineChart {
  readonly kind: 'timeline';
  readonly title: string;
  readonly subtitle: string;
  /** Heads of the columns of the data table. */
  readonly eventLabel: string;
  readonly startLabel: string;
  readonly endLabel: string;
  readonly events: readonly TimelineEvent[];
  /** Round local times within the axis, worded for it. */
  readonly ticks: readonly { readonly atMs: number; readonly label: string }[];
}

export interface TimelineEvent {
  readonly name: string;
  readonly startMs: number;
  /** Null for a point in time. */
  readonly endMs: number | null;
  /** Worded in the customer's zone: `14 Oct 2026, 13:05`. */
  readonly start: string;
  /** Worded as well; null for a point in time. */
  readonly end: string | null;
  readonly role: SeriesRole;
}
