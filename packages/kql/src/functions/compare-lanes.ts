import type { Column, TimeColumn } from '../columns/column.ts';
import { lanesOfDatetime, lanesOfTimespan } from '../columns/instant.ts';
import type { Scalar } from '../columns/scalar.ts';
import { combineNulls, doubleLane, nullsOf } from './lanes.ts';

export type ComparisonOperator = '==' | '!=' | '<' | '<=' | '>' | '>=';

/** Compares every row with a value that is not null; `undefined` for columns and values that are not plain numbers or times. */
export function compareWithConstant(operator: ComparisonOperator, column: Column, value: Scalar): Column | undefined {
  if (value === null) return undefined;
  const values = new Uint8Array(column.length);
  if (column.type === 'datetime' || column.type === 'timespan') {
    if (typeof value !== 'bigint') return undefined;
    const { ms, subMs } = column.type === 'datetime' ? lanesOfDatetime(value) : lanesOfTimespan(value);
    if (column.subMs === undefined && subMs === 0) compareNumbers(operator, column.ms, ms, values);
    else compareTicks(operator, column, ms, subMs, values);
  } else {
    const lane = doubleLane(column);
    const number = typeof value === 'boolean' ? Number(value) : value;
    if (lane === undefined || typeof number !== 'number') return undefined;
    compareNumbers(operator, lane, number, values);
  }
  return withNulls(operator, values, nullsOf(column));
}

/** The mask of the null rows of one side put onto the answer: one null decides `==` and `!=`, and leaves the orders open. */
function withNulls(operator: ComparisonOperator, values: Uint8Array, nulls: Uint8Array | undefined): Column {
  const { length } = values;
  if (nulls === undefined) return { type: 'bool', length, values };
  if (operator !== '==' && operator !== '!=') return { type: 'bool', length, values, nulls };
  const answer = operator === '!=' ? 1 : 0;
  for (let row = 0; row < length; row++) if (nulls[row] === 1) values[row] = answer;
  return { type: 'bool', length, values };
}

/** Compares two columns row by row; `undefined` for columns that are not plain numbers or times. */
export function compareLanes(operator: ComparisonOperator, a: Column, b: Column): Column | undefined {
  const { length } = a;
  const values = new Uint8Array(length);
  if ((a.type === 'datetime' || a.type === 'timespan') && (b.type === 'datetime' || b.type === 'timespan')) {
    if (a.type !== b.type) return undefined;
    if (a.subMs === undefined && b.subMs === undefined) comparePairs(operator, a.ms, b.ms, values);
    else compareTickPairs(operator, a, b, values);
  } else {
    const x = doubleLane(a);
    const y = doubleLane(b);
    if (x === undefined || y === undefined) return undefined;
    comparePairs(operator, x, y, values);
  }
  const nulls = combineNulls(a, b);
  if (nulls === undefined) return { type: 'bool', length, values };
  if (operator !== '==' && operator !== '!=') return { type: 'bool', length, values, nulls };
  return equalityNulls(operator, a, b, values);
}

/** One null decides the answer, two give null. */
function equalityNulls(operator: '==' | '!=', a: Column, b: Column, values: Uint8Array): Column {
  const { length } = a;
  const x = nullsOf(a);
  const y = nullsOf(b);
  let nulls: Uint8Array | undefined;
  for (let row = 0; row < length; row++) {
    const count = (x?.[row] ?? 0) + (y?.[row] ?? 0);
    if (count === 0) continue;
    values[row] = count === 1 && operator === '!=' ? 1 : 0;
    if (count === 2) {
      nulls ??= new Uint8Array(length);
      nulls[row] = 1;
    }
  }
  return { type: 'bool', length, values, nulls };
}

/** Answers are made by `+(...)`, which costs no branch; which rows pass is not to be predicted. */
function compareNumbers(operator: ComparisonOperator, lane: Float64Array, value: number, values: Uint8Array): void {
  switch (operator) {
    case '==':
      for (let row = 0; row < values.length; row++) values[row] = +(lane[row] === value);
      break;
    case '!=':
      for (let row = 0; row < values.length; row++) values[row] = +(lane[row] !== value);
      break;
    case '<':
      for (let row = 0; row < values.length; row++) values[row] = +(lane[row]! < value);
      break;
    case '<=':
      for (let row = 0; row < values.length; row++) values[row] = +(lane[row]! <= value);
      break;
    case '>':
      for (let row = 0; row < values.length; row++) values[row] = +(lane[row]! > value);
      break;
    default:
      for (let row = 0; row < values.length; row++) values[row] = +(lane[row]! >= value);
  }
}

function comparePairs(operator: ComparisonOperator, x: Float64Array, y: Float64Array, values: Uint8Array): void {
  switch (operator) {
    case '==':
      for (let row = 0; row < values.length; row++) values[row] = +(x[row] === y[row]!);
      break;
    case '!=':
      for (let row = 0; row < values.length; row++) values[row] = +(x[row] !== y[row]!);
      break;
    case '<':
      for (let row = 0; row < values.length; row++) values[row] = +(x[row]! < y[row]!);
      break;
    case '<=':
      for (let row = 0; row < values.length; row++) values[row] = +(x[row]! <= y[row]!);
      break;
    case '>':
      for (let row = 0; row < values.length; row++) values[row] = +(x[row]! > y[row]!);
      break;
    default:
      for (let row = 0; row < values.length; row++) values[row] = +(x[row]! >= y[row]!);
  }
}

/** What an operator answers for an order: at 0 less, at 1 equal, at 2 greater. */
const ANSWERS: Readonly<Record<ComparisonOperator, Uint8Array>> = {
  '==': Uint8Array.of(0, 1, 0),
  '!=': Uint8Array.of(1, 0, 1),
  '<': Uint8Array.of(1, 0, 0),
  '<=': Uint8Array.of(1, 1, 0),
  '>': Uint8Array.of(0, 0, 1),
  '>=': Uint8Array.of(0, 1, 1),
};

function compareTicks(operator: ComparisonOperator, column: TimeColumn, ms: number, subMs: number, values: Uint8Array): void {
  const answers = ANSWERS[operator];
  const { ms: lane, subMs: ticks } = column;
  for (let row = 0; row < values.length; row++) {
    const difference = lane[row]! - ms || (ticks === undefined ? 0 : ticks[row]!) - subMs;
    values[row] = answers[difference < 0 ? 0 : difference > 0 ? 2 : 1]!;
  }
}

function compareTickPairs(operator: ComparisonOperator, a: TimeColumn, b: TimeColumn, values: Uint8Array): void {
  const answers = ANSWERS[operator];
  for (let row = 0; row < values.length; row++) {
    const difference = a.ms[row]! - b.ms[row]! || (a.subMs?.[row] ?? 0) - (b.subMs?.[row] ?? 0);
    values[row] = answers[difference < 0 ? 0 : difference > 0 ? 2 : 1]!;
  }
}
