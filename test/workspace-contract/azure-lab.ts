import { randomBytes, randomUUID } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import { inspect } from 'node:util';
import type { AzureWorkspaceProps, CredentialProps, OpenTransport, QueryAttempt, QueryTransport, TenantCredential } from '@mxdr/azure';
import { createAzureWorkspace, createCredential, openMonitorQuery } from '@mxdr/azure';
import type { LogWorkspace } from '@mxdr/core';
import { customerIdSchema, tenantIdSchema } from '@mxdr/core';
import { createKqlEngine, createMemoryTables, judgeSplit } from '@mxdr/kql';
import type { LoggedQuery, ServiceLimits, WorkspaceServer } from '@mxdr/workspace-server';
import { startWorkspaceServer } from '@mxdr/workspace-server';
import { createHastyLimiter } from '../../packages/azure/src/testing/hasty-limiter.ts';
import { contosoTables, fabrikamTables } from './sample-tables.ts';

export const contoso = {
  customerId: customerIdSchema.parse('contoso'),
  tenantId: tenantIdSchema.parse('aaaaaaaa-1111-4111-8111-111111111111'),
  workspaceId: '7b0d2f4e-1111-4222-8333-444455556666',
};
export const fabrikam = {
  customerId: customerIdSchema.parse('fabrikam'),
  tenantId: tenantIdSchema.parse('bbbbbbbb-2222-4222-8222-222222222222'),
  workspaceId: '8c1e3a5f-1111-4222-8333-444455556666',
};
export const clientId = 'cccccccc-3333-4333-8333-333333333333';

/** Secrets of the run: whoever finds one where it does not belong has found a leak. */
const canary = `canary-${randomBytes(24).toString('hex')}`;

/** Everything that the suite saw come out, and the secrets that must not be in it. */
export interface CanaryWatch {
  /** Assertions that were offered, and tokens that were given for them. */
  readonly secrets: ReadonlySet<string>;
  /** Adds a secret that must not come out either. */
  hide(secret: string): void;
  /** Notes what came out: an outcome, an error with its causes, a log, the text of a file. */
  keep(value: unknown): void;
  readonly outputs: readonly string[];
}

/** A server of this machine, and the adapter as an operator would use it: with its real SDK and its real credentials. */
export interface AzureLab {
  readonly server: WorkspaceServer;
  readonly watch: CanaryWatch;
  /** Client id of the machine's identity. The SDK keeps its tokens for the life of the process, so it is another one for each server. */
  readonly machineId: string;
  /** What proves the application to the sign-in host of the server. */
  readonly assertion: string;
  /** Contoso's workspace; pauses are noted instead of waited for. Signed in already, unless a credential is given. */
  readonly open: (overrides?: Partial<AzureWorkspaceProps>) => {
    readonly workspace: LogWorkspace;
    readonly pauses: number[];
    readonly attempts: QueryAttempt[];
  };
  /** A credential whose tokens are watched. */
  readonly credential: (props?: Partial<Extract<CredentialProps, { kind: 'workload-identity' }>>) => TenantCredential;
  /** Watches any other credential. */
  readonly watched: (credential: TenantCredential) => TenantCredential;
  /** Requests that the server has seen since `mark`, once there are so many. */
  readonly seen: (count: number) => Promise<readonly LoggedQuery[]>;
  readonly mark: () => void;
}

function embed(tables: typeof contosoTables): LogWorkspace {
  return createKqlEngine({ provider: createMemoryTables({ tables }), clock: { now: () => Date.now() } });
}

/** The tables of the customers in this process. One engine for every server: it plans each query once. */
export const embeddedContoso = embed(contosoTables);
const embeddedFabrikam = embed(fabrikamTables);

export function createCanaryWatch(): CanaryWatch {
  const secrets = new Set([canary]);
  const outputs: string[] = [];
  return {
    secrets,
    outputs,
    hide: (secret) => void secrets.add(secret),
    // As a careless log would print it: with hidden fields and every cause.
    keep: (value) =>
      void outputs.push(
        typeof value === 'string' ? value : inspect(value, { depth: 12, showHidden: true, maxArrayLength: 50, maxStringLength: 20_000 }),
      ),
  };
}

export async function startAzureLab(
  openTransport: OpenTransport | undefined,
  watch: CanaryWatch,
  limits: Partial<ServiceLimits> = {},
): Promise<AzureLab> {
  const machineId = randomUUID();
  const server = await startWorkspaceServer({
    limits,
    workspaces: [
      { id: contoso.workspaceId, tenantId: contoso.tenantId, workspace: embeddedContoso },
      { id: fabrikam.workspaceId, tenantId: fabrikam.tenantId, workspace: embeddedFabrikam },
    ],
    managedIdentity: { tenantId: contoso.tenantId, clientId: machineId },
    checkAssertion: ({ assertion }) =>
      assertion === canary ? undefined : 'AADSTS700024: Client assertion is not within its valid time range.',
  });
  let marked = 0;
  let signedIn: TenantCredential | undefined;
  let transport: Promise<QueryTransport> | undefined;
  /** One connection and one sign-in serve the cases that are not about them. */
  const openShared: OpenTransport = async (props) => {
    transport ??= (openTransport ?? openMonitorQuery)(props);
    return transport;
  };
  const lab: AzureLab = {
    server,
    watch,
    machineId,
    assertion: canary,
    watched: (credential) => ({
      tenantId: credential.tenantId,
      async getToken(scopes, options) {
        const token = await credential.getToken(scopes, options);
        if (token !== null) watch.hide(token.token);
        return token;
      },
    }),
    credential: (props = {}) =>
      lab.watched(
        createCredential({
          kind: 'workload-identity',
          tenantId: contoso.tenantId,
          clientId,
          assertion: async () => canary,
          authorityHost: server.origin,
          certificateAuthority: server.certificateAuthority,
          ...props,
        }),
      ),
    open(overrides = {}) {
      const pauses: number[] = [];
      const attempts: QueryAttempt[] = [];
      signedIn ??= lab.credential();
      const isShared = !('credential' in overrides || 'certificateAuthority' in overrides);
      const workspace = createAzureWorkspace({
        ...contoso,
        credential: signedIn,
        endpoint: server.origin,
        certificateAuthority: server.certificateAuthority,
        clock: { now: () => Date.now() },
        limiter: createHastyLimiter(),
        sleep: async (milliseconds) => {
          pauses.push(milliseconds);
        },
        random: () => 0.5,
        onAttempt: (attempt) => attempts.push(attempt),
        judgeSplit,
        openTransport: isShared ? openShared : (openTransport ?? openMonitorQuery),
        ...overrides,
      });
      return { workspace, pauses, attempts };
    },
    mark() {
      marked = server.log.queryCount;
    },
    async seen(count) {
      // The server notes a request once its connection is done with, which may be after the client has its answer.
      for (let tries = 0; tries < 200 && server.log.queryCount - marked < count; tries += 1) await delay(5);
      return server.log.queries.slice(marked);
    },
  };
  return lab;
}
