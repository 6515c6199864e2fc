import { setTimeout as delay } from 'node:timers/promises';
import { customerIdSchema } from '@mxdr/core';
import { describe, expect, it } from 'vitest';
import type { AzureWorkspaceProps } from './azure-workspace.ts';
import { createAzureWorkspace } from './azure-workspace.ts';
import { createIdentityLimiter } from './identity-limiter.ts';
import { createQueryBudget } from './query-budget.ts';
import type { OpenTransport, QueryMessage, Reply } from './query-transport.ts';
import { createHastyLimiter } from './testing/hasty-limiter.ts';
import { october, oneRow, signedIn, workspaceId } from './testing/contoso.ts';
import { createVirtualTime } from './testing/virtual-time.ts';

const otherWorkspaceId = '7b0d2f4e-9999-4222-8333-444455556666';

function answered(status: number, body: unknown, retryAfterMs?: number): Reply {
  return { kind: 'answered', status, text: JSON.stringify(body), requestId: undefined, retryAfterMs };
}

/** A service that answers in this process. */
function service(answer: (message: QueryMessage) => Reply | Promise<Reply>) {
  const messages: QueryMessage[] = [];
  const openTransport: OpenTransport = async () => ({
    async send(message) {
      messages.push(message);
      return answer(message);
    },
  });
  return { messages, openTransport };
}

function open(props: Partial<AzureWorkspaceProps>) {
  return createAzureWorkspace({
    workspaceId,
    customerId: customerIdSchema.parse('contoso'),
    credential: signedIn,
    clock: { now: () => Date.parse('2026-11-02T08:00:00Z') },
    limiter: createHastyLimiter(),
    sleep: async () => undefined,
    random: () => 0.5,
    ...props,
  });
}

describe('queries of several customers with one identity', () => {
  it('are never more under way than the identity may have', async () => {
    // GIVEN a service that counts, and a limiter that two customers share
    let inFlight = 0;
    let most = 0;
    const { openTransport, messages } = service(async () => {
      inFlight += 1;
      most = Math.max(most, inFlight);
      await delay(2);
      inFlight -= 1;
      return answered(200, oneRow);
    });
    const limiter = createIdentityLimiter();
    const workspaces = [workspaceId, otherWorkspaceId].map((id) => open({ workspaceId: id, limiter, openTransport }));
    // WHEN each asks ten questions at once
    const outcomes = await Promise.all(workspaces.flatMap((one) => Array.from({ length: 10 }, async () => one.query('print 1', october))));
    // THEN
    expect([outcomes.length, messages.length, most]).toEqual([20, 20, 4]);
    expect(outcomes.every(({ status }) => status === 'complete')).toBe(true);
    expect(outcomes.some(({ effort }) => effort!.requests[0]!.queuedMs > 0)).toBe(true);
  });

  it('rest together when the service throttles one of them', async () => {
    // GIVEN a service that throttles the first customer for nine seconds
    const time = createVirtualTime();
    const limiter = createIdentityLimiter({ clock: time.clock, sleep: time.sleep });
    const instants: number[] = [];
    const { openTransport } = service(() => {
      instants.push(time.clock.now());
      return instants.length === 1 ? answered(429, {}, 9000) : answered(200, oneRow);
    });
    const common = { limiter, openTransport, sleep: time.sleep };
    // WHEN the second asks a little later
    const first = open(common).query('print 1', october);
    const second = time
      .sleep(100, undefined)
      .then(async () => open({ ...common, workspaceId: otherWorkspaceId }).query('print 1', october));
    const both = Promise.all([first, second]);
    await time.runUntilDone(both);
    // THEN it waits as well, and its record says so
    expect(instants[0]).toBe(0);
    expect(Math.min(...instants.slice(1))).toBeGreaterThanOrEqual(9000);
    expect((await second).effort).toMatchObject({ requests: [{ status: 200, queuedMs: 8900 }] });
  });

  it('that find the queue full are refused, by name', async () => {
    const { openTransport } = service(async () => {
      await delay(5);
      return answered(200, oneRow);
    });
    const workspace = open({ limiter: createIdentityLimiter({ limits: { concurrency: 1, maxQueued: 1 } }), openTransport });
    const outcomes = await Promise.all([1, 2, 3].map(async () => workspace.query('print 1', october)));
    expect(outcomes.map((outcome) => (outcome.status === 'failed' ? outcome.code : outcome.status))).toEqual([
      'complete',
      'complete',
      'MXDR-AZURE-QUEUE-FULL',
    ]);
    expect(outcomes[2]!.effort).toMatchObject({ requests: [] });
  });
});

describe('a query', () => {
  it('is given up at its deadline, with where the time went', async () => {
    const { openTransport } = service(async ({ signal }) => {
      await delay(60_000, undefined, { signal: signal! }).catch(() => signal!.throwIfAborted());
      return answered(200, oneRow);
    });
    const outcome = await open({ openTransport, limits: { totalSeconds: 0.02 } }).query('print 1', october);
    expect(outcome).toMatchObject({ status: 'failed', reason: 'timeout', code: 'MXDR-AZURE-QUERY-DEADLINE', effort: { requests: [] } });
  });

  it('is not repeated when the pause would pass its deadline', async () => {
    const { openTransport, messages } = service(() => answered(429, {}, 30_000));
    const outcome = await open({ openTransport, limits: { totalSeconds: 20 } }).query('print 1', october);
    expect([outcome.status === 'failed' && outcome.code, messages.length]).toEqual(['MXDR-AZURE-THROTTLED', 1]);
  });

  it('is not asked once the service has failed three in a row', async () => {
    const { openTransport, messages } = service(() => answered(503, { error: { code: 'ServiceUnavailable', message: 'down' } }));
    const workspace = open({ openTransport, limits: { maxAttempts: 2 } });
    const codes: unknown[] = [];
    for (let query = 1; query <= 4; query += 1) {
      const outcome = await workspace.query('print 1', october);
      codes.push(outcome.status === 'failed' && outcome.code);
    }
    expect(codes).toEqual([...Array.from({ length: 3 }, () => 'MXDR-AZURE-SERVICE-ERROR'), 'MXDR-AZURE-WORKSPACE-RESTING']);
    expect(messages).toHaveLength(6);
  });

  it('beyond the budget of the run is refused before it is sent, whichever workspace it asks', async () => {
    const { openTransport, messages } = service(() => answered(200, oneRow));
    const budget = createQueryBudget({ maxQueries: 1 });
    await open({ openTransport, budget }).query('print 1', october);
    const outcome = await open({ openTransport, budget, workspaceId: otherWorkspaceId }).query('print 1', october);
    expect(outcome).toMatchObject({ status: 'failed', reason: 'limit', code: 'MXDR-AZURE-BUDGET-QUERIES' });
    expect(messages).toHaveLength(1);
  });

  it('whose result is too large is asked in parts that meet and never overlap', async () => {
    // GIVEN a service that sends three rows at most, one for each day
    const { openTransport, messages } = service(({ timespan }) => {
      const [start, end] = timespan.split('/').map((instant) => Date.parse(instant));
      const days = Array.from({ length: 31 }, (_, index) => Date.parse('2026-10-01T12:00:00Z') + index * 86_400_000);
      const rows = days.filter((day) => day >= start! && day <= end!).map((day) => [new Date(day).toISOString()]);
      const table = { name: 'PrimaryResult', columns: [{ name: 'TimeGenerated', type: 'datetime' }], rows: rows.slice(0, 3) };
      const error = { code: 'PartialError', details: [{ code: 'EngineError', message: 'E_QUERY_RESULT_SET_TOO_LARGE' }] };
      return answered(200, rows.length > 3 ? { tables: [table], error } : { tables: [table] });
    });
    const workspace = open({ openTransport, judgeSplit: () => ({ kind: 'splittable' }) });
    // WHEN a month is asked
    const outcome = await workspace.query('SigninLogs', october);
    // THEN every day is there once
    if (outcome.status === 'failed') throw new Error(outcome.message);
    expect(outcome.status).toBe('complete');
    expect(outcome.rows.map(([cell]) => JSON.stringify(cell).slice(9, 11))).toEqual(
      Array.from({ length: 31 }, (_, index) => String(index + 1).padStart(2, '0')),
    );
    // Eleven would do; halves do not fit days.
    expect(outcome.effort?.parts).toBeGreaterThanOrEqual(11);
    expect(outcome.effort?.parts).toBeLessThanOrEqual(16);
    expect(outcome.effort?.requests).toHaveLength(messages.length);
  });
});
