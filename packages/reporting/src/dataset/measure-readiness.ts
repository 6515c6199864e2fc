import type { Measure } from '../metrics/metric-definition.ts';
import type { MetricValue } from './dataset.ts';
import type { ReportLedgers } from './ledgers.ts';

/** A number of the readiness, as the checks gave it; not available without their result. */
export function measureReadiness({ of }: Extract<Measure, { readonly kind: 'readiness' }>, { readiness }: ReportLedgers): MetricValue {
  const evidence = ['ledger:readiness'];
  return readiness === undefined
    ? { state: 'unavailable', reason: { kind: 'no-ledger', ledger: 'readiness' }, evidence }
    : { state: 'known', value: readiness.counts[of], evidence };
}
