import { createHash } from 'node:crypto';
import { badOption } from '../errors.ts';

/** One of several runs that make the reports of a fleet together, e.g. the jobs of a CI matrix. */
export interface Shard {
  /** From 1 to `count`. */
  readonly index: number;
  readonly count: number;
}

/** As many jobs as GitHub starts for one matrix. */
const mostShards = 256;

/** @throws AppError usage MXDR-CLI-OPTION-INVALID */
export function readShard(text: string): Shard {
  const [, index, count] = /^(\d{1,3})\/(\d{1,3})$/u.exec(text) ?? [];
  const shard = { index: Number(index), count: Number(count) };
  if (index === undefined || shard.index < 1 || shard.index > shard.count || shard.count > mostShards)
    throw badOption('--shard', text, `a part of a whole, such as 2/8: from 1/1 to ${mostShards}/${mostShards}`);
  return shard;
}

/**
 * The shard that a customer belongs to, from 1. It hangs on the customer's id and the number of shards alone: a plain hash, so that a customer
 * who is added or leaves never moves another one. Rendezvous hashing would also keep most of them where they are when the number of shards
 * changes, which is worth nothing here: a shard keeps nothing of its last run but reports that prove themselves, wherever they lie.
 */
export function shardOf(customerId: string, count: number): number {
  return (createHash('sha256').update(customerId).digest().readUIntBE(0, 6) % count) + 1;
}

export function isOfShard(customerId: string, shard: Shard | null): boolean {
  return shard === null || shardOf(customerId, shard.count) === shard.index;
}
