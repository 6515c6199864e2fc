/** Languages in which documents are written, as BCP 47 names them. */
export const languages = ['en', 'de', 'fr', 'nl', 'ja'] as const;
export type Language = (typeof languages)[number];

/** How a language is called in English. */
export const languageNames: Readonly<Record<Language, string>> = {
  en: 'English',
  de: 'German',
  fr: 'French',
  nl: 'Dutch',
  ja: 'Japanese',
};

/** The language of a locale's documents: `de-AT` is written in German. Undefined where documents are not written in the locale's language. */
export function spokenLanguage(locale: string): Language | undefined {
  const [first = ''] = locale.toLowerCase().split('-');
  return languages.find((language) => language === first);
}

/** As `spokenLanguage`, with English where there is no other. */
export function languageOf(locale: string): Language {
  return spokenLanguage(locale) ?? 'en';
}
