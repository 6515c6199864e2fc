import type { Period } from '@mxdr/core';
import { localDay, startOfDayUtc } from '@mxdr/core';
import type { View, ViewCell } from './dataset.ts';
import { absentView, derivedView } from './derived-view.ts';
import { daysBetween, lastDayOf, standingAt } from './entry-standing.ts';
import type { RecommendationRecord, ReportLedgers } from './ledgers.ts';
import type { recommendationStates } from './ledgers.ts';

/** `open`: a ledger without history tells only whether it is done. */
type RecommendationStatus = (typeof recommendationStates)[number] | 'open';

/** Where a recommendation stood at the end of a period, and since which instant. */
export interface RecommendationStanding {
  readonly status: RecommendationStatus;
  readonly sinceUtc: string;
  readonly isOpen: boolean;
  /** Open, and its last day had passed. */
  readonly isOverdue: boolean;
}

const openStates: ReadonlySet<RecommendationStatus> = new Set(['open', 'proposed', 'accepted', 'in-progress']);

/** Undefined where it was made later. */
export function recommendationAt(record: RecommendationRecord, period: Period): RecommendationStanding | undefined {
  const { createdUtc, doneUtc, dueDate, history } = record;
  const endMs = Date.parse(period.endUtc);
  if (Date.parse(createdUtc) >= endMs) return undefined;
  const step = standingAt(history ?? [], period);
  const isDone = doneUtc !== null && Date.parse(doneUtc) < endMs;
  const { status, sinceUtc }: { readonly status: RecommendationStatus; readonly sinceUtc: string } =
    history === undefined
      ? { status: isDone ? 'done' : 'open', sinceUtc: isDone ? doneUtc : createdUtc }
      : { status: step?.to ?? 'open', sinceUtc: step === undefined ? createdUtc : startOfDayUtc(step.on, period.timeZone) };
  const isOpen = openStates.has(status);
  return { status, sinceUtc, isOpen, isOverdue: isOpen && dueDate < period.endDate };
}

const statusNames: Readonly<Record<RecommendationStatus, string>> = {
  open: 'Open',
  proposed: 'Proposed',
  accepted: 'Accepted',
  'in-progress': 'In progress',
  done: 'Done',
  declined: 'Declined',
  superseded: 'Superseded',
};

const columns = [
  'Id',
  'Title',
  'Product',
  'Owner',
  'Created',
  'Due',
  'State',
  'Incidents',
  'Status',
  'Since',
  'AgeDays',
  'Why',
  'Effect',
] as const;

function toRow(record: RecommendationRecord, { status, sinceUtc, isOpen, isOverdue }: RecommendationStanding, period: Period) {
  const lastDay = lastDayOf(period);
  return [
    record.id,
    record.title,
    record.product,
    record.owner,
    record.createdUtc,
    record.dueDate,
    isOverdue ? 'Overdue' : statusNames[status],
    record.incidents.join(', '),
    statusNames[status],
    sinceUtc,
    daysBetween(
      localDay(Date.parse(record.createdUtc), period.timeZone),
      isOpen ? lastDay : localDay(Date.parse(sinceUtc), period.timeZone),
    ),
    record.why ?? '',
    record.effect ?? '',
  ] satisfies readonly ViewCell[];
}

/** Recommendations that were open at the end of the period, or came to an end in it; the first due first. */
export function makeRecommendationViews({ recommendations }: ReportLedgers, period: Period, incident: number | null): readonly View[] {
  const evidence = ['ledger:recommendations'];
  const ids = ['recommendations', ...(incident === null ? [] : ['incident-recommendations'])];
  if (recommendations === undefined) return ids.map((id) => absentView(id, { kind: 'no-ledger', ledger: 'recommendations' }, [], evidence));
  const standing = recommendations
    .flatMap((record) => {
      const now = recommendationAt(record, period);
      return now === undefined ? [] : [{ record, now }];
    })
    .toSorted(({ record: a }, { record: b }) => (a.dueDate < b.dueDate ? -1 : a.dueDate > b.dueDate ? 1 : a.id < b.id ? -1 : 1));
  const followed = standing.filter(({ now }) => now.isOpen || Date.parse(now.sinceUtc) >= Date.parse(period.startUtc));
  const ofIncident = standing.filter(({ record }) => incident !== null && record.incidents.includes(incident));
  const view = (id: string, listed: typeof standing): View =>
    derivedView(
      id,
      columns,
      listed.map(({ record, now }) => toRow(record, now, period)),
      evidence,
    );
  return [view('recommendations', followed), ...(incident === null ? [] : [view('incident-recommendations', ofIncident)])];
}
