/** A set of pairs of whole numbers below 2^32, open addressing over typed arrays: one probe instead of one object per pair. */
export class PairSet {
  size = 0;
  private capacity = 1024;
  private first = new Uint32Array(this.capacity);
  /** The second number plus one; 0 marks a free place. */
  private second = new Float64Array(this.capacity);

  /** Adds a pair; `false` when it was there. */
  add(first: number, second: number): boolean {
    const mask = this.capacity - 1;
    const mark = second + 1;
    let place = hash(first, second) & mask;
    for (;;) {
      const found = this.second[place]!;
      if (found === 0) break;
      if (found === mark && this.first[place] === first) return false;
      place = (place + 1) & mask;
    }
    this.first[place] = first;
    this.second[place] = mark;
    if (++this.size * 2 > this.capacity) this.grow();
    return true;
  }

  private grow(): void {
    const { first, second, capacity } = this;
    this.capacity = capacity * 2;
    this.first = new Uint32Array(this.capacity);
    this.second = new Float64Array(this.capacity);
    const mask = this.capacity - 1;
    for (let old = 0; old < capacity; old++) {
      const mark = second[old]!;
      if (mark === 0) continue;
      let place = hash(first[old]!, mark - 1) & mask;
      while (this.second[place] !== 0) place = (place + 1) & mask;
      this.first[place] = first[old]!;
      this.second[place] = mark;
    }
  }
}

function hash(first: number, second: number): number {
  let mixed = Math.imul(first, 0x9e3779b1) ^ Math.imul(second, 0x85ebca6b);
  mixed ^= mixed >>> 15;
  mixed = Math.imul(mixed, 0x2c1b3c6d);
  return (mixed ^ (mixed >>> 13)) >>> 0;
}
