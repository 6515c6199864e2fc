import type { EnvironmentPlan, Operator } from '@mxdr/core';

/** Everything that a consent pack is made of; the same input gives the same bytes. */
export interface ConsentInput {
  readonly plan: EnvironmentPlan;
  readonly operator: Operator;
  /** Names of the delegation's resources: those that Terraform gives them, so that the two routes meet. */
  readonly names: DelegationNames;
  /** Day of issue, `2026-11-26`. */
  readonly issued: string;
  /** Style of the HTML document. */
  readonly css: string;
}

export interface DelegationNames {
  /** GUID of the registration definition. */
  readonly definition: string;
  /** GUID of the registration assignment of each delegated resource group, by its resource id. */
  readonly assignments: Readonly<Record<string, string>>;
}

/** One file of the pack, by its path below the pack's folder. */
export interface ConsentFile {
  readonly name: string;
  readonly text: string;
  /** Whether it may be run. @default false */
  readonly isScript?: boolean;
}
