import type { CheckState, Customer, Finding, Operator, TenantFacts } from '@mxdr/core';
import type { Rule } from './rule-set.ts';
import type { CheckWords } from './words/check-words.ts';

/** Stable ids of the checks: used in files, pipelines and waivers, so they never change. */
export const checkIds = [
  'cloud',
  'any-product-license',
  'mde-p2-license',
  'mde-p2-assigned',
  'mde-onboarded',
  'defender-av-active',
  'entra-p1-license',
  'entra-p1-assigned',
  'access-groups',
  'access-policies',
  'contacts',
  'mde-server-license',
  'mdo-p2-license',
  'mdi-license',
  'mda-license',
  'entra-p2-license',
  'scope-groups',
  'access-crosstenant',
  'access-gdap',
  'access-audit',
  'access-consent',
  'workspace-configuration',
  'workspace-connectors',
] as const;
export type CheckId = (typeof checkIds)[number];

/** What a check sees. All of it is given; a check asks neither the network nor the clock. */
export interface CheckContext {
  readonly customer: Customer;
  /** Absent when operator.yaml could not be read: what depends on it is unknown. */
  readonly operator: Operator | undefined;
  readonly facts: TenantFacts;
  readonly rule: Rule;
  /** The instant that ages are counted to, milliseconds since 1970 UTC. */
  readonly asOfMs: number;
  /** Facts older than this many days are unknown. */
  readonly maxAgeDays: number;
  /** What is said to the reader, in one language. */
  readonly words: CheckWords;
}

/** What a check says: state and reasons. The rest of the finding comes from the rule. */
export type Verdict = Pick<Finding, 'observed' | 'evidence' | 'affected' | 'differences' | 'mend'> & { readonly state: CheckState };

/** One check: pure, one file, one question. */
export interface Check {
  readonly id: CheckId;
  /** Least permission that reads its facts; absent when it needs none. */
  readonly permission?: string;
  /** What has to be true, for the reader of the finding. */
  expect(context: CheckContext): string;
  judge(context: CheckContext): Verdict;
}
