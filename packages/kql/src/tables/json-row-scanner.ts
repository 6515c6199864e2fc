import { decodeString, NOT_JSON, skipSpace, skipString, skipValue } from './json-scanner.ts';

interface KnownKey {
  /** The key as written, quotes included. */
  readonly bytes: Uint8Array;
  /** Slot of the wanted columns, -1 when nobody asks for it. */
  readonly slot: number;
}

/** Whether the key stands at `start`. Its closing quote is a part of it, so that a longer key is another. */
function hasKeyAt(bytes: Uint8Array, start: number, end: number, key: Uint8Array): boolean {
  if (end - start < key.length) return false;
  for (let i = 0; i < key.length; i++) if (bytes[start + i] !== key[i]) return false;
  return true;
}

/**
 * Finds the wanted keys of JSON objects, one object after the other. Objects of one file mostly have their keys in the same order, so a key
 * is compared with the one that stood at its place before it is looked up. A repeated key keeps its last value, as everywhere in JSON.
 */
export class JsonRowScanner {
  /** Per slot, where the value begins and ends; start -1 when the object lacks the key. */
  readonly starts: Int32Array;
  readonly ends: Int32Array;
  private readonly slots: ReadonlyMap<string, number>;
  private readonly order: KnownKey[] = [];
  private readonly onUnknownKey: ((key: string) => void) | undefined;

  /**
   * @param keys wanted keys; their index is the slot
   * @param onUnknownKey told of keys that are not wanted, at least once each
   */
  constructor(keys: readonly string[], onUnknownKey?: (key: string) => void) {
    this.slots = new Map(keys.map((key, slot) => [key, slot]));
    this.starts = new Int32Array(keys.length);
    this.ends = new Int32Array(keys.length);
    this.onUnknownKey = onUnknownKey;
  }

  /** Scans the object that begins at `position`. @returns the position after it, or {@link NOT_JSON} when it is no whole JSON object */
  scanObject(bytes: Buffer, position: number, end: number): number {
    const { starts, ends, order } = this;
    starts.fill(-1);
    if (bytes[position] !== 0x7b) return NOT_JSON;
    let at = skipSpace(bytes, position + 1, end);
    if (at < end && bytes[at] === 0x7d) return at + 1;
    for (let place = 0; ; place++) {
      at = skipSpace(bytes, at, end);
      if (at >= end || bytes[at] !== 0x22) return NOT_JSON;
      let known = order[place];
      if (known === undefined || !hasKeyAt(bytes, at, end, known.bytes)) {
        const keyEnd = skipString(bytes, at, end);
        if (keyEnd < 0) return NOT_JSON;
        known = this.lookUp(bytes, at, keyEnd, place);
      }
      at = skipSpace(bytes, at + known.bytes.length, end);
      if (at >= end || bytes[at] !== 0x3a) return NOT_JSON;
      const valueStart = skipSpace(bytes, at + 1, end);
      at = skipValue(bytes, valueStart, end, 1);
      if (at < 0) return NOT_JSON;
      if (known.slot >= 0) {
        starts[known.slot] = valueStart;
        ends[known.slot] = at;
      }
      at = skipSpace(bytes, at, end);
      if (at >= end) return NOT_JSON;
      const byte = bytes[at++];
      if (byte === 0x7d) return at;
      if (byte !== 0x2c) return NOT_JSON;
    }
  }

  private lookUp(bytes: Buffer, start: number, end: number, place: number): KnownKey {
    const key = decodeString(bytes, start, end);
    const slot = this.slots.get(key) ?? -1;
    if (slot < 0) this.onUnknownKey?.(key);
    const known: KnownKey = { bytes: Uint8Array.prototype.slice.call(bytes, start, end), slot };
    // Places beyond the first thousand are looked up each time: hostile objects shall not grow the list.
    if (place <= 1000) this.order[place] = known;
    return known;
  }
}
