import { describe, expect, it } from 'vitest';
import { chooseCredential } from './choose-credential.ts';
import { clientId, tenantId } from './testing/contoso.ts';

const pipeline = { AZURE_CLIENT_ID: clientId, AZURE_FEDERATED_TOKEN_FILE: '/token' };

describe('AZURE_TOKEN_CREDENTIALS', () => {
  it.each([
    ['AzureCliCredential', { kind: 'azure-cli', tenantId }],
    ['ManagedIdentityCredential', { kind: 'managed-identity', tenantId, clientId }],
    ['managedidentitycredential', { kind: 'managed-identity', tenantId, clientId }],
    ['WorkloadIdentityCredential', { kind: 'workload-identity', tenantId, clientId }],
    ['', { kind: 'workload-identity', tenantId, clientId }],
  ])('as "%s" decides, whatever else the environment offers', (name, expected) => {
    expect(chooseCredential(tenantId, { ...pipeline, AZURE_TOKEN_CREDENTIALS: name })).toMatchObject(expected);
  });

  it('names the identity of the machine itself where there is no client id', () => {
    expect(chooseCredential(tenantId, { AZURE_TOKEN_CREDENTIALS: 'ManagedIdentityCredential' })).toEqual({
      kind: 'managed-identity',
      tenantId,
    });
  });

  it.each([
    ['prod', 'MXDR-AZURE-CREDENTIAL-UNKNOWN'],
    ['EnvironmentCredential', 'MXDR-AZURE-CREDENTIAL-UNKNOWN'],
    ['WorkloadIdentityCredential', 'MXDR-AZURE-ASSERTION-MISSING'],
  ])('as "%s" and nothing else is refused', (name, code) => {
    expect(() => chooseCredential(tenantId, { AZURE_TOKEN_CREDENTIALS: name })).toThrow(expect.objectContaining({ code }));
  });
});
