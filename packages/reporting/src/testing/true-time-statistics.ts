import type { Distribution } from '@mxdr/simulator';
import type { TrueRow } from './true-incident-views.ts';
import type { MeasuredPeriod } from './true-period.ts';

interface Time {
  readonly name: string;
  readonly distribution: Distribution;
  readonly without: number;
}

function timesOf({ truth: { times, tasks, created, investigated } }: MeasuredPeriod): readonly Time[] {
  return [
    { name: 'Time to first human action', distribution: times.toAcknowledge, without: investigated - times.toAcknowledge.n },
    { name: 'Time to complete an action', distribution: tasks.toComplete, without: 0 },
    { name: 'Time to detect', distribution: times.toDetect, without: created - times.toDetect.n },
    { name: 'Time to first change', distribution: times.toFirstChange, without: created - times.toFirstChange.n },
    { name: 'Time to resolve', distribution: times.toResolve, without: 0 },
    { name: 'Expert time', distribution: times.expert, without: 0 },
    { name: 'Time waiting for you', distribution: times.customer, without: 0 },
  ];
}

/** In the order in which the report first names them: every time of the period beside the one before; `before` is null where nothing can be compared. */
export function trueTimeStatistics(own: MeasuredPeriod, before: MeasuredPeriod | null): readonly TrueRow[] {
  const earlier = before === null ? [] : timesOf(before);
  return timesOf(own).map(({ name, distribution: { n, median, mean, p90, negative }, without }, index) => ({
    Name: name,
    N: n,
    Median: median ?? null,
    Mean: mean ?? null,
    P90: p90 ?? null,
    Without: n === 0 ? null : without,
    Negative: n === 0 ? null : negative,
    PreviousMedian: earlier[index]?.distribution.median ?? null,
    PreviousMean: earlier[index]?.distribution.mean ?? null,
  }));
}
