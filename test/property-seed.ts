import process from 'node:process';
import fc from 'fast-check';

/**
 * Property tests draw the same values in every run, so that a change is judged by what it changed. `MXDR_SEED` gives another seed, a whole
 * number, or `random` to look for what nobody thought of; a failure prints the seed that repeats it.
 */
const wanted = process.env['MXDR_SEED'] ?? '20261101';
if (wanted !== 'random') {
  const seed = Number(wanted);
  if (!Number.isSafeInteger(seed)) throw new Error(`MXDR_SEED must be a whole number or "random", not "${wanted}"`);
  fc.configureGlobal({ seed });
}
