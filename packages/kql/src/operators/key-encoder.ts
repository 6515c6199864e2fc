import type { Column, DynamicDictionary, StringDictionary } from '../columns/column.ts';
import { formatDecimal } from '../columns/decimal-value.ts';
import { dynamicToText } from '../columns/dynamic-json.ts';
import { DynamicBag, isDynamicArray } from '../columns/dynamic-value.ts';
import { datetimeTicks } from '../columns/instant.ts';

/** Numbers equal values of one column alike, over all batches: 0, 1, 2, ... A null has its own number. */
export class KeyEncoder {
  private readonly ids = new Map<unknown, number>();
  private readonly byDictionary = new Map<StringDictionary | DynamicDictionary, Int32Array>();
  private nullId = -1;

  /** Values numbered so far. */
  get size(): number {
    return this.ids.size + (this.nullId >= 0 ? 1 : 0);
  }

  /** The number of null, -1 when none was seen. */
  get idOfNull(): number {
    return this.nullId;
  }

  private idOf(key: unknown): number {
    let id = this.ids.get(key);
    if (id === undefined) {
      id = this.size;
      this.ids.set(key, id);
    }
    return id;
  }

  private idForNull(): number {
    if (this.nullId < 0) this.nullId = this.size;
    return this.nullId;
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
        for (let row = 0; row < length; row++) {
          const sub = column.subMs?.[row] ?? 0;
          ids[row] =
            column.nulls?.[row] === 1 ? this.idForNull() : this.idOf(sub === 0 ? column.ms[row]! : datetimeTicks(column.ms[row]!, sub));
        }
        break;
      default:
        for (let row = 0; row < length; row++) {
          if (column.nulls?.[row] === 1) ids[row] = this.idForNull();
          else {
            const value = column.values[row]!;
            ids[row] = this.idOf(typeof value === 'bigint' && BigInt(Number(value)) === value ? Number(value) : value);
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
      const grown = new Int32Array(size).fill(-1);
      if (map !== undefined) grown.set(map);
      map = grown;
      this.byDictionary.set(dictionary, map);
    }
    const nulls = 'nulls' in column ? column.nulls : undefined;
    for (let row = 0; row < ids.length; row++) {
      if (nulls?.[row] === 1) {
        ids[row] = this.idForNull();
        continue;
      }
      const code = column.codes[row]!;
      let id = map[code]!;
      if (id < 0) {
        const key = keyOf(code);
        id = key === null ? this.idForNull() : this.idOf(key);
        map[code] = id;
      }
      ids[row] = id;
    }
  }
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
  private readonly pairs: Map<number, number>[];

  constructor(keyCount: number) {
    this.encoders = Array.from({ length: keyCount }, () => new KeyEncoder());
    this.pairs = Array.from({ length: Math.max(0, keyCount - 1) }, () => new Map());
  }

  get size(): number {
    if (this.encoders.length === 0) return 1;
    return this.pairs.at(-1)?.size ?? this.encoders[0]!.size;
  }

  /** The group of every row. */
  encode(columns: readonly Column[], rowCount: number): Uint32Array {
    if (columns.length === 0) return new Uint32Array(rowCount);
    let groups = this.encoders[0]!.encode(columns[0]!);
    for (let index = 1; index < columns.length; index++) {
      const ids = this.encoders[index]!.encode(columns[index]!);
      const pairs = this.pairs[index - 1]!;
      const combined = new Uint32Array(rowCount);
      for (let row = 0; row < rowCount; row++) {
        // Exact: both numbers stay below 2^26 for any table that fits into memory.
        const key = groups[row]! * 67_108_864 + ids[row]!;
        let id = pairs.get(key);
        if (id === undefined) {
          id = pairs.size;
          pairs.set(key, id);
        }
        combined[row] = id;
      }
      groups = combined;
    }
    return groups;
  }
}
