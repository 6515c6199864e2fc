import { createIdentityLimiter } from '@mxdr/azure';
import { expect } from 'vitest';
import { contoso, fabrikam } from './azure-lab.ts';
import type { DeedCase } from './contract-case.ts';
import { october } from './contract-case.ts';

const needs = ['watched-service'] as const;
const everySecond = { start: '2026-10-01T00:00:00Z', end: '2026-10-01T00:10:00Z' };

/** Limits of the service, and ours below them. */
export const limitCases: readonly DeedCase[] = [
  {
    name: 'never has more than four requests of an identity under way, over all its workspaces',
    needs,
    async run({ open, credential, server, seen }) {
      server.fail({ fault: { kind: 'slow', milliseconds: 60 }, times: 99 });
      const limiter = createIdentityLimiter();
      const shared = credential();
      const workspaces = [contoso, contoso].map((one) => open({ ...one, credential: shared, limiter }).workspace);
      const outcomes = await Promise.all(
        workspaces.flatMap((workspace) => Array.from({ length: 8 }, async () => workspace.query('print 1', october))),
      );
      const requests = await seen(16);
      expect(outcomes.map(({ status }) => status)).toEqual(Array.from({ length: 16 }, () => 'complete'));
      // On a busy machine the fourth may come when the first is done.
      expect(mostAtATime(requests)).toBeLessThanOrEqual(4);
      expect(mostAtATime(requests)).toBeGreaterThan(1);
    },
  },
  {
    name: 'stays below the rate of the service: none of many queries is throttled',
    needs,
    serviceLimits: { perWindow: 12, windowMs: 400 },
    async run({ open, credential, server }) {
      // Five in 450 ms: even where one period comes late and the next in time, ten are below twelve.
      const limiter = createIdentityLimiter({ limits: { requestsPerPeriod: 5, periodMs: 450 } });
      const { workspace, pauses } = open({ credential: credential(), limiter });
      const outcomes = await Promise.all(Array.from({ length: 16 }, async () => workspace.query('print 1', october)));
      expect(outcomes.every(({ status }) => status === 'complete')).toBe(true);
      expect(pauses).toEqual([]);
      expect(server.log.statuses.get(429)).toBeUndefined();
      expect(outcomes.filter(({ effort }) => effort!.requests[0]!.queuedMs >= 300).length).toBeGreaterThan(0);
    },
  },
  {
    name: 'joins a result that is cut at the rows of the service from parts of its window',
    needs,
    serviceLimits: { rows: 2 },
    async run({ open, seen }) {
      const outcome = await open().workspace.query('SigninLogs | project TimeGenerated, UserPrincipalName', october);
      if (outcome.status === 'failed') throw new Error(outcome.message);
      expect(outcome.status).toBe('complete');
      expect(outcome.rows.map(([, user]) => user)).toEqual([1, 2, 3, 4, 5].map((index) => `user${index}@contoso.com`));
      expect(outcome.effort?.parts).toBeGreaterThan(1);
      expect(await seen(outcome.effort!.requests.length)).toHaveLength(outcome.effort!.requests.length);
    },
  },
  {
    name: 'joins a result that is cut at the bytes of the service',
    needs,
    serviceLimits: { answerBytes: 200 },
    async run({ open }) {
      const outcome = await open().workspace.query('SigninLogs | project TimeGenerated, Text = strrep("x", 60)', october);
      expect(outcome).toMatchObject({ status: 'complete' });
      expect(outcome.status === 'complete' && outcome.rows.length).toBe(5);
    },
  },
  {
    name: 'says why a result that is cut cannot be asked in parts, and what to do',
    needs,
    serviceLimits: { rows: 2 },
    async run({ open, seen }) {
      const outcome = await open().workspace.query('SigninLogs | sort by TimeGenerated asc', october);
      expect(outcome).toMatchObject({
        status: 'failed',
        reason: 'limit',
        code: 'MXDR-AZURE-RESULT-TOO-LARGE',
        message: expect.stringContaining('"sort" looks at all rows at once'),
        mend: expect.stringContaining('Aggregate'),
      });
      expect(await seen(1)).toHaveLength(1);
    },
  },
  {
    name: 'says so where a second holds more rows than the service sends',
    needs,
    serviceLimits: { rows: 1 },
    async run({ open }) {
      const outcome = await open().workspace.query('SigninLogs | project TimeGenerated', everySecond);
      expect(outcome).toMatchObject({
        status: 'failed',
        code: 'MXDR-AZURE-RESULT-TOO-LARGE',
        message: expect.stringContaining('2026-10-01T00:00:00'),
      });
    },
  },
  {
    name: 'leaves a workspace alone whose service failed three queries in a row, and no other',
    needs,
    async run({ open, credential, server, seen }) {
      server.fail({ fault: { kind: 'status', status: 503 }, times: 99, workspaceId: contoso.workspaceId });
      const { workspace } = open({ limits: { maxAttempts: 1 } });
      const other = open({ ...fabrikam, credential: credential({ tenantId: fabrikam.tenantId }) }).workspace;
      const codes: unknown[] = [];
      for (let query = 1; query <= 5; query += 1) {
        const outcome = await workspace.query('print 1', october);
        codes.push(outcome.status === 'failed' && outcome.code);
      }
      expect(codes.slice(3)).toEqual(['MXDR-AZURE-WORKSPACE-RESTING', 'MXDR-AZURE-WORKSPACE-RESTING']);
      expect(await other.query('print 1', october)).toMatchObject({ status: 'complete' });
      expect(await seen(4)).toHaveLength(4);
    },
  },
];

function mostAtATime(requests: readonly { readonly at: number; readonly durationMs: number }[]): number {
  const edges = requests.flatMap(({ at, durationMs }) => [
    { at, step: 1 },
    { at: at + durationMs, step: -1 },
  ]);
  let running = 0;
  let most = 0;
  // What ends in the millisecond in which another begins has ended.
  for (const { step } of edges.toSorted((a, b) => a.at - b.at || a.step - b.step)) {
    running += step;
    most = Math.max(most, running);
  }
  return most;
}
