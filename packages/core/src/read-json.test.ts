import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { readJson } from './read-json.ts';

const schema = z.strictObject({ name: z.string(), rows: z.array(z.string()).default([]) });

function problemsOf(text: string): readonly string[] {
  const reading = readJson(schema, text, 'a.json');
  return 'problems' in reading
    ? reading.problems.map(({ code, position, message }) => `${position.line}:${position.column} ${code} ${message}`)
    : [];
}

describe('readJson', () => {
  it('gives the value', () => {
    expect(readJson(schema, '{"name": "x"}', 'a.json')).toEqual({ value: { name: 'x', rows: [] } });
  });

  it('says where a problem stands', () => {
    expect(problemsOf('{\n  "nme": "x",\n  "rows": [1]\n}')).toEqual([
      '1:1 MXDR-YAML-MISSING-KEY name is missing',
      '2:3 MXDR-YAML-UNKNOWN-KEY "nme" is not a key of this file',
      '3:12 MXDR-YAML-TYPE rows[0] must be text, not the number 1',
    ]);
    expect(problemsOf('{\n  "name": "x",\n}')[0]).toMatch(/^3:1 MXDR-JSON-SYNTAX/u);
  });

  it('names the path alone when the file is too large for positions', () => {
    const rows = Array.from({ length: 60_000 }, (_, i) => `row number ${i}`);
    expect(problemsOf(JSON.stringify({ name: 1, rows }))).toEqual(['1:1 MXDR-YAML-TYPE name must be text, not the number 1']);
  });
});
