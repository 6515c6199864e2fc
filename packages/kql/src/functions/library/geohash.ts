import type { Place } from './sphere.ts';

const LETTERS = '0123456789bcdefghjkmnpqrstuvwxyz';

/** West, south, east and north edge in degrees. */
export type Box = readonly [west: number, south: number, east: number, north: number];

/** The geohash of a place with so many letters. Each letter halves longitude and latitude in turn, five times. */
export function encodeGeohash([longitude, latitude]: Place, letters: number): string {
  const ranges: [number, number][] = [
    [-180, 180],
    [-90, 90],
  ];
  const target = [longitude, latitude];
  let hash = '';
  for (let letter = 0, axis = 0; letter < letters; letter++) {
    let bits = 0;
    for (let bit = 0; bit < 5; bit++, axis = 1 - axis) {
      const range = ranges[axis]!;
      const middle = (range[0] + range[1]) / 2;
      const isUpper = target[axis]! >= middle;
      bits = bits * 2 + (isUpper ? 1 : 0);
      range[isUpper ? 0 : 1] = middle;
    }
    hash += LETTERS[bits]!;
  }
  return hash;
}

/** The box of a geohash of 1 to 18 letters; `undefined` when the text is none. */
export function decodeGeohash(hash: string): Box | undefined {
  if (hash.length < 1 || hash.length > 18) return undefined;
  const ranges: [number, number][] = [
    [-180, 180],
    [-90, 90],
  ];
  let axis = 0;
  for (const letter of hash) {
    const bits = LETTERS.indexOf(letter);
    if (bits < 0) return undefined;
    for (let bit = 4; bit >= 0; bit--, axis = 1 - axis) {
      const range = ranges[axis]!;
      range[(bits >> bit) % 2 === 1 ? 0 : 1] = (range[0] + range[1]) / 2;
    }
  }
  return [ranges[0]![0], ranges[1]![0], ranges[0]![1], ranges[1]![1]];
}
