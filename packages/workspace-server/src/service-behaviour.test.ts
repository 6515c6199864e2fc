import { afterEach, describe, expect, it } from 'vitest';
import type { Fault, FaultRule } from './fault.ts';
import type { WorkspaceServer } from './start-workspace-server.ts';
import { ask, clientId, codesOf, contoso, fabrikam, nowMs, rowsOf, servedRows, startContosoServer } from './testing/contoso-server.ts';

let server: WorkspaceServer;
afterEach(async () => {
  await server.close();
});

const users = 'SigninLogs | project UserPrincipalName';

describe('a fault on demand', () => {
  it.each<readonly [Fault, number, string]>([
    [{ kind: 'throttled' }, 429, 'ThrottledError'],
    [{ kind: 'denied' }, 403, 'InsufficientAccessError'],
    [{ kind: 'token-expired' }, 401, 'InvalidTokenError TokenExpired'],
    [{ kind: 'gateway-timeout' }, 504, 'GatewayTimeout GatewayTimeout'],
    [{ kind: 'status', status: 503, code: 'ServiceUnavailable' }, 503, 'ServiceUnavailable'],
    [{ kind: 'invalid', of: 'syntax' }, 400, 'BadArgumentError SyntaxError SYN0002'],
    [{ kind: 'invalid', of: 'table' }, 400, 'BadArgumentError SemanticError SEM0100'],
    [{ kind: 'invalid', of: 'column' }, 400, 'BadArgumentError SemanticError SEM0100'],
    [{ kind: 'invalid', of: 'argument' }, 400, 'BadArgumentError QueryValidationError'],
  ])('%j happens once, then all is well', async (fault, status, codes) => {
    // GIVEN a server that is told to fail
    server = await startContosoServer();
    server.fail({ fault });
    // WHEN it is asked twice
    const [first, second] = [await ask(server, users), await ask(server, users)];
    // THEN only the first goes wrong, in the service's words
    expect([first.status, codesOf(first).join(' '), second.status]).toEqual([status, codes, 200]);
    expect(server.log.queries.map(({ fault: kind }) => kind)).toEqual([fault.kind, undefined]);
  });

  it.each<readonly [Fault, string | undefined]>([
    [{ kind: 'throttled', retryAfter: { seconds: 7 } }, '7'],
    [{ kind: 'throttled', retryAfter: { dateInMs: 90_000 } }, 'Mon, 02 Nov 2026 08:01:30 GMT'],
    [{ kind: 'throttled' }, undefined],
  ])('%j tells when to come back in that form', async (fault, retryAfter) => {
    server = await startContosoServer();
    server.fail({ fault });
    expect((await ask(server, users)).headers['retry-after']).toBe(retryAfter);
  });

  it.each<readonly [Fault]>([[{ kind: 'reset', after: 'nothing' }], [{ kind: 'reset', after: 'half' }]])(
    '%j breaks the connection',
    async (fault) => {
      server = await startContosoServer();
      server.fail({ fault });
      await expect(ask(server, users)).rejects.toThrow(/hang up|aborted|ECONNRESET/);
      expect((await ask(server, users)).status).toBe(200);
    },
  );

  it('of no answer keeps the client waiting until it gives up', async () => {
    // GIVEN a server that says nothing
    server = await startContosoServer();
    server.fail({ fault: { kind: 'silence' } });
    const patience = new AbortController();
    const asked = ask(server, users, { signal: patience.signal });
    // WHEN a client gives up once its question has arrived
    await expect.poll(() => server.log.usage().length).toBe(1);
    patience.abort();
    await expect(asked).rejects.toThrow('aborted');
    // THEN the query is noted as one without an answer
    await expect.poll(() => server.log.queries.length).toBe(1);
    expect(server.log.queries[0]).toMatchObject({ status: undefined, fault: 'silence' });
  });

  it.each<readonly [Fault, string]>([
    [{ kind: 'empty' }, '200 0'],
    [{ kind: 'no-content' }, '204 0'],
  ])('%j has no body', async (fault, expected) => {
    server = await startContosoServer();
    server.fail({ fault });
    const { status, text } = await ask(server, users);
    expect(`${status} ${text.length}`).toBe(expected);
  });

  it('cuts the body in half, with a length that fits', async () => {
    server = await startContosoServer();
    server.fail({ fault: { kind: 'truncated' } });
    const [cut, whole] = [await ask(server, users), await ask(server, users)];
    expect(cut.status).toBe(200);
    expect(cut.text).toBe(whole.text.slice(0, Math.floor(whole.text.length / 2)));
  });

  it('leaves rows out and says so', async () => {
    server = await startContosoServer();
    server.fail({ fault: { kind: 'partial', rows: 2 } });
    const answer = await ask(server, users);
    expect(rowsOf(answer)).toHaveLength(2);
    expect(JSON.parse(answer.text)).toMatchObject({ error: { code: 'PartialError', details: [{ innererror: { code: '-2133196799' } }] } });
  });

  it('dates a right answer by a wrong clock', async () => {
    server = await startContosoServer();
    server.fail({ fault: { kind: 'clock-skew', milliseconds: -3_600_000 } });
    const [skewed, right] = [await ask(server, users), await ask(server, users)];
    expect(skewed.headers.date).toBe('Mon, 02 Nov 2026 07:00:00 GMT');
    expect(right.headers.date).toBe('Mon, 02 Nov 2026 08:00:00 GMT');
    expect(rowsOf(skewed)).toEqual(rowsOf(right));
  });

  it.each<readonly [string, Omit<FaultRule, 'fault'>, readonly number[]]>([
    ['the third and fourth request', { from: 3, times: 2 }, [200, 200, 503, 503, 200]],
    ['every other one', { times: 9, when: ({ number }) => number % 2 === 0 }, [200, 503, 200, 503, 200]],
    ['another workspace', { workspaceId: fabrikam.workspaceId, times: 9 }, [200, 200, 200, 200, 200]],
    ['another tenant', { tenantId: fabrikam.tenantId, times: 9 }, [200, 200, 200, 200, 200]],
  ])('can be about %s', async (_case, rule, expected) => {
    server = await startContosoServer();
    server.fail({ fault: { kind: 'status', status: 503 }, ...rule });
    const statuses: number[] = [];
    for (let count = 0; count < 5; count += 1) statuses.push((await ask(server, users)).status);
    expect(statuses).toEqual(expected);
  });
});

describe('the limits', () => {
  it('let so many run at once; the log tells what the client did', async () => {
    // GIVEN queries that end when the test says so, of which two may run at once
    const running: (() => void)[] = [];
    const served = servedRows(contoso, { SigninLogs: [] });
    const workspace = {
      description: 'held',
      query: async (...question: Parameters<typeof served.workspace.query>) => {
        await new Promise<void>((resolve) => {
          running.push(resolve);
        });
        return served.workspace.query(...question);
      },
    };
    server = await startContosoServer({ workspaces: [{ ...served, workspace }], limits: { concurrent: 2 } });
    // WHEN six come, and end in the order in which they began
    const answers = Array.from({ length: 6 }, async () => ask(server, 'SigninLogs'));
    await expect.poll(() => server.log.usage()[0]?.queries, { timeout: 10_000 }).toBe(6);
    const began: number[] = [];
    for (let ended = 0; ended < 6; ended += 1) {
      await expect.poll(() => running.length).toBe(Math.min(6, ended + 2));
      began.push(running.length);
      running[ended]!();
    }
    // THEN two ran at any time, the others waited, and all were answered
    expect(began).toEqual([2, 3, 4, 5, 6, 6]);
    expect((await Promise.all(answers)).map(({ status }) => status)).toEqual([200, 200, 200, 200, 200, 200]);
    expect(server.log.usage()).toMatchObject([{ queries: 6, throttled: 0, maxConcurrent: 6, maxPerWindow: 6 }]);
  });

  it.each<readonly ['seconds' | 'date' | 'absent', string | undefined]>([
    ['seconds', '30'],
    ['date', 'Mon, 02 Nov 2026 08:00:30 GMT'],
    ['absent', undefined],
  ])('refuse beyond the rate, each identity for itself, and tell it as %s', async (retryAfter, header) => {
    // GIVEN two queries in 30 s for each identity
    server = await startContosoServer({ limits: { perWindow: 2 }, retryAfter });
    // WHEN one identity asks three times, and another once
    const answers = [await ask(server, users), await ask(server, users), await ask(server, users)];
    const other = await ask(server, users, { token: server.token({ tenantId: contoso.tenantId, clientId: fabrikam.tenantId }) });
    // THEN only its third is refused
    expect([...answers, other].map(({ status }) => status)).toEqual([200, 200, 429, 200]);
    expect(answers[2]?.headers['retry-after']).toBe(header);
    expect(server.log.usage().map(({ throttled }) => throttled)).toEqual([1, 0]);
  });

  it.each([
    ['rows', { rows: 2 }, 2, '2 records'],
    ['bytes', { answerBytes: 20 }, 2, '20 bytes'],
  ])('cut a result off at so many %s and say so', async (_case, limits, count, words) => {
    server = await startContosoServer({ limits });
    const answer = await ask(server, users);
    expect(answer.status).toBe(200);
    expect(rowsOf(answer)).toHaveLength(count);
    expect(answer.text).toContain(words);
  });

  it('end a query that takes longer than the request allows', async () => {
    // GIVEN a workspace that never answers by itself
    const served = servedRows({ tenantId: contoso.tenantId, workspaceId: '7b0d2f4e-9999-4222-8333-444455556666' }, {});
    const workspace = {
      description: 'slow',
      query: async (_text: string, _window: unknown, signal?: AbortSignal) =>
        new Promise<never>((_resolve, reject) => {
          signal?.addEventListener('abort', () => reject(new Error('aborted')));
        }),
    };
    server = await startContosoServer({ workspaces: [{ ...served, workspace }] });
    // WHEN it is given one second
    const answer = await ask(server, users, { path: `/v1/workspaces/${served.id}/query`, headers: { Prefer: 'wait=1' } });
    // THEN the answer is a timeout
    expect([answer.status, codesOf(answer)[0]]).toEqual([504, 'GatewayTimeout']);
  });
});

describe('a workspace', () => {
  it('that never received data answers 204', async () => {
    server = await startContosoServer({ workspaces: [servedRows(contoso, {}, { isEmpty: true })] });
    const answer = await ask(server, users);
    expect([answer.status, answer.text]).toEqual([204, '']);
  });

  it('writes every type as the service does', async () => {
    // GIVEN a cell of every type, and null of every type
    server = await startContosoServer();
    const query = `print b=true, i=int(7), l=9007199254740993, r=2.0, r2=1.5, nan=real(nan), inf=real(-inf), d=decimal(1.50),
      t=datetime(2026-10-01T00:00:00.12), t0=datetime(2026-10-01), ts=1d, ts2=1ms, g=guid(74be27de-1e4e-49d9-b579-fe0b331d3642), s="a\\"b",
      dyn=dynamic({"a":[1,"x"]}), nb=bool(null), ni=int(null), nt=datetime(null), ng=guid(null), nd=dynamic(null), ns=""`;
    // WHEN they are asked for
    const { text } = await ask(server, query);
    // THEN they are on the wire as the service writes them
    expect(text).toContain(
      '[true,7,9007199254740993,2.0,1.5,"NaN","-Infinity","1.50","2026-10-01T00:00:00.12Z","2026-10-01T00:00:00Z","1.00:00:00","00:00:00.0010000","74be27de-1e4e-49d9-b579-fe0b331d3642","a\\"b","{\\"a\\":[1,\\"x\\"]}",null,null,null,null,null,""]',
    );
  });
});

describe('the log', () => {
  it('keeps the last queries and counts all', async () => {
    server = await startContosoServer({ keptQueries: 2 });
    for (let count = 0; count < 3; count += 1)
      await ask(server, `${users} | take ${count}`, { timespan: 'P7D', headers: { Prefer: 'wait=9' } });
    expect(server.log.queryCount).toBe(3);
    expect(server.log.statuses).toEqual(new Map([[200, 3]]));
    expect(server.log.queries.map(({ number }) => number)).toEqual([2, 3]);
    expect(server.log.queries[1]).toMatchObject({
      at: nowMs,
      query: `${users} | take 2`,
      timespan: 'P7D',
      prefer: 'wait=9',
      caller: { clientId },
    });
  });
});
