import { languages } from '@mxdr/core';
import { describe, expect, it } from 'vitest';
import { metricCatalogue } from '../metrics/metric-catalogue.ts';
import { messagesIn, metricTextsIn } from './find-messages.ts';
import { isSingular } from './plural.ts';

type Word = string | ((...parts: readonly unknown[]) => string);

/** Every word of a language with the path to it. */
function listWords(words: unknown, path = ''): readonly (readonly [path: string, word: Word])[] {
  if (typeof words === 'string') return [[path, words]];
  if (typeof words === 'function') return [[path, words as Word]];
  return Object.entries(words as object).flatMap(([key, inner]) => listWords(inner, path === '' ? key : `${path}.${key}`));
}

const mark = (place: number): string => `⟦${place}⟧`;
const marks = [0, 1, 2, 3, 4, 5].map(mark);

/** Which of its arguments a function says, whichever numbers decide the grammar. */
function said(word: Exclude<Word, string>): ReadonlySet<string> {
  const asTexts = word(...marks);
  const counts = [0, 1, 2, 5].map((count) => word(...marks.map((text, place) => (asTexts.includes(text) ? mark(place) : count))));
  return new Set([
    ...marks.filter((text) => asTexts.includes(text)),
    ...counts.flatMap((text) => marks.filter((one) => text.includes(one))),
  ]);
}

/** Texts that a language may share with English: names, signs, and words that both have. */
const sharedWords: ReadonlySet<string> = new Set([
  '',
  '–',
  '%',
  'GB',
  'SHA-256',
  'min',
  'h',
  'minutes',
  'System',
  'Filter',
  'Status',
  'Spam',
  'Malware',
  'Link',
  'Note',
  'Median',
  'incident',
  'incidents',
  'action',
  'actions',
  'message',
  'messages',
  'notification',
  'notifications',
  'table',
  'tables',
  'hunt',
  'hunts',
  'Exclusion',
  'Open',
  'Tenant',
  'Information',
  'Title',
  'Product',
  'Action',
  'Experts',
  'query',
  'question',
  'questions',
  'queries',
  'record',
  'records',
  'Incidents',
  'Licences',
  'Contacts',
  'Service',
  'Devices',
  'Workspace',
  'Guidance only',
  'Playbook',
  'Public',
  'Later',
  'Agenda',
  'Blind',
  'Secure Score',
  'connector',
  'connectors',
  'recommendations',
  'Application',
  'Attention',
  'Type',
  'Service',
  'Portal',
  'Technique',
  // Names of keys.
  'Home',
  'End',
  ...Object.values(messagesIn('en').tactics),
]);

describe.each(languages.filter((language) => language !== 'en'))('the language %s', (language) => {
  const words = messagesIn(language);
  const english = new Map(listWords(messagesIn('en')));

  it('has every word, and none that English does not have', () => {
    expect(
      listWords(words)
        .map(([path]) => path)
        .toSorted(),
    ).toEqual([...english.keys()].toSorted());
  });

  it('says every argument that English says', () => {
    const silent = listWords(words).flatMap(([path, word]) => {
      const own = english.get(path);
      if (typeof word === 'string' || typeof own === 'string' || own === undefined) return [];
      const mine = said(word);
      return [...said(own)].filter((text) => !mine.has(text)).map((text) => `${path} does not say ${text}`);
    });
    expect(silent).toEqual([]);
  });

  it('fills each hole of the words of the script', () => {
    const holes = (text: string): readonly string[] => (text.match(/\{\w+\}/gu) ?? []).toSorted();
    const scriptWords = ({ document, deck }: ReturnType<typeof messagesIn>): Readonly<Record<string, string>> => ({
      ...document.script,
      ...deck.script,
    });
    const own = scriptWords(messagesIn('en'));
    const broken = Object.entries(scriptWords(words)).filter(([key, text]) => String(holes(text)) !== String(holes(own[key] ?? '')));
    expect(broken).toEqual([]);
  });

  it('leaves no word in English', () => {
    const left = listWords(words).filter(
      ([path, word]) => typeof word === 'string' && !path.includes('.product.') && word === english.get(path) && !sharedWords.has(word),
    );
    expect(left).toEqual([]);
  });

  it('names and defines every metric, with all its traps and every figure', () => {
    const texts = metricTextsIn(language);
    const figures = (text: string): string =>
      (text.replaceAll(/(\d)[,.](\d)/gu, '$1.$2').match(/\d+(\.\d+)?/gu) ?? []).toSorted().join(' ');
    const problems = metricCatalogue.flatMap((metric) => {
      const text = texts[metric.id];
      if (text === undefined) return [`${metric.id} is missing`];
      return [
        ...(text.traps.length === metric.traps.length ? [] : [`${metric.id} has another number of traps`]),
        ...(text.name === metric.name && !sharedWords.has(text.name) && text.name !== 'Messages' && text.name !== 'Hunts'
          ? [`${metric.id} is called "${text.name}" as in English`]
          : []),
        ...(text.definition === metric.definition ? [`${metric.id} is defined in English`] : []),
        ...(figures([text.definition, ...text.traps].join(' ')) === figures([metric.definition, ...metric.traps].join(' '))
          ? []
          : [`${metric.id}: other figures than in English`]),
      ];
    });
    expect(problems).toEqual([]);
    expect(Object.keys(texts).filter((id) => !metricCatalogue.some((metric) => metric.id === id))).toEqual([]);
  });
});

describe('numbers of things', () => {
  it.each([
    ['en', 0, false],
    ['en', 1, true],
    ['de', 0, false],
    ['de', 1, true],
    ['nl', 1, true],
    ['fr', 0, true],
    ['fr', 1.5, true],
    ['fr', 2, false],
    ['ja', 1, false],
  ] as const)('in %s, %d takes the singular: %s', (language, count, isOne) => {
    expect(isSingular(language, count)).toBe(isOne);
  });

  it.each([
    ['en', '1 incident was created in P', '2 incidents were created in P'],
    ['de', 'P: 1 Vorfall angelegt', 'P: 2 Vorfälle angelegt'],
    ['fr', 'P\u00a0: 1 incident créé', 'P\u00a0: 2 incidents créés'],
    ['nl', '1 incident aangemaakt in P', '2 incidenten aangemaakt in P'],
    ['ja', 'Pに作成されたインシデントは1件', 'Pに作成されたインシデントは2件'],
  ] as const)('%s tells one and two', (language, one, two) => {
    const { first } = messagesIn(language).incidents;
    expect([first(1, '1', 'P'), first(2, '2', 'P')]).toEqual([one, two]);
  });
});
