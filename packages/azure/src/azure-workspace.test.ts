import { customerIdSchema, isAppError } from '@mxdr/core';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createCredential } from './credential.ts';
import { clientId, october, oneRow, openWorkspace, otherTenantId, tenantId, workspaceId } from './testing/contoso.ts';
import type { ServiceStub } from './testing/service-stub.ts';
import { startServiceStub } from './testing/service-stub.ts';

let stub: ServiceStub;
beforeEach(async () => {
  stub = await startServiceStub();
  stub.answerWith({ status: 200, body: oneRow });
});
afterEach(async () => {
  await stub.close();
});

describe('a request', () => {
  it('goes to the workspace with /v1 exactly once, with the window, and with what is wanted back', async () => {
    // GIVEN a workspace with a time limit of five minutes
    const { workspace } = openWorkspace(stub, { limits: { serverTimeoutSeconds: 300 } });
    // WHEN it is queried for October
    await workspace.query('SigninLogs | count', october);
    // THEN one request went out, which ends one tick before November
    expect(stub.queries).toHaveLength(1);
    const [request] = stub.queries;
    expect(request?.path).toBe(`/v1/workspaces/${workspaceId}/query`);
    expect(request?.headers['prefer']).toBe('wait=300,include-statistics=true,include-render=true');
    expect(request?.headers['content-type']).toContain('application/json');
    expect(request?.headers.authorization).toBe('Bearer stub');
    expect(JSON.parse(request?.body ?? '')).toEqual({
      query: 'SigninLogs | count',
      timespan: '2026-10-01T00:00:00.0000000Z/2026-10-31T23:59:59.9999999Z',
    });
  });

  it('keeps every decimal of a window that begins and ends within a millisecond', async () => {
    // GIVEN a window of two ticks
    const window = { start: '2026-10-01T00:00:00.1234567Z', end: '2026-10-01T00:00:00.1234569Z' };
    // WHEN it is queried through the SDK
    await openWorkspace(stub).workspace.query('SigninLogs', window);
    // THEN the service is asked for exactly these ticks
    expect(stub.queries[0]?.body).toContain('2026-10-01T00:00:00.1234567Z/2026-10-01T00:00:00.1234568Z');
  });

  it.each([
    ['without a window', undefined, 'MXDR-AZURE-WINDOW-MISSING'],
    ['with an empty window', { start: october.start, end: october.start }, 'MXDR-AZURE-WINDOW-INVALID'],
  ])('is not sent %s', async (_case, window, code) => {
    // GIVEN a workspace
    const { workspace } = openWorkspace(stub);
    // WHEN it is queried with such a window
    const outcome = await workspace.query('SigninLogs', window);
    // THEN the outcome says what to give, and nothing was sent
    expect(outcome).toMatchObject({ status: 'failed', reason: 'invalid', code });
    expect(outcome).toHaveProperty('mend');
    expect(stub.queries).toHaveLength(0);
  });
});

describe('a workspace', () => {
  it.each([
    [{ endpoint: 'http://localhost:8080' }, 'MXDR-AZURE-ADDRESS-INSECURE'],
    [{ endpoint: 'https://attacker.example' }, 'MXDR-AZURE-ADDRESS-REFUSED'],
    [{ endpoint: 'https://api.loganalytics.us' }, 'MXDR-AZURE-ADDRESS-REFUSED'],
    [{ endpoint: 'https://api.loganalytics.io:8443' }, 'MXDR-AZURE-ADDRESS-REFUSED'],
    [{ endpoint: 'https://name:word@api.loganalytics.io' }, 'MXDR-AZURE-ADDRESS-INVALID'],
    [{ endpoint: 'api.loganalytics.io' }, 'MXDR-AZURE-ADDRESS-INVALID'],
    [{ workspaceId: '../../../v1/x' }, 'MXDR-AZURE-WORKSPACE-ID-INVALID'],
    [{ limits: { serverTimeoutSeconds: 601 } }, 'MXDR-AZURE-LIMIT-INVALID'],
    [{ limits: { maxAttempts: 0 } }, 'MXDR-AZURE-LIMIT-INVALID'],
  ])('is not made with %j', (overrides, code) => {
    // GIVEN such a setting
    // WHEN a workspace is made with it
    const error = caught(() => openWorkspace(stub, overrides));
    // THEN it is refused before anything is sent
    expect(isAppError(error) && error.code).toBe(code);
    expect(isAppError(error) && error.message).not.toContain('word');
  });

  it('asks the sign-in host of its own tenant for the scope of the query service, and never uses the token of another', async () => {
    // GIVEN two customers, each with a credential for its tenant
    const tenants = [tenantId, otherTenantId];
    const workspaces = tenants.map((tenant, index) =>
      openWorkspace(stub, {
        customerId: customerIdSchema.parse(`customer-${index}`),
        credential: createCredential({
          kind: 'workload-identity',
          tenantId: tenant,
          clientId,
          assertion: async () => `assertion-for-${index}`,
          authorityHost: stub.origin,
          certificateAuthority: stub.certificateAuthority,
        }),
      }),
    );
    // WHEN both are queried, twice, at the same time
    await Promise.all([...workspaces, ...workspaces].map(async ({ workspace }) => workspace.query('SigninLogs', october)));
    // THEN each signed in to its tenant with its assertion, and each query carried the token of one tenant
    for (const [index, tenant] of tenants.entries()) {
      const own = stub.signIns.filter((request) => request.path.startsWith(`/${tenant}/`));
      expect(new Set(own.map(({ form }) => form.get('client_assertion')))).toEqual(new Set([`assertion-for-${index}`]));
      expect(own[0]?.form.get('scope')).toContain('https://api.loganalytics.io/.default');
      expect(own[0]?.form.get('grant_type')).toBe('client_credentials');
      const tokens = stub.queries.filter(({ headers }) => tenantOf(headers.authorization) === tenant);
      expect(tokens).toHaveLength(2);
    }
    expect(stub.queries).toHaveLength(4);
  });

  it('says denied with advice when the sign-in fails', async () => {
    // GIVEN a sign-in host that finds the assertion too old
    stub.refuseSignIn('AADSTS700024: Client assertion is not within its valid time range.');
    const credential = createCredential({
      kind: 'workload-identity',
      tenantId,
      clientId,
      assertion: async () => 'old',
      authorityHost: stub.origin,
      certificateAuthority: stub.certificateAuthority,
    });
    // WHEN the workspace is queried
    const outcome = await openWorkspace(stub, { credential }).workspace.query('SigninLogs', october);
    // THEN the outcome is denied, says why, and no query was sent
    expect(outcome).toMatchObject({
      status: 'failed',
      reason: 'denied',
      code: 'MXDR-AZURE-SIGN-IN-FAILED',
      mend: expect.stringContaining('fresh one'),
    });
    expect(outcome).toMatchObject({ message: expect.stringContaining('AADSTS700024') });
    expect(stub.queries).toHaveLength(0);
  });
});

function tenantOf(authorization: string | undefined): unknown {
  const payload = authorization?.split('.')[1] ?? '';
  const claims: { tid?: unknown } = JSON.parse(Buffer.from(payload, 'base64url').toString());
  return claims.tid;
}

function caught(run: () => unknown): unknown {
  try {
    run();
  } catch (error) {
    return error;
  }
  return undefined;
}
