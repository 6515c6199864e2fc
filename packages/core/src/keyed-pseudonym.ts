import { createHmac } from 'node:crypto';

const pseudonymDigits = 12;

/**
 * A name that stands for another one: the same for the same name and key, and without the key of no use for finding it. Case does not count.
 * @param kind stands in front, e.g. `user`
 * @param key whoever knows it, or guesses it, can find a name by trying names
 */
export function keyedPseudonym(kind: string, name: string, key: string | Uint8Array): string {
  return `${kind}-${createHmac('sha256', key).update(`${kind} ${name.toLowerCase()}`).digest('hex').slice(0, pseudonymDigits)}`;
}
