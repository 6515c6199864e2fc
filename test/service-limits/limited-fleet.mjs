import { createAzureWorkspace, createCredential, createIdentityLimiter } from '@mxdr/azure';
import { customerIdSchema, forEachBounded, tenantIdSchema } from '@mxdr/core';
import { startWorkspaceServer } from '@mxdr/workspace-server';

/** The operator's tenant, whose one identity reads every customer's workspace through Azure Lighthouse. */
const tenantId = tenantIdSchema.parse('dddddddd-4444-4444-8444-444444444444');
const clientId = 'cccccccc-3333-4333-8333-333333333333';
const october = { start: '2026-10-01T00:00:00.000Z', end: '2026-11-01T00:00:00.000Z' };

const digitsOf = (number) => String(number).padStart(12, '0');
const workspaceIdOf = (number) => `7b0d2f4e-1111-4222-8333-${digitsOf(number)}`;

/**
 * A query service with so many customers, each of which answers with its own number, and limits of a window that may be shorter than the
 * service's 30 s.
 * @param {{ readonly customers: number, readonly limits: { readonly concurrent: number, readonly perWindow: number, readonly windowMs: number }, readonly answerMs?: number }} props
 */
export async function startLimitedService({ customers, limits, answerMs = 0 }) {
  const workspaces = Array.from({ length: customers }, (_, number) => ({
    id: workspaceIdOf(number),
    tenantId: `aaaaaaaa-1111-4111-8111-${digitsOf(number)}`,
    openTo: [tenantId],
    workspace: {
      description: `customer ${number}`,
      query: async () => {
        await new Promise((resolve) => setTimeout(resolve, answerMs));
        return {
          status: 'complete',
          columns: [{ name: 'Customer', type: 'long' }],
          rows: [[number]],
          statistics: { rowsRead: 1, durationMs: answerMs, tables: [] },
        };
      },
    },
  }));
  // Neither side's clock is ever set back or forth: windows are compared to milliseconds.
  const clock = { now: () => performance.timeOrigin + performance.now() };
  return startWorkspaceServer({ workspaces, limits, clock, keptQueries: 1000 });
}

/**
 * Asks every customer its questions through the adapter, all as one identity with one limiter.
 * @param {{ readonly service: { readonly origin: string, readonly certificateAuthority: string, readonly assertion: string }, readonly customers: number, readonly queries: number, readonly parallel: number, readonly limits: { readonly concurrency: number, readonly requestsPerPeriod: number, readonly periodMs: number }, readonly onCustomer?: (done: number) => void }} props
 *   parallel is how many customers are worked on at a time; onCustomer is told how many are done
 */
export async function askFleet({ service, customers, queries, parallel, limits, onCustomer }) {
  const { origin, certificateAuthority, assertion } = service;
  const credential = createCredential({
    kind: 'workload-identity',
    tenantId,
    clientId,
    assertion: async () => assertion,
    authorityHost: origin,
    certificateAuthority,
  });
  const limiter = createIdentityLimiter({ limits });
  let [right, wrong, done] = [0, 0, 0];
  const failures = new Map();
  const startedAt = performance.now();
  await forEachBounded([...Array(customers).keys()], parallel, async (number) => {
    const workspace = createAzureWorkspace({
      workspaceId: workspaceIdOf(number),
      customerId: customerIdSchema.parse(`customer-${number}`),
      credential,
      endpoint: origin,
      certificateAuthority,
      clock: { now: () => Date.now() },
      limiter,
    });
    await Promise.all(
      Array.from({ length: queries }, async (_, query) => {
        const outcome = await workspace.query(`SigninLogs | where ResultType == ${query} | count`, october);
        if (outcome.status === 'failed') failures.set(outcome.code, (failures.get(outcome.code) ?? 0) + 1);
        else if (outcome.rows[0]?.[0] === number) right += 1;
        else wrong += 1;
      }),
    );
    done += 1;
    onCustomer?.(done);
  });
  return { right, wrong, failures: Object.fromEntries(failures), durationMs: performance.now() - startedAt };
}

/**
 * The shortest time that the limits allow: full windows one after the other, of which the last takes no time.
 * @param {number} count of queries
 * @param {{ readonly perWindow: number, readonly windowMs: number }} limits
 */
export function allowedMs(count, { perWindow, windowMs }) {
  return (Math.ceil(count / perWindow) - 1) * windowMs;
}
