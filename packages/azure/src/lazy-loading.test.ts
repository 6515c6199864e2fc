import { customerIdSchema, tenantIdSchema } from '@mxdr/core';
import { describe, expect, it, vi } from 'vitest';

const loaded = vi.hoisted((): string[] => []);
vi.mock('@azure/identity', async (importOriginal) => {
  loaded.push('@azure/identity');
  return importOriginal();
});
vi.mock('@azure/monitor-query', async (importOriginal) => {
  loaded.push('@azure/monitor-query');
  return importOriginal();
});

describe('the package', () => {
  it('loads the Azure SDK with the first query and not before', async () => {
    // GIVEN the package, a credential and a workspace
    const { createAzureWorkspace, createCredential } = await import('./index.ts');
    const credential = createCredential({
      kind: 'workload-identity',
      tenantId: tenantIdSchema.parse('aaaaaaaa-1111-4111-8111-111111111111'),
      clientId: 'cccccccc-3333-4333-8333-333333333333',
      assertion: async () => {
        throw new Error('no token today');
      },
      authorityHost: 'https://localhost:1',
    });
    const workspace = createAzureWorkspace({
      workspaceId: '7b0d2f4e-1111-4222-8333-444455556666',
      customerId: customerIdSchema.parse('contoso'),
      credential,
      endpoint: 'https://localhost:1',
      clock: { now: () => 0 },
      limits: { maxAttempts: 1 },
    });
    const before = [...loaded];
    // WHEN the first query is asked for
    await workspace.query('print 1', { start: '2026-10-01T00:00:00Z', end: '2026-10-02T00:00:00Z' });
    // THEN the SDK was loaded by it alone
    expect(before).toEqual([]);
    expect(loaded.toSorted()).toEqual(['@azure/identity', '@azure/monitor-query']);
  });
});
