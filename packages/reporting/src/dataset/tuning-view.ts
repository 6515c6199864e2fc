import type { Period } from '@mxdr/core';
import type { View, ViewCell } from './dataset.ts';
import { lastDay } from './last-day.ts';
import type { TuningRecord } from './tuning-records.ts';

const kindWords: Readonly<Record<TuningRecord['kind'], string>> = {
  severity: 'Severity',
  frequency: 'Frequency',
  period: 'Period looked at',
  threshold: 'Threshold',
  exclusion: 'Exclusion',
  off: 'Switched off',
};

/**
 * What is tuned for the customer, as it counts on the last day of the period: what is in force first, then by detection. A tuning counts no more
 * from the day that it expires.
 */
export function makeTuningView(records: readonly TuningRecord[] | undefined, period: Period, asOfUtc: string): View {
  const basis = { id: 'tuning', missingTables: [], evidence: ['ledger:tuning'] } as const;
  if (records === undefined)
    return { ...basis, state: 'unavailable', reason: { kind: 'no-ledger', ledger: 'tuning' }, columns: [], rows: [] };
  const day = lastDay(period, asOfUtc);
  const rows = records
    .map((record) => ({ record, isActive: record.expires === null || record.expires > day }))
    .toSorted(
      (a, b) =>
        Number(b.isActive) - Number(a.isActive) ||
        (a.record.detection < b.record.detection ? -1 : a.record.detection > b.record.detection ? 1 : 0),
    )
    .map(({ record, isActive }): readonly ViewCell[] => [
      record.detection,
      kindWords[record.kind],
      record.what,
      record.reason,
      record.owner,
      record.expires,
      isActive ? 'In force' : 'Expired',
    ]);
  return { ...basis, state: 'known', reason: null, columns: ['Detection', 'Kind', 'What', 'Reason', 'Owner', 'Expires', 'State'], rows };
}
