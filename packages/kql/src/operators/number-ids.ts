/** Places of the dense table at most: 4 MB. */
const MAX_DENSE_PLACES = 1 << 20;

/** Numbers distinct doubles 0, 1, 2, ... as they come up. -0 is 0, every NaN is one value. Open addressing: one probe, no object per value. */
export class NumberIds {
  size = 0;
  private mask = 1023;
  private keys = new Float64Array(1024);
  /** The number plus one; 0 marks a free place. */
  private marks = new Uint32Array(1024);
  private nanId = -1;
  private readonly bits = new Float64Array(1);
  private readonly words = new Uint32Array(this.bits.buffer);

  idOf(value: number): number {
    if (value !== value) {
      if (this.nanId < 0) this.nanId = this.size++;
      return this.nanId;
    }
    let place = this.placeOf(value);
    const { keys, marks, mask } = this;
    for (;;) {
      const mark = marks[place]!;
      if (mark === 0) break;
      if (keys[place] === value) return mark - 1;
      place = (place + 1) & mask;
    }
    const id = this.size++;
    keys[place] = value;
    marks[place] = id + 1;
    if (this.size * 2 > mask) this.grow();
    return id;
  }

  /** The number of a value seen before; -1 for others. */
  find(value: number): number {
    if (value !== value) return this.nanId;
    const { keys, marks, mask } = this;
    for (let place = this.placeOf(value); ; place = (place + 1) & mask) {
      const mark = marks[place]!;
      if (mark === 0) return -1;
      if (keys[place] === value) return mark - 1;
    }
  }

  private placeOf(value: number): number {
    this.bits[0] = value + 0;
    let mixed = Math.imul(this.words[0]!, 0x85ebca6b) ^ Math.imul(this.words[1]!, 0x9e3779b1);
    mixed ^= mixed >>> 15;
    mixed = Math.imul(mixed, 0x2c1b3c6d);
    return (mixed ^ (mixed >>> 13)) & this.mask;
  }

  private grow(): void {
    const { keys, marks } = this;
    this.mask = this.mask * 2 + 1;
    this.keys = new Float64Array(this.mask + 1);
    this.marks = new Uint32Array(this.mask + 1);
    for (let old = 0; old < marks.length; old++) {
      if (marks[old] === 0) continue;
      let place = this.placeOf(keys[old]!);
      while (this.marks[place] !== 0) place = (place + 1) & this.mask;
      this.keys[place] = keys[old]!;
      this.marks[place] = marks[old]!;
    }
  }
}

/** Numbers pairs of small whole numbers 0, 1, 2, ... as they come up: by a table while it stays small, else by hash. */
export class PairIds {
  size = 0;
  private rows = 16;
  private stride = 16;
  private table: Int32Array | undefined = new Int32Array(this.rows * this.stride).fill(-1);
  private hashed: NumberIds | undefined;

  /** The number of every pair. @param leftCount one more than the greatest of `left`; `rightCount` likewise */
  encode(left: Uint32Array, leftCount: number, right: Uint32Array, rightCount: number): Uint32Array {
    const ids = new Uint32Array(left.length);
    this.makeRoom(leftCount, rightCount);
    const { table, stride, hashed } = this;
    if (table !== undefined) {
      for (let row = 0; row < ids.length; row++) {
        const place = left[row]! * stride + right[row]!;
        let id = table[place]!;
        if (id < 0) {
          id = this.size++;
          table[place] = id;
        }
        ids[row] = id;
      }
      return ids;
    }
    // Exact: both numbers stay below 2^26 for any table that fits into memory.
    for (let row = 0; row < ids.length; row++) ids[row] = hashed!.idOf(left[row]! * 67_108_864 + right[row]!);
    this.size = hashed!.size;
    return ids;
  }

  /** The number of a pair seen before; -1 for others. */
  find(left: number, right: number): number {
    const { table, rows, stride, hashed } = this;
    if (table === undefined) return hashed!.find(left * 67_108_864 + right);
    return left < rows && right < stride ? table[left * stride + right]! : -1;
  }

  private makeRoom(leftCount: number, rightCount: number): void {
    const { table, rows, stride } = this;
    if (table === undefined || (leftCount <= rows && rightCount <= stride)) return;
    const newRows = leftCount <= rows ? rows : Math.max(leftCount, rows * 2);
    const newStride = rightCount <= stride ? stride : Math.max(rightCount, stride * 2);
    if (newRows * newStride <= MAX_DENSE_PLACES) {
      const grown = new Int32Array(newRows * newStride).fill(-1);
      for (let row = 0; row < rows; row++) grown.set(table.subarray(row * stride, (row + 1) * stride), row * newStride);
      this.table = grown;
      this.rows = newRows;
      this.stride = newStride;
      return;
    }
    const places = new Float64Array(this.size);
    for (let place = 0; place < table.length; place++) if (table[place]! >= 0) places[table[place]!] = place;
    this.hashed = new NumberIds();
    for (const place of places) this.hashed.idOf(Math.floor(place / stride) * 67_108_864 + (place % stride));
    this.table = undefined;
  }
}
