import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { october, oneRow, openWorkspace } from './testing/contoso.ts';
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

const throttled = { error: { code: 'ThrottledError', message: 'Rate limit is reached' } };

describe('another attempt', () => {
  it('is made after 429 with the time that the service names', async () => {
    // GIVEN a service that is busy once and names seven seconds
    stub.answerWith({ status: 429, headers: { 'Retry-After': '7' }, body: throttled }, { status: 200, body: oneRow });
    const { workspace, pauses, attempts } = openWorkspace(stub);
    // WHEN it is queried
    const outcome = await workspace.query('SigninLogs', october);
    // THEN the second attempt succeeds after seven seconds
    expect(outcome.status).toBe('complete');
    expect(pauses).toEqual([7000]);
    expect(attempts).toEqual([
      { attempt: 1, status: 429, requestId: 'request-1', queuedMs: expect.any(Number), pauseMs: 7000 },
      { attempt: 2, status: 200, requestId: 'request-1', queuedMs: expect.any(Number) },
    ]);
    expect(outcome.effort?.requests).toEqual(attempts.map(({ attempt: _number, ...request }) => request));
  });

  it('is made after 429 without a time, in doubling pauses, until the budget is spent', async () => {
    // GIVEN a service that stays busy and names no time
    stub.answerWith({ status: 429, body: throttled });
    const { workspace, pauses } = openWorkspace(stub, { limits: { maxAttempts: 4 } });
    // WHEN it is queried
    const outcome = await workspace.query('SigninLogs', october);
    // THEN four requests went out, and the outcome is throttled
    expect(outcome).toMatchObject({ status: 'failed', reason: 'throttled', code: 'MXDR-AZURE-THROTTLED' });
    expect(stub.queries).toHaveLength(4);
    expect(pauses).toEqual([5000, 10_000, 20_000]);
  });

  it('is spread by a quarter either way', async () => {
    // GIVEN the least and the greatest random number
    stub.answerWith({ status: 503, body: {} });
    const low = openWorkspace(stub, { limits: { maxAttempts: 2 }, random: () => 0 });
    const high = openWorkspace(stub, { limits: { maxAttempts: 2 }, random: () => 1 });
    // WHEN both wait
    await low.workspace.query('SigninLogs', october);
    await high.workspace.query('SigninLogs', october);
    // THEN their pauses lie apart
    expect([low.pauses, high.pauses]).toEqual([[3750], [6250]]);
  });

  it('is not made when the service asks for a longer pause than allowed', async () => {
    // GIVEN a service that names an hour
    stub.answerWith({ status: 429, headers: { 'Retry-After': '3600' }, body: throttled });
    const { workspace, pauses } = openWorkspace(stub);
    // WHEN it is queried
    const outcome = await workspace.query('SigninLogs', october);
    // THEN the person is told how long to wait
    expect(pauses).toEqual([]);
    expect(outcome).toMatchObject({ reason: 'throttled', mend: expect.stringContaining('3600 s') });
  });

  it.each([400, 403, 404, 504])('is not made after %i', async (status) => {
    // GIVEN such an answer
    stub.answerWith({ status, body: {} });
    // WHEN it is queried
    await openWorkspace(stub).workspace.query('SigninLogs', october);
    // THEN one request went out
    expect(stub.queries).toHaveLength(1);
  });
});
