import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { AppError } from '@mxdr/core';
import { listenOnLoopback } from '@mxdr/workspace-server';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { readAssertionFile } from './assertion-file.ts';
import { createCredential } from './credential.ts';
import { tokenOf } from './testing/entra-host.ts';
import { clientId, otherTenantId, tenantId } from './testing/contoso.ts';
import { startServiceStub } from './testing/service-stub.ts';

const scope = 'https://api.loganalytics.io/.default';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'mxdr-credential-'));
});
afterEach(async () => {
  vi.unstubAllEnvs();
  await rm(folder, { recursive: true, force: true });
});

describe('the Azure CLI', () => {
  it('is asked for the tenant by name, whatever tenant it is signed in to', async () => {
    // GIVEN an Azure CLI that is signed in
    await installAzureCli({ accessToken: tokenOf(tenantId), expires_on: 4_000_000_000 });
    // WHEN a token is asked for
    const token = await createCredential({ kind: 'azure-cli', tenantId }).getToken(scope);
    // THEN the CLI was given the tenant and the service
    const asked = await readFile(join(folder, 'asked'), 'utf8');
    expect(asked).toContain(`--tenant ${tenantId}`);
    expect(asked).toContain('--resource https://api.loganalytics.io');
    expect(token?.token).toBe(tokenOf(tenantId));
  });

  it('is not believed when it hands out a token of another tenant', async () => {
    // GIVEN a CLI that answers for another tenant
    await installAzureCli({ accessToken: tokenOf(otherTenantId), expires_on: 4_000_000_000 });
    // WHEN a token is asked for
    const error = await rejection(createCredential({ kind: 'azure-cli', tenantId }).getToken(scope));
    // THEN it is refused, and the token is not in the message
    expect(error.code).toBe('MXDR-AZURE-TENANT-MISMATCH');
    expect(error.message).not.toContain(tokenOf(otherTenantId));
  });

  it('that is missing is named, with what to install', async () => {
    // GIVEN a machine without it
    vi.stubEnv('PATH', folder);
    // WHEN a token is asked for
    const error = await rejection(createCredential({ kind: 'azure-cli', tenantId }).getToken(scope));
    // THEN the error says how to go on
    expect(error).toMatchObject({ kind: 'external', code: 'MXDR-AZURE-SIGN-IN-FAILED' });
    expect(error.mend).toContain('Install the Azure CLI');
    expect(error.mend).toContain(`az login --tenant ${tenantId}`);
  });
});

describe('a workload identity', () => {
  it('fetches its assertion afresh, from a file', async () => {
    // GIVEN a token file and the sign-in host
    const stub = await startServiceStub();
    const file = join(folder, 'token');
    await writeFile(file, 'assertion-from-file\n');
    const props = {
      kind: 'workload-identity',
      tenantId,
      clientId,
      authorityHost: stub.origin,
      certificateAuthority: stub.certificateAuthority,
    } as const;
    // WHEN a token is asked for
    const token = await createCredential({ ...props, assertion: readAssertionFile(file) }).getToken(scope);
    const signIns = [...stub.signIns];
    await stub.close();
    // THEN the assertion came from the file, and no secret was involved
    expect(token?.token).toBe(tokenOf(tenantId));
    expect(signIns[0]?.form.get('client_assertion')).toBe('assertion-from-file');
    expect(signIns[0]?.form.get('client_assertion_type')).toBe('urn:ietf:params:oauth:client-assertion-type:jwt-bearer');
    expect(signIns[0]?.form.has('client_secret')).toBe(false);
  });

  it.each([
    ['that is missing', undefined],
    ['that is empty', ' \n'],
  ])('names the token file %s', async (_case, content) => {
    // GIVEN a pipeline that did not write its token
    const file = join(folder, 'token');
    if (content !== undefined) await writeFile(file, content);
    // WHEN the assertion is read
    const error = await rejection(readAssertionFile(file)());
    // THEN the error names the file
    expect(error.code).toBe('MXDR-AZURE-ASSERTION-UNREADABLE');
    expect(error.message).toContain(file);
  });

  it('that cannot have the token of its pipeline says why in the words of that, not of the SDK', async () => {
    // GIVEN a pipeline that writes no token
    const stub = await startServiceStub();
    const credential = createCredential({
      kind: 'workload-identity',
      tenantId,
      clientId,
      assertion: readAssertionFile(join(folder, 'none')),
      authorityHost: stub.origin,
      certificateAuthority: stub.certificateAuthority,
    });
    // WHEN a token is asked for
    const error = await rejection(credential.getToken(scope));
    await stub.close();
    // THEN its advice is about the pipeline
    expect(error.code).toBe('MXDR-AZURE-ASSERTION-UNREADABLE');
    expect(error.mend).toContain('AZURE_FEDERATED_TOKEN_FILE');
  });

  it.each([
    ['AADSTS70021: No matching federated identity record found for presented assertion.', 'issuer, subject and audience'],
    ['AADSTS700213: No matching federated identity record found for presented assertion subject.', 'issuer, subject and audience'],
    ['AADSTS700016: Application was not found in the directory.', 'client id'],
    ['AADSTS90002: Tenant not found.', 'check the tenant id'],
    ['AADSTS7000215: Something else.', 'Check the identity'],
  ])('gives advice for %s', async (description, advice) => {
    // GIVEN a sign-in host that refuses
    const stub = await startServiceStub();
    stub.refuseSignIn(description);
    const props = {
      kind: 'workload-identity',
      tenantId,
      clientId,
      authorityHost: stub.origin,
      certificateAuthority: stub.certificateAuthority,
    } as const;
    // WHEN a token is asked for
    const error = await rejection(createCredential({ ...props, assertion: async () => 'assertion' }).getToken(scope));
    await stub.close();
    // THEN the error says who refused what, and how to mend it, without the assertion
    expect(error.code).toBe('MXDR-AZURE-SIGN-IN-FAILED');
    expect(error.message).toContain(tenantId);
    expect(error.why).toContain(description.split(':')[0]);
    expect(error.mend).toContain(advice);
  });

  it('names NODE_EXTRA_CA_CERTS when the sign-in host is not trusted', async () => {
    // GIVEN a sign-in host with a certificate that nobody vouches for
    const stub = await startServiceStub();
    // WHEN a token is asked for
    const props = { kind: 'workload-identity', tenantId, clientId, authorityHost: stub.origin } as const;
    const error = await rejection(createCredential({ ...props, assertion: async () => 'assertion' }).getToken(scope));
    await stub.close();
    // THEN the error names the variable
    expect(error.mend).toContain('NODE_EXTRA_CA_CERTS');
  });

  it.each(['https://login.attacker.example', 'https://login.microsoftonline.us', 'http://localhost'])(
    'does not take its assertion to %s',
    (authorityHost) => {
      // GIVEN a sign-in host that is not known, or not https
      // WHEN a credential is made for it
      // THEN it is refused
      expect(() => createCredential({ kind: 'workload-identity', tenantId, clientId, assertion: async () => 'a', authorityHost })).toThrow(
        AppError,
      );
    },
  );
});

describe('a managed identity', () => {
  it('of another tenant is refused', async () => {
    // GIVEN a machine in Azure whose identity belongs to another tenant
    const server = createServer((_request, response) => {
      response.writeHead(200, { 'Content-Type': 'application/json' });
      response.end(JSON.stringify({ access_token: tokenOf(otherTenantId), expires_on: '4000000000', resource: 'x', token_type: 'Bearer' }));
    });
    const port = await listenOnLoopback(server);
    vi.stubEnv('IDENTITY_ENDPOINT', `http://127.0.0.1:${port}/token`);
    vi.stubEnv('IDENTITY_HEADER', 'header');
    // WHEN tokens are asked for its own tenant and for another
    const own = await createCredential({ kind: 'managed-identity', tenantId: otherTenantId }).getToken(scope);
    const error = await rejection(createCredential({ kind: 'managed-identity', tenantId }).getToken(scope));
    server.close();
    // THEN only its own tenant is served
    expect(own?.token).toBe(tokenOf(otherTenantId));
    expect(error.code).toBe('MXDR-AZURE-TENANT-MISMATCH');
  });
});

describe('any credential', () => {
  it('refuses to be asked for another tenant', async () => {
    // GIVEN a credential for one tenant
    const credential = createCredential({ kind: 'azure-cli', tenantId });
    // WHEN it is asked for another one
    const error = await rejection(credential.getToken(scope, { tenantId: otherTenantId }));
    // THEN it refuses before it does anything
    expect(error.code).toBe('MXDR-AZURE-TENANT-MISMATCH');
    expect(error.message).toContain(otherTenantId);
  });
});

/** Puts a program named `az` on the path that notes its arguments and prints `answer`. */
async function installAzureCli(answer: unknown): Promise<void> {
  await writeFile(join(folder, 'answer'), JSON.stringify(answer));
  await writeFile(join(folder, 'az'), `#!/bin/sh\necho "$@" > "${folder}/asked"\ncat "${folder}/answer"\n`, { mode: 0o755 });
  await writeFile(join(folder, 'az.cmd'), `@echo %* > "${folder}\\asked"\r\n@type "${folder}\\answer"\r\n`);
  vi.stubEnv('PATH', `${folder}${process.platform === 'win32' ? ';' : ':'}${process.env['PATH'] ?? ''}`);
}

async function rejection(work: Promise<unknown>): Promise<AppError> {
  try {
    await work;
  } catch (error) {
    if (error instanceof AppError) return error;
    throw error;
  }
  throw new Error('It did not fail.');
}
