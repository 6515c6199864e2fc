import { describe, expect, it } from 'vitest';
import { KqlInvalid } from '../../errors.ts';
import type { FunctionCase } from './cases/case-table.ts';
import { runWithColumns, runWithLiterals } from './cases/case-table.ts';
import { arrayCases, bagCases, networkCases, setCases } from './cases/dynamic-cases.ts';
import { conversionCases, encodingCases, patternCases, searchCases, textCases } from './cases/text-cases.ts';
import { binCases, calendarCases, logicCases, mathCases, timeCases } from './cases/value-cases.ts';
import { FUNCTION_GROUPS } from './function-groups.ts';

const CASES: Readonly<Record<string, readonly FunctionCase[]>> = {
  text: textCases,
  pattern: patternCases,
  search: searchCases,
  encoding: encodingCases,
  conversion: conversionCases,
  logic: logicCases,
  math: mathCases,
  time: timeCases,
  calendar: calendarCases,
  bin: binCases,
  array: arrayCases,
  set: setCases,
  bag: bagCases,
  network: networkCases,
};

/** Functions whose result is random, covered by a test of their own. */
const RANDOM = new Set(['rand']);

const functions = Object.values(FUNCTION_GROUPS).flat();
const byName = new Map(
  functions.flatMap((definition) => [definition.name, ...(definition.aliases ?? [])].map((name) => [name, definition] as const)),
);

describe('the function library', () => {
  it('defines every name once', () => {
    const names = functions.flatMap((definition) => [definition.name, ...(definition.aliases ?? [])]);

    expect(names.filter((name, index) => names.indexOf(name) !== index)).toEqual([]);
  });

  it('has a case for every name', () => {
    const covered = new Set(
      Object.values(CASES)
        .flat()
        .map(([name]) => name),
    );

    expect([...byName.keys()].filter((name) => !covered.has(name) && !RANDOM.has(name))).toEqual([]);
  });

  it('keeps its groups and its tables of cases together', () => {
    expect(Object.keys(CASES)).toEqual(Object.keys(FUNCTION_GROUPS));
  });
});

for (const [group, cases] of Object.entries(CASES)) {
  describe(`${group} functions`, () => {
    it.each(cases.map((item) => ({ item, title: `${item[0]}(${item[1].map(describeArgument).join(', ')})` })))(
      '$title gives what the language says',
      ({ item }) => {
        // GIVEN a function
        const definition = byName.get(item[0])!;

        // WHEN its arguments are literals, columns, or one column beside literals
        const results = [
          runWithLiterals(definition, item),
          runWithColumns(definition, item),
          runWithColumns(definition, item, item[1].map((_, index) => index).slice(1)),
        ];

        // THEN each way gives the same cell
        expect(results).toEqual([item[2], item[2], item[2]]);
      },
    );
  });
}

function describeArgument(arg: FunctionCase[1][number]): string {
  if (typeof arg !== 'object') return JSON.stringify(arg);
  return `${arg.type}(${typeof arg.value === 'object' ? '...' : String(arg.value)})`;
}

describe('a mistake in a query', () => {
  it('is found while lowering when a pattern is no regular expression', () => {
    const definition = byName.get('extract')!;

    expect(() => runWithColumns(definition, ['extract', ['(', 1, 'text'], ''], [0])).toThrow(KqlInvalid);
  });

  it('is found while lowering when a unit of time is unknown', () => {
    const definition = byName.get('datetime_diff')!;

    expect(() => runWithColumns(definition, ['datetime_diff', ['fortnight', 'a', 'b'], null], [0])).toThrow(KqlInvalid);
  });
});
