import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { WorkspaceServer } from './start-workspace-server.ts';
import { ask, clientId, codesOf, contoso, fabrikam, operatorTenantId, rowsOf, startContosoServer } from './testing/contoso-server.ts';

let server: WorkspaceServer;
beforeAll(async () => {
  server = await startContosoServer();
});
afterAll(async () => {
  await server.close();
});

const users = 'SigninLogs | project UserPrincipalName | sort by UserPrincipalName asc';
const contosoPath = `/v1/workspaces/${contoso.workspaceId}/query`;

describe('a query', () => {
  it.each([
    ['a duration up to now', 'P1D', ['carl']],
    ['two instants, the end included', '2026-11-01T00:00:00Z/2026-11-02T07:30:00Z', ['bea', 'carl']],
    ['an end one tick earlier', '2026-11-01T00:00:00Z/2026-11-02T07:29:59.9999999Z', ['bea']],
    ['an instant and a duration', '2026-10-31T23:00:00Z/PT1H', ['anna', 'bea']],
    ['a duration and an instant', 'PT1H/2026-10-31T23:59:59.9999999Z', ['anna']],
    ['an empty timespan, as the SDK writes none', '', ['anna', 'bea', 'carl']],
  ])('keeps to %s', async (_case, timespan, names) => {
    // GIVEN three sign-ins around midnight
    // WHEN they are asked for within the timespan
    const answer = await ask(server, users, { timespan });
    // THEN those within come back
    expect(rowsOf(answer)).toEqual(names.map((name) => [name]));
  });

  it('has the same answer with GET, and by the id of the resource', async () => {
    // GIVEN one question
    const parameters = new URLSearchParams({ query: users, timespan: 'PT32H' });
    // WHEN it is asked in the three ways that there are
    const posted = await ask(server, users, { timespan: 'PT32H' });
    const got = await ask(server, '', { method: 'GET', path: `${contosoPath}?${parameters.toString()}` });
    const byResource = await ask(server, users, {
      timespan: 'PT32H',
      path: '/v1//subscriptions/A4C3D2E1-0f9e-4d8c-b7a6-95847362b101/resourceGroups/rg/providers/microsoft.operationalinsights/workspaces/log-contoso/query',
    });
    // THEN the answers are the same
    expect(rowsOf(posted)).toEqual([['bea'], ['carl']]);
    expect(got.text).toBe(posted.text);
    expect(byResource.text).toBe(posted.text);
  });

  it('gets statistics and the wish for a chart only when it asks for them', async () => {
    // GIVEN a query that renders
    const query = 'SigninLogs | summarize count() by UserPrincipalName | render piechart';
    // WHEN it is asked without and with them
    const plain = JSON.parse((await ask(server, query)).text) as object;
    const prefer = 'wait=30,include-statistics=true,include-render=true';
    const full = JSON.parse((await ask(server, query, { headers: { Prefer: prefer } })).text) as object;
    // THEN they are there only the second time
    expect(Object.keys(plain)).toEqual(['tables']);
    expect(full).toMatchObject({
      render: { visualization: 'piechart' },
      statistics: { query: { inputDatasetStatistics: { rows: { scanned: 3 } }, datasetStatistics: [{ tableRowCount: 3 }] } },
    });
  });

  it('over two workspaces has the rows of both', async () => {
    // GIVEN the operator, who may read both
    const token = server.token({ tenantId: operatorTenantId, clientId });
    // WHEN both are asked at once
    const body = JSON.stringify({ query: users, workspaces: [fabrikam.workspaceId] });
    const answer = await ask(server, '', { token, body });
    // THEN the rows of both are there
    expect(rowsOf(answer)).toEqual([['anna'], ['bea'], ['carl'], ['fred']]);
  });
});

describe('a token', () => {
  const told = { tenantId: contoso.tenantId, clientId };
  it.each([
    ['none', () => '', ['AuthorizationRequiredError']],
    ['none of ours', () => 'e30.e30.AAAA', ['InvalidTokenError', 'SignatureVerificationFailed']],
    [
      'for another audience',
      () => server.token({ ...told, audience: 'https://graph.microsoft.com' }),
      ['InvalidTokenError', 'InvalidAudience'],
    ],
    ['that has expired', () => server.token({ ...told, lifetimeSeconds: 0 }), ['InvalidTokenError', 'TokenExpired']],
  ])('that is %s opens nothing', async (_case, token, codes) => {
    // GIVEN such a token
    // WHEN a query is asked with it
    const answer = await ask(server, users, { token: token() });
    // THEN it is refused as the service refuses it
    expect(answer.status).toBe(401);
    expect(codesOf(answer)).toEqual(codes);
    expect(answer.headers['www-authenticate']).toContain('Bearer');
  });

  it('opens the workspaces of its tenant and of those that let it in, alone or together', async () => {
    // GIVEN tokens of both customers
    const own = server.token({ tenantId: fabrikam.tenantId, clientId });
    // WHEN Contoso is asked with Fabrikam's, directly and beside Fabrikam itself
    const direct = await ask(server, users, { token: own });
    const beside = await ask(server, '', {
      token: own,
      path: `/v1/workspaces/${fabrikam.workspaceId}/query`,
      body: JSON.stringify({ query: users, workspaces: [contoso.workspaceId] }),
    });
    const allowed = await ask(server, users, { token: own, path: `/v1/workspaces/${fabrikam.workspaceId}/query` });
    // THEN Contoso stays closed
    expect([direct.status, codesOf(direct), beside.status]).toEqual([403, ['InsufficientAccessError'], 403]);
    expect(rowsOf(allowed)).toEqual([['fred']]);
  });
});

describe('a question that cannot be answered', () => {
  it.each([
    ['wrong syntax', 'SigninLogs | where', 400, ['BadArgumentError', 'SyntaxError', 'SYN0002'], { line: 1, pos: 18 }],
    ['an unknown column', 'SigninLogs | where Nope == 1', 400, ['BadArgumentError', 'SemanticError', 'SEM0100'], { line: 1, pos: 19 }],
    ['an unknown table', 'Nope_CL | count', 400, ['BadArgumentError', 'SemanticError', 'SEM0100'], {}],
    ['what only the service does', 'print series_fft(dynamic([1]))', 501, ['NotSupportedHere', 'MXDR-KQL-UNSUPPORTED'], {}],
    ['nothing', '  ', 400, ['BadArgumentError', 'ParameterError', 'InvalidParameter'], {}],
  ])('because of %s names it', async (_case, query, status, codes, place) => {
    // GIVEN such a query
    // WHEN it is asked
    const answer = await ask(server, query);
    // THEN the error is as the service's, with the place in the query
    expect([answer.status, codesOf(answer)]).toEqual([status, codes]);
    expect(JSON.stringify(JSON.parse(answer.text))).toContain(JSON.stringify(place).slice(1, -1));
  });

  it.each([
    ['a timespan that is none', { body: '{"query":"print 1","timespan":"yesterday"}' }, 400, 'BadArgumentError'],
    ['a body that is no JSON', { body: 'query=print 1' }, 400, 'BadArgumentError'],
    ['workspaces that are no list', { body: '{"query":"print 1","workspaces":7}' }, 400, 'BadArgumentError'],
    [
      'too many workspaces',
      { body: JSON.stringify({ query: 'print 1', workspaces: Array(100).fill(contoso.workspaceId) }) },
      400,
      'BadArgumentError',
    ],
    ['a workspace that is not there', { path: '/v1/workspaces/00000000-0000-4000-8000-000000000000/query' }, 404, 'WorkspaceNotFoundError'],
    ['a path that is not there', { path: '/v2/workspaces/x/query' }, 404, 'PathNotFoundError'],
    ['a method that is not there', { method: 'PUT' }, 404, 'PathNotFoundError'],
    ['too long a body', { body: `{"query":"${'x'.repeat(4_200_000)}"}` }, 413, 'PayloadTooLarge'],
  ])('because of %s says so', async (_case, options, status, code) => {
    // GIVEN such a request
    // WHEN it is sent
    const answer = await ask(server, 'print 1', options);
    // THEN it is refused
    expect([answer.status, codesOf(answer)[0]]).toEqual([status, code]);
  });

  it('names the missing table as the service does', async () => {
    expect((await ask(server, 'Nope_CL | count')).text).toContain("Failed to resolve table or column expression named 'Nope_CL'");
  });

  it('without a content type is 200 with nothing', async () => {
    // GIVEN a right question
    // WHEN it is sent without saying what it is
    const answer = await ask(server, 'print 1', { isTyped: false });
    // THEN there is no error and no answer, as measured of the service
    expect([answer.status, answer.text]).toEqual([200, '']);
  });

  it('under the name of another host is refused before anything is read', async () => {
    const answer = await ask(server, 'print 1', { headers: { Host: 'attacker.example' } });
    expect(answer.status).toBe(421);
  });
});

describe('the server', () => {
  it('listens on this machine only', async () => {
    await expect(startContosoServer({ host: '0.0.0.0' })).rejects.toMatchObject({ code: 'MXDR-SERVE-ADDRESS-REFUSED' });
  });

  it('says which port it could not have', async () => {
    await expect(startContosoServer({ port: server.port })).rejects.toMatchObject({
      code: 'MXDR-SERVE-PORT-UNUSABLE',
      message: expect.stringContaining(String(server.port)),
    });
  });

  it.each([
    [{ workspaces: [{ id: 'contoso', tenantId: 'x' }] }, 'MXDR-SERVE-WORKSPACE-ID-INVALID'],
    [{ limits: { concurrent: 0 } }, 'MXDR-SERVE-LIMIT-INVALID'],
  ])('is not started with %j', async (props, code) => {
    await expect(startContosoServer(props as never)).rejects.toMatchObject({ code });
  });

  it('never notes a token', async () => {
    const token = server.token({ tenantId: contoso.tenantId, clientId });
    await ask(server, users, { token });
    expect(JSON.stringify(server.log.queries)).not.toContain(token.split('.')[2]);
    expect(server.log.queries.at(-1)).toMatchObject({
      status: 200,
      caller: { tenantId: contoso.tenantId },
      workspaceId: contoso.workspaceId,
    });
  });
});
