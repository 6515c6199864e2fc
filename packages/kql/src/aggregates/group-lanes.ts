/** Room for one number per group: the same array while it is long enough, else a longer copy. */
export function floatsFor(lane: Float64Array<ArrayBuffer>, groupCount: number): Float64Array<ArrayBuffer> {
  if (lane.length >= groupCount) return lane;
  const grown = new Float64Array(roomFor(lane.length, groupCount));
  grown.set(lane);
  return grown;
}

/** As {@link floatsFor}, for flags. */
export function bytesFor(lane: Uint8Array<ArrayBuffer>, groupCount: number): Uint8Array<ArrayBuffer> {
  if (lane.length >= groupCount) return lane;
  const grown = new Uint8Array(roomFor(lane.length, groupCount));
  grown.set(lane);
  return grown;
}

/** As {@link floatsFor}, for ticks above the millisecond. */
export function shortsFor(lane: Uint16Array<ArrayBuffer>, groupCount: number): Uint16Array<ArrayBuffer> {
  if (lane.length >= groupCount) return lane;
  const grown = new Uint16Array(roomFor(lane.length, groupCount));
  grown.set(lane);
  return grown;
}

/** As {@link floatsFor}, for row numbers; new places hold -1. */
export function rowNumbersFor(lane: Int32Array<ArrayBuffer>, groupCount: number): Int32Array<ArrayBuffer> {
  if (lane.length >= groupCount) return lane;
  const grown = new Int32Array(roomFor(lane.length, groupCount)).fill(-1);
  grown.set(lane);
  return grown;
}

function roomFor(length: number, groupCount: number): number {
  return Math.max(64, groupCount, length * 2);
}
