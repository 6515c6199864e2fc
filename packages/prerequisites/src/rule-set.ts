import type { CheckEffect, Customer, RuleSetId } from '@mxdr/core';
import type { CheckId } from './check.ts';

/** One requirement of one era of the service, as data. */
export interface Rule {
  /** The check that judges it. */
  readonly checkId: CheckId;
  /** Number of the requirement, e.g. `S16`. */
  readonly requirement: string;
  readonly effect: CheckEffect;
  /** The document that the rule comes from, with its date. */
  readonly source: string;
  /** Clouds that pass; only for the check `cloud`. */
  readonly clouds?: readonly Customer['cloud'][];
}

/** The prerequisites of one era of the service. A rule set that was shipped never changes; a new era is a new one. */
export interface RuleSet {
  readonly id: RuleSetId;
  readonly title: string;
  /** First day on which the rules applied, `2022-11-17`. */
  readonly fromDate: string;
  readonly rules: readonly Rule[];
}
