import { describe, expect, it } from 'vitest';
import { allowedMs, askFleet, startLimitedService } from './limited-fleet.mjs';

describe('a fleet at the limits of the query service', () => {
  it('uses what one identity may, in the time that takes, and never more', async () => {
    // GIVEN twelve customers with ten queries each, and a service that allows 20 queries in half a second and 5 at a time
    const limits = { concurrent: 5, perWindow: 20, windowMs: 500 };
    const [customers, queries] = [12, 10];
    const server = await startLimitedService({ customers, limits });
    try {
      // WHEN all are asked as one identity. Of those that the client has sent before a window, 5 at most can still reach the service in it.
      const result = await askFleet({
        service: server,
        customers,
        queries,
        parallel: 4,
        limits: { concurrency: limits.concurrent, requestsPerPeriod: limits.perWindow - limits.concurrent, periodMs: limits.windowMs },
      });
      // THEN every customer was answered with its own rows, nothing was refused, and the service's own log saw no more than it allows
      expect(result).toMatchObject({ right: customers * queries, wrong: 0, failures: {} });
      const [usage, ...others] = server.log.usage();
      expect(others).toEqual([]);
      expect(usage).toMatchObject({ queries: customers * queries, throttled: 0 });
      expect(usage?.maxConcurrent).toBeLessThanOrEqual(limits.concurrent);
      expect(usage?.maxPerWindow).toBeLessThanOrEqual(limits.perWindow);
      expect([...server.log.statuses]).toEqual([[200, customers * queries]]);
      // And it did not idle: with 15 of 20 for each window it takes a third longer than allowed; a busy machine gets twice that.
      expect(result.durationMs).toBeGreaterThanOrEqual(allowedMs(customers * queries, { ...limits, perWindow: 20 }));
      expect(result.durationMs).toBeLessThan(2 * allowedMs(customers * queries, { ...limits, perWindow: 15 }) + 5000);
    } finally {
      await server.close();
    }
  });
});
