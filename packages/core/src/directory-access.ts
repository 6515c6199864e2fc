import type { AccessRoute, AccessTier } from './access-settings.ts';

/** An Entra directory role, by the template id that is the same in every tenant. */
export interface DirectoryRole {
  /** Template id (GUID). */
  readonly templateId: string;
  readonly name: string;
  readonly isWriter: boolean;
  /** Why the service needs it; printed in the consent pack. */
  readonly reason: string;
}

/** The only directory roles that people of the operator may hold. */
export const directoryRoles = {
  securityReader: {
    templateId: '5d6b6bb7-de71-4623-b4af-96380a352509',
    name: 'Security Reader',
    isWriter: false,
    reason: 'Investigate incidents and say what to do.',
  },
  securityOperator: {
    templateId: '5f2222b1-57c3-48ba-8ad5-d4759f1fde6f',
    name: 'Security Operator',
    isWriter: true,
    reason: 'Act on incidents where the customer allows it.',
  },
} as const satisfies Readonly<Record<string, DirectoryRole>>;

/** A group of the customer's tenant that the access stack makes, empty. */
export interface DirectoryGroupPlan {
  /** Stable, part of the Terraform address. */
  readonly key: string;
  /** Exact name. */
  readonly name: string;
  readonly description: string;
}

/** One tier of the operator's people and the directory role it works with. */
export interface DirectoryTierPlan {
  readonly tier: AccessTier;
  readonly role: DirectoryRole;
  /** Name of the role-assignable group; absent where the role comes by GDAP, which Terraform cannot write. */
  readonly groupName?: string;
  /**
   * How the role is held. `gdap`: by the service provider relationship. `active`: the group holds it, and membership itself ends.
   * `eligible`: even members activate it just in time.
   */
  readonly holding: 'gdap' | 'active' | 'eligible';
  /** Guests who may activate a membership (pim-for-groups). */
  readonly people: readonly { readonly name: string; readonly objectId: string }[];
}

/** A conditional access policy on how the operator's people sign in. It concerns them alone, nobody of the customer. */
export interface ConditionalAccessPlan {
  readonly key: string;
  /** Of the form `Microsoft Security Experts-<policy>-DO NOT DELETE`; found again by name. */
  readonly displayName: string;
  readonly state: 'enabled' | 'enabledForReportingButNotEnforced';
  readonly clientAppTypes: readonly string[];
  /** Tenants whose people it concerns: the operator's. */
  readonly externalTenants: readonly string[];
  readonly externalUserTypes: readonly string[];
  /** The customer's break-glass group, when there is one. */
  readonly excludedGroups: readonly string[];
  readonly grant: { readonly operator: 'AND' | 'OR'; readonly controls: readonly string[] };
  /** What it does, for the consent pack. */
  readonly reason: string;
}

/** What the access stack sets up in the customer's directory. */
export interface DirectoryAccessPlan {
  readonly route: AccessRoute;
  readonly tiers: readonly DirectoryTierPlan[];
  readonly groups: readonly DirectoryGroupPlan[];
  /** The customer's group that approves; present for both routes with groups. */
  readonly approverGroupId?: string;
  /** Present for access packages. */
  readonly connectedOrganizationId?: string;
  /** ISO 8601; how long an activation lasts at most. */
  readonly maximumActivationDuration: string;
  /** Days after which an access package's assignment ends by itself. */
  readonly assignmentDays: number;
  readonly conditionalAccess: readonly ConditionalAccessPlan[];
}
