import { describe, expect, it } from 'vitest';
import type { JsonValue, KustoType } from '@mxdr/core';
import { cellValueAt } from './cell-value.ts';
import { createColumnBuilder } from './column-builder.ts';

function roundTrip(type: KustoType, texts: readonly string[]): JsonValue[] {
  const builder = createColumnBuilder(type);
  for (const text of texts) builder.appendText(text);
  const column = builder.finish();
  return texts.map((_, row) => cellValueAt(column, row));
}

describe('columns', () => {
  const cases: readonly [KustoType, string, JsonValue][] = [
    ['string', '', ''],
    ['string', 'a', 'a'],
    ['guid', '74BE27DE-1E4E-49D9-B579-FE0B331D3642', '74be27de-1e4e-49d9-b579-fe0b331d3642'],
    ['guid', 'nonsense', null],
    ['bool', 'True', true],
    ['bool', '0', false],
    ['bool', 'maybe', null],
    ['int', '12', 12],
    ['int', '3000000000', null],
    ['long', '9007199254740993', '9007199254740993'],
    ['long', '-5', -5],
    ['long', '1.5', null],
    ['real', '1.5e3', 1500],
    ['real', 'NaN', 'NaN'],
    ['decimal', '12.50', '12.50'],
    ['datetime', '2026-10-01', '2026-10-01T00:00:00.0000000Z'],
    ['datetime', '2026-10-01T01:02:03.1234567Z', '2026-10-01T01:02:03.1234567Z'],
    ['datetime', '2026-10-01T01:02:03+02:00', '2026-09-30T23:02:03.0000000Z'],
    ['datetime', '3/14/2023, 1:02:03.500 PM', '2023-03-14T13:02:03.5000000Z'],
    ['datetime', 'Sat, 8 Nov 14 15:05:02 GMT', '2014-11-08T15:05:02.0000000Z'],
    ['datetime', '0001-01-01', '0001-01-01T00:00:00.0000000Z'],
    ['datetime', '2026-02-30', null],
    ['timespan', '1.02:03:04.5', '1.02:03:04.5000000'],
    ['timespan', '-00:00:00.0000001', '-00:00:00.0000001'],
    ['timespan', '90m', '01:30:00'],
    ['dynamic', '{"2":1,"1":9007199254740993}', { '2': 1, '1': '9007199254740993' }],
    ['dynamic', 'not json', 'not json'],
    ['dynamic', '', null],
  ];
  for (const [type, text, expected] of cases) {
    it(`reads ${type} "${text}" as ${JSON.stringify(expected)}`, () => {
      expect(roundTrip(type, [text])).toEqual([expected]);
    });
  }

  it('shares one dictionary between the batches of a builder', () => {
    // GIVEN a builder that has finished a batch
    const builder = createColumnBuilder('string');
    builder.appendText('a');
    const first = builder.finish();
    // WHEN the same text comes again in the next batch
    builder.appendText('b');
    builder.appendText('a');
    const second = builder.finish();
    // THEN its code is the same
    if (first.type !== 'string' || second.type !== 'string') throw new Error('string columns expected');
    expect(second.dictionary).toBe(first.dictionary);
    expect([...second.codes]).toEqual([1, first.codes[0]]);
  });

  it('keeps exact values when the first big integer arrives after small ones', () => {
    expect(roundTrip('long', ['1', '9223372036854775807', '', '-2'])).toEqual([1, '9223372036854775807', null, -2]);
  });

  it('grows past its first capacity with nulls in place', () => {
    const texts = Array.from({ length: 3000 }, (_, index) => (index % 3 === 0 ? '' : String(index)));
    expect(roundTrip('long', texts)).toEqual(texts.map((text) => (text === '' ? null : Number(text))));
  });
});
