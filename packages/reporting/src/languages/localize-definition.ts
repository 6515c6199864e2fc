import type { Language } from '@mxdr/core';
import { changeTexts } from '../definition/report-texts.ts';
import type { ReportDefinition } from '../definition/load-report-definition.ts';
import type { MetricDefinition } from '../metrics/metric-definition.ts';
import { messagesIn, metricTextsIn } from './find-messages.ts';

/** A metric of the catalogue in the words of a language. */
export function localizeMetric(metric: MetricDefinition, language: Language): MetricDefinition {
  return { ...metric, ...metricTextsIn(language)[metric.id] };
}

/** A report with its texts and its metrics in the words of a language. A text that the language lacks stays English. */
export function localizeDefinition(definition: ReportDefinition, language: Language): ReportDefinition {
  if (language === 'en') return definition;
  const texts = definition.translations[language] ?? {};
  const settings = changeTexts(definition.settings, (text) => texts[text] ?? text);
  const own = new Map(settings.metrics.map((metric) => [metric.id, metric]));
  return {
    ...definition,
    settings,
    metrics: definition.metrics.map((metric) => {
      const { name, definition: words } = own.get(metric.id) ?? {};
      return name === undefined || words === undefined
        ? localizeMetric(metric, language)
        : { ...metric, name, definition: words, nullRule: messagesIn(language).reasons.ownMetricAbsent };
    }),
  };
}
