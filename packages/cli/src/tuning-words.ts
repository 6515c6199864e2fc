import type { Exclusion, TuningEntry } from '@mxdr/detections';
import type { TuningRecord } from '@mxdr/reporting';

/** One thing that an entry changes. */
export type TuningChange = Pick<TuningRecord, 'kind' | 'what'>;

const fields = { severity: 'severity', queryFrequency: 'frequency', queryPeriod: 'period', triggerThreshold: 'threshold' } as const;

function describeExclusion(exclusion: Exclusion): string {
  if ('where' in exclusion) return exclusion.where.trim();
  if ('entity' in exclusion) return `${exclusion.entity}.${exclusion.identifier}: ${exclusion.values.join(', ')}`;
  if ('watchlist' in exclusion) return `${exclusion.column}: watchlist ${exclusion.watchlist}`;
  return `${exclusion.column}: ${exclusion.values.join(', ')}`;
}

/** What an entry changes, one item each. A detection that is off has no other change. */
export function changesOf(entry: TuningEntry): readonly TuningChange[] {
  if (entry.disabled) return [{ kind: 'off', what: '' }];
  const values = (['severity', 'queryFrequency', 'queryPeriod', 'triggerThreshold'] as const).flatMap((field): readonly TuningChange[] =>
    entry[field] === undefined ? [] : [{ kind: fields[field], what: String(entry[field]) }],
  );
  return [...values, ...entry.exclude.map((exclusion): TuningChange => ({ kind: 'exclusion', what: describeExclusion(exclusion) }))];
}

/** An entry in words for a terminal, one text a change. */
export function describeTuning(entry: TuningEntry): readonly string[] {
  return changesOf(entry).map(({ kind, what }) => (kind === 'off' ? 'off' : kind === 'exclusion' ? `without ${what}` : `${kind} ${what}`));
}
