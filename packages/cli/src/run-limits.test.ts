import { describe, expect, it } from 'vitest';
import { limitsOfRun } from './run-limits.ts';

describe('the limits of a run', () => {
  it('are shared by everything that is asked with one environment, also at the same time', async () => {
    const env = { MXDR_MAX_QUERIES: '2' };
    const [one, other] = await Promise.all([limitsOfRun(env), limitsOfRun(env)]);
    expect(other).toBe(one);
    expect([one.budget.take(), other.budget.take(), one.budget.take()]).toEqual([
      undefined,
      undefined,
      expect.objectContaining({ code: 'MXDR-AZURE-BUDGET-QUERIES' }),
    ]);
  });

  it('know no bound where none is set', async () => {
    const { budget } = await limitsOfRun({ MXDR_MAX_QUERIES: '', MXDR_MAX_BYTES_SCANNED: ' ' });
    budget.spend(1e15);
    expect(budget.take()).toBeUndefined();
  });

  it('bound the bytes that the service says it read', async () => {
    const { budget } = await limitsOfRun({ MXDR_MAX_BYTES_SCANNED: '1000' });
    budget.spend(1000);
    expect(budget.take()).toMatchObject({ code: 'MXDR-AZURE-BUDGET-BYTES' });
  });

  it.each(['ten', '-1', '1.5', '1e9'])('are not read from "%s"', async (text) => {
    await expect(limitsOfRun({ MXDR_MAX_QUERIES: text })).rejects.toMatchObject({ code: 'MXDR-CLI-VARIABLE-INVALID' });
  });
});
