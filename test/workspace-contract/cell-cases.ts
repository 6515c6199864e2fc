import type { CellValue, KustoType } from '@mxdr/core';
import type { QuestionCase } from './contract-case.ts';

const wide = Array.from({ length: 200 }, (_, index) => `Column${index} = ${index}`).join(', ');

/** A value as KQL writes it, and the cell that must come back. Any workspace can be asked these. */
const values: readonly (readonly [name: string, kql: string, type: KustoType, cell: CellValue])[] = [
  ['a text', '"ada"', 'string', 'ada'],
  ['an empty text, which is no null', '""', 'string', ''],
  ['a text with quotes, breaks, a backslash and a tab', String.raw`"a\"b\r\n\\c\td"`, 'string', 'a"b\r\n\\c\td'],
  ['a text beyond ASCII', '"Ünïcode 名前 🔑 \u2028 ا"', 'string', 'Ünïcode 名前 🔑 \u2028 ا'],
  ['a text of digits', '"9007199254740993"', 'string', '9007199254740993'],
  ['a text that looks like JSON', `'{"a": 1}'`, 'string', '{"a": 1}'],
  ['a text that looks like a date', '"2026-10-01T00:00:00Z"', 'string', '2026-10-01T00:00:00Z'],
  ['true', 'true', 'bool', true],
  ['false, which is no null', 'false', 'bool', false],
  ['a null bool', 'bool(null)', 'bool', null],
  ['an int', 'int(-42)', 'int', -42],
  ['a null int', 'int(null)', 'int', null],
  ['a long', '42', 'long', 42],
  ['a long of zero, which is no null', 'long(0)', 'long', 0],
  ['the greatest long that a number holds', '9007199254740991', 'long', 9_007_199_254_740_991],
  ['a long beyond what a number holds', '9007199254740993', 'long', '9007199254740993'],
  ['the greatest long', '9223372036854775807', 'long', '9223372036854775807'],
  ['a negative long beyond what a number holds', 'long(-9007199254740993)', 'long', '-9007199254740993'],
  ['a null long', 'long(null)', 'long', null],
  ['a real', '0.1', 'real', 0.1],
  ['a whole real', '3.0', 'real', 3],
  ['a great real', '1e300', 'real', 1e300],
  ['a real that is no number', 'real(nan)', 'real', 'NaN'],
  ['an endless real', 'real(+inf)', 'real', 'Infinity'],
  ['a negative endless real', 'real(-inf)', 'real', '-Infinity'],
  ['a null real', 'real(null)', 'real', null],
  ['a decimal, with all its digits', 'decimal(12345678901234567890.123456789)', 'decimal', '12345678901234567890.123456789'],
  ['a null decimal', 'decimal(null)', 'decimal', null],
  ['an instant', 'datetime(2026-10-01)', 'datetime', '2026-10-01T00:00:00.0000000Z'],
  ['an instant to the tick of 100 ns', 'datetime(2026-10-01T12:34:56.1234567Z)', 'datetime', '2026-10-01T12:34:56.1234567Z'],
  ['the last instant there is', 'datetime(9999-12-31T23:59:59.9999999Z)', 'datetime', '9999-12-31T23:59:59.9999999Z'],
  ['the first instant there is', 'datetime(0001-01-01)', 'datetime', '0001-01-01T00:00:00.0000000Z'],
  ['no instant, which is not 1970', 'datetime(null)', 'datetime', null],
  ['a span', '90m', 'timespan', '01:30:00'],
  ['a span of days and ticks', 'timespan(12.03:04:05.0000006)', 'timespan', '12.03:04:05.0000006'],
  ['a negative span', '-1h', 'timespan', '-01:00:00'],
  ['no span', 'timespan(null)', 'timespan', null],
  ['a guid', 'guid(74be27de-1e4e-49d9-b579-fe0b331d3642)', 'guid', '74be27de-1e4e-49d9-b579-fe0b331d3642'],
  ['no guid', 'guid(null)', 'guid', null],
  ['an object', 'dynamic({"a": [1, {"b": null}], "c": ""})', 'dynamic', { a: [1, { b: null }], c: '' }],
  ['an empty list', 'dynamic([])', 'dynamic', []],
  ['a null object', 'dynamic(null)', 'dynamic', null],
  ['an object that holds a text of JSON, which is read once', String.raw`dynamic({"raw": "{\"a\":1}"})`, 'dynamic', { raw: '{"a":1}' }],
  ['an object with an id beyond what a number holds', 'dynamic({"id": 9007199254740993})', 'dynamic', { id: '9007199254740993' }],
];

export const cellCases: readonly QuestionCase[] = [
  ...values.map(([name, kql, type, cell]): QuestionCase => ({
    name: `keeps ${name}`,
    needs: [],
    text: `print Value = ${kql}`,
    outcome: { status: 'complete', columns: [{ name: 'Value', type }], rows: [[cell]] },
  })),
  {
    name: 'keeps columns in their order, with names of any kind',
    needs: [],
    text: `print Zulu = 1, ["a b-c"] = "x", ['Größe'] = 2.5`,
    outcome: {
      columns: [
        { name: 'Zulu', type: 'long' },
        { name: 'a b-c', type: 'string' },
        { name: 'Größe', type: 'real' },
      ],
    },
  },
  {
    name: 'keeps two hundred columns',
    needs: [],
    text: `print ${wide}`,
    outcome: { rows: [Array.from({ length: 200 }, (_, index) => index)] },
  },
  {
    name: 'keeps a cell of a hundred thousand characters',
    needs: [],
    text: 'print Value = strrep(strrep("0123456789", 100), 100)',
    outcome: { rows: [['0123456789'.repeat(10_000)]] },
  },
  {
    name: 'keeps thousands of rows, in order',
    needs: [],
    text: 'range N from 1 to 3000 step 1 | extend Twice = N * 2 | sort by N asc',
    outcome: { status: 'complete', rows: Array.from({ length: 3000 }, (_, index) => [index + 1, (index + 1) * 2]) },
  },
  {
    name: 'gives columns without rows where nothing matches, and calls it complete',
    needs: [],
    text: 'range N from 1 to 3 step 1 | where N > 5',
    outcome: { status: 'complete', columns: [{ name: 'N', type: 'long' }], rows: [] },
  },
  {
    name: 'tells the chart that the query wishes for',
    needs: [],
    text: 'range N from 1 to 3 step 1 | render piechart with (title = "Numbers")',
    outcome: { status: 'complete', visualization: { kind: 'piechart', properties: { title: 'Numbers' } } },
  },
];
