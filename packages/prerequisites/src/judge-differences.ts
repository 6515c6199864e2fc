import type { Difference, Evidence } from '@mxdr/core';
import type { Verdict } from './check.ts';

const mostShown = 5;

export const beyond = (text: string): Difference => ({ kind: 'beyond', text });
export const missing = (text: string): Difference => ({ kind: 'missing', text });
export const otherwise = (text: string): Difference => ({ kind: 'otherwise', text });

/** What a check says where something is not as declared: every difference in words, a few of them as a sample. */
export function judgeDifferences(differences: readonly Difference[], evidence: readonly Evidence[], mend: string): Verdict {
  const texts = differences.map(({ text }) => text);
  return {
    state: 'not-met',
    observed: texts.join('; '),
    evidence,
    affected: { count: texts.length, sample: texts.slice(0, mostShown) },
    differences,
    mend,
  };
}
