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

/** Phrases of the identity platform and its clients, the particular before the general, and what a person does about each. */
const advice: readonly (readonly [RegExp, string])[] = [
  [/AADSTS700024/, 'The federated token has expired: let the pipeline fetch a fresh one for each sign-in, and keep jobs short.'],
  [
    /AADSTS70021/,
    'No federated credential of the application matches this pipeline: compare issuer, subject and audience in the app registration.',
  ],
  [
    /AADSTS700016/,
    'The application is not known in that tenant: check the client id, and that the tenant has consented to the application.',
  ],
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
