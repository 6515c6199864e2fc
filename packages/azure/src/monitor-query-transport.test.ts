import { EventEmitter, once } from 'node:events';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createAzureWorkspace } from './azure-workspace.ts';
import { customerId, october, oneRow, openWorkspace, signedIn, workspaceId } from './testing/contoso.ts';
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

describe('an abort', () => {
  it('ends a query under way with the reason, at once', async () => {
    // GIVEN a service that says nothing
    stub.answerWith('silence');
    const stop = new AbortController();
    const reason = new Error('the person pressed Ctrl-C');
    const { workspace, attempts } = openWorkspace(stub);
    const arrived = stub.nextQuery();
    const outcome = workspace.query('SigninLogs', october, stop.signal);
    await arrived;
    // WHEN it is aborted
    stop.abort(reason);
    // THEN it rejects with that reason, and nothing is tried again
    await expect(outcome).rejects.toBe(reason);
    expect(attempts).toEqual([]);
  });

  it('ends a sign-in that does not listen', async () => {
    // GIVEN a credential that never comes back
    const stop = new AbortController();
    const reason = new Error('stop');
    const news = new EventEmitter();
    const began = once(news, 'sign-in');
    const { workspace } = openWorkspace(stub, {
      credential: {
        getToken: () => {
          news.emit('sign-in');
          return new Promise(() => undefined);
        },
      },
    });
    const outcome = workspace.query('SigninLogs', october, stop.signal);
    await began;
    // WHEN it is aborted
    stop.abort(reason);
    // THEN the query ends
    await expect(outcome).rejects.toBe(reason);
  });

  it('ends a pause between attempts', async () => {
    // GIVEN a busy service, the real pause, and an abort as soon as the first answer is in
    stub.answerWith({ status: 429, body: throttled });
    const stop = new AbortController();
    const reason = new Error('stop');
    const workspace = createAzureWorkspace({
      workspaceId,
      customerId: customerId,
      credential: signedIn,
      endpoint: stub.origin,
      certificateAuthority: stub.certificateAuthority,
      clock: { now: () => 0 },
      onAttempt: () => {
        queueMicrotask(() => stop.abort(reason));
      },
    });
    // WHEN it is queried
    const outcome = workspace.query('SigninLogs', october, stop.signal);
    // THEN it rejects without the pause of seconds, after one request
    await expect(outcome).rejects.toBe(reason);
    expect(stub.queries).toHaveLength(1);
  });

  it('before the query sends nothing', async () => {
    // GIVEN an aborted signal
    const reason = new Error('stop');
    // WHEN a query is asked for
    const outcome = openWorkspace(stub).workspace.query('SigninLogs', october, AbortSignal.abort(reason));
    // THEN it rejects, and nothing was sent
    await expect(outcome).rejects.toBe(reason);
    expect(stub.queries).toHaveLength(0);
  });
});

describe('a service that cannot be reached', () => {
  it('is a timeout when it says nothing for as long as allowed', async () => {
    // GIVEN a silent service and little patience
    stub.answerWith('silence');
    // WHEN it is queried
    const { workspace } = openWorkspace(stub, { limits: { serverTimeoutSeconds: 1, graceSeconds: 0 } });
    const outcome = await workspace.query('SigninLogs', october);
    // THEN the outcome is a timeout
    expect(outcome).toMatchObject({ status: 'failed', reason: 'timeout', code: 'MXDR-AZURE-NO-ANSWER' });
  });

  it('is unreachable, after all attempts, when nobody listens', async () => {
    // GIVEN a port that was just given up
    const gone = await startServiceStub();
    await gone.close();
    const { workspace, pauses } = openWorkspace(stub, { endpoint: gone.origin, limits: { maxAttempts: 2 } });
    // WHEN it is queried
    const outcome = await workspace.query('SigninLogs', october);
    // THEN it was tried twice
    expect(outcome).toMatchObject({ status: 'failed', reason: 'unreachable', code: 'MXDR-AZURE-UNREACHABLE' });
    expect(pauses).toEqual([5000]);
  });

  it('names NODE_EXTRA_CA_CERTS when its certificate is not trusted', async () => {
    // GIVEN a stub whose certificate nobody vouches for
    const { workspace } = openWorkspace(stub);
    const props = { workspaceId, customerId: customerId, endpoint: stub.origin, clock: { now: () => 0 } };
    const untrusting = createAzureWorkspace({
      ...props,
      credential: signedIn,
    });
    // WHEN it is queried with and without the authority
    const outcome = await untrusting.query('SigninLogs', october);
    const trusting = await workspace.query('SigninLogs', october);
    // THEN only the one without fails, and says what to set
    expect(outcome).toMatchObject({
      reason: 'unreachable',
      code: 'MXDR-AZURE-CERTIFICATE-UNTRUSTED',
      mend: expect.stringContaining('NODE_EXTRA_CA_CERTS'),
    });
    expect(trusting.status).toBe('complete');
  });
});
