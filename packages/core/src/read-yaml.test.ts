import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { readYaml } from './read-yaml.ts';
import { parseYamlDocument } from './yaml-source.ts';

const schema = z.strictObject({
  name: z.string().min(2),
  count: z.int().min(1).max(9),
  mode: z.enum(['guide', 'act']).default('guide'),
  place: z.strictObject({ city: z.string().describe('Where it is.'), zip: z.string().optional() }),
  rules: z
    .partialRecord(z.enum(['isolate', 'disable']), z.union([z.enum(['act', 'ask']), z.strictObject({ default: z.enum(['act', 'ask']) })]))
    .default({}),
  scope: z
    .discriminatedUnion('kind', [
      z.strictObject({ kind: z.literal('all') }),
      z.strictObject({ kind: z.literal('some'), group: z.string() }),
    ])
    .default({ kind: 'all' }),
  tags: z.record(z.string(), z.string()).default({}),
});

function problemsOf(text: string): readonly string[] {
  const reading = readYaml(schema, text, 'a.yaml');
  if (!('problems' in reading)) return [];
  return reading.problems.map(
    ({ code, message, hint, position }) =>
      `${position.line}:${position.column} ${code.replace('MXDR-YAML-', '')} ${message}${hint === undefined ? '' : ` (${hint})`}`,
  );
}

const good = 'name: Contoso\ncount: 3\nplace:\n  city: Utrecht\n';

describe('readYaml', () => {
  it('gives the value with its defaults', () => {
    const reading = readYaml(schema, good, 'a.yaml');
    expect('value' in reading && reading.value).toEqual({
      name: 'Contoso',
      count: 3,
      mode: 'guide',
      place: { city: 'Utrecht' },
      rules: {},
      scope: { kind: 'all' },
      tags: {},
    });
  });

  it('says every problem at once, in the order of the file, where each stands', () => {
    // GIVEN
    const text = [
      'nme: x',
      'count: 12',
      'mode: acct',
      'place:',
      '  citty: Utrecht',
      'rules:',
      '  isolat: act',
      '  disable: askk',
      'scope:',
      '  kind: som',
      'tags:',
      '  year: 2026',
    ].join('\n');
    // WHEN
    const problems = problemsOf(text);
    // THEN
    expect(problems).toEqual([
      '1:1 MISSING-KEY name is missing',
      '1:1 UNKNOWN-KEY "nme" is not a key of this file (did you mean "name"?)',
      '2:8 VALUE count must be at most 9, not the number 12',
      '3:7 VALUE mode must be one of guide, act, not the text "acct" (did you mean "act"?)',
      '5:3 MISSING-KEY place.city is missing (Where it is.)',
      '5:3 UNKNOWN-KEY "citty" is not a key of place (did you mean "city"?)',
      '7:3 UNKNOWN-KEY "isolat" is not a key of rules (did you mean "isolate"?)',
      '8:12 VALUE rules.disable must be one of act, ask, not the text "askk" (did you mean "ask"?)',
      '10:9 VALUE scope.kind must be one of all, some, not the text "som" (did you mean "some"?)',
      '12:9 TYPE tags.year must be text, not the number 2026 (put it in quotes: "2026")',
    ]);
  });

  it('follows the branch of a union that the author meant', () => {
    expect(problemsOf(`${good}rules:\n  isolate:\n    defalt: act\n`)).toEqual([
      '7:5 MISSING-KEY rules.isolate.default is missing',
      '7:5 UNKNOWN-KEY "defalt" is not a key of rules.isolate (did you mean "default"?)',
    ]);
  });

  it('points into lists', () => {
    const list = z.array(z.strictObject({ id: z.int() }));
    const reading = readYaml(list, '- id: 1\n- id: two\n- {id: 3, ix: 4}\n', 'l.yaml');
    expect('problems' in reading && reading.problems.map(({ position }) => [position.line, position.column])).toEqual([
      [2, 7],
      [3, 11],
    ]);
  });

  it('says that an empty file is no map', () => {
    expect(problemsOf('')).toEqual(['1:1 TYPE the document must be a map, not empty']);
    expect(problemsOf('just text')).toEqual(['1:1 TYPE the document must be a map, not the text "just text"']);
  });
});

function codesOf(text: string): readonly string[] {
  const parsed = parseYamlDocument(text, 'a.yaml');
  return 'problems' in parsed ? parsed.problems.map(({ code, position }) => `${code} ${position.line}:${position.column}`) : [];
}

describe('parseYamlDocument', () => {
  it.each([
    ['a: 1\na: 2\n', ['MXDR-YAML-DUPLICATE-KEY 2:1']],
    ['a: [1, 2\nb: 3\n', ['MXDR-YAML-SYNTAX 2:1']],
    ['a: 1\n---\nb: 2\n', ['MXDR-YAML-SYNTAX 2:1']],
    ['a: !!js/function "x"\n', ['MXDR-YAML-TAG 1:4']],
    ['a: !secret x\n', ['MXDR-YAML-TAG 1:4']],
    ['a: *nowhere\n', ['MXDR-YAML-ALIASES 1:4']],
  ])('refuses %j', (text, expected) => {
    expect(codesOf(text).slice(0, 1)).toEqual(expected);
  });

  it('refuses aliases that multiply, files that are too large and nesting that is too deep', () => {
    const bomb = [
      'a0: &a0 [x, x, x, x, x, x, x, x, x]',
      ...Array.from({ length: 8 }, (_, i) => `a${i + 1}: &a${i + 1} [${Array.from({ length: 9 }, () => `*a${i}`).join(', ')}]`),
    ].join('\n');
    expect(codesOf(bomb)).toEqual(['MXDR-YAML-ALIASES 1:1']);
    expect(codesOf('x'.repeat(1_000_001))).toEqual(['MXDR-YAML-TOO-LARGE 1:1']);
    expect(codesOf('['.repeat(200_000))).not.toEqual([]);
  });

  it('keeps words that older YAML took for booleans, and keys that JavaScript treats specially', () => {
    const parsed = parseYamlDocument('country: no\n__proto__: {polluted: true}\n', 'a.yaml');
    expect('source' in parsed && Object.entries(parsed.source.value ?? {})).toEqual([
      ['country', 'no'],
      ['__proto__', { polluted: true }],
    ]);
    expect(Object.hasOwn(Object.prototype, 'polluted')).toBe(false);
  });

  it('never throws, whatever the text', () => {
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string({ maxLength: 200 }),
          fc
            .array(
              fc.constantFrom(
                'a',
                ': ',
                '- ',
                '\n',
                '  ',
                '{',
                '}',
                '[',
                ']',
                '&x ',
                '*x ',
                '!!',
                '"',
                "'",
                '|',
                '>',
                '#',
                '---',
                '?',
                '\t',
              ),
              { maxLength: 60 },
            )
            .map((parts) => parts.join('')),
        ),
        (text) => {
          const parsed = parseYamlDocument(text, 'a.yaml');
          const positions =
            'problems' in parsed ? parsed.problems.map((problem) => problem.position) : [parsed.source.positionOf(['nowhere', 0])];
          expect(Math.min(...positions.flatMap(({ line, column }) => [line, column]))).toBeGreaterThanOrEqual(1);
        },
      ),
      { numRuns: 400 },
    );
  });
});
