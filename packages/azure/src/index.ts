export type { AzureWorkspaceProps } from './azure-workspace.ts';
export { createAzureWorkspace } from './azure-workspace.ts';
export type { CredentialProps, TenantCredential } from './credential.ts';
export { createCredential } from './credential.ts';
export type { QueryAttempt, QueryLimits } from './attempts.ts';
export { readAssertionFile } from './assertion-file.ts';
export type { RetailPricesProps } from './fetch-retail-prices.ts';
export { fetchRetailPrices, retailPricesAddress } from './fetch-retail-prices.ts';
