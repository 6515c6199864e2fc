import { describe, expect, it } from 'vitest';
import { runUnderKills } from './run-under-kills.ts';

describe('two workers on one queue', () => {
  // A thousand jobs: npm run bench -- worker.
  it('make each report exactly once, though they are killed at work and jobs are queued twice', async () => {
    // GIVEN 80 jobs, 20 of them twice, and three workers that die while they work
    const jobs = 80;
    // WHEN the queue is worked
    const result = await runUnderKills({ jobs, duplicates: 20, kills: 3, limitMs: 100_000 });
    // THEN every report is there, whole and of one attempt; nothing is left and nothing set aside
    expect(result).toMatchObject({ kills: 3, jobs, whole: jobs, publishedTwice: [], left: 0, aside: 0, exitCodes: [0, 0] });
    // AND it was not for lack of trouble
    expect(result.takenAgain).toBeGreaterThan(0);
    expect(result.repeated).toBeGreaterThanOrEqual(20);
  });
});
