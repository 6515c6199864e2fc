import { spawn } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { createCredential, openMonitorQuery } from '@mxdr/azure';
import type { LogWorkspace, QueryOutcome } from '@mxdr/core';
import { formatRecording, parseRecording, recordAnswers, replayRecording, tenantIdSchema } from '@mxdr/core';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { openMonitorQueryLogs, openMonitorQueryLogsWith } from '../../packages/azure/src/testing/monitor-query-logs-transport.ts';
import { abortCases } from './abort-cases.ts';
import type { AzureLab } from './azure-lab.ts';
import { clientId, contoso, createCanaryWatch, embeddedContoso, fabrikam, startAzureLab } from './azure-lab.ts';
import { cellCases } from './cell-cases.ts';
import type { ContractCase, DeedCase, Implementation, QuestionCase } from './contract-case.ts';
import { lacks, october } from './contract-case.ts';
import { failureCases } from './failure-cases.ts';
import { limitCases } from './limit-cases.ts';
import { queryCases, windowCases } from './query-cases.ts';
import { openRealWorkspace } from './real-workspace.ts';
import { requestCases } from './request-cases.ts';
import { signInCases } from './sign-in-cases.ts';

const questionCases: readonly QuestionCase[] = [...cellCases, ...windowCases, ...queryCases, ...failureCases];
const deedCases: readonly DeedCase[] = [...requestCases, ...abortCases, ...limitCases, ...signInCases];
const everyCase: readonly ContractCase[] = [...questionCases, ...deedCases];

const watch = createCanaryWatch();

/** Needs of a case that an implementation cannot meet. */
function lackedBy(implementation: Implementation, { needs }: ContractCase): readonly string[] {
  return needs.flatMap((need) => lacks[implementation][need] ?? []);
}

/** Cases that an implementation must pass, by their names. */
function forImplementation<Case extends ContractCase>(
  cases: readonly Case[],
  implementation: Implementation,
): readonly (readonly [string, Case])[] {
  return cases.filter((one) => lackedBy(implementation, one).length === 0).map((one) => [one.name, one] as const);
}

async function askCase(workspace: LogWorkspace, { text, window }: QuestionCase): Promise<QueryOutcome> {
  const outcome = await workspace.query(text, window === 'none' ? undefined : (window ?? october));
  watch.keep(outcome);
  return outcome;
}

function expectedOf(one: QuestionCase, implementation: Implementation): Readonly<Record<string, unknown>> {
  return one.differs?.[implementation]?.outcome ?? one.outcome;
}

/** Asks at the server with everything going wrong that the case wants. */
async function askAtServer(
  lab: AzureLab,
  one: QuestionCase,
  ask: (workspace: LogWorkspace) => Promise<QueryOutcome>,
): Promise<QueryOutcome> {
  lab.server.heal();
  for (const rule of one.faults ?? []) lab.server.fail(rule);
  lab.mark();
  const { workspace, pauses, attempts } = lab.open();
  const outcome = await ask(workspace);
  watch.keep(attempts);
  if (one.statuses !== undefined) {
    expect((await lab.seen(one.statuses.length)).map(({ status }) => status)).toEqual(one.statuses);
    // What the outcome tells of its requests is what the service saw.
    expect(outcome.effort?.requests.map(({ status }) => status)).toEqual(one.statuses);
  }
  if (one.pauses !== undefined) expect(pauses).toEqual(one.pauses);
  return outcome;
}

describe.each([
  ['monitor-query', undefined],
  ['monitor-query-logs', openMonitorQueryLogs],
] as const)('the adapter on @azure/%s', (implementation, openTransport) => {
  let lab: AzureLab;
  beforeAll(async () => {
    lab = await startAzureLab(openTransport, watch);
  });
  afterAll(async () => {
    watch.keep(lab.server.log.queries);
    watch.keep(lab.server.signIns);
    await lab.server.close();
  });

  it.each(forImplementation(questionCases, implementation))('%s', async (_name, one) => {
    const outcome = await askAtServer(lab, one, async (workspace) => askCase(workspace, one));
    expect(outcome).toMatchObject(expectedOf(one, implementation));
  });

  it.each(forImplementation(deedCases, implementation))('%s', async (_name, { run, serviceLimits }) => {
    // Limits are those of a server: one with its own is started for the case.
    const own = serviceLimits === undefined ? lab : await startAzureLab(openTransport, watch, serviceLimits);
    own.server.heal();
    own.mark();
    try {
      await expect(run(own)).resolves.toBeUndefined();
    } finally {
      watch.keep(own.server.log.queries);
      if (own !== lab) await own.server.close();
    }
  });
});

describe('a recording of the adapter', () => {
  let lab: AzureLab;
  beforeAll(async () => {
    lab = await startAzureLab(undefined, watch);
  });
  afterAll(async () => {
    await lab.server.close();
  });

  it.each(forImplementation(questionCases, 'recording'))('%s', async (_name, one) => {
    // GIVEN the answer of the service, recorded, written and read
    const asked: QueryOutcome[] = [];
    let text = '';
    await askAtServer(lab, one, async (workspace) => {
      const recorder = recordAnswers(workspace, contoso.customerId);
      const outcome = await askCase(recorder, one);
      asked.push(outcome);
      text = formatRecording(recorder.recording('2026-11-02T08:00:00.000Z'));
      return outcome;
    });
    watch.keep(text);
    const read = parseRecording(text, 'recording.json');
    if (!('value' in read)) throw new Error(JSON.stringify(read.problems));
    // WHEN it is asked again, with no service at all
    const outcome = await askCase(replayRecording(read.value), one);
    // THEN it answers the same
    expect(outcome).toMatchObject(expectedOf(one, 'recording'));
    expect(outcome).toEqual(asked[0]);
  });
});

describe('the embedded workspace', () => {
  it.each(forImplementation(questionCases, 'embedded'))('%s', async (_name, one) => {
    expect(await askCase(embeddedContoso, one)).toMatchObject(expectedOf(one, 'embedded'));
  });
});

const real = openRealWorkspace(process.env);
// Only where somebody gives one; CONTRIBUTING says how.
describe.each(real === undefined ? [] : [real])('$description', (workspace) => {
  it.each(forImplementation(questionCases, 'real'))('%s', async (_name, one) => {
    expect(await askCase(workspace, one)).toMatchObject(expectedOf(one, 'real'));
  });
});

describe('the contract', () => {
  it('has a name for each case, and a reason for each that an implementation is spared', () => {
    const names = everyCase.map(({ name }) => name);
    expect(new Set(names).size).toBe(names.length);
    expect(names.length).toBeGreaterThanOrEqual(60);
    const applying = Object.fromEntries(
      (['monitor-query', 'monitor-query-logs', 'recording', 'embedded', 'real'] as const).map((implementation) => [
        implementation,
        forImplementation(everyCase, implementation).length,
      ]),
    );
    // Both SDKs pass everything; whoever spares one a case says so here.
    expect(applying['monitor-query']).toBe(everyCase.length);
    expect(applying['monitor-query-logs']).toBe(everyCase.length);
    expect(applying['recording']).toBe(questionCases.length);
    for (const one of everyCase)
      for (const implementation of ['recording', 'embedded', 'real'] as const)
        for (const reason of lackedBy(implementation, one)) expect(reason).not.toBe('');
  });
});

describe('@azure/monitor-query-logs 1.0.0 by itself', () => {
  it('leaves the connection open after an abort, which is why its transport hands the signal on', async () => {
    // GIVEN the transport without its remedy
    const lab = await startAzureLab(openMonitorQueryLogsWith(false), watch);
    lab.server.fail({ fault: { kind: 'slow', milliseconds: 300 } });
    const stop = new AbortController();
    const query = lab.open().workspace.query('print 1', october, stop.signal);
    await new Promise((resolve) => setTimeout(resolve, 150));
    // WHEN a query is aborted
    stop.abort(new Error('stop'));
    await expect(query).rejects.toThrow('stop');
    // THEN the service works on, and answers nobody
    const [request] = await lab.seen(1);
    expect(request?.status).toBe(200);
    await lab.server.close();
  });
});

describe('the identity of a machine', () => {
  // Once for both SDKs: the credential looks for the machine's endpoint once in the life of a process.
  it('signs in where it belongs to the tenant, and is refused for another', async () => {
    const lab = await startAzureLab(undefined, watch);
    const { managedIdentity } = lab.server;
    watch.hide(managedIdentity!.header);
    vi.stubEnv('IDENTITY_ENDPOINT', managedIdentity!.endpoint);
    vi.stubEnv('IDENTITY_HEADER', managedIdentity!.header);
    try {
      const identity = { kind: 'managed-identity', clientId: lab.machineId } as const;
      const own = lab.watched(createCredential({ ...identity, tenantId: contoso.tenantId }));
      for (const openTransport of [openMonitorQuery, openMonitorQueryLogs])
        expect(await lab.open({ credential: own, openTransport }).workspace.query('print 1', october)).toMatchObject({
          status: 'complete',
        });
      expect(lab.server.signIns).toMatchObject([{ kind: 'managed-identity', clientId: lab.machineId, status: 200 }]);
      const other = lab.watched(createCredential({ ...identity, tenantId: fabrikam.tenantId }));
      const outcome = await lab.open({ ...fabrikam, credential: other }).workspace.query('print 1', october);
      expect(outcome).toMatchObject({ status: 'failed', reason: 'denied', code: 'MXDR-AZURE-TENANT-MISMATCH' });
      watch.keep(outcome);
    } finally {
      vi.unstubAllEnvs();
      await lab.server.close();
    }
  });
});

describe('a process of its own', () => {
  it('trusts a server of this machine through NODE_EXTRA_CA_CERTS alone, and names the variable without it', async () => {
    // GIVEN a server whose certificate only that variable vouches for, and an assertion in a file
    const lab = await startAzureLab(undefined, watch);
    const folder = await mkdtemp(path.join(tmpdir(), 'mxdr-contract-'));
    try {
      await writeFile(path.join(folder, 'ca.pem'), lab.server.certificateAuthority);
      await writeFile(path.join(folder, 'token'), lab.assertion);
      const environment = {
        MXDR_CONTRACT_ORIGIN: lab.server.origin,
        AZURE_CLIENT_ID: clientId,
        AZURE_FEDERATED_TOKEN_FILE: path.join(folder, 'token'),
      };
      // WHEN a query is asked with and without it, with everything that the SDK would log
      const [trusting, doubting] = await Promise.all([
        runProgram({ ...environment, AZURE_LOG_LEVEL: 'verbose', NODE_EXTRA_CA_CERTS: path.join(folder, 'ca.pem') }),
        runProgram({ ...environment, AZURE_LOG_LEVEL: 'verbose' }),
      ]);
      watch.keep(trusting);
      watch.keep(doubting);
      // THEN
      expect(JSON.parse(trusting.stdout)).toMatchObject({ status: 'complete', rows: [[5]] });
      expect(trusting.stderr).toContain('azure:');
      expect(JSON.parse(doubting.stdout)).toMatchObject({ status: 'failed', mend: expect.stringContaining('NODE_EXTRA_CA_CERTS') });
    } finally {
      await rm(folder, { recursive: true, force: true });
      await lab.server.close();
    }
  });
});

// Last: it looks at everything that came out of the tests above.
describe('a secret', () => {
  it('is in nothing that came out: outcomes, errors with their causes, attempts, recordings, logs', () => {
    // GIVEN the assertions that were offered and the tokens that were given, and everything that was printed, returned or thrown
    const { secrets, outputs } = watch;
    expect(secrets.size).toBeGreaterThan(10);
    expect(outputs.length).toBeGreaterThan(200);
    expect(outputs.some((output) => output.includes('MXDR-AZURE-SIGN-IN-FAILED'))).toBe(true);
    // WHEN it is searched
    const leaks = outputs.flatMap((output) =>
      [...secrets].filter((secret) => output.includes(secret)).map(() => `…${output.slice(0, 200)}`),
    );
    // THEN none is found
    expect(leaks).toEqual([]);
  });
});

async function runProgram(environment: Readonly<Record<string, string>>): Promise<{ readonly stdout: string; readonly stderr: string }> {
  const program = fileURLToPath(new URL('ask-once.mjs', import.meta.url));
  const { NODE_EXTRA_CA_CERTS: _ours, ...rest } = process.env;
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [program, tenantIdSchema.parse(contoso.tenantId), contoso.workspaceId], {
      env: { ...rest, ...environment },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let stdout = '';
    let stderr = '';
    child.stdout.on('data', (part) => (stdout += String(part)));
    child.stderr.on('data', (part) => (stderr += String(part)));
    child.on('error', reject);
    child.on('close', () => resolve({ stdout, stderr }));
  });
}
