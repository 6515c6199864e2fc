import type { Column, DynamicDictionary, StringDictionary } from '../columns/column.ts';
import { formatDecimal } from '../columns/decimal-value.ts';
import { dynamicToText } from '../columns/dynamic-json.ts';
import { DynamicBag, isDynamicArray } from '../columns/dynamic-value.ts';
import { datetimeTicks } from '../columns/instant.ts';
import { doubleLane, nullsOf } from '../functions/lanes.ts';
import { NumberIds, PairIds } from './number-ids.ts';

/** Stands for the number of a value that has none. */
export const NOT_FOUND = 0xffffffff;

/** Numbers equal values of one column alike, over all batches: 0, 1, 2, ... A null has its own number. */
export class KeyEncoder {
  private readonly ids = new Map<unknown, number>();
  /** Numbers of doubles among themselves, which is not yet their number among all values. */
  private readonly numbers = new NumberIds();
  private idsOfNumbers: Int32Array<ArrayBuffer> = new Int32Array(0);
  private numbered = 0;
  /** Weak, because a scan may go through many dictionaries. */
  private readonly byDictionary = new WeakMap<StringDictionary | DynamicDictionary, Int32Array>();
  private nullId = -1;
  private isFrozen = false;

  /** From now on, values that were not seen before get no number of their own but `NOT_FOUND`. */
  freeze(): void {
    this.isFrozen = true;
  }

  /** Values numbered so far. */
  get size(): number {
    return this.numbered;
  }

  /** The number of null, -1 when none was seen. */
  get idOfNull(): number {
    return this.nullId;
  }

  private idOf(key: unknown): number {
    let id = this.ids.get(key);
    if (id === undefined) {
      if (this.isFrozen) return NOT_FOUND;
      id = this.numbered++;
      this.ids.set(key, id);
    }
    return id;
  }

  private idForNull(): number {
    if (this.nullId < 0) {
      if (this.isFrozen) return NOT_FOUND;
      this.nullId = this.numbered++;
    }
    return this.nullId;
  }

  private idOfNumber(value: number): number {
    if (this.isFrozen) {
      const known = this.numbers.find(value);
      return known < 0 ? NOT_FOUND : this.idsOfNumbers[known]!;
    }
    const number = this.numbers.idOf(value);
    if (number >= this.idsOfNumbers.length) this.idsOfNumbers = grown(this.idsOfNumbers, number + 1);
    let id = this.idsOfNumbers[number]!;
    if (id < 0) {
      id = this.numbered++;
      this.idsOfNumbers[number] = id;
    }
    return id;
  }

  /** Neighbours are often equal (times in bins, sorted tables): the last value is remembered. */
  private encodeNumbers(lane: Float64Array, nulls: Uint8Array | undefined, ids: Uint32Array): void {
    let last = Number.NaN;
    let lastId = -1;
    for (let row = 0; row < ids.length; row++) {
      if (nulls !== undefined && nulls[row] === 1) {
        ids[row] = this.idForNull();
        continue;
      }
      const value = lane[row]!;
      if (value !== last) {
        last = value;
        lastId = this.idOfNumber(value);
      }
      ids[row] = lastId;
    }
  }

  encode(column: Column): Uint32Array {
    const { length } = column;
    const ids = new Uint32Array(length);
    switch (column.type) {
      case 'string':
      case 'guid':
        this.encodeCodes(column, column.dictionary, (code) => column.dictionary.values[code]!, ids);
        break;
      case 'dynamic':
        this.encodeCodes(column, column.dictionary, (code) => dynamicKey(column.dictionary, code), ids);
        break;
      case 'decimal':
        for (let row = 0; row < length; row++) {
          const value = column.values[row]!;
          ids[row] =
            value === null
              ? this.idForNull()
              : this.idOf(
                  formatDecimal(value)
                    .replace(/(\.\d*?)0+$/, '$1')
                    .replace(/\.$/, ''),
                );
        }
        break;
      case 'datetime':
      case 'timespan':
        if (column.subMs === undefined) this.encodeNumbers(column.ms, column.nulls, ids);
        else {
          for (let row = 0; row < length; row++) {
            const sub = column.subMs[row]!;
            if (column.nulls?.[row] === 1) ids[row] = this.idForNull();
            else ids[row] = sub === 0 ? this.idOfNumber(column.ms[row]!) : this.idOf(datetimeTicks(column.ms[row]!, sub));
          }
        }
        break;
      default: {
        const lane = doubleLane(column);
        if (lane !== undefined) {
          this.encodeNumbers(lane, column.nulls, ids);
          break;
        }
        for (let row = 0; row < length; row++) {
          if (column.nulls?.[row] === 1) ids[row] = this.idForNull();
          else {
            const value = BigInt(column.values[row]!);
            ids[row] = BigInt(Number(value)) === value ? this.idOfNumber(Number(value)) : this.idOf(value);
          }
        }
      }
    }
    return ids;
  }

  private encodeCodes(
    column: Column & { readonly codes: Uint32Array },
    dictionary: StringDictionary | DynamicDictionary,
    keyOf: (code: number) => unknown,
    ids: Uint32Array,
  ): void {
    const size = 'size' in dictionary ? dictionary.size : dictionary.values.length;
    let map = this.byDictionary.get(dictionary);
    if (map === undefined || map.length < size) {
      map = grown(map ?? new Int32Array(0), size);
      this.byDictionary.set(dictionary, map);
    }
    const nulls = nullsOf(column);
    const { codes } = column;
    for (let row = 0; row < ids.length; row++) {
      if (nulls !== undefined && nulls[row] === 1) {
        ids[row] = this.idForNull();
        continue;
      }
      const code = codes[row]!;
      let id = map[code]!;
      if (id === -1) {
        const key = keyOf(code);
        const found = key === null ? this.idForNull() : this.idOf(key);
        id = found === NOT_FOUND ? UNKNOWN : found;
        map[code] = id;
      }
      ids[row] = id === UNKNOWN ? NOT_FOUND : id;
    }
  }
}

/** Marks codes whose value has no number; -1 marks those that were not asked for yet. */
const UNKNOWN = -2;

/** At least twice as long, -1 in the new places. */
function grown(ids: Int32Array, size: number): Int32Array<ArrayBuffer> {
  const longer = new Int32Array(Math.max(size, ids.length * 2)).fill(-1, ids.length);
  longer.set(ids);
  return longer;
}

/** Equal dynamic values have equal texts; a dynamic string must not equal the text of a bag. */
function dynamicKey(dictionary: DynamicDictionary, code: number): string | null {
  const value = dictionary.get(code);
  if (value === null) return null;
  return value instanceof DynamicBag || isDynamicArray(value) ? dynamicToText(value) : `${typeof value}:${dynamicToText(value)}`;
}

/** Numbers equal rows of several key columns alike. */
export class GroupIndex {
  private readonly encoders: KeyEncoder[];
  private readonly pairs: PairIds[];

  constructor(keyCount: number) {
    this.encoders = Array.from({ length: keyCount }, () => new KeyEncoder());
    this.pairs = Array.from({ length: Math.max(0, keyCount - 1) }, () => new PairIds());
  }

  get size(): number {
    if (this.encoders.length === 0) return 1;
    return this.pairs.at(-1)?.size ?? this.encoders[0]!.size;
  }

  /** The group of every row. */
  encode(columns: readonly Column[], rowCount: number): Uint32Array {
    if (columns.length === 0) return new Uint32Array(rowCount);
    let groups = this.encoders[0]!.encode(columns[0]!);
    let size = this.encoders[0]!.size;
    for (let index = 1; index < columns.length; index++) {
      const encoder = this.encoders[index]!;
      const ids = encoder.encode(columns[index]!);
      const pairs = this.pairs[index - 1]!;
      groups = pairs.encode(groups, size, ids, encoder.size);
      size = pairs.size;
    }
    return groups;
  }

  /** The group of every row among those that `encode` has found; `NOT_FOUND` for others. Nothing can be encoded afterwards. */
  find(columns: readonly Column[], rowCount: number): Uint32Array {
    if (columns.length === 0) return new Uint32Array(rowCount);
    for (const encoder of this.encoders) encoder.freeze();
    let groups = this.encoders[0]!.encode(columns[0]!);
    for (let index = 1; index < columns.length; index++) {
      const ids = this.encoders[index]!.encode(columns[index]!);
      const pairs = this.pairs[index - 1]!;
      const combined = new Uint32Array(rowCount);
      for (let row = 0; row < rowCount; row++) {
        const left = groups[row]!;
        const right = ids[row]!;
        const found = left === NOT_FOUND || right === NOT_FOUND ? -1 : pairs.find(left, right);
        combined[row] = found < 0 ? NOT_FOUND : found;
      }
      groups = combined;
    }
    return groups;
  }
}
