import { expect } from 'vitest';
import type { AzureLab } from './azure-lab.ts';
import type { DeedCase } from './contract-case.ts';
import { october } from './contract-case.ts';

const needs = ['watched-service'] as const;
const reason = new Error('the person pressed Ctrl-C');

/** Waits until a request is under way at the service. */
async function underWay({ server }: AzureLab): Promise<void> {
  const before = server.log.usage().reduce((sum, { queries }) => sum + queries, 0);
  for (let tries = 0; tries < 400; tries += 1) {
    if (server.log.usage().reduce((sum, { queries }) => sum + queries, 0) > before) return;
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
  throw new Error('No request came.');
}

export const abortCases: readonly DeedCase[] = [
  {
    name: 'ends a query under way within 100 ms of the abort, with its reason, and hangs up',
    needs,
    async run(lab) {
      lab.server.fail({ fault: { kind: 'silence' } });
      const { workspace, attempts } = lab.open();
      const stop = new AbortController();
      const came = underWay(lab);
      const outcome = workspace.query('print 1', october, stop.signal);
      await came;
      const startedAt = performance.now();
      stop.abort(reason);
      await expect(outcome).rejects.toBe(reason);
      expect(performance.now() - startedAt).toBeLessThan(100);
      expect(attempts).toEqual([]);
      // The service notes a request once its connection is gone: nobody there works for nobody.
      expect((await lab.seen(1)).map(({ status, fault }) => ({ status, fault }))).toEqual([{ status: undefined, fault: 'silence' }]);
    },
  },
  {
    name: 'ends a query that the service works on',
    needs,
    async run(lab) {
      lab.server.fail({ fault: { kind: 'slow', milliseconds: 60_000 } });
      const stop = new AbortController();
      const came = underWay(lab);
      const outcome = lab.open().workspace.query('SigninLogs | count', october, stop.signal);
      await came;
      stop.abort(reason);
      await expect(outcome).rejects.toBe(reason);
      expect((await lab.seen(1)).map(({ status }) => status)).toEqual([undefined]);
    },
  },
  {
    name: 'ends the pause before another request',
    needs,
    async run(lab) {
      lab.server.fail({ fault: { kind: 'throttled' }, times: 9 });
      const stop = new AbortController();
      const outcome = lab
        .open({
          sleep: async (_milliseconds, signal) =>
            new Promise((_resolve, reject) => {
              signal?.addEventListener('abort', () => reject(reason));
              stop.abort(reason);
            }),
        })
        .workspace.query('print 1', october, stop.signal);
      await expect(outcome).rejects.toBe(reason);
      expect(await lab.seen(1)).toHaveLength(1);
    },
  },
  {
    name: 'sends nothing for a query that was aborted before',
    needs,
    async run({ open, seen, server }) {
      const signIns = server.signIns.length;
      await expect(open().workspace.query('print 1', october, AbortSignal.abort(reason))).rejects.toBe(reason);
      expect([await seen(0), server.signIns.length]).toEqual([[], signIns]);
    },
  },
  {
    name: 'takes a service that says nothing for one that does not answer',
    needs,
    async run({ open, server }) {
      server.fail({ fault: { kind: 'silence' }, times: 9 });
      const outcome = await open({ limits: { serverTimeoutSeconds: 1, graceSeconds: 0, maxAttempts: 1 } }).workspace.query(
        'print 1',
        october,
      );
      expect(outcome).toMatchObject({ status: 'failed', reason: 'timeout', code: 'MXDR-AZURE-NO-ANSWER' });
    },
  },
  {
    name: 'gives a query up at its own deadline',
    needs,
    async run({ open, server }) {
      server.fail({ fault: { kind: 'silence' }, times: 9 });
      const outcome = await open({ limits: { totalSeconds: 0.2 } }).workspace.query('print 1', october);
      expect(outcome).toMatchObject({ status: 'failed', reason: 'timeout', code: 'MXDR-AZURE-QUERY-DEADLINE' });
    },
  },
];
