import { describe, expect, it } from 'vitest';
import type { Verdict } from '../check.ts';
import { checks } from '../checks/checks.ts';
import { knownRuleSets } from '../rule-sets/rule-sets.ts';
import { adviceCases } from '../testing/advice-cases.ts';
import { contextOf } from '../testing/check-case.ts';
import { ruleSetCases } from '../testing/rule-set-cases.ts';
import type { CheckWords } from './check-words.ts';
import { english } from './english.ts';
import { checkWordsFor } from './find-words.ts';

const languages = ['de-DE', 'fr-FR', 'nl-NL', 'ja-JP'] as const;

/** Numbers in a text, in any order: languages put them where their grammar wants them. */
const numbersIn = (text: string): readonly string[] => (text.match(/\d+/gu) ?? []).toSorted();

/** Every text of a catalogue that is not made of parts, with its path. */
function plainTexts(part: unknown, path: string): readonly (readonly [path: string, text: string])[] {
  if (typeof part === 'string') return [[path, part]];
  if (typeof part !== 'object' || part === null) return [];
  return Object.entries(part).flatMap(([key, inner]) => plainTexts(inner, path === '' ? key : `${path}.${key}`));
}

const said = new Map<CheckWords, readonly Verdict[]>();

/** What every check says in every situation of its cases, under the rule sets that ask it. */
function sayAll(words: CheckWords): readonly Verdict[] {
  const known = said.get(words) ?? judgeAll(words);
  said.set(words, known);
  return known;
}

function judgeAll(words: CheckWords): readonly Verdict[] {
  return [...ruleSetCases, ...adviceCases].flatMap(([checkId, , , given]) =>
    knownRuleSets.flatMap(({ id }) => {
      const context = contextOf(checkId, given, id, words);
      return context === undefined ? [] : [checks.find((check) => check.id === checkId)!.judge(context)];
    }),
  );
}

describe.each(languages)('the words of the checks for %s', (locale) => {
  const words = checkWordsFor(locale);

  it('are none of the English ones, but names', () => {
    const inEnglish = new Map(plainTexts(english, ''));
    const same = plainTexts(words, '').filter(([path, text]) => inEnglish.get(path) === text);
    // A word that French and English share.
    expect(same).toEqual(locale === 'fr-FR' ? [['facts.Licences', 'Licences']] : []);
  });

  it('change no state, and tell the same numbers', () => {
    // GIVEN, WHEN
    const [inWords, meant] = [sayAll(words), sayAll(english)];

    // THEN
    const texts = ({ observed, mend = '', differences = [] }: Verdict): readonly string[] => [
      observed,
      mend,
      ...differences.map(({ text }) => text),
    ];
    expect(inWords.map(({ state }) => state)).toEqual(meant.map(({ state }) => state));
    expect(inWords.map((one) => texts(one).map(numbersIn))).toEqual(meant.map((one) => texts(one).map(numbersIn)));
    expect(inWords.map(({ affected }) => affected?.count)).toEqual(meant.map(({ affected }) => affected?.count));
    expect(inWords.length).toBeGreaterThan(100);
  });

  it('leave no English sentence where something is to be mended', () => {
    const inEnglish = new Set(sayAll(english).flatMap(({ mend = '' }) => mend));
    expect(sayAll(words).flatMap(({ mend = '' }) => (mend !== '' && inEnglish.has(mend) ? [mend] : []))).toEqual([]);
  });
});

describe('checkWordsFor', () => {
  it('goes by the language of a locale, and is English where there is no other', () => {
    expect(checkWordsFor('de-AT')).toBe(checkWordsFor('de-DE'));
    expect(checkWordsFor('en-US')).toBe(english);
    expect(checkWordsFor('sv-SE')).toBe(english);
  });
});
