import type { english } from './english.ts';

/** The same parts in any language: texts, and functions of the same numbers and names. A part that a language lacks does not compile. */
type InAnyLanguage<Part> = Part extends (...parameters: infer Parameters) => string
  ? (...parameters: Parameters) => string
  : Part extends string
    ? string
    : { readonly [Key in keyof Part]: InAnyLanguage<Part[Key]> };

/** Every text that a reader gets from the checks: titles, what was found, and what mends it. */
export type CheckWords = InAnyLanguage<typeof english>;

/** What is read of a tenant, as findings name it. */
export type FactName = keyof CheckWords['facts'];
