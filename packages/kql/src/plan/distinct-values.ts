import type { KustoType } from '@mxdr/core';
import type { Column } from '../columns/column.ts';
import { DynamicDictionary, StringDictionary } from '../columns/column.ts';
import type { DynamicValue } from '../columns/dynamic-value.ts';
import { lanesOfDatetime, lanesOfTimespan } from '../columns/instant.ts';
import { parseDynamicText } from '../columns/parse-json.ts';
import type { Scalar } from '../columns/scalar.ts';
import { columnFromScalars } from '../columns/scalar.ts';
import type { RowSelection } from '../engine/row-selection.ts';

/** Computes one value of one other. */
export type ValueMap = (value: Scalar) => Scalar;

type Dictionary = StringDictionary | DynamicDictionary;

export type DictionaryColumn = Column & { readonly type: 'string' | 'dynamic' | 'guid' };

/** Whether equal codes mean equal values in every row: then each distinct value is computed once. */
export function isDictionaryColumn(column: Column): column is DictionaryColumn {
  return column.type === 'string' || column.type === 'dynamic' || (column.type === 'guid' && column.nulls === undefined);
}

/** What was computed for one expression, by dictionary. Weak, because a scan may go through many dictionaries. */
export type MemoTable = WeakMap<Dictionary, Memo>;

const FALSE_STATE = 1;
const NULL_STATE = 2;
/** The only state with this bit, so that a count of true rows needs no branch. */
const TRUE_STATE = 4;

/** What was computed for the codes of one dictionary. Grows with it. */
interface Memo {
  /** bool: a state; else 1 + the place of the result; 0: not computed yet. */
  codes: Int32Array;
  readonly strings: StringDictionary;
  readonly dynamics: DynamicDictionary;
  /** Results of the other types by place, and their lanes where they are numbers or times. */
  readonly scalars: Scalar[];
  readonly numbers: number[];
  readonly ticks: number[];
  hasNulls: boolean;
  hasTicks: boolean;
  /** A long beyond 2^53 is among the results. */
  isWide: boolean;
}

function memoFor(memos: MemoTable, dictionary: Dictionary): Memo {
  const size = dictionary instanceof StringDictionary ? dictionary.values.length : dictionary.size;
  let memo = memos.get(dictionary);
  if (memo === undefined) {
    memo = {
      codes: new Int32Array(size),
      strings: new StringDictionary(),
      dynamics: new DynamicDictionary(parseDynamicText),
      scalars: [],
      numbers: [],
      ticks: [],
      hasNulls: false,
      hasTicks: false,
      isWide: false,
    };
    memos.set(dictionary, memo);
  } else if (memo.codes.length < size) {
    const codes = new Int32Array(size * 2);
    codes.set(memo.codes);
    memo.codes = codes;
  }
  return memo;
}

function valueOfCode(dictionary: Dictionary, code: number): Scalar {
  return dictionary instanceof StringDictionary ? dictionary.values[code]! : dictionary.get(code);
}

function stateOf(value: Scalar): number {
  return value === true ? TRUE_STATE : value === null ? NULL_STATE : FALSE_STATE;
}

/** The rows of `rows` (of all when absent) whose value satisfies a predicate, computed once per distinct value. */
export function keepDistinct(column: DictionaryColumn, rows: RowSelection | undefined, memos: MemoTable, compute: ValueMap): RowSelection {
  const { dictionary, codes, length } = column;
  const states = memoFor(memos, dictionary).codes;
  const kept = new Int32Array(rows?.length ?? length);
  let count = 0;
  for (let i = 0; i < kept.length; i++) {
    const row = rows === undefined ? i : rows[i]!;
    const code = codes[row]!;
    let state = states[code]!;
    if (state === 0) {
      state = stateOf(compute(valueOfCode(dictionary, code)));
      states[code] = state;
    }
    kept[count] = row;
    count += state >> 2;
  }
  return kept.subarray(0, count);
}

/** A column of results, computed once per distinct value. */
export function mapDistinct(type: KustoType, column: DictionaryColumn, memos: MemoTable, compute: ValueMap): Column {
  const memo = memoFor(memos, column.dictionary);
  if (type === 'bool') return mapToBools(column, memo, compute);
  const places = placesOf(type, column, memo, compute);
  switch (type) {
    case 'string':
      return { type, length: column.length, codes: places, dictionary: memo.strings };
    case 'dynamic':
      return { type, length: column.length, codes: places, dictionary: memo.dynamics };
    case 'guid':
    case 'decimal':
      return columnFromScalars(
        type,
        Array.from(places, (place) => memo.scalars[place]!),
      );
    default:
      return mapToNumbers(type, places, memo);
  }
}

function mapToBools(column: DictionaryColumn, memo: Memo, compute: ValueMap): Column {
  const { dictionary, codes, length } = column;
  const values = new Uint8Array(length);
  const states = memo.codes;
  let nulls: Uint8Array | undefined;
  for (let row = 0; row < length; row++) {
    const code = codes[row]!;
    let state = states[code]!;
    if (state === 0) {
      state = stateOf(compute(valueOfCode(dictionary, code)));
      states[code] = state;
    }
    values[row] = state >> 2;
    if (state === NULL_STATE) {
      nulls ??= new Uint8Array(length);
      nulls[row] = 1;
    }
  }
  return { type: 'bool', length, values, nulls };
}

/** Where the result of every row stands: a code of the target dictionary or an index among the results. */
function placesOf(type: KustoType, column: DictionaryColumn, memo: Memo, compute: ValueMap): Uint32Array {
  const { dictionary, codes, length } = column;
  const known = memo.codes;
  const places = new Uint32Array(length);
  for (let row = 0; row < length; row++) {
    const code = codes[row]!;
    let place = known[code]!;
    if (place === 0) {
      place = 1 + store(type, memo, compute(valueOfCode(dictionary, code)));
      known[code] = place;
    }
    places[row] = place - 1;
  }
  return places;
}

function store(type: KustoType, memo: Memo, value: Scalar): number {
  if (type === 'string') return memo.strings.codeOf((value as string | null) ?? '');
  if (type === 'dynamic') return memo.dynamics.add(value as DynamicValue);
  const place = memo.scalars.length;
  memo.scalars.push(value);
  let number = 0;
  let ticks = 0;
  if (value === null) memo.hasNulls = true;
  else if (typeof value === 'number') number = value;
  else if (typeof value === 'bigint') {
    if (type === 'datetime' || type === 'timespan') {
      const lanes = type === 'datetime' ? lanesOfDatetime(value) : lanesOfTimespan(value);
      number = lanes.ms;
      ticks = lanes.subMs;
      memo.hasTicks ||= ticks !== 0;
    } else memo.isWide = true;
  }
  memo.numbers.push(number);
  memo.ticks.push(ticks);
  return place;
}

function mapToNumbers(type: 'int' | 'long' | 'real' | 'datetime' | 'timespan', places: Uint32Array, memo: Memo): Column {
  const { length } = places;
  const { scalars, numbers, ticks } = memo;
  if (memo.isWide)
    return columnFromScalars(
      type,
      Array.from(places, (place) => scalars[place]!),
    );
  const values = type === 'int' ? new Int32Array(length) : new Float64Array(length);
  for (let row = 0; row < length; row++) values[row] = numbers[places[row]!]!;
  let nulls: Uint8Array | undefined;
  if (memo.hasNulls) {
    nulls = new Uint8Array(length);
    for (let row = 0; row < length; row++) nulls[row] = scalars[places[row]!] === null ? 1 : 0;
  }
  if (values instanceof Int32Array) return { type: 'int', length, values, nulls };
  if (type === 'long') return { type, length, values, nulls };
  if (type !== 'datetime' && type !== 'timespan') return { type: 'real', length, values, nulls };
  return { type, length, ms: values, subMs: memo.hasTicks ? Uint16Array.from(places, (place) => ticks[place]!) : undefined, nulls };
}
