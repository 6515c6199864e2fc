import type { KustoType } from '@mxdr/core';
import { createHash } from 'node:crypto';
import { narrowLong } from '../../columns/parse-values.ts';
import type { Scalar } from '../../columns/scalar.ts';
import { KqlUnsupported } from '../../errors.ts';
import { rowwise } from '../../plan/expression.ts';
import type { ScalarFunction } from '../scalar-function.ts';
import { exprFunction, valueFunction } from '../scalar-function.ts';
import { longAt, textAt } from './argument-values.ts';
import { xxHash64 } from './xxhash64.ts';

/**
 * The bytes that `hash` sees. The documentation shows values for text (its UTF-8) and datetime (its ticks, least byte first); whole numbers
 * are taken likewise. The bytes of other types are not documented.
 */
function bytesOf(type: KustoType, value: Scalar): Uint8Array {
  if (type === 'string') return Buffer.from(value as string, 'utf8');
  const bytes = Buffer.alloc(8);
  bytes.writeBigInt64LE(BigInt(value as number | bigint));
  return bytes;
}

const HASHABLE: ReadonlySet<KustoType> = new Set(['string', 'datetime', 'timespan', 'long']);

function digest(name: string, algorithm: 'md5' | 'sha1' | 'sha256'): ScalarFunction {
  return valueFunction(
    name,
    { doc: `${algorithm.toUpperCase()} of the value's text, in hexadecimal`, args: 1, result: 'string', nulls: 'accept' },
    (values, types) =>
      createHash(algorithm)
        .update(textAt(values, types, 0), 'utf8')
        .digest('hex'),
  );
}

/** Functions that make a number or a short text of any value. */
export const hashFunctions: readonly ScalarFunction[] = [
  exprFunction('hash', { aliases: ['hash_xxhash64'], doc: 'xxHash64 of a value, or its rest by a number', args: [1, 2] }, (call) => {
    const [source] = call.args;
    const types = call.args.map((arg) => arg.type);
    if (!HASHABLE.has(source!.type)) throw new KqlUnsupported(`${call.name}() of a ${source!.type}`, call.position);
    return rowwise('long', call.position, call.args, (values) => {
      if (values[0] === null) return null;
      const hash = BigInt.asIntN(64, xxHash64(bytesOf(source!.type, values[0]!)));
      if (values.length === 1) return narrowLong(hash);
      const modulus = BigInt(longAt(values, types, 1) ?? 0);
      if (modulus <= 0n) return null;
      const rest = hash % modulus;
      return narrowLong(rest < 0n ? rest + modulus : rest);
    });
  }),
  digest('hash_md5', 'md5'),
  digest('hash_sha1', 'sha1'),
  digest('hash_sha256', 'sha256'),
];
