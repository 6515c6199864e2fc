import type { Language } from '@mxdr/core';

const rules = new Map<Language, Intl.PluralRules>();

/** Whether a language tells this number of things in its singular: French does so for 0 and 1.5, Japanese has none. */
export function isSingular(language: Language, count: number): boolean {
  const rule = rules.get(language) ?? new Intl.PluralRules(language);
  rules.set(language, rule);
  return rule.select(count) === 'one';
}

/** Chooses between a word for one and a word for many, as the language does. */
export function pluralOf(language: Language): (count: number, one: string, many: string) => string {
  return (count, one, many) => (isSingular(language, count) ? one : many);
}
