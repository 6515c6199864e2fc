import { describe, expect, it } from 'vitest';
import type { ProviderSchemas } from './provider-schema.ts';
import { checkAgainstSchemas } from './provider-schema.ts';

const schemas: ProviderSchemas = {
  demo: {
    block: {
      attributes: {
        name: { type: 'string', required: true },
        id: { type: 'string', computed: true },
        count_of: { type: 'number', optional: true },
        is_on: { type: 'bool', optional: true },
        old: { type: 'string', optional: true, deprecated: true },
        names: { type: ['set', 'string'], optional: true },
        tags: { type: ['map', 'string'], optional: true },
        rules: { type: ['list', ['object', { title: 'string', size: 'number' }]], optional: true },
      },
      block_types: {
        part: { nesting_mode: 'list', min_items: 1, max_items: 2, block: { attributes: { size: { type: 'number', required: true } } } },
        timeouts: { nesting_mode: 'single', block: {} },
      },
    },
  },
};

function check(body: object, type = 'demo'): readonly string[] {
  return checkAgainstSchemas({ resource: { [type]: { one: body } } }, schemas).map(
    ({ kind, where, message }) => `${kind} ${where} ${message}`,
  );
}

describe('holding resources against the schema of their provider', () => {
  it('finds nothing where everything fits, meta-arguments and expressions included', () => {
    const body = {
      name: 'a',
      count_of: '${other.size}',
      is_on: false,
      names: ['a', '${other.name}'],
      tags: { a: 'b' },
      rules: [{ title: 'a', size: 1 }],
      part: { size: 1 },
      depends_on: ['x'],
      lifecycle: {},
    };
    expect(check(body)).toEqual([]);
  });

  it.each([
    ['an unknown argument', { nmae: 'b' }, 'unknown demo.one has no argument nmae'],
    ['a missing argument', { name: undefined }, 'missing demo.one needs name'],
    ['a read-only argument', { id: 'x' }, 'read-only demo.one sets id, which is read-only'],
    ['a deprecated argument', { old: 'x' }, 'deprecated demo.one sets old, which is deprecated'],
    ['a number as text', { count_of: '3' }, 'type demo.one count_of is no "number": "3"'],
    ['text for true', { is_on: 'true' }, 'type demo.one is_on is no "bool": "true"'],
    ['one text for a set', { names: 'a' }, 'type demo.one names is no ["set","string"]: "a"'],
    ['an escaped template for a number', { count_of: '$${a}' }, 'type demo.one count_of is no "number": "$${a}"'],
    ['a number in a map of texts', { tags: { a: 1 } }, 'type demo.one tags is no ["map","string"]: {"a":1}'],
    ['an unknown field of an object', { rules: [{ name: 'a' }] }, 'type demo.one rules is no'],
    ['too few blocks', { part: [] }, 'missing demo.one needs 1 of block part, has 0'],
    ['too many blocks', { part: [{ size: 1 }, { size: 1 }, { size: 1 }] }, 'count demo.one has 3 of block part, at most 2'],
    ['a wrong nested block', { part: [{ size: 1 }, {}] }, 'missing demo.one.part[1] needs size'],
  ])('finds %s', (_, change, expected) => {
    expect(check({ name: 'a', part: { size: 1 }, ...change })).toEqual([expect.stringContaining(expected)]);
  });

  it('finds a resource type that it has no schema for', () => {
    expect(check({}, 'other')).toEqual(['no-schema other.one has no schema']);
  });
});
