/**
 * Seeded random numbers. A stream is named by a path (`seed/user/17`), so that every entity draws from its own stream:
 * adding a table, a day or a user never changes the draws of another one.
 */
export interface RandomStream {
  /** The stream with that name below this one; the same path always gives the same draws. */
  split(...path: readonly (string | number)[]): RandomStream;
  /** Uniform in [0, 1). */
  next(): number;
  /** Uniform whole number from `min` to `max`, both included. */
  integer(min: number, max: number): number;
  chance(probability: number): boolean;
  pick<T>(items: readonly T[]): T;
  /** Picks by weight; weights need not add up to anything. */
  pickWeighted<T>(items: readonly { readonly value: T; readonly weight: number }[]): T;
  /** Skewed durations: half of the draws lie below `median`. */
  logNormal(median: number, sigma: number): number;
  /** A count with that mean. */
  poisson(mean: number): number;
  guid(): string;
  /** Lower-case hexadecimal digits. */
  hex(length: number): string;
}

export function createRandomStream(name: string): RandomStream {
  const [a, b, c, d] = hashName(name);
  return new SmallFastStream(name, a, b, c, d);
}

/** The generator is sfc32: 128 bits of state, period of at least 2^32, good enough for sample data and quick. */
class SmallFastStream implements RandomStream {
  private readonly name: string;
  private a: number;
  private b: number;
  private c: number;
  private counter: number;

  constructor(name: string, a: number, b: number, c: number, counter: number) {
    this.name = name;
    this.a = a;
    this.b = b;
    this.c = c;
    this.counter = counter;
    for (let round = 0; round < 8; round++) this.next();
  }

  split(...path: readonly (string | number)[]): RandomStream {
    return createRandomStream(`${this.name}/${path.join('/')}`);
  }

  next(): number {
    const sum = (this.a + this.b + this.counter) | 0;
    this.counter = (this.counter + 1) | 0;
    this.a = this.b ^ (this.b >>> 9);
    this.b = (this.c + (this.c << 3)) | 0;
    this.c = ((this.c << 21) | (this.c >>> 11)) + sum;
    return (sum >>> 0) / 4_294_967_296;
  }

  integer(min: number, max: number): number {
    return min + Math.floor(this.next() * (max - min + 1));
  }

  chance(probability: number): boolean {
    return this.next() < probability;
  }

  pick<T>(items: readonly T[]): T {
    return items[Math.floor(this.next() * items.length)]!;
  }

  pickWeighted<T>(items: readonly { readonly value: T; readonly weight: number }[]): T {
    let rest = this.next() * items.reduce((total, item) => total + item.weight, 0);
    for (const item of items) {
      rest -= item.weight;
      if (rest < 0) return item.value;
    }
    return items.at(-1)!.value;
  }

  logNormal(median: number, sigma: number): number {
    const radius = Math.sqrt(-2 * Math.log(1 - this.next()));
    return median * Math.exp(sigma * radius * Math.cos(2 * Math.PI * this.next()));
  }

  poisson(mean: number): number {
    if (mean > 60) return Math.max(0, Math.round(mean + Math.sqrt(mean) * (this.next() + this.next() + this.next() - 1.5) * 2));
    const limit = Math.exp(-mean);
    let count = 0;
    for (let product = this.next(); product > limit; product *= this.next()) count++;
    return count;
  }

  guid(): string {
    const digits = this.hex(32);
    const variant = '89ab'[Number.parseInt(digits[16]!, 16) & 3]!;
    return `${digits.slice(0, 8)}-${digits.slice(8, 12)}-4${digits.slice(13, 16)}-${variant}${digits.slice(17, 20)}-${digits.slice(20)}`;
  }

  hex(length: number): string {
    let digits = '';
    while (digits.length < length) digits += ((this.next() * 4_294_967_296) >>> 0).toString(16).padStart(8, '0');
    return digits.slice(0, length);
  }
}

/** Four 32-bit words of a name (a multiply-and-rotate hash; no cryptographic claim). */
function hashName(name: string): [number, number, number, number] {
  let a = 1_779_033_703;
  let b = 3_144_134_277;
  let c = 1_013_904_242;
  let d = 2_773_480_762;
  for (let index = 0; index < name.length; index++) {
    const code = name.charCodeAt(index);
    a = b ^ Math.imul(a ^ code, 597_399_067);
    b = c ^ Math.imul(b ^ code, 2_869_860_233);
    c = d ^ Math.imul(c ^ code, 951_274_213);
    d = a ^ Math.imul(d ^ code, 2_716_044_179);
  }
  a = Math.imul(c ^ (a >>> 18), 597_399_067);
  b = Math.imul(d ^ (b >>> 22), 2_869_860_233);
  c = Math.imul(a ^ (c >>> 17), 951_274_213);
  d = Math.imul(b ^ (d >>> 19), 2_716_044_179);
  return [a ^ b ^ c ^ d, b ^ a, c ^ a, d ^ a];
}
