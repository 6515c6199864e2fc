import type { Fault, FaultRule } from '@mxdr/workspace-server';
import { badOption } from '../errors.ts';

/** Faults that need no more than their name. */
const faults: Readonly<Record<string, Fault>> = {
  throttled: { kind: 'throttled', retryAfter: { seconds: 1 } },
  'throttled-silently': { kind: 'throttled' },
  unavailable: { kind: 'status', status: 503, code: 'ServiceUnavailable' },
  denied: { kind: 'denied' },
  'token-expired': { kind: 'token-expired' },
  'gateway-timeout': { kind: 'gateway-timeout' },
  reset: { kind: 'reset', after: 'half' },
  silence: { kind: 'silence' },
  slow: { kind: 'slow', milliseconds: 5000 },
  truncated: { kind: 'truncated' },
  empty: { kind: 'empty' },
  'no-content': { kind: 'no-content' },
  partial: { kind: 'partial', rows: 1 },
};

export const faultNames = Object.keys(faults);

/**
 * What is to go wrong, as `--fail` says it: `throttled:3` is the third query, `denied:2:5` five from the second on.
 *
 * @throws AppError `MXDR-CLI-OPTION-INVALID`
 */
export function readFaults(text: string): readonly FaultRule[] {
  return text.split(',').map((part) => {
    const [name = '', from = '1', times = '1', ...more] = part.trim().split(':');
    const fault = Object.hasOwn(faults, name) ? faults[name] : undefined;
    if (fault === undefined || more.length > 0 || !isCount(from) || !isCount(times))
      throw badOption('--fail', part, `a list of kind[:first[:count]], e.g. throttled:3:2, of ${faultNames.join(', ')}`);
    return { fault, from: Number(from), times: Number(times) };
  });
}

function isCount(text: string): boolean {
  return /^[1-9]\d{0,8}$/.test(text);
}
