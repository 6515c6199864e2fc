import type { TenantFactName, TenantFacts } from '@mxdr/core';
import { factPermissions, tenantFactsSchema } from '@mxdr/core';

/** A fact that is not known, why, and what would make it known. */
export interface UnreadFact {
  readonly fact: string;
  /** `not-in-file`: the facts were read by a version that did not ask for it. */
  readonly reason: 'permission' | 'throttled' | 'api-off' | 'error' | 'not-in-file';
  /** Least permission that reads it; absent where none is needed. */
  readonly permission?: string;
  /** What the other side said. */
  readonly message: string;
}

const aboutTheReading = new Set(['$schema', 'schemaVersion', 'kind', 'tenantId', 'takenAt']);
const factNames = Object.keys(tenantFactsSchema.shape).filter((name) => !aboutTheReading.has(name)) as readonly TenantFactName[];

/** Every fact that was not read, in the order of the facts file. */
export function listUnreadFacts(facts: TenantFacts): readonly UnreadFact[] {
  return factNames.flatMap((name): readonly UnreadFact[] => {
    const fact = facts[name];
    const least = factPermissions[name];
    if (fact === undefined)
      return [
        {
          fact: name,
          reason: 'not-in-file',
          ...(least === undefined ? {} : { permission: least }),
          message: 'The file of facts does not hold it.',
        },
      ];
    if (fact.status === 'read') return [];
    const permission = fact.permission ?? least;
    return [{ fact: name, reason: fact.reason, ...(permission === undefined ? {} : { permission }), message: fact.message }];
  });
}
