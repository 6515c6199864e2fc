import type { english } from './english/english.ts';

/** What a translation of these words has to be: the same keys, and functions of the same arguments. */
export type Wording<Words> = Words extends string
  ? string
  : Words extends (...parts: infer Parts) => string
    ? (...parts: Parts) => string
    : { readonly [Key in keyof Words]: Wording<Words[Key]> };

/** Every word that documents say by themselves, in one language. English is the measure: a language without one of its words does not compile. */
export type Messages = Wording<typeof english>;
