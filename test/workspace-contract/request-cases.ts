import { expect } from 'vitest';
import { contoso } from './azure-lab.ts';
import type { DeedCase } from './contract-case.ts';
import { october } from './contract-case.ts';

const needs = ['watched-service'] as const;

/** What goes out: addresses, headers, and where tokens go. */
export const requestCases: readonly DeedCase[] = [
  {
    name: 'asks one path, with /v1 in it once, and one request for one query',
    needs,
    async run({ open, seen }) {
      await open().workspace.query('print 1', october);
      expect((await seen(1)).map(({ method, path }) => `${method} ${path}`)).toEqual([`POST /v1/workspaces/${contoso.workspaceId}/query`]);
    },
  },
  {
    name: 'asks for the time that the service may take, for statistics and for the chart, in JSON',
    needs,
    async run({ open, seen }) {
      await open({ limits: { serverTimeoutSeconds: 300 } }).workspace.query('print 1', october);
      const [request] = await seen(1);
      expect(request?.prefer).toBe('wait=300,include-statistics=true,include-render=true');
      expect(request?.contentType).toContain('application/json');
    },
  },
  {
    name: 'gives the window up to the tick before its end, and no duration up to now',
    needs,
    async run({ open, seen }) {
      await open().workspace.query('print 1', october);
      expect((await seen(1))[0]?.timespan).toBe('2026-10-01T00:00:00.0000000Z/2026-10-31T23:59:59.9999999Z');
    },
  },
  {
    name: 'says who asks: mxdr, and the SDK with its version',
    needs,
    async run({ open, seen }) {
      await open().workspace.query('print 1', october);
      expect((await seen(1))[0]?.userAgent).toMatch(/mxdr.* azsdk-js-monitor-query(?:-logs)?\/1\.\d+\.\d+/);
    },
  },
  {
    name: 'gives each request a name, and tells the one of the service',
    needs,
    async run({ open, seen }) {
      const { workspace } = open();
      const outcomes = [await workspace.query('print 1', october), await workspace.query('print 2', october)];
      const names = (await seen(2)).map(({ clientRequestId }) => clientRequestId);
      expect(new Set(names).size).toBe(2);
      for (const { effort } of outcomes) expect(effort?.requests[0]?.requestId).toMatch(/^[\da-f-]{36}$/);
    },
  },
  {
    name: 'sends the query to the letter, whatever stands in it',
    needs,
    async run({ open, seen }) {
      const text = 'print Value = "Ünïcode 🔑 \\" /v1/ %2f \\\\" // comment\n';
      await open().workspace.query(text, october);
      expect((await seen(1))[0]?.query).toBe(text);
    },
  },
  {
    name: 'takes no token to an address without TLS, in another cloud, or of nobody that is known',
    needs,
    async run({ open, watch }) {
      const addresses = [
        'http://localhost:1',
        'https://attacker.example',
        'https://api.loganalytics.us',
        'https://api.loganalytics.azure.cn',
      ];
      const errors = addresses.map((endpoint) => caught(() => open({ endpoint })));
      expect(errors).toMatchObject(
        ['INSECURE', 'REFUSED', 'REFUSED', 'REFUSED'].map((word) => ({ code: `MXDR-AZURE-ADDRESS-${word}`, mend: expect.any(String) })),
      );
      watch.keep(errors);
    },
  },
  {
    name: 'names NODE_EXTRA_CA_CERTS where nobody vouches for the service',
    needs,
    async run({ open, seen, server }) {
      const credential = {
        getToken: async () => ({ token: server.token({ ...contoso, clientId: 'c' }), expiresOnTimestamp: Date.now() + 3_600_000 }),
      };
      const outcome = await open({ credential, certificateAuthority: undefined as never }).workspace.query('print 1', october);
      expect(outcome).toMatchObject({
        status: 'failed',
        reason: 'unreachable',
        code: 'MXDR-AZURE-CERTIFICATE-UNTRUSTED',
        mend: expect.stringContaining('NODE_EXTRA_CA_CERTS'),
      });
      expect(await seen(0)).toEqual([]);
    },
  },
];

function caught(run: () => unknown): unknown {
  try {
    return run();
  } catch (error) {
    return error;
  }
}
