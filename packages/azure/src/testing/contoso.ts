import { customerIdSchema, tenantIdSchema } from '@mxdr/core';
import type { QueryAttempt } from '../attempts.ts';
import type { AzureWorkspaceProps } from '../azure-workspace.ts';
import { createAzureWorkspace } from '../azure-workspace.ts';
import { createHastyLimiter } from './hasty-limiter.ts';
import type { ServiceStub } from './service-stub.ts';

export const customerId = customerIdSchema.parse('contoso');
export const tenantId = tenantIdSchema.parse('aaaaaaaa-1111-4111-8111-111111111111');
export const otherTenantId = tenantIdSchema.parse('bbbbbbbb-2222-4222-8222-222222222222');
export const clientId = 'cccccccc-3333-4333-8333-333333333333';
export const workspaceId = '7b0d2f4e-1111-4222-8333-444455556666';
export const october = { start: '2026-10-01T00:00:00.000Z', end: '2026-11-01T00:00:00.000Z' };
/** A whole answer of the service. */
export const oneRow = { tables: [{ name: 'PrimaryResult', columns: [{ name: 'Count', type: 'long' }], rows: [[3]] }] };

/** A credential that always has a token. */
export const signedIn = { getToken: async () => ({ token: 'stub', expiresOnTimestamp: 4_000_000_000_000 }) };

/** Contoso's workspace at the stub, with a clock that moves 25 ms with each look and pauses that are noted rather than waited for. */
export function openWorkspace(stub: ServiceStub, overrides: Partial<AzureWorkspaceProps> = {}) {
  const pauses: number[] = [];
  const attempts: QueryAttempt[] = [];
  let now = Date.parse('2026-11-02T08:00:00Z');
  const workspace = createAzureWorkspace({
    workspaceId,
    customerId,
    credential: signedIn,
    endpoint: stub.origin,
    certificateAuthority: stub.certificateAuthority,
    clock: {
      now: () => {
        now += 25;
        return now;
      },
    },
    sleep: async (milliseconds) => {
      pauses.push(milliseconds);
    },
    random: () => 0.5,
    limiter: createHastyLimiter(),
    onAttempt: (attempt) => attempts.push(attempt),
    ...overrides,
  });
  return { workspace, pauses, attempts };
}
