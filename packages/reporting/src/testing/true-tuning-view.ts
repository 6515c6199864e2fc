import type { TuningRecord } from '../dataset/tuning-records.ts';
import type { TrueViews } from './true-incident-views.ts';

/** What is tuned at the customer of the tenant: some of it expires within the periods that are asked for. */
export const trueTuning: readonly TuningRecord[] = [
  {
    detection: 'Password sprayed over many accounts',
    kind: 'threshold',
    what: '25',
    reason: 'Shared kiosks.',
    owner: 'Desk',
    expires: '2026-10-15',
  },
  {
    detection: 'Mail forwarded to outside',
    kind: 'exclusion',
    what: 'ClientIP: 203.0.113.20',
    reason: 'The archive.',
    owner: 'Desk',
    expires: '2026-12-01',
  },
  { detection: 'Mail forwarded to outside', kind: 'severity', what: 'Low', reason: 'The archive.', owner: 'Desk', expires: '2026-12-01' },
  { detection: 'A rule of no use here', kind: 'off', what: '', reason: 'The product is not in use.', owner: null, expires: null },
];

const words = { threshold: 'Threshold', exclusion: 'Exclusion', severity: 'Severity', off: 'Switched off', frequency: '', period: '' };

/** Tuning as it counts at the end of the period, or at the snapshot while the period runs, by the calendar of the customer. */
export function trueTuningView({ asOfUtc, endUtc }: { readonly asOfUtc: string; readonly endUtc: string }, timeZone: string): TrueViews {
  const day = new Intl.DateTimeFormat('sv-SE', { timeZone, dateStyle: 'short' }).format(
    Math.min(Date.parse(asOfUtc), Date.parse(endUtc)) - 1,
  );
  const [kiosks, archive, archiveSeverity, off] = trueTuning.map((one) => ({
    Detection: one.detection,
    Kind: words[one.kind],
    What: one.what,
    Reason: one.reason,
    Owner: one.owner,
    Expires: one.expires,
    State: one.expires === null || day < one.expires ? 'In force' : 'Expired',
  }));
  if (!kiosks || !archive || !archiveSeverity || !off) return {};
  const inForce = [off, archive, archiveSeverity, kiosks];
  // What has expired stands last.
  return {
    tuning: [...inForce.filter(({ State: state }) => state === 'In force'), ...inForce.filter(({ State: state }) => state === 'Expired')],
  };
}
