import type { RuleSetId, TenantFactName, TenantFacts } from '@mxdr/core';
import { describe, expect, it } from 'vitest';
import type { Check, CheckId, Verdict } from '../check.ts';
import { checkIds } from '../check.ts';
import { knownRuleSets } from '../rule-sets/rule-sets.ts';
import { adviceCases } from '../testing/advice-cases.ts';
import { contextOf } from '../testing/check-case.ts';
import { ruleSetCases } from '../testing/rule-set-cases.ts';
import { checks } from './checks.ts';

const cases = [...ruleSetCases, ...adviceCases];

/** What a check can end in. The unknown is told apart by its cause: evidence that does not say, a permission that is missing, a throttle. */
type Outcome = 'met' | 'not-met' | 'unlicensed' | 'not-applicable' | 'unknown' | 'no permission' | 'throttled';

const readsFacts = ['unknown', 'no permission', 'throttled'] as const;
const usual = ['met', 'not-met', ...readsFacts] as const;
const ofProduct = [...usual, 'unlicensed', 'not-applicable'] as const;

/** Every outcome that each check can reach under the rules that ask it. A check that is added has to say its own, and have a case for each. */
const reachable: Readonly<Record<CheckId, readonly Outcome[]>> = {
  cloud: usual,
  'any-product-license': usual,
  'mde-p2-license': usual,
  'mde-p2-assigned': usual,
  'mde-onboarded': usual,
  'defender-av-active': usual,
  'entra-p1-license': usual,
  'entra-p1-assigned': usual,
  'access-groups': usual,
  'access-policies': usual,
  // Asks our own configuration alone, which is read or the customer is not judged at all.
  contacts: ['met', 'not-met'],
  // Too few seats may be made up for in Azure, which cannot be seen: never not met.
  'mde-server-license': ['met', 'not-applicable', ...readsFacts],
  'mdo-p2-license': ofProduct,
  'mdi-license': ofProduct,
  'mda-license': ofProduct,
  'entra-p2-license': ofProduct,
  'scope-groups': [...usual, 'not-applicable'],
  'access-crosstenant': usual,
  'access-gdap': [...usual, 'not-applicable'],
  'access-audit': [...usual, 'not-applicable'],
  'access-consent': usual,
  'workspace-configuration': usual,
  'workspace-connectors': usual,
};

function outcomeOf({ state, observed }: Verdict): Outcome {
  if (state !== 'unknown') return state;
  if (observed.includes('permission missing')) return 'no permission';
  return observed.includes('throttled') ? 'throttled' : 'unknown';
}

const checkOf = (id: CheckId): Check => checks.find((check) => check.id === id)!;

/** Outcomes that the situations of a check's cases reach under a rule set, whichever they were written for. */
function reachedBy(id: CheckId, ruleSet: RuleSetId): readonly Outcome[] {
  const own = cases.filter(([checkId]) => checkId === id);
  const outcomes = own.flatMap(([, , , given]) => {
    const context = contextOf(id, given, ruleSet);
    return context === undefined ? [] : [outcomeOf(checkOf(id).judge(context))];
  });
  return [...new Set(outcomes)].toSorted();
}

const asked = knownRuleSets.flatMap(({ id: ruleSet }) =>
  checkIds.filter((id) => contextOf(id, {}, ruleSet) !== undefined).map((id) => ({ ruleSet, id })),
);

describe('every check', () => {
  it.each(asked)('$id under $ruleSet has a case for each outcome that it can reach, and reaches no other', ({ id, ruleSet }) => {
    expect(reachedBy(id, ruleSet)).toEqual(reachable[id].toSorted());
  });

  it('is asked by some rule set or given as advice', () => {
    expect(checkIds.filter((id) => asked.every((one) => one.id !== id))).toEqual([]);
  });
});

const reasons = ['permission', 'throttled', 'api-off', 'error'] as const;
const notFacts = new Set(['$schema', 'schemaVersion', 'kind', 'tenantId', 'takenAt']);

function without(facts: TenantFacts, name: TenantFactName, reason: (typeof reasons)[number]): TenantFacts {
  return { ...facts, [name]: { status: 'not-read', reason, message: 'It was refused.' } };
}

describe('a fact that cannot be read', () => {
  it.each(checkIds)('never decides %s: it stays what other facts say, or is unknown', (id) => {
    const own = cases.filter(([checkId]) => checkId === id);
    const wrong = own.flatMap(([, state, what, given]) => {
      const context = contextOf(id, given, given.ruleSet ?? 'preview-2022');
      if (context === undefined) return [];
      const names = Object.keys(context.facts).filter((name): name is TenantFactName => !notFacts.has(name));
      return names.flatMap((name) =>
        reasons.flatMap((reason) => {
          // GIVEN one fact less WHEN the check is judged
          const verdict = checkOf(id).judge({ ...context, facts: without(context.facts, name, reason) });
          // THEN it is unknown, or what it was
          return verdict.state === 'unknown' || verdict.state === state ? [] : [`${what}: ${state}, without ${name} ${verdict.state}`];
        }),
      );
    });
    expect(own.length).toBeGreaterThan(0);
    expect(wrong).toEqual([]);
  });
});
