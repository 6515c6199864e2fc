import { describe, expect, it } from 'vitest';
import { createQueryBudget } from './query-budget.ts';

describe('the budget of a run', () => {
  it('refuses the query after the last, by name', () => {
    const budget = createQueryBudget({ maxQueries: 2 });
    expect([budget.take(), budget.take()]).toEqual([undefined, undefined]);
    expect(budget.take()).toMatchObject({
      status: 'failed',
      reason: 'limit',
      code: 'MXDR-AZURE-BUDGET-QUERIES',
      message: expect.stringContaining('2 queries'),
    });
    expect(budget.spent.queries).toBe(2);
  });

  it('refuses queries once as many bytes were read as it holds', () => {
    const budget = createQueryBudget({ maxBytesScanned: 1000 });
    expect(budget.take()).toBeUndefined();
    budget.spend(999);
    expect(budget.take()).toBeUndefined();
    budget.spend(500);
    expect(budget.take()).toMatchObject({ code: 'MXDR-AZURE-BUDGET-BYTES', message: expect.stringContaining('1499') });
  });

  it('does not take bytes that the service does not tell for none', () => {
    const budget = createQueryBudget({});
    budget.take();
    budget.spend(null);
    expect(budget.spent).toEqual({ queries: 1, bytesScanned: 0, uncounted: 1 });
  });

  it.each([{ maxQueries: -1 }, { maxBytesScanned: Number.NaN }])('is not made with %j', (limits) => {
    expect(() => createQueryBudget(limits)).toThrow(expect.objectContaining({ code: 'MXDR-AZURE-LIMIT-INVALID' }));
  });
});
