import type { CellValue } from '@mxdr/core';
import { describe, expect, it } from 'vitest';
import { createKqlEngine } from '../../engine/kql-engine.ts';
import { KqlInvalid } from '../../errors.ts';
import { createMemoryTables } from '../../tables/memory-tables.ts';
import { findScalarFunction, namesOf, SCALAR_FUNCTIONS } from '../scalar-functions.ts';
import type { FunctionCase } from './testing/case-table.ts';
import { NOW_MS, runWithColumns, runWithLiterals } from './testing/case-table.ts';
import { arrayCases, bagCases, networkCases, setCases } from './testing/dynamic-cases.ts';
import { geoCases } from './testing/geo-cases.ts';
import * as parsing from './testing/parsing-cases.ts';
import { queryCases } from './testing/query-cases.ts';
import * as series from './testing/series-cases.ts';
import { conversionCases, encodingCases, patternCases, searchCases, textCases } from './testing/text-cases.ts';
import { binCases, calendarCases, logicCases, mathCases, timeCases } from './testing/value-cases.ts';

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
  geo: geoCases,
  ...parsing,
  ...series,
};

describe('the function library', () => {
  it('defines every name and alias once', () => {
    const names = SCALAR_FUNCTIONS.flatMap(namesOf);

    expect(names.filter((name, index) => names.indexOf(name) !== index)).toEqual([]);
  });

  it('has a case for every name and alias', () => {
    const covered = new Set([...Object.values(CASES).flat(), ...queryCases].map(([name]) => name));

    expect(SCALAR_FUNCTIONS.flatMap(namesOf).filter((name) => !covered.has(name))).toEqual([]);
  });
});

for (const [group, cases] of Object.entries(CASES)) {
  describe(`${group} functions`, () => {
    it.each(cases.map((item) => ({ item, title: `${item[0]}(${item[1].map(describeArgument).join(', ')})` })))(
      '$title gives what the language says',
      ({ item }) => {
        // GIVEN a function
        const definition = findScalarFunction(item[0])!;

        // WHEN its arguments are literals, columns, or one column beside literals
        const results = [
          runWithLiterals(definition, item),
          runWithColumns(definition, item),
          runWithColumns(definition, item, item[1].map((_, index) => index).slice(1)),
        ];

        // THEN each way gives the same cell
        expect(results.map(withFewerDigits)).toEqual([item[2], item[2], item[2]].map(withFewerDigits));
      },
    );
  });
}

/** Reals to 12 digits: the last ones are the processor's. */
function withFewerDigits(value: CellValue): CellValue {
  if (typeof value === 'number') return Number(value.toPrecision(12));
  if (Array.isArray(value)) return value.map(withFewerDigits);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, withFewerDigits(item)]));
}

function describeArgument(arg: FunctionCase[1][number]): string {
  if (typeof arg !== 'object') return JSON.stringify(arg);
  return `${arg.type}(${typeof arg.value === 'object' ? '...' : String(arg.value)})`;
}

describe('functions in queries', { timeout: 60_000 }, () => {
  const engine = createKqlEngine({ provider: createMemoryTables({ tables: {} }), clock: { now: () => NOW_MS } });

  it.each(queryCases)('%s gives what the language says: %s', async (_name, query, rows) => {
    // GIVEN an engine without tables

    // WHEN the query runs
    const outcome = await engine.query(query);

    // THEN its rows are those of the case
    expect(outcome).toMatchObject({ status: 'complete', rows });
  });
});

describe('a mistake in a query', () => {
  it('is found while lowering when a pattern is no regular expression', () => {
    const definition = findScalarFunction('extract')!;

    expect(() => runWithColumns(definition, ['extract', ['(', 1, 'text'], ''], [0])).toThrow(KqlInvalid);
  });

  it('is found while lowering when a unit of time is unknown', () => {
    const definition = findScalarFunction('datetime_diff')!;

    expect(() => runWithColumns(definition, ['datetime_diff', ['fortnight', 'a', 'b'], null], [0])).toThrow(KqlInvalid);
  });
});
