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
export interface ChartSpec {
  readonly kind: 'bar' | 'stackedBar' | 'horizontalBar' | 'stackedHorizontalBar' | 'line';
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
}
