const PRIME_1 = 11400714785074694791n;
const PRIME_2 = 14029467366897019727n;
const PRIME_3 = 1609587929392839161n;
const PRIME_4 = 9650029242287828579n;
const PRIME_5 = 2870177450012600261n;

const word = (value: bigint): bigint => BigInt.asUintN(64, value);

function rotate(value: bigint, bits: bigint): bigint {
  return word((value << bits) | (value >> (64n - bits)));
}

function mix(lane: bigint, input: bigint): bigint {
  return word(rotate(word(lane + input * PRIME_2), 31n) * PRIME_1);
}

/** XXH64 of the xxHash specification with seed 0, as an unsigned number. */
export function xxHash64(bytes: Uint8Array): bigint {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const { length } = bytes;
  let at = 0;
  let hash: bigint;
  if (length >= 32) {
    let lanes = [word(PRIME_1 + PRIME_2), PRIME_2, 0n, word(-PRIME_1)];
    for (; at + 32 <= length; at += 32) lanes = lanes.map((lane, index) => mix(lane, view.getBigUint64(at + index * 8, true)));
    hash = word(rotate(lanes[0]!, 1n) + rotate(lanes[1]!, 7n) + rotate(lanes[2]!, 12n) + rotate(lanes[3]!, 18n));
    for (const lane of lanes) hash = word((hash ^ mix(0n, lane)) * PRIME_1 + PRIME_4);
  } else hash = PRIME_5;
  hash = word(hash + BigInt(length));
  for (; at + 8 <= length; at += 8) hash = word(rotate(hash ^ mix(0n, view.getBigUint64(at, true)), 27n) * PRIME_1 + PRIME_4);
  if (at + 4 <= length) {
    hash = word(rotate(hash ^ word(BigInt(view.getUint32(at, true)) * PRIME_1), 23n) * PRIME_2 + PRIME_3);
    at += 4;
  }
  for (; at < length; at++) hash = word(rotate(hash ^ word(BigInt(bytes[at]!) * PRIME_5), 11n) * PRIME_1);
  hash = word((hash ^ (hash >> 33n)) * PRIME_2);
  hash = word((hash ^ (hash >> 29n)) * PRIME_3);
  return hash ^ (hash >> 32n);
}
