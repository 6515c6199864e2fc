import type { CheckWords } from './check-words.ts';
import { dutch } from './dutch.ts';
import { english } from './english.ts';
import { french } from './french.ts';
import { german } from './german.ts';
import { japanese } from './japanese.ts';

const byLanguage: Readonly<Record<string, CheckWords>> = { en: english, de: german, fr: french, nl: dutch, ja: japanese };

/** The words of a locale's language, e.g. of `de-AT`; English where there are none. */
export function checkWordsFor(locale: string): CheckWords {
  return byLanguage[new Intl.Locale(locale).language] ?? english;
}
