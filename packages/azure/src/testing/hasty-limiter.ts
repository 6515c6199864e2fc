import type { IdentityLimiter, IdentityLimits } from '../identity-limiter.ts';
import { createIdentityLimiter } from '../identity-limiter.ts';

/** A limiter for which every wait is over at once. */
export function createHastyLimiter(limits: IdentityLimits = {}): IdentityLimiter {
  let waitedMs = 0;
  return createIdentityLimiter({
    limits,
    clock: { now: () => waitedMs },
    sleep: async (milliseconds) => {
      waitedMs += milliseconds;
    },
  });
}
