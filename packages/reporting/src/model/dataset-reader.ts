import { formatPeriodShort, languageOf } from '@mxdr/core';
import type { Dataset, KnownValue, MetricMeasurement, View, ViewCell } from '../dataset/dataset.ts';
import { isKnown } from '../dataset/dataset.ts';
import { makeEvidenceViews } from '../dataset/other-views.ts';
import type { Reason } from '../dataset/reason.ts';
import { findMetric } from '../metrics/metric-catalogue.ts';
import type { ReportDefinition } from '../definition/load-report-definition.ts';
import type { MetricDefinition } from '../metrics/metric-definition.ts';
import { localizeDefinition, localizeMetric } from '../languages/localize-definition.ts';
import type { Messages } from '../languages/messages.ts';
import { messagesFor } from '../languages/find-messages.ts';
import { localeFormat } from './locale-format.ts';
import type { LocaleFormat } from './locale-format.ts';
import type { WordingContext } from './word-metric.ts';
import { writeValue } from './word-metric.ts';
import { sourceNames } from './source-names.ts';
import { wordReason } from '../languages/word-reason.ts';

/** A change between two numbers that are both known and comparable. */
export interface Change {
  readonly now: number;
  readonly before: number;
  readonly by: number;
}

/** What the wording rules read from a dataset. */
export interface DatasetReader {
  readonly dataset: Dataset;
  readonly format: LocaleFormat;
  readonly messages: Messages;
  readonly wording: WordingContext;
  /** `October 2026` */
  readonly periodShort: string;
  readonly metric: (id: string) => MetricDefinition | undefined;
  readonly measurement: (id: string) => MetricMeasurement | undefined;
  /** The value when it is a number, whatever its certainty; undefined otherwise. */
  readonly known: (id: string) => KnownValue | undefined;
  /** Formatted as on its card; the word for absence when there is no number. */
  readonly written: (id: string) => string;
  /** Undefined unless both periods are whole and known. */
  readonly change: (id: string) => Change | undefined;
  readonly view: (id: string) => View | undefined;
  /** Rows of a view as records; none when it is not known. */
  readonly rows: (id: string) => readonly Readonly<Record<string, ViewCell>>[];
  /** The report's definition with its texts in the reader's language. */
  readonly definition: ReportDefinition;
  /** What people call a product that logs name. */
  readonly nameSource: (source: string) => string;
  /** The name in the reader's language of the metric that the dataset calls so. */
  readonly nameMetric: (name: string) => string;
  /** A reason in the reader's language. */
  readonly say: (reason: Reason) => string;
  /** Why the incidents are not known; undefined when they are. */
  readonly incidentsMissing: string | undefined;
}

/** Reads a dataset in the language of its customer. */
export function readDataset(dataset: Dataset): DatasetReader {
  const messages = messagesFor(dataset.customer.locale);
  const language = languageOf(dataset.customer.locale);
  const definition = localizeDefinition(dataset.definition, language);
  const format = localeFormat(dataset.customer.locale, dataset.period.timeZone);
  const definitions = new Map(definition.metrics.map((metric) => [metric.id, metric]));
  const measurements = new Map(dataset.metrics.map((measurement) => [measurement.metricId, measurement]));
  const mends = new Map(definition.settings.tables.map((table) => [table.name, table.mend]));
  const views = new Map(
    [...dataset.views, ...makeEvidenceViews(dataset.tables, dataset.runs, messages, (table) => mends.get(table))].map((view) => [
      view.id,
      view,
    ]),
  );
  const base = dataset.comparison === null ? null : formatPeriodShort(dataset.comparison.period, dataset.customer.locale);
  const metric = (id: string): MetricDefinition | undefined => {
    const other = findMetric(id);
    return definitions.get(id) ?? (other && localizeMetric(other, language));
  };
  const nullRuleOf = (id: string): string => metric(id)?.nullRule ?? '';
  const wording: WordingContext = { format, messages, base, nullRuleOf, standing: dataset.comparison?.standing ?? null };
  const say = (reason: Reason): string => wordReason(reason, messages, nullRuleOf);
  const known = (id: string): KnownValue | undefined => {
    const value = measurements.get(id)?.current;
    return value && isKnown(value) ? value : undefined;
  };
  const incidents = views.get('incidents-by-severity');
  return {
    dataset,
    definition,
    format,
    messages,
    wording,
    periodShort: formatPeriodShort(dataset.period, dataset.customer.locale),
    metric,
    measurement: (id) => measurements.get(id),
    known,
    written: (id) => {
      const found = metric(id);
      const value = measurements.get(id)?.current;
      return found && value ? writeValue(found, value, wording) : messages.notAvailable;
    },
    change: (id) => {
      const measurement = measurements.get(id);
      if (!measurement?.previous || wording.standing !== 'whole') return undefined;
      const { current, previous } = measurement;
      if (!isKnown(current) || !isKnown(previous) || current.state === 'partial' || previous.state === 'partial') return undefined;
      return { now: current.value, before: previous.value, by: current.value - previous.value };
    },
    view: (id) => views.get(id),
    rows: (id) => {
      const view = views.get(id);
      return view ? view.rows.map((row) => Object.fromEntries(view.columns.map((column, index) => [column, row[index] ?? null]))) : [];
    },
    incidentsMissing: incidents?.state === 'unavailable' && incidents.reason !== null ? say(incidents.reason) : undefined,
    say,
    nameSource: (source) => (source === 'Azure Sentinel' ? messages.analyticsRules : (sourceNames[source] ?? source)),
    nameMetric: (name) => {
      const at = dataset.definition.metrics.findIndex((one) => one.name === name);
      return definition.metrics[at]?.name ?? name;
    },
  };
}
