import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { chooseCredential } from '@mxdr/azure';
import { closeServer, listenOnLoopback } from '@mxdr/workspace-server';
import { expect } from 'vitest';
import type { AzureLab } from './azure-lab.ts';
import { clientId, contoso, fabrikam } from './azure-lab.ts';
import type { DeedCase } from './contract-case.ts';
import { october } from './contract-case.ts';

const needs = ['watched-service'] as const;
const scope = 'https://api.loganalytics.io/.default';

/** A platform that gives tokens of a running job, as GitHub and Azure DevOps do. */
async function withPlatform(answer: unknown, work: (address: string, asked: () => number) => Promise<void>): Promise<void> {
  let asked = 0;
  const server = createServer((_request, response) => {
    asked += 1;
    response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(answer));
  });
  const port = await listenOnLoopback(server);
  try {
    await work(`http://127.0.0.1:${port}/token?api=2`, () => asked);
  } finally {
    await closeServer(server);
  }
}

/** Asks once with the credential that an environment gives, at the sign-in host of the lab. */
async function askAs(lab: AzureLab, environment: Readonly<Record<string, string>>) {
  const chosen = chooseCredential(contoso.tenantId, environment);
  if (chosen.kind !== 'workload-identity') throw new Error(`The environment gives ${chosen.kind}.`);
  const credential = lab.credential(chosen);
  return lab.open({ credential }).workspace.query('print 1', october);
}

/** Who signs in, how, and what is said where it fails. */
export const signInCases: readonly DeedCase[] = [
  {
    name: 'signs in by an assertion alone, in its own tenant, for the scope of the query service',
    needs,
    async run({ open, credential, server }) {
      const before = server.signIns.length;
      expect(await open({ credential: credential() }).workspace.query('print 1', october)).toMatchObject({ status: 'complete' });
      expect(server.signIns.slice(before)).toMatchObject([
        {
          kind: 'client-assertion',
          tenantId: contoso.tenantId,
          clientId,
          scope: expect.stringContaining(scope),
          grantType: 'client_credentials',
          assertionType: 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer',
          status: 200,
        },
      ]);
    },
  },
  {
    name: 'signs in once for many queries',
    needs,
    async run({ open, credential, server }) {
      const before = server.signIns.length;
      const { workspace } = open({ credential: credential() });
      for (let query = 1; query <= 3; query += 1) await workspace.query('print 1', october);
      expect(server.signIns.length - before).toBe(1);
    },
  },
  {
    name: 'fetches its assertion afresh for each sign-in',
    needs,
    async run({ open, credential, assertion }) {
      let fetched = 0;
      const fetching = async (): Promise<string> => {
        fetched += 1;
        return assertion;
      };
      await open({ credential: credential({ assertion: fetching }) }).workspace.query('print 1', october);
      await open({ credential: credential({ assertion: fetching }) }).workspace.query('print 1', october);
      // The SDK may well ask twice for one sign-in; what counts is that none goes without.
      expect(fetched).toBeGreaterThanOrEqual(2);
    },
  },
  {
    name: 'gives each tenant a token of its own, and never uses it for another',
    needs,
    async run({ open, credential, seen }) {
      const own = open().workspace;
      const other = open({ ...fabrikam, credential: credential({ tenantId: fabrikam.tenantId }) }).workspace;
      const outcomes = await Promise.all([own, other, own, other].map(async (workspace) => workspace.query('SigninLogs | count', october)));
      expect(outcomes.map((outcome) => outcome.status !== 'failed' && outcome.rows)).toEqual([[[5]], [[1]], [[5]], [[1]]]);
      for (const { workspaceId, caller } of await seen(4))
        expect(caller?.tenantId).toBe(workspaceId === contoso.workspaceId ? contoso.tenantId : fabrikam.tenantId);
    },
  },
  {
    name: 'is denied a workspace that its tenant does not open',
    needs,
    async run({ open }) {
      const outcome = await open({ workspaceId: fabrikam.workspaceId }).workspace.query('SigninLogs', october);
      expect(outcome).toMatchObject({ status: 'failed', reason: 'denied', code: 'MXDR-AZURE-DENIED' });
    },
  },
  {
    name: 'says what to do where the assertion has expired, and sends no query',
    needs,
    async run({ open, credential, seen, watch }) {
      watch.hide('an-assertion-of-yesterday');
      const old = credential({ assertion: async () => 'an-assertion-of-yesterday' });
      const outcome = await open({ credential: old }).workspace.query('print 1', october);
      expect(outcome).toMatchObject({
        status: 'failed',
        reason: 'denied',
        code: 'MXDR-AZURE-SIGN-IN-FAILED',
        message: expect.stringContaining('AADSTS700024'),
        mend: expect.stringContaining('fresh one'),
      });
      watch.keep(await old.getToken(scope).catch((error: unknown) => error));
      expect(await seen(0)).toEqual([]);
    },
  },
  {
    name: 'says what to do where there is no such tenant',
    needs,
    async run({ open, credential, watch }) {
      const nowhere = credential({ tenantId: 'dddddddd-4444-4444-8444-444444444444' as never });
      const outcome = await open({ credential: nowhere }).workspace.query('print 1', october);
      expect(outcome).toMatchObject({ code: 'MXDR-AZURE-SIGN-IN-FAILED', mend: expect.stringContaining('tenant id') });
      watch.keep(await nowhere.getToken(scope).catch((error: unknown) => error));
    },
  },
  {
    name: 'says what to do where the sign-in host fails, and keeps the assertion to itself',
    needs,
    async run({ open, credential, server, watch }) {
      server.fail({
        at: 'sign-in',
        fault: { kind: 'status', status: 400, code: 'invalid_request', message: 'AADSTS90033: A transient error has occurred.' },
        times: 99,
      });
      const failing = credential();
      watch.keep(await failing.getToken(scope).catch((error: unknown) => error));
      const outcome = await open({ credential: failing }).workspace.query('print 1', october);
      expect(outcome).toMatchObject({ status: 'failed', reason: 'denied', code: 'MXDR-AZURE-SIGN-IN-FAILED' });
    },
  },
  {
    name: 'reads the assertion from the file that a platform keeps fresh, again and again',
    needs,
    async run(lab) {
      const folder = await mkdtemp(path.join(tmpdir(), 'mxdr-contract-'));
      try {
        const file = path.join(folder, 'token');
        const environment = { AZURE_CLIENT_ID: clientId, AZURE_FEDERATED_TOKEN_FILE: file };
        await writeFile(file, 'not-yet');
        expect(await askAs(lab, environment)).toMatchObject({ code: 'MXDR-AZURE-SIGN-IN-FAILED' });
        await writeFile(file, `${lab.assertion}\n`);
        expect(await askAs(lab, environment)).toMatchObject({ status: 'complete' });
        await rm(file);
        expect(await askAs(lab, environment)).toMatchObject({ status: 'failed', code: 'MXDR-AZURE-ASSERTION-UNREADABLE' });
      } finally {
        await rm(folder, { recursive: true, force: true });
      }
    },
  },
  {
    name: 'asks GitHub for the token of the job, and gives its key to nobody else',
    needs,
    async run(lab) {
      lab.watch.hide('github-request-key');
      await withPlatform({ value: lab.assertion }, async (address, asked) => {
        const environment = {
          AZURE_CLIENT_ID: clientId,
          ACTIONS_ID_TOKEN_REQUEST_URL: address,
          ACTIONS_ID_TOKEN_REQUEST_TOKEN: 'github-request-key',
        };
        expect(await askAs(lab, environment)).toMatchObject({ status: 'complete' });
        expect(asked()).toBeGreaterThan(0);
      });
    },
  },
  {
    name: 'asks Azure DevOps for the token of the job',
    needs,
    async run(lab) {
      lab.watch.hide('devops-request-key');
      await withPlatform({ oidcToken: lab.assertion }, async (address, asked) => {
        const environment = {
          AZURE_CLIENT_ID: clientId,
          SYSTEM_OIDCREQUESTURI: address,
          SYSTEM_ACCESSTOKEN: 'devops-request-key',
          AZURESUBSCRIPTION_SERVICE_CONNECTION_ID: 'connection',
        };
        expect(await askAs(lab, environment)).toMatchObject({ status: 'complete' });
        expect(asked()).toBeGreaterThan(0);
      });
    },
  },
];
