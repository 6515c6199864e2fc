import type { Fault, FaultRule } from '@mxdr/workspace-server';

/** What the service does to one customer, who is named after it. */
export interface Trial {
  readonly id: string;
  readonly faults: readonly (Omit<FaultRule, 'workspaceId' | 'tenantId' | 'fault'> & { readonly fault: Fault })[];
  /** `complete`: the fault passes, and nothing of it is in the report. `gap`: what is missing is said. `either` of the two. */
  readonly ends: 'complete' | 'gap' | 'either';
}

const incidents = { when: ({ query }: { readonly query: string }): boolean => query.includes('// id: incidents'), times: 1000 } as const;
const dayMs = 86_400_000;

/** Every fault that a service or a network has; a customer each, so that all happen in one run. */
export const trials: readonly Trial[] = [
  { id: 'no-fault', faults: [], ends: 'complete' },
  { id: 'wait-in-seconds', faults: [{ fault: { kind: 'throttled', retryAfter: { seconds: 1 } }, from: 2, times: 2 }], ends: 'complete' },
  { id: 'wait-till-date', faults: [{ fault: { kind: 'throttled', retryAfter: { dateInMs: 2000 } }, from: 2 }], ends: 'complete' },
  { id: 'wait-untold', faults: [{ fault: { kind: 'throttled' }, from: 3 }], ends: 'complete' },
  { id: 'always-throttled', faults: [{ ...incidents, fault: { kind: 'throttled', retryAfter: { seconds: 1 } } }], ends: 'gap' },
  { id: 'unavailable-once', faults: [{ fault: { kind: 'status', status: 503 }, from: 2 }], ends: 'complete' },
  { id: 'broken-once', faults: [{ fault: { kind: 'status', status: 500 }, from: 4 }], ends: 'complete' },
  { id: 'gateway-timeout', faults: [{ ...incidents, fault: { kind: 'gateway-timeout' } }], ends: 'gap' },
  { id: 'reset-before', faults: [{ fault: { kind: 'reset', after: 'nothing' }, from: 1 }], ends: 'complete' },
  { id: 'reset-half-way', faults: [{ fault: { kind: 'reset', after: 'half' }, from: 2 }], ends: 'complete' },
  { id: 'slow', faults: [{ fault: { kind: 'slow', milliseconds: 2000 }, times: 3 }], ends: 'complete' },
  { id: 'truncated', faults: [{ fault: { kind: 'truncated' }, from: 2 }], ends: 'either' },
  { id: 'always-truncated', faults: [{ ...incidents, fault: { kind: 'truncated' }, times: 1 }], ends: 'either' },
  { id: 'empty-body', faults: [{ ...incidents, fault: { kind: 'empty' } }], ends: 'gap' },
  { id: 'no-content', faults: [{ ...incidents, fault: { kind: 'no-content' } }], ends: 'gap' },
  { id: 'in-part', faults: [{ ...incidents, fault: { kind: 'partial', rows: 2 } }], ends: 'gap' },
  { id: 'token-expired', faults: [{ fault: { kind: 'token-expired' }, from: 3 }], ends: 'either' },
  { id: 'denied', faults: [{ ...incidents, fault: { kind: 'denied' } }], ends: 'gap' },
  { id: 'clock-ahead', faults: [{ fault: { kind: 'clock-skew', milliseconds: dayMs }, times: 1000 }], ends: 'complete' },
  { id: 'clock-behind', faults: [{ fault: { kind: 'clock-skew', milliseconds: -dayMs }, times: 1000 }], ends: 'complete' },
  {
    id: 'no-sign-in',
    faults: [{ at: 'sign-in', fault: { kind: 'status', status: 400, code: 'invalid_client' }, times: 1000 }],
    ends: 'gap',
  },
];
