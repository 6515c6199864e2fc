import type { QueryFailure, QueryOutcome } from '@mxdr/core';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createCircuitBreaker } from './circuit-breaker.ts';

const good: QueryOutcome = { status: 'complete', columns: [], rows: [], statistics: { rowsRead: null, durationMs: 1, tables: null } };
const broken: QueryFailure = {
  status: 'failed',
  reason: 'unreachable',
  code: 'MXDR-AZURE-SERVICE-ERROR',
  message: 'The service failed: HTTP 503.',
};
const wrong: QueryFailure = { status: 'failed', reason: 'invalid', code: 'MXDR-AZURE-QUERY-INVALID', message: 'no such column' };

function openBreaker() {
  let now = Date.parse('2026-11-02T08:00:00Z');
  const breaker = createCircuitBreaker({ failures: 3, restSeconds: 60 }, { now: () => now });
  const ask = (outcome: QueryOutcome | undefined): QueryFailure | 'asked' => {
    const pass = breaker.enter();
    if (!('kind' in pass)) return pass;
    pass.close(outcome);
    return 'asked';
  };
  return { breaker, ask, pass: (seconds: number) => (now += seconds * 1000) };
}

describe('a workspace whose service fails', () => {
  it('is left alone after three queries in a row, with since when and why', () => {
    // GIVEN three failures
    const { ask } = openBreaker();
    expect([1, 2, 3].map(() => ask(broken))).toEqual(['asked', 'asked', 'asked']);
    // WHEN another query comes
    const refused = ask(good);
    // THEN
    expect(refused).toMatchObject({ status: 'failed', reason: 'unreachable', code: 'MXDR-AZURE-WORKSPACE-RESTING' });
    expect(refused).toMatchObject({
      message:
        'The workspace has not been asked since 2026-11-02T08:00:00.000Z: 3 queries in a row had failed. The last one: The service failed: HTTP 503.',
      mend: expect.stringContaining('after 2026-11-02T08:01:00.000Z'),
    });
  });

  it.each([
    ['an answer', good],
    ['a query that is wrong', wrong],
  ])('is not left alone where %s came between', (_case, between) => {
    const { ask } = openBreaker();
    for (const outcome of [broken, broken, between, broken, broken]) ask(outcome);
    expect(ask(good)).toBe('asked');
  });

  it('is tried by one query after a minute; the others wait for what it finds', () => {
    // GIVEN a workspace at rest
    const { ask, breaker, pass } = openBreaker();
    for (const outcome of [broken, broken, broken]) ask(outcome);
    // WHEN the time is over
    pass(60);
    const probe = breaker.enter();
    // THEN one goes through, and no other until it is back
    expect(ask(good)).toMatchObject({ code: 'MXDR-AZURE-WORKSPACE-RESTING' });
    if (!('kind' in probe)) throw new Error('no probe');
    probe.close(good);
    expect(ask(good)).toBe('asked');
  });

  it('rests twice as long after each try that fails, and still says since when', () => {
    const { ask, pass } = openBreaker();
    for (const outcome of [broken, broken, broken]) ask(outcome);
    pass(60);
    expect(ask(broken)).toBe('asked');
    pass(60);
    expect(ask(good)).toMatchObject({ message: expect.stringContaining('since 2026-11-02T08:00:00') });
    pass(60);
    expect(ask(good)).toBe('asked');
  });

  it('is tried again at once when the try was given up', () => {
    const { ask, pass } = openBreaker();
    for (const outcome of [broken, broken, broken]) ask(outcome);
    pass(60);
    expect(ask(undefined)).toBe('asked');
    expect(ask(good)).toBe('asked');
  });

  it('comes back to its queries however they interleave: once a try succeeds nothing is refused', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom('broken', 'good', 'given up', 'wait'), { maxLength: 40 }), (steps) => {
        // GIVEN any story of a workspace, with queries that end in another order than they began
        const { ask, breaker, pass } = openBreaker();
        const open: { close(outcome: QueryOutcome | undefined): void }[] = [];
        for (const step of steps) {
          if (step === 'wait') pass(30);
          const entered = breaker.enter();
          if ('kind' in entered) open.push(entered);
          if (step !== 'wait') open.pop()?.close({ broken, good, 'given up': undefined }[step]);
        }
        for (const one of open) one.close(undefined);
        // WHEN the longest rest is over
        pass(60 * 16);
        // THEN
        expect(ask(good)).toBe('asked');
        expect(ask(good)).toBe('asked');
      }),
    );
  });
});
