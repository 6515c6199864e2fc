const signInErrorNames: ReadonlySet<string> = new Set([
  'CredentialUnavailableError',
  'AuthenticationError',
  'AuthenticationRequiredError',
  'AggregateAuthenticationError',
]);

/** True for the errors that credentials of the SDK throw. */
export function isSignInError(error: unknown): boolean {
  return error instanceof Error && signInErrorNames.has(error.name);
}

const signInAgain = 'The sign-in of this machine has expired or was taken back: run "az login --tenant <tenant id>" again.';

/** Phrases of the identity platform and its clients, the particular before the general, and what a person does about each. */
const advice: readonly (readonly [RegExp, string])[] = [
  [/AADSTS700024/, 'The federated token has expired: let the pipeline fetch a fresh one for each sign-in, and keep jobs short.'],
  [
    /AADSTS700211/,
    'No federated credential of the application trusts the issuer of this pipeline’s token: compare the issuer in the app registration, to the letter.',
  ],
  [
    /AADSTS700212/,
    'The federated token is for somebody else: its audience must be the one of the federated credential, usually api://AzureADTokenExchange.',
  ],
  [
    /AADSTS700213/,
    'No federated credential of the application matches this pipeline: compare its subject (repository, branch, environment, service connection) with issuer, subject and audience in the app registration.',
  ],
  [
    /AADSTS70021/,
    'No federated credential of the application matches this pipeline: compare issuer, subject and audience in the app registration.',
  ],
  [
    /AADSTS700016/,
    'The application is not known in that tenant: check the client id, and that the tenant has consented to the application.',
  ],
  [/AADSTS70008|AADSTS70043|AADSTS50173|AADSTS50078|AADSTS50089/, signInAgain],
  [/AADSTS50034/, 'The account is not known in that tenant: sign in with one that is, or have it invited.'],
  [/AADSTS50053/, 'The account is locked, or the address that it signs in from: ask the administrator of the tenant.'],
  [/AADSTS50057/, 'The account is disabled: ask the administrator of the tenant, or sign in with another one.'],
  [/AADSTS50105/, 'The account has no role in the application: the administrator of the tenant has to assign it.'],
  [
    /AADSTS500011/,
    'The tenant does not know the service that was asked for: its administrator has to register the resource provider Microsoft.OperationalInsights.',
  ],
  [/AADSTS7000112/, 'The application is disabled in that tenant: its administrator has to enable it.'],
  [/AADSTS90033|AADSTS90036|AADSTS50196/, 'The sign-in host is busy or fails for the moment: try again in some minutes.'],
  [/AADSTS900(?:02|23)/, 'There is no such tenant: check the tenant id.'],
  [/AADSTS50020/, 'The account does not belong to that tenant: sign in with one that does, or have it invited.'],
  [/AADSTS5007[69]|AADSTS50158/, 'The tenant asks for multi-factor authentication: run "az login --tenant <tenant id>" again.'],
  [
    /AADSTS530\d\d/,
    'A Conditional Access policy of the tenant refused the sign-in: use a compliant device or location, or ask its administrator.',
  ],
  [/AADSTS65001/, 'The application lacks consent: the administrator of the tenant has to grant it.'],
  [
    /Azure CLI could not be found/,
    'Install the Azure CLI, then run "az login --tenant <tenant id>"; "mxdr doctor" shows what this machine lacks.',
  ],
  [/az login/, 'Run "az login --tenant <tenant id>" and try again.'],
  [
    /endpoints_resolution_error|network_error|ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ETIMEDOUT/,
    'The sign-in host could not be reached. Check network and proxy; if TLS is opened on the way, set NODE_EXTRA_CA_CERTS to its certificate authority.',
  ],
  [/ManagedIdentityCredential/, 'This machine offers no managed identity: assign one, or use another kind of credential.'],
];

/** @param message from the SDK or the identity platform */
export function adviseSignIn(message: string): string {
  return advice.find(([pattern]) => pattern.test(message))?.[1] ?? 'Check the identity and the tenant that are configured, then try again.';
}
