import type { Language } from '@mxdr/core';
import { languageOf } from '@mxdr/core';
import { english } from './english/english.ts';
import { dutch } from './dutch/dutch.ts';
import { metrics as dutchMetrics } from './dutch/metrics.ts';
import { french } from './french/french.ts';
import { metrics as frenchMetrics } from './french/metrics.ts';
import { german } from './german/german.ts';
import { metrics as germanMetrics } from './german/metrics.ts';
import { japanese } from './japanese/japanese.ts';
import { metrics as japaneseMetrics } from './japanese/metrics.ts';
import type { MetricTexts } from './metric-text.ts';
import type { Messages } from './messages.ts';

const messages: Readonly<Record<Language, Messages>> = { en: english, de: german, fr: french, nl: dutch, ja: japanese };

const metricTexts: Readonly<Record<Language, MetricTexts>> = {
  en: {},
  de: germanMetrics,
  fr: frenchMetrics,
  nl: dutchMetrics,
  ja: japaneseMetrics,
};

/** What people read of the metrics in a language; nothing in English, which stands with the metrics themselves. */
export function metricTextsIn(language: Language): MetricTexts {
  return metricTexts[language];
}

/** The words of a language. */
export function messagesIn(language: Language): Messages {
  return messages[language];
}

/** The words of a locale's language, or English where documents are not written in it. */
export function messagesFor(locale: string): Messages {
  return messages[languageOf(locale)];
}
