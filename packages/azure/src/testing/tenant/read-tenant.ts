import type { Customer, TenantFacts } from '@mxdr/core';
import type { AzureTenantReaderProps, FactTold } from '../../tenant/azure-tenant-reader.ts';
import { createAzureTenantReader } from '../../tenant/azure-tenant-reader.ts';
import { createCredential } from '../../credential.ts';
import { clientId } from '../contoso.ts';
import { modelCustomer, modelNow, modelOperator } from './tenant-model.ts';
import type { TenantServer } from './tenant-server.ts';

/** What a reading of the test tenant ended in, and what it took. */
export interface TenantRead {
  readonly facts: TenantFacts;
  /** Pauses that were waited for, milliseconds, in order. */
  readonly pauses: readonly number[];
  readonly told: readonly FactTold[];
}

/** Credentials of the SDK that sign in at the server. */
export function signInAt(server: TenantServer, tenantId: Customer['tenantId']) {
  return createCredential({
    kind: 'workload-identity',
    tenantId,
    clientId,
    assertion: async () => `assertion-${server.canary}`,
    authorityHost: server.origin,
    certificateAuthority: server.certificateAuthority,
  });
}

/** Reads the test tenant by the SDK's own credentials and pipeline, with a clock that moves only by pauses. */
export async function readTenant(
  server: TenantServer,
  customer: Customer = modelCustomer,
  changes: Partial<AzureTenantReaderProps> = {},
  signal?: AbortSignal,
): Promise<TenantRead> {
  const pauses: number[] = [];
  const told: FactTold[] = [];
  let now = Date.parse(modelNow);
  const reader = createAzureTenantReader({
    credential: signInAt(server, customer.tenantId),
    operatorCredential: signInAt(server, modelOperator.tenantId),
    operator: modelOperator,
    endpoint: server.origin,
    certificateAuthority: server.certificateAuthority,
    clock: { now: () => now },
    sleep: async (milliseconds) => {
      pauses.push(milliseconds);
      now += milliseconds;
    },
    random: () => 0.5,
    onFact: (fact) => told.push(fact),
    ...changes,
  });
  return { facts: await reader.read(customer, signal), pauses, told };
}
