import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { WorkspaceServer } from '../start-workspace-server.ts';
import { ask, clientId, contoso, fabrikam, startContosoServer } from '../testing/contoso-server.ts';

const program = fileURLToPath(new URL('../testing/ask-as-kusto.ts', import.meta.url));
let server: WorkspaceServer;
const folder = mkdtempSync(path.join(tmpdir(), 'mxdr-kusto-'));
beforeAll(async () => {
  server = await startContosoServer({ limits: { rows: 100 } });
});
afterAll(async () => {
  await server.close();
  rmSync(folder, { recursive: true, force: true });
});

const token = (audience: string): string => server.token({ tenantId: contoso.tenantId, clientId, audience });

async function askAsKusto(
  questions: readonly Readonly<Record<string, unknown>>[],
  options: { readonly database?: string; readonly token?: string } = {},
): Promise<readonly unknown[]> {
  const certificate = path.join(folder, 'ca.pem');
  writeFileSync(certificate, server.certificateAuthority);
  const child = spawn(process.execPath, ['--import', 'tsx', program, server.origin, options.database ?? contoso.workspaceId], {
    env: { ...process.env, NODE_EXTRA_CA_CERTS: certificate },
    stdio: ['pipe', 'pipe', 'pipe'],
  });
  child.stdin.end(JSON.stringify({ token: options.token ?? token('https://kusto.kusto.windows.net'), questions }));
  const [output, errors] = await Promise.all([text(child.stdout), text(child.stderr)]);
  if (output === '') throw new Error(errors);
  return JSON.parse(output) as readonly unknown[];
}

describe("Microsoft's client for Azure Data Explorer", () => {
  it('gets rows in both forms, commands, and errors that say what is wrong', async () => {
    // GIVEN questions of every kind
    const users = 'SigninLogs | summarize Count=count() by UserPrincipalName | sort by UserPrincipalName asc | take 2';
    const types = 'print t=datetime(2026-10-01T00:00:00.5), s=1.5h, d=dynamic({"a":[1]}), r=real(nan), b=true, e=""';
    const questions = [
      { how: 'query', text: users },
      { how: 'query-v1', text: users },
      { how: 'query', text: types, options: { servertimeout: 60_000 } },
      { how: 'command', text: '.show databases' },
      { how: 'command', text: '.show tables' },
      { how: 'command', text: ".show table ['SigninLogs'] cslschema" },
      { how: 'command', text: '.show version' },
      { how: 'query', text: 'SigninLogs | where Nope == 1' },
      { how: 'query', text: 'range x from 1 to 101 step 1' },
      { how: 'query', text: 'print 1', options: { query_datetimescope_from: '2026-10-01' } },
      { how: 'command', text: '.drop table SigninLogs' },
    ];
    // WHEN they are asked
    const answers = await askAsKusto(questions);
    // THEN each is answered as the client understands it
    const counts = [
      { UserPrincipalName: 'anna', Count: 1 },
      { UserPrincipalName: 'bea', Count: 1 },
    ];
    expect(answers[0]).toEqual(counts);
    expect(answers[1]).toEqual(counts);
    expect(answers[2]).toEqual([{ t: '2026-10-01T00:00:00.500Z', s: 5_400_000, d: '{"a":[1]}', r: 'NaN', b: true, e: '' }]);
    expect(answers[3]).toMatchObject([{ DatabaseName: contoso.workspaceId, IsCurrent: true }]);
    expect(answers[4]).toMatchObject([{ TableName: 'SigninLogs' }]);
    expect(answers[5]).toMatchObject([{ TableName: 'SigninLogs', Schema: expect.stringContaining('UserPrincipalName:string') }]);
    expect(answers[6]).toMatchObject([{ ServiceType: 'Engine' }]);
    expect(answers[7]).toMatchObject({
      status: 400,
      data: { error: { code: 'General_BadRequest', '@message': expect.stringContaining('Nope') } },
    });
    expect(answers[8]).toEqual({ message: expect.stringContaining('E_QUERY_RESULT_SET_TOO_LARGE') });
    expect(answers[9]).toMatchObject({ status: 501, data: { error: { '@message': expect.stringContaining('query_datetimescope_from') } } });
    expect(answers[10]).toMatchObject({ status: 501, data: { error: { '@message': expect.stringContaining('.drop table') } } });
  });
});

describe("Azure Data Explorer's addresses", () => {
  const asked = (changes: object, path_ = '/v2/rest/query', tokenText = token(server.origin)) =>
    ask(server, '', {
      path: path_,
      token: tokenText,
      body: JSON.stringify({ db: contoso.workspaceId, csl: 'SigninLogs | count', ...changes }),
    });

  it.each([
    ['a token of Log Analytics', () => token('https://api.loganalytics.io'), {}, 200],
    ['a token of anything else', () => token('https://graph.microsoft.com'), {}, 401],
    ["another tenant's workspace", () => token('https://kusto.kusto.windows.net'), { db: fabrikam.workspaceId }, 403],
    ['a database that is not there', () => token('https://kusto.kusto.windows.net'), { db: 'nope' }, 400],
    ['whichever database there is', () => token('https://kusto.kusto.windows.net'), { db: 'NetDefaultDB' }, 200],
    ['no database', () => token('https://kusto.kusto.windows.net'), { db: '' }, 400],
    ['parameters', () => token('https://kusto.kusto.windows.net'), { properties: '{"Parameters":{"x":"1"}}' }, 501],
  ])('answer %s with the right status', async (_case, tokenOf, changes, status) => {
    expect((await asked(changes, '/v2/rest/query', tokenOf())).status).toBe(status);
  });

  it('are found by what a client reads first, without a token', async () => {
    const answer = await ask(server, '', { method: 'GET', path: '/v1/rest/auth/metadata', token: '' });
    expect(JSON.parse(answer.text)).toMatchObject({ AzureAD: { LoginEndpoint: server.origin } });
  });

  it('answer GET as well', async () => {
    const parameters = new URLSearchParams({ db: contoso.workspaceId, csl: 'SigninLogs | count' });
    const answer = await ask(server, '', { method: 'GET', path: `/v1/rest/query?${parameters.toString()}` });
    expect(JSON.parse(answer.text)).toMatchObject({
      Tables: [{ TableName: 'Table_0', Columns: [{ ColumnType: 'long' }], Rows: [[3]] }, {}, {}, {}],
    });
  });
});
