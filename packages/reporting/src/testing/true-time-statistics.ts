import type { Distribution } from '@mxdr/simulator';
import type { TrueRow } from './true-incident-views.ts';
import type { MeasuredPeriod } from './true-period.ts';

interface Time {
  readonly metricId: string;
  readonly name: string;
  readonly distribution: Distribution;
  readonly without: number;
}

function timesOf({ truth: { times, tasks, created, investigated } }: MeasuredPeriod): readonly Time[] {
  return [
    {
      metricId: 'tta_human',
      name: 'Time to first human action',
      distribution: times.toAcknowledge,
      without: investigated - times.toAcknowledge.n,
    },
    { metricId: 'task_completion', name: 'Time to complete an action', distribution: tasks.toComplete, without: 0 },
    { metricId: 'mttd', name: 'Time to detect', distribution: times.toDetect, without: created - times.toDetect.n },
    {
      metricId: 'tta_first_touch',
      name: 'Time to first change',
      distribution: times.toFirstChange,
      without: created - times.toFirstChange.n,
    },
    { metricId: 'mttr', name: 'Time to resolve', distribution: times.toResolve, without: 0 },
    { metricId: 'mttr_expert', name: 'Expert time', distribution: times.expert, without: 0 },
    { metricId: 'mttr_customer', name: 'Time waiting for you', distribution: times.customer, without: 0 },
  ];
}

/** The times among these metrics, in their order: every time of the period beside the one before; `before` is null where nothing can be compared. */
export function trueTimeStatistics(metricIds: readonly string[], own: MeasuredPeriod, before: MeasuredPeriod | null): readonly TrueRow[] {
  const earlier = before === null ? [] : timesOf(before);
  const times = timesOf(own);
  return metricIds
    .flatMap((id) => times.filter(({ metricId }) => metricId === id))
    .map(({ metricId, name, distribution: { n, median, mean, p90, negative }, without }) => {
      const then = earlier.find((one) => one.metricId === metricId)?.distribution;
      return {
        Name: name,
        N: n,
        Median: median ?? null,
        Mean: mean ?? null,
        P90: p90 ?? null,
        Without: n === 0 ? null : without,
        Negative: n === 0 ? null : negative,
        PreviousMedian: then?.median ?? null,
        PreviousMean: then?.mean ?? null,
      };
    });
}
