import type { JsonValue, KustoType } from '@mxdr/core';
import { describe, expect, it } from 'vitest';
import { decodeCell, isKustoType } from './cell-value.ts';

describe('decodeCell', () => {
  it.each<[KustoType, JsonValue, JsonValue]>([
    ['bool', false, false],
    ['int', 0, 0],
    ['long', 42, 42],
    ['long', '9223372036854775807', '9223372036854775807'],
    ['long', '42', 42],
    ['real', 0.5, 0.5],
    ['real', 'NaN', 'NaN'],
    ['real', '-Infinity', '-Infinity'],
    ['real', '12345678901234567890', Number('12345678901234567890')],
    ['decimal', '0.1234567890123456789', '0.1234567890123456789'],
    ['decimal', 2, '2'],
    ['datetime', '2026-10-01T00:00:00Z', '2026-10-01T00:00:00.0000000Z'],
    ['datetime', '2026-10-01T00:00:00.12Z', '2026-10-01T00:00:00.1200000Z'],
    ['timespan', '1.02:03:04', '1.02:03:04'],
    ['timespan', '-00:00:00.5', '-00:00:00.5000000'],
    ['guid', '7b0d2f4e-1111-4222-8333-444455556666', '7b0d2f4e-1111-4222-8333-444455556666'],
    ['string', 'NaN', 'NaN'],
    ['string', null, ''],
    ['datetime', null, null],
    ['dynamic', null, null],
    ['dynamic', '{"a":[1,"2"]}', { a: [1, '2'] }],
    ['dynamic', { a: 1 }, { a: 1 }],
    ['dynamic', '"{\\"a\\":1}"', '{"a":1}'],
    ['dynamic', 'plain words', 'plain words'],
  ])('reads a %s from %j as %j', (type, wire, expected) => {
    // GIVEN a cell as the service sends it
    // WHEN it is decoded
    // THEN it has the form of every output
    expect(decodeCell(wire, type)).toEqual(expected);
  });

  it.each<[KustoType, JsonValue]>([
    ['bool', 'true'],
    ['int', 1.5],
    ['long', 1.5],
    ['long', 'many'],
    ['real', 'fast'],
    ['decimal', true],
    ['datetime', 'yesterday'],
    ['datetime', 1_790_000_000],
    ['timespan', '5 minutes'],
    ['timespan', 5],
    ['guid', 7],
    ['string', 7],
  ])('refuses for a %s the cell %j rather than guess', (type, wire) => {
    // GIVEN a cell that does not fit its column
    // WHEN it is decoded
    // THEN there is no value
    expect(decodeCell(wire, type)).toBeUndefined();
  });
});

describe('isKustoType', () => {
  it('knows the ten types and nothing that objects inherit', () => {
    // GIVEN names from an answer
    // WHEN they are looked up
    const known = ['dynamic', 'constructor', 'double', 3].map((name) => isKustoType(name));
    // THEN only the type is known
    expect(known).toEqual([true, false, false, false]);
  });
});
