import type { CustomerId, Product, SubscriptionId, TenantId } from './customer.ts';

/** The four stacks of a customer's life; `operations` belongs to the operator and is the only one without a customer. */
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

/** A source of data to switch on in the customer's tenant. */
export type ConnectorPlan =
  | { readonly kind: 'defender-xdr'; readonly reason: string }
  | { readonly kind: 'entra-id-protection'; readonly reason: string }
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
  /** Azure region of everything in the resource group. */
  readonly region: string;
  readonly resourceGroup: { readonly name: string; readonly id: string };
  readonly workspace: {
    readonly name: string;
    /** Full resource id, computed rather than read from another stack's state. */
    readonly id: string;
    readonly retentionDays: number;
    /** Gigabytes a day; absent: no cap. */
    readonly dailyCapGb?: number;
    readonly tables: readonly TablePlan[];
    readonly portalMode: 'defender' | 'azure';
  };
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
    readonly permanent: readonly LighthouseAuthorization[];
    readonly eligible: readonly EligibleAuthorization[];
  };
  readonly connectors: readonly ConnectorPlan[];
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
