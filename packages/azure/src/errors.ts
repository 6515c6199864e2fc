import { AppError } from '@mxdr/core';

export function workspaceIdInvalid(workspaceId: string): AppError {
  return new AppError({
    kind: 'usage',
    code: 'MXDR-AZURE-WORKSPACE-ID-INVALID',
    message: `"${workspaceId}" is not a workspace id.`,
    mend: 'Use the GUID that the portal shows as "Workspace ID", not the name or the resource id of the workspace.',
  });
}

export function addressInvalid(what: string, address: string): AppError {
  return new AppError({
    kind: 'usage',
    code: 'MXDR-AZURE-ADDRESS-INVALID',
    message: `The ${what} "${address}" is not an address.`,
    mend: 'Give a full address such as https://api.loganalytics.io, without a user name, path or query.',
  });
}

export function addressInsecure(what: string, address: string): AppError {
  return new AppError({
    kind: 'usage',
    code: 'MXDR-AZURE-ADDRESS-INSECURE',
    message: `The ${what} ${address} is not https.`,
    why: 'An access token would travel in the clear.',
    mend: 'Use https. A local server needs a certificate, which Node trusts through NODE_EXTRA_CA_CERTS.',
  });
}

export function addressRefused(what: string, address: string, allowed: readonly string[]): AppError {
  return new AppError({
    kind: 'usage',
    code: 'MXDR-AZURE-ADDRESS-REFUSED',
    message: `The ${what} ${address} is not known, so no access token is sent to it.`,
    why: 'The service runs in the commercial cloud only.',
    mend: `Use ${allowed.map((host) => `https://${host}`).join(' or ')}, or a server on this machine.`,
  });
}

export function limitInvalid(name: string, value: number, range: string): AppError {
  return new AppError({
    kind: 'usage',
    code: 'MXDR-AZURE-LIMIT-INVALID',
    message: `The query limit ${name} is ${value}.`,
    mend: `Use ${range}.`,
  });
}

/** @param advice what to do next, for the person who runs mxdr */
export function signInFailed(how: string, tenantId: string, why: string, advice: string, cause: unknown): AppError {
  return new AppError({
    kind: 'external',
    code: 'MXDR-AZURE-SIGN-IN-FAILED',
    message: `Sign-in to tenant ${tenantId} with ${how} failed.`,
    why,
    mend: advice,
    cause,
  });
}

export function tenantMismatch(expected: string, actual: string): AppError {
  return new AppError({
    kind: 'external',
    code: 'MXDR-AZURE-TENANT-MISMATCH',
    message: `A credential for tenant ${expected} was about to be used in tenant ${actual}.`,
    why: 'Tenants never mix: one credential serves one tenant.',
    mend: 'Check the tenant id that is configured, and the tenant that the identity belongs to.',
  });
}

export function assertionUnreadable(path: string, cause: unknown): AppError {
  return new AppError({
    kind: 'external',
    code: 'MXDR-AZURE-ASSERTION-UNREADABLE',
    message: `The federated token in ${path} could not be read, or is empty.`,
    mend: 'Check that the pipeline or the cluster writes the token there (AZURE_FEDERATED_TOKEN_FILE), and that mxdr may read it.',
    cause,
  });
}

/** @param known names that are understood */
export function credentialUnknown(name: string, known: readonly string[]): AppError {
  return new AppError({
    kind: 'usage',
    code: 'MXDR-AZURE-CREDENTIAL-UNKNOWN',
    message: `AZURE_TOKEN_CREDENTIALS names "${name}", which mxdr does not sign in with.`,
    why: 'One credential is used, and it is named: a chain of them might find a sign-in that nobody meant.',
    mend: `Set it to ${known.join(', ')}, or leave it unset.`,
  });
}

export function assertionMissing(): AppError {
  return new AppError({
    kind: 'usage',
    code: 'MXDR-AZURE-ASSERTION-MISSING',
    message: 'AZURE_TOKEN_CREDENTIALS asks for a workload identity, and nothing here proves one.',
    mend: 'Set AZURE_CLIENT_ID, and AZURE_FEDERATED_TOKEN_FILE or what GitHub (permission "id-token: write") or Azure DevOps gives to a job.',
  });
}

export function retailPricesUnreadable(address: string, why: string, cause?: unknown): AppError {
  return new AppError({
    kind: 'external',
    code: 'MXDR-AZURE-PRICES-UNREADABLE',
    message: `The price list at ${address} could not be read.`,
    why,
    mend: 'Check that this machine reaches it (it needs no sign-in) and run the command again. Nothing was written.',
    cause,
  });
}

/** Nothing of the answer is told: it could hold a token. */
export function gitHubAssertionRefused(why: string, cause: unknown): AppError {
  return new AppError({
    kind: 'external',
    code: 'MXDR-AZURE-GITHUB-ASSERTION',
    message: 'GitHub gave no token for the running job.',
    why: `For a federated sign-in GitHub is asked for a token: ${why}.`,
    mend: 'Give the job the permission "id-token: write", and run it in GitHub Actions.',
    cause,
  });
}

export function azurePipelinesAssertionRefused(why: string, cause: unknown): AppError {
  return new AppError({
    kind: 'external',
    code: 'MXDR-AZURE-PIPELINES-ASSERTION',
    message: 'Azure DevOps gave no token for the running job.',
    why: `For a federated sign-in Azure DevOps is asked for a token: ${why}.`,
    mend: 'Run the step as an AzureCLI task with a service connection that federates, and give it SYSTEM_ACCESSTOKEN: $(System.AccessToken).',
    cause,
  });
}

export function storageAddressInvalid(what: string, address: string, form: string): AppError {
  return new AppError({
    kind: 'usage',
    code: 'MXDR-AZURE-STORAGE-ADDRESS',
    message: `The ${what} "${address}" is not the address of one.`,
    mend: `Give it as ${form}, without a key or signature: mxdr signs in.`,
  });
}

/** @param roles what the identity needs */
export function storageDenied(where: string, code: string, roles: string, cause: unknown): AppError {
  return new AppError({
    kind: 'external',
    code: 'MXDR-AZURE-STORAGE-DENIED',
    message: `The ${where} refused${code === '' ? '' : ` (${code})`}.`,
    mend: `Give the identity ${roles}. A new assignment takes some minutes. The operations stack makes both.`,
    cause,
  });
}

export function storageMissing(where: string, cause: unknown): AppError {
  return new AppError({
    kind: 'external',
    code: 'MXDR-AZURE-STORAGE-MISSING',
    message: `There is no ${where}.`,
    mend: 'Check the address, and deploy the operations stack ("mxdr deploy --operations"), which makes it.',
    cause,
  });
}

export function storageUnreachable(where: string, why: string, advice: string, cause: unknown): AppError {
  return new AppError({
    kind: 'external',
    code: 'MXDR-AZURE-STORAGE-FAILED',
    message: `The ${where} could not be asked.`,
    why,
    mend: advice,
    cause,
  });
}

export function workTooLarge(bytes: number, mostBytes: number): AppError {
  return new AppError({
    kind: 'internal',
    code: 'MXDR-AZURE-QUEUE-MESSAGE-SIZE',
    message: `A message of ${bytes} bytes does not fit into a queue, which takes ${mostBytes}.`,
    mend: 'Report this as a defect: jobs are small.',
  });
}
