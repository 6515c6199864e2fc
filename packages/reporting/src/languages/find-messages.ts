import type { Language } from '@mxdr/core';
import { languageOf } from '@mxdr/core';
import { english } from './english/english.ts';
import type { Messages } from './messages.ts';

const messages: Readonly<Record<Language, Messages>> = { en: english, de: english, fr: english, nl: english, ja: english };

/** The words of a language. */
export function messagesIn(language: Language): Messages {
  return messages[language];
}

/** The words of a locale's language, or English where documents are not written in it. */
export function messagesFor(locale: string): Messages {
  return messages[languageOf(locale)];
}
