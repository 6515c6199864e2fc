import type { TenantFact } from '@mxdr/core';
import type { CheckContext, Verdict } from './check.ts';

const millisecondsPerDay = 86_400_000;

const reasonTexts = {
  permission: 'permission missing',
  throttled: 'throttled until the attempts ran out',
  'api-off': 'the interface is switched off or the product absent',
  error: 'the request failed',
} as const;

const reasonMends = {
  permission: 'Grant the read permission and consent to it, then read the facts again.',
  throttled: 'Read the facts again later.',
  'api-off': 'Switch the product or its interface on, then read the facts again.',
  error: 'Look at the message, then read the facts again.',
} as const;

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

/** What decides whether a fact is still believed. */
type Belief = Pick<CheckContext, 'asOfMs' | 'maxAgeDays'>;

/** Opens a fact that facts files of earlier versions do not hold. */
export function openOptionalFact<Value>(fact: TenantFact<Value> | undefined, name: string, context: Belief): OpenedFact<Value> {
  if (fact !== undefined) return openFact(fact, name, context);
  return {
    verdict: {
      state: 'unknown',
      observed: `${name}: not among the facts that were read`,
      evidence: [],
      mend: 'Read the facts again with this version.',
    },
  };
}

/** Opens a fact: what was not read, or read too long ago, is unknown, never a default. */
export function openFact<Value>(fact: TenantFact<Value>, name: string, context: Belief): OpenedFact<Value> {
  if (fact.status === 'not-read') {
    const permission = fact.permission === undefined ? '' : ` ${fact.permission}`;
    return {
      verdict: {
        state: 'unknown',
        observed: `${name} could not be read: ${reasonTexts[fact.reason]}${permission}`,
        evidence: [{ text: fact.message, source: name }],
        mend:
          fact.reason === 'permission' && fact.permission !== undefined
            ? `Grant ${fact.permission} and consent to it, then read the facts again.`
            : reasonMends[fact.reason],
      },
    };
  }
  if (isStale(fact.readAt, context.asOfMs, context.maxAgeDays)) {
    return {
      verdict: {
        state: 'unknown',
        observed: `${name} was read ${ageInDays(fact.readAt, context.asOfMs)} days ago; at most ${context.maxAgeDays} are believed`,
        evidence: [{ text: `read at ${fact.readAt}`, source: fact.request }],
        mend: 'Read the facts again.',
      },
    };
  }
  return { value: fact.value, source: fact.request };
}
