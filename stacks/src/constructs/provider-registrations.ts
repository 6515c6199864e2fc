import { ResourceProviderRegistration } from '@cdktf/provider-azurerm/lib/resource-provider-registration/index.js';
import { Construct } from 'constructs';
import { addressOf } from '../stable-ids.ts';

/** Registers the Azure services that the environment needs in the customer's subscription. */
export class ProviderRegistrations extends Construct {
  readonly registrations: readonly ResourceProviderRegistration[];

  /** @param names e.g. `Microsoft.SecurityInsights`; those registered by other means are left out by the caller */
  constructor(scope: Construct, id: string, names: readonly string[]) {
    super(scope, id);
    this.registrations = names.map((name) => {
      const registration = new ResourceProviderRegistration(this, name, { name });
      registration.overrideLogicalId(addressOf('provider', name));
      return registration;
    });
  }
}
