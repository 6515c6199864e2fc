import type { Evidence } from '@mxdr/core';
import type { Verdict } from './check.ts';

const mostShown = 5;

/** What a check says where something is not as declared: every difference in words, a few of them as a sample. */
export function judgeDifferences(differences: readonly string[], evidence: readonly Evidence[], mend: string): Verdict {
  return {
    state: 'not-met',
    observed: differences.join('; '),
    evidence,
    affected: { count: differences.length, sample: differences.slice(0, mostShown) },
    mend,
  };
}
