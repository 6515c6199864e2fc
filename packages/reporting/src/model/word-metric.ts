import type { MetricMeasurement, MetricValue } from '../dataset/dataset.ts';
import { isKnown } from '../dataset/dataset.ts';
import type { MetricDefinition } from '../metrics/metric-definition.ts';
import type { LocaleFormat } from './locale-format.ts';
import { joinWith } from '../languages/join-words.ts';
import type { Messages } from '../languages/messages.ts';
import type { MetricCard, MetricDelta, MetricTrend } from './report-model.ts';
import { wordReason } from '../languages/word-reason.ts';

/** Shares of fewer than this are told as counts: 3 of 4, not 75 %. */
export const percentFrom = 20;

export interface WordingContext {
  readonly format: LocaleFormat;
  readonly messages: Messages;
  /** `September 2026`; null when nothing is compared. */
  readonly base: string | null;
  /** What a metric says when there is nothing to measure. */
  readonly nullRuleOf: (metricId: string) => string;
  /** Whether the compared period lies before the data, or partly. */
  readonly standing: 'whole' | 'incomplete' | 'before-data' | null;
}

/** Whether a share stands on too few to be told in per cent. */
function isSmallShare(metric: MetricDefinition, value: MetricValue): boolean {
  return metric.unit === 'percent' && isKnown(value) && value.n !== undefined && value.n < percentFrom;
}

function writeCount(value: MetricValue, { format, messages }: WordingContext): string {
  return isKnown(value) ? messages.partOf(format.count(value.part ?? 0), format.count(value.n ?? 0)) : messages.notAvailable;
}

/** The value for a card or a sentence: formatted, or the word for why there is none. */
export function writeValue(metric: MetricDefinition, value: MetricValue, context: WordingContext): string {
  if (!isKnown(value)) return value.state === 'unavailable' ? context.messages.notAvailable : context.messages.notApplicable;
  return isSmallShare(metric, value) ? writeCount(value, context) : context.format.amount(value.value, metric.unit);
}

/** From an hour on, a time is told without tenths of a minute. */
function isToldInHours(minutes: number): boolean {
  return Math.abs(minutes) >= 59.95;
}

/** What is written is what is compared: a difference that rounding hides is none. */
function rounded(value: number, metric: MetricDefinition): number {
  if (metric.unit === 'minutes') return isToldInHours(value) ? Math.round(value) : Math.round(value * 10) / 10;
  return ['percent', 'ratio', 'gigabytes'].includes(metric.unit) ? Math.round(value * 10) / 10 : Math.round(value);
}

function neutral(text: string): MetricDelta {
  return { text, direction: 'none', judgement: 'neutral', word: '' };
}

/** The change against the compared period. Its base is always named; better or worse comes from the metric, never from the sign. */
export function wordDelta(
  metric: MetricDefinition,
  { current, previous }: Pick<MetricMeasurement, 'current' | 'previous'>,
  context: WordingContext,
): MetricDelta | null {
  const { format, messages, base, standing } = context;
  if (base === null || previous === null || !isKnown(current)) return null;
  if (standing === 'before-data') return neutral(messages.delta.firstPeriod);
  if (standing === 'incomplete') return neutral(messages.delta.incompleteBase(base));
  if (!isKnown(previous)) return neutral(messages.delta.noBase(base));
  if (previous.state === 'partial') return neutral(messages.delta.incompleteBase(base));
  if (isSmallShare(metric, current) || isSmallShare(metric, previous))
    return neutral(messages.delta.small(writeCount(previous, context), base));
  const change = rounded(current.value, metric) - rounded(previous.value, metric);
  if (Math.abs(change) < 0.05) return { text: messages.delta.same(base), direction: 'same', judgement: 'neutral', word: '' };
  const write = (value: number): string => {
    if (metric.unit === 'percent') return messages.delta.points(format.decimal(value));
    // A change of what is told without tenths has none either.
    const isCoarse = metric.unit === 'minutes' && (isToldInHours(current.value) || isToldInHours(previous.value));
    return isCoarse ? format.wholeMinutes(value) : format.amount(value, metric.unit);
  };
  const absolute = format.signed(change, write);
  const isCount = !['percent', 'minutes', 'ratio'].includes(metric.unit);
  const text =
    isCount && previous.value >= percentFrom
      ? messages.delta.withShare(absolute, format.signed((100 * change) / previous.value, format.percent))
      : absolute;
  const isBetter = metric.betterWhen === 'neutral' ? null : change > 0 === (metric.betterWhen === 'higher');
  return {
    text: messages.delta.versus(text, base),
    direction: change > 0 ? 'up' : 'down',
    judgement: isBetter === null ? 'neutral' : isBetter ? 'better' : 'worse',
    word: isBetter === null ? '' : isBetter ? messages.better : messages.worse,
  };
}

/** How sure the number is, or why there is none; empty when there is nothing to say. */
export function wordNote(metric: MetricDefinition, value: MetricValue, { format, messages, nullRuleOf }: WordingContext): string {
  if (!isKnown(value)) return wordReason(value.reason, messages, nullRuleOf);
  const parts: string[] = [];
  const { distribution, n, part } = value;
  if (distribution) {
    const write = metric.statistic === 'mean' ? messages.note.mean : messages.note.median;
    parts.push(
      write(
        format.count(distribution.n),
        format.minutes(metric.statistic === 'mean' ? distribution.median : distribution.mean),
        format.minutes(distribution.p90),
      ),
    );
    if (value.without !== undefined && value.without > 0) parts.push(messages.note.without(format.count(value.without)));
    if (distribution.negative > 0) parts.push(messages.note.negative(format.count(distribution.negative)));
  } else if (metric.unit === 'percent' && n !== undefined && part !== undefined && n >= percentFrom) {
    parts.push(messages.note.share(format.count(part), format.count(n)));
  }
  if (value.state === 'low-sample' && n !== undefined) parts.push(messages.note.lowSample(format.count(n)));
  if (value.state === 'partial' && value.reason !== undefined)
    parts.push(messages.note.incomplete(wordReason(value.reason, messages, nullRuleOf)));
  return joinWith(messages.parts, parts);
}

/** One metric as a card. */
export function wordCard(
  metric: MetricDefinition,
  measurement: MetricMeasurement,
  context: WordingContext,
  trend?: MetricTrend,
): MetricCard {
  const { current } = measurement;
  return {
    metricId: metric.id,
    label: metric.name,
    value: writeValue(metric, current, context),
    unit: isKnown(current) ? context.messages.units[metric.unit][context.format.isSingular(current.value) ? 0 : 1] : '',
    state: current.state,
    delta: wordDelta(metric, measurement, context),
    note: wordNote(metric, current, context),
    ...(trend === undefined ? {} : { trend }),
  };
}
