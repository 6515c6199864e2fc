import { ApplicationApiAccess } from '@cdktf/provider-azuread/lib/application-api-access/index.js';
import { ApplicationFederatedIdentityCredential } from '@cdktf/provider-azuread/lib/application-federated-identity-credential/index.js';
import { ApplicationRegistration } from '@cdktf/provider-azuread/lib/application-registration/index.js';
import { ServicePrincipal } from '@cdktf/provider-azuread/lib/service-principal/index.js';
import type { OperationsPlan } from '@mxdr/core';
import { Construct } from 'constructs';
import { addressOf } from '../stable-ids.ts';
import { tokenAudience } from './deployer-application.ts';

export interface ReaderApplicationProps {
  readonly reader: OperationsPlan['reader'];
  readonly tenantId: string;
  /** Identities of the jobs that may sign in as it, by a name for each. */
  readonly jobs: Readonly<Record<string, { readonly principalId: string }>>;
}

/**
 * The application that reads customers' tenants, which each of them consents to. The jobs of the platform sign in as it by their own
 * identities; it has no password and no certificate.
 */
export class ReaderApplication extends Construct {
  readonly servicePrincipal: ServicePrincipal;

  constructor(scope: Construct, id: string, { reader, tenantId, jobs }: ReaderApplicationProps) {
    super(scope, id);
    const application = new ApplicationRegistration(this, 'application', {
      displayName: reader.displayName,
      description: 'Reads the tenants of customers for checks and reports. Holds permissions to read only.',
      signInAudience: 'AzureADMultipleOrgs',
      implicitAccessTokenIssuanceEnabled: false,
      implicitIdTokenIssuanceEnabled: false,
    });
    application.overrideLogicalId('reader');
    this.servicePrincipal = new ServicePrincipal(this, 'principal', { clientId: application.clientId, appRoleAssignmentRequired: true });
    this.servicePrincipal.overrideLogicalId('reader');
    // Entra ID refuses two changes of one application at the same time: each waits for the one before.
    let previous: ApplicationApiAccess | ApplicationFederatedIdentityCredential | undefined;
    for (const { key, appId, roleIds } of reader.permissions) {
      const access: ApplicationApiAccess = new ApplicationApiAccess(this, key, {
        applicationId: application.id,
        apiClientId: appId,
        roleIds: [...roleIds],
        ...(previous === undefined ? {} : { dependsOn: [previous] }),
      });
      access.overrideLogicalId(addressOf('reader', key));
      previous = access;
    }
    for (const [name, { principalId }] of Object.entries(jobs)) {
      const credential: ApplicationFederatedIdentityCredential = new ApplicationFederatedIdentityCredential(this, name, {
        applicationId: application.id,
        displayName: name,
        description: `Trusts the identity of the job ${name}.`,
        audiences: [tokenAudience],
        issuer: `https://login.microsoftonline.com/${tenantId}/v2.0`,
        subject: principalId,
        ...(previous === undefined ? {} : { dependsOn: [previous] }),
      });
      credential.overrideLogicalId(addressOf('reader', name));
      previous = credential;
    }
  }
}
