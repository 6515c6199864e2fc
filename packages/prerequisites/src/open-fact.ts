import type { TenantFact } from '@mxdr/core';
import type { CheckContext, Verdict } from './check.ts';
import type { FactName } from './words/check-words.ts';

const millisecondsPerDay = 86_400_000;

/** A fact that may be judged, or the verdict `unknown` that stands in its place. */
export type OpenedFact<Value> = { readonly value: Value; readonly source: string } | { readonly verdict: Verdict };

/** Age in whole days, for sentences. */
export function ageInDays(instant: string, asOfMs: number): number {
  return Math.floor((asOfMs - Date.parse(instant)) / millisecondsPerDay);
}

/** Whether something told at `instant` is too old to be believed. */
export function isStale(instant: string, asOfMs: number, maxAgeDays: number): boolean {
  return asOfMs - Date.parse(instant) > maxAgeDays * millisecondsPerDay;
}

/** Whole days from one instant to a later one; negative where it is past. */
export function daysUntil(instant: string, asOfMs: number): number {
  return Math.floor((Date.parse(instant) - asOfMs) / millisecondsPerDay);
}

/** What decides whether a fact is still believed, and the words for one that is not. */
type Belief = Pick<CheckContext, 'asOfMs' | 'maxAgeDays' | 'words'>;

/** Opens a fact that facts files of earlier versions do not hold. */
export function openOptionalFact<Value>(fact: TenantFact<Value> | undefined, name: FactName, context: Belief): OpenedFact<Value> {
  if (fact !== undefined) return openFact(fact, name, context);
  return {
    verdict: {
      state: 'unknown',
      observed: context.words.notInFile(context.words.facts[name]),
      evidence: [],
      mend: context.words.readWithThisVersion,
    },
  };
}

/** Opens a fact: what was not read, or read too long ago, is unknown, never a default. */
export function openFact<Value>(fact: TenantFact<Value>, name: FactName, context: Belief): OpenedFact<Value> {
  const { words } = context;
  if (fact.status === 'not-read') {
    return {
      verdict: {
        state: 'unknown',
        observed: words.notRead(words.facts[name], words.unreadReasons[fact.reason], fact.permission ?? ''),
        evidence: [{ text: fact.message, source: name }],
        mend: fact.reason === 'permission' && fact.permission !== undefined ? words.grant(fact.permission) : words.unreadMends[fact.reason],
      },
    };
  }
  if (isStale(fact.readAt, context.asOfMs, context.maxAgeDays)) {
    return {
      verdict: {
        state: 'unknown',
        observed: words.tooOld(words.facts[name], ageInDays(fact.readAt, context.asOfMs), context.maxAgeDays),
        evidence: [{ text: `read at ${fact.readAt}`, source: fact.request }],
        mend: words.readAgain,
      },
    };
  }
  return { value: fact.value, source: fact.request };
}
