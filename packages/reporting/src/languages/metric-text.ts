/** What people read of a metric. */
export interface MetricText {
  readonly name: string;
  readonly definition: string;
  readonly nullRule: string;
  /** As many as the metric has, in its order. */
  readonly traps: readonly string[];
}

/** Texts of metrics by their id. English ones stand with the metrics themselves; a test holds each language against the catalogue. */
export type MetricTexts = Readonly<Record<string, MetricText>>;
