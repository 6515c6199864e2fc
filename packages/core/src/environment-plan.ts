import type { CustomerId, Product, SubscriptionId, TenantId } from './customer.ts';
import type { DirectoryAccessPlan } from './directory-access.ts';
import type { ResponsePlan } from './plan-response.ts';

/** The stacks of one customer in the order in which they are applied. */
export const customerStacks = ['access', 'service', 'connectors'] as const;
export type CustomerStack = (typeof customerStacks)[number];

/** One role for one principal of the operator's tenant. */
export interface LighthouseAuthorization {
  readonly principalId: string;
  readonly principalDisplayName: string;
  readonly principalKind: 'group' | 'service-principal';
  /** Azure built-in role id (GUID). */
  readonly roleDefinitionId: string;
  readonly roleName: string;
  /** Why it is needed, for the consent pack. */
  readonly reason: string;
}

/** A role that people activate just in time. */
export interface EligibleAuthorization extends LighthouseAuthorization {
  readonly principalKind: 'group';
  readonly justInTime: {
    readonly multiFactorAuthProvider: 'Azure';
    /** ISO 8601 duration, PT30M to PT8H. */
    readonly maximumActivationDuration: string;
    readonly approvers: readonly { readonly principalId: string; readonly principalDisplayName: string }[];
  };
}

/** Connectors that bring alerts: all Defender products at once, or one product each. */
export type AlertConnector =
  | 'defender-xdr'
  | 'defender-for-endpoint'
  | 'defender-for-office-365'
  | 'defender-for-identity'
  | 'defender-for-cloud-apps'
  | 'entra-id-protection';

/** A source of data to switch on in the customer's tenant. */
export type ConnectorPlan =
  | { readonly kind: AlertConnector; readonly reason: string }
  | {
      readonly kind: 'office-365';
      readonly exchange: boolean;
      readonly sharePoint: boolean;
      readonly teams: boolean;
      readonly reason: string;
    }
  | { readonly kind: 'entra-diagnostics'; readonly categories: readonly string[]; readonly reason: string };

export interface TablePlan {
  readonly name: string;
  readonly plan: 'Analytics' | 'Basic';
  /** Days that rows stay queryable; absent for Basic, where Azure fixes it. */
  readonly retentionDays?: number;
  /** Days kept in all, archive included. */
  readonly totalRetentionDays: number;
}

/** One workspace with Sentinel on it. */
export interface WorkspacePlan {
  /** `primary`, or the short name of an additional one. */
  readonly key: string;
  readonly name: string;
  /** Full resource id, computed rather than read from another stack's state. */
  readonly id: string;
  /** Azure region of everything in its resource group. */
  readonly region: string;
  readonly resourceGroup: { readonly name: string; readonly id: string };
  readonly retentionDays: number;
  /** Gigabytes a day; absent: no cap. */
  readonly dailyCapGb?: number;
  readonly tables: readonly TablePlan[];
  readonly portalMode: 'defender' | 'azure';
  /** What delivers here. */
  readonly connectors: readonly ConnectorPlan[];
  /** Whether Sentinel learns the behaviour of users and entities. */
  readonly userBehaviour: boolean;
  /** The customer's own key, on a dedicated cluster; absent: Microsoft's keys. */
  readonly customerManagedKey?: {
    readonly keyVaultId: string;
    readonly keyId: string;
    readonly clusterName: string;
    readonly clusterGbPerDay: number;
  };
}

/** Detections of Microsoft that have a switch rather than a file. */
export interface MicrosoftRulesPlan {
  readonly fusion: boolean;
  /** Products whose alerts become incidents, in the words of Sentinel. */
  readonly incidentProducts: readonly Product[];
  readonly anomalies: readonly { readonly name: string; readonly mode: 'Production' | 'Flighting'; readonly enabled: boolean }[];
}

/**
 * Everything that one customer's environment consists of, decided and serialisable. The stacks turn it into Terraform and the
 * consent pack into prose; neither decides anything. Plain JSON: the same customer and operator always give the same plan.
 */
export interface EnvironmentPlan {
  readonly schemaVersion: 1;
  readonly customer: {
    readonly id: CustomerId;
    readonly name: string;
    readonly tenantId: TenantId;
    readonly subscriptionId: SubscriptionId;
    readonly primaryDomain: string;
    readonly products: readonly Product[];
  };
  readonly operator: {
    readonly name: string;
    readonly serviceName: string;
    readonly tenantId: TenantId;
    readonly subscriptionId: SubscriptionId;
  };
  /** The workspace that incidents are worked in. */
  readonly workspace: WorkspacePlan;
  /** Further workspaces of the tenant. */
  readonly additionalWorkspaces: readonly WorkspacePlan[];
  /** Resource providers to register in the customer's subscription. */
  readonly providers: readonly string[];
  /** Resource providers to register in the operator's subscription. */
  readonly operatorProviders: readonly string[];
  readonly lighthouse: {
    readonly definitionName: string;
    readonly description: string;
    readonly managingTenantId: TenantId;
    /** The delegated scope: the one resource group. */
    readonly scope: string;
    /** The resource groups of additional workspaces. */
    readonly additionalScopes: readonly string[];
    readonly permanent: readonly LighthouseAuthorization[];
    readonly eligible: readonly EligibleAuthorization[];
  };
  /** What the operator's people may do in the customer's directory, and how they come in. */
  readonly directory: DirectoryAccessPlan;
  /** What is done for every action and asset class. */
  readonly response: ResponsePlan;
  readonly microsoftRules: MicrosoftRulesPlan;
  /** Where alerts on the health of the workspaces go. */
  readonly healthEmail: string;
  /** Present when the customer leaves. */
  readonly offboarding?: { readonly since: string; readonly reason: 'termination' | 'expiry' };
  /** Rules that are not deployed here. */
  readonly disabledRules: readonly { readonly id: string; readonly reason: string }[];
  /** Terraform state in the operator's subscription: one blob per stack. */
  readonly state: {
    readonly tenantId: TenantId;
    readonly subscriptionId: SubscriptionId;
    readonly resourceGroup: string;
    readonly storageAccount: string;
    readonly container: string;
    readonly keys: Readonly<Record<CustomerStack, string>>;
  };
  /** `contoso-access` and so on. */
  readonly stackIds: Readonly<Record<CustomerStack, string>>;
  readonly tags: Readonly<Record<string, string>>;
}

/** Every workspace of the customer, the one that incidents are worked in first. */
export function workspacesOf(plan: Pick<EnvironmentPlan, 'workspace' | 'additionalWorkspaces'>): readonly WorkspacePlan[] {
  return [plan.workspace, ...plan.additionalWorkspaces];
}
