import { execFile, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { errorBlock, program, repository, runMxdr } from './run-mxdr.ts';

const run = promisify(execFile);
const hasCurl = spawnSync('curl', ['--version']).status === 0;
const home = mkdtempSync(path.join(tmpdir(), 'mxdr-serve-e2e-'));
const tables = path.join(home, "contoso's tables");
const files = path.join(home, 'handed over');
const workspaceId = '22222222-2222-4222-8222-222222222222';
const tenantId = '33333333-3333-4333-8333-333333333333';

let server: ReturnType<typeof spawn>;
let stdout = '';
let stderr = '';
let ended: Promise<unknown[]>;
beforeAll(async () => {
  mkdirSync(tables);
  writeFileSync(
    path.join(tables, 'SigninLogs.ndjson'),
    ['2026-10-30T08:00:00Z', '2026-10-31T09:00:00Z', '2026-10-31T10:00:00Z']
      .map((TimeGenerated) => JSON.stringify({ TimeGenerated, UserPrincipalName: 'anna@contoso.example' }))
      .join('\n'),
  );
  const args = ['workspace', 'serve', '--local', tables, '--files', files, '--now', '2026-10-31T12:00:00Z', '--fail', 'throttled:2'];
  server = spawn(process.execPath, [program, ...args], {
    cwd: repository,
    env: { ...process.env, NO_COLOR: '1' },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  ended = once(server, 'exit');
  server.stderr?.on('data', (part: Buffer) => {
    stderr += part.toString();
  });
  server.stdout?.on('data', (part: Buffer) => {
    stdout += part.toString();
  });
  await vi.waitUntil(() => stdout.includes('/v2/rest/query'), { timeout: 60_000 });
});
afterAll(() => {
  server.kill('SIGKILL');
  rmSync(home, { recursive: true, force: true });
});

/** The line under a heading of what the server printed. */
function lineUnder(heading: string): string {
  const lines = stdout.split('\n');
  return lines[lines.findIndex((line) => line.startsWith(heading)) + 1]?.trim() ?? '';
}

const paste = async (line: string): Promise<string> => (await run('sh', ['-c', line])).stdout;

describe.skipIf(process.platform === 'win32')('mxdr workspace serve', () => {
  it.skipIf(!hasCurl)('answers the line for curl as it is printed, fails when told to, and counts days back from --now', async () => {
    // GIVEN the line for curl
    const line = lineUnder('curl:');
    // WHEN it is pasted, twice, and then asked for the last day
    const first = JSON.parse(await paste(line));
    const second = JSON.parse(await paste(line));
    const lastDay = JSON.parse(await paste(line.replace('"}', '","timespan":"P1D"}')));
    // THEN the second was throttled as demanded
    expect(first.tables[0].rows).toEqual([[3]]);
    expect(second.error.code).toBe('ThrottledError');
    expect(lastDay.tables[0].rows).toEqual([[2]]);
    expect(stderr).toContain('429');
  });

  it('answers the line for Node as it is printed', async () => {
    expect(JSON.parse(await paste(lineUnder('Node:')))).toMatchObject({ tables: [{ rows: [[3]] }] });
  });

  it.skipIf(!hasCurl)('answers the line for Azure Data Explorer as it is printed', async () => {
    expect(JSON.parse(await paste(lineUnder('Clients of Azure Data Explorer')))).toContainEqual(
      expect.objectContaining({ TableKind: 'PrimaryResult', Rows: [[3]] }),
    );
  });

  it('signs in and answers the SDK behind the adapter, with nothing but the settings that it printed', async () => {
    // GIVEN a program that knows only its environment
    const script = `
      import { createAzureWorkspace, createCredential, readAssertionFile } from '@mxdr/azure';
      const { AZURE_AUTHORITY_HOST: host, AZURE_TENANT_ID: tenantId, AZURE_CLIENT_ID: clientId, AZURE_FEDERATED_TOKEN_FILE: file } = process.env;
      const credential = createCredential({ kind: 'workload-identity', tenantId, clientId, assertion: readAssertionFile(file), authorityHost: host });
      const workspace = createAzureWorkspace({ workspaceId: '${workspaceId}', customerId: 'contoso', credential, endpoint: host, clock: { now: () => Date.now() } });
      const outcome = await workspace.query('SigninLogs | count', { start: '2026-10-31T00:00:00Z', end: '2026-11-01T00:00:00Z' });
      process.stdout.write(JSON.stringify(outcome));`;
    const line = lineUnder('Azure SDK');
    // WHEN it is run in a shell that has them
    const { stdout: told } = await run('sh', ['-c', `${line}; exec ${process.execPath} --input-type=module -e "$SCRIPT"`], {
      cwd: path.join(repository, 'test'),
      env: { ...process.env, SCRIPT: script },
    });
    // THEN it has its answer
    expect(JSON.parse(told)).toMatchObject({ status: 'complete', rows: [[2]] });
  });

  it('prints no secret, keeps them where only this user can read, and takes them away when it is told to stop', async () => {
    // GIVEN what it handed over
    const token = readFileSync(path.join(files, 'authorization'), 'utf8').replace('Authorization: Bearer ', '').trim();
    const assertion = readFileSync(path.join(files, 'assertion'), 'utf8');
    // WHEN it is told to stop
    server.kill('SIGTERM');
    const [code] = await ended;
    // THEN it ends well, with nothing left behind and nothing said
    expect(code).toBe(0);
    expect(readdirSync(files)).toEqual([]);
    for (const secret of [token, assertion]) expect(`${stdout}${stderr}`).not.toContain(secret);
    expect(stderr).toContain('stopping');
  });

  it.each([
    [['--host', '0.0.0.0'], 'MXDR-SERVE-ADDRESS-REFUSED'],
    [['--fail', 'fire'], 'MXDR-CLI-OPTION-INVALID'],
  ])('refuses %j', async (args, code) => {
    const result = await runMxdr(['workspace', 'serve', '--local', tables, ...args]);
    expect(result.code).toBe(3);
    expect(result.stderr).toMatch(errorBlock(code));
    expect(existsSync(path.join(files, 'authorization'))).toBe(false);
  });

  it('tells a program the same as JSON', async () => {
    const result = await runMxdr(['workspace', 'serve', '--local', tables, '--json'], { interruptAt: '"files"' });
    expect(JSON.parse(result.stdout)).toMatchObject({
      schemaVersion: 1,
      workspaceId,
      tenantId,
      files: { certificate: expect.any(String) },
    });
    expect(result.code).toBe(0);
  });
});
