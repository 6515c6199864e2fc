import { ApplicationFederatedIdentityCredential } from '@cdktf/provider-azuread/lib/application-federated-identity-credential/index.js';
import { ApplicationRegistration } from '@cdktf/provider-azuread/lib/application-registration/index.js';
import { ServicePrincipal } from '@cdktf/provider-azuread/lib/service-principal/index.js';
import type { OperationsPlan } from '@mxdr/core';
import { Construct } from 'constructs';
import { addressOf } from '../stable-ids.ts';

/** What Entra ID expects as the audience of every federated token. */
export const tokenAudience = 'api://AzureADTokenExchange';

/** The identity of the pipeline: tokens of the CI that are trusted by subject. It has no password and no certificate. */
export class DeployerApplication extends Construct {
  readonly servicePrincipal: ServicePrincipal;

  constructor(scope: Construct, id: string, { displayName, credentials }: OperationsPlan['deployer']) {
    super(scope, id);
    const application = new ApplicationRegistration(this, 'application', {
      displayName,
      description: 'Signs in from CI by federated tokens to deploy through Azure Lighthouse.',
      signInAudience: 'AzureADMyOrg',
      implicitAccessTokenIssuanceEnabled: false,
      implicitIdTokenIssuanceEnabled: false,
    });
    application.overrideLogicalId('deployer');
    this.servicePrincipal = new ServicePrincipal(this, 'principal', {
      clientId: application.clientId,
      // Nobody signs in to it but the pipeline.
      appRoleAssignmentRequired: true,
    });
    this.servicePrincipal.overrideLogicalId('deployer');
    let previous: ApplicationFederatedIdentityCredential | undefined;
    for (const { name, issuer, subject } of credentials) {
      const credential: ApplicationFederatedIdentityCredential = new ApplicationFederatedIdentityCredential(this, name, {
        applicationId: application.id,
        displayName: name,
        description: `Trusts ${subject}`.slice(0, 600),
        audiences: [tokenAudience],
        issuer,
        subject,
        // Entra ID refuses two changes of one application at the same time.
        ...(previous === undefined ? {} : { dependsOn: [previous] }),
      });
      credential.overrideLogicalId(addressOf('ci', name));
      previous = credential;
    }
  }
}
