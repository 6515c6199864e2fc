import type { Difference, Evidence } from '@mxdr/core';
import type { Verdict } from './check.ts';
import type { CheckWords } from './words/check-words.ts';

const mostShown = 5;

export const beyond = (text: string, principal?: string): Difference => ({
  kind: 'beyond',
  text,
  ...(principal === undefined ? {} : { principal }),
});
export const missing = (text: string): Difference => ({ kind: 'missing', text });
export const otherwise = (text: string): Difference => ({ kind: 'otherwise', text });

/** What a check says where something is not as declared: every difference in words, a few of them as a sample. */
export function judgeDifferences(
  differences: readonly Difference[],
  evidence: readonly Evidence[],
  mend: string,
  words: CheckWords,
): Verdict {
  const texts = differences.map(({ text }) => text);
  return {
    state: 'not-met',
    observed: words.join(texts),
    evidence,
    affected: { count: texts.length, sample: texts.slice(0, mostShown) },
    differences,
    mend,
  };
}
