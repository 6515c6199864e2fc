import { TerraformProvider } from 'cdktf';
import type { Construct } from 'constructs';

/** The release of the azapi provider that the bindings below are written for. */
export const azapiGenerator = { providerName: 'azapi', providerVersion: '2.12.0', providerVersionConstraint: '~> 2.12' } as const;

export interface AzapiProviderProps {
  /** Tenant of the token: the operator's, also where the subscription is a customer's (Azure Lighthouse). */
  readonly tenantId: string;
  readonly subscriptionId: string;
}

/**
 * The provider behind `AzapiResource`, signed in without secrets. No binding of it is published, hence this one; it has only the
 * arguments that we set.
 */
export class AzapiProvider extends TerraformProvider {
  readonly #props: AzapiProviderProps;

  constructor(scope: Construct, id: string, props: AzapiProviderProps) {
    super(scope, id, {
      terraformResourceType: 'azapi',
      terraformGeneratorMetadata: azapiGenerator,
      terraformProviderSource: 'Azure/azapi',
    });
    this.#props = props;
  }

  protected override synthesizeAttributes(): Record<string, unknown> {
    return {
      tenant_id: this.#props.tenantId,
      subscription_id: this.#props.subscriptionId,
      use_oidc: true,
      // Registrations are the access stack's; the operator's identity may not make any in a customer's subscription.
      skip_provider_registration: true,
    };
  }
}
