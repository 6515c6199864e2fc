import type { Customer, Period } from '@mxdr/core';
import { localDay } from '@mxdr/core';
import type { CheckInEntry, CreditStatement, DecisionEntry, QuestionEntry, ServiceEventEntry } from '@mxdr/ledgers';
import { creditsOf, lastCheckInBefore, stateCredits } from '@mxdr/ledgers';
import type { View, ViewCell } from './dataset.ts';
import { absentView, derivedView } from './derived-view.ts';
import { daysBetween, isDayWithin, lastDayOf, standingAt } from './entry-standing.ts';
import type { ReportLedgers } from './ledgers.ts';
import type { CustomerLedger } from './reason.ts';
import { recommendationAt } from './recommendation-views.ts';

type Cells = readonly ViewCell[];

/** A view of a ledger that only people keep; not available where nobody keeps it. */
function ledgerView<Entry>(
  id: string,
  ledger: CustomerLedger,
  entries: readonly Entry[] | undefined,
  columns: readonly string[],
  list: (entries: readonly Entry[]) => readonly Cells[],
): View {
  const evidence = [`ledger:${ledger}`];
  return entries === undefined
    ? absentView(id, { kind: 'no-ledger', ledger }, [], evidence)
    : derivedView(id, columns, list(entries), evidence);
}

/** A question as it stood at the end of the period; undefined where it was asked later. */
export function questionAt(
  question: QuestionEntry,
  period: Period,
): { readonly status: QuestionEntry['status']; readonly since: string } | undefined {
  const step = standingAt(question.history, period);
  return step === undefined ? undefined : { status: step.to, since: step.on };
}

const questionNames: Readonly<Record<QuestionEntry['status'], string>> = {
  asked: 'Open',
  answered: 'Answered',
  'out-of-scope': 'Out of scope',
  withdrawn: 'Withdrawn',
};

/** Questions that were open at the end of the period, the longest first, then those that were settled in it. */
function listQuestions(questions: readonly QuestionEntry[], period: Period): readonly Cells[] {
  const standing = questions.flatMap((question) => {
    const now = questionAt(question, period);
    return now === undefined ? [] : [{ question, ...now }];
  });
  const inOrder = standing.toSorted(({ question: a }, { question: b }) =>
    a.asked === b.asked ? (a.id < b.id ? -1 : 1) : a.asked < b.asked ? -1 : 1,
  );
  const open = inOrder.filter(({ status }) => status === 'asked');
  const settled = inOrder.filter(({ status, since }) => status !== 'asked' && isDayWithin(since, period));
  return [...open, ...settled].map(({ question, status, since }) => [
    question.id,
    question.title,
    question.asked,
    question.by,
    questionNames[status],
    daysBetween(question.asked, status === 'asked' ? lastDayOf(period) : since),
    creditsOf({ ...question, status }),
    question.incidents.join(', '),
    status === 'answered' ? (question.answer ?? '') : '',
  ]);
}

/**
 * The credits as they stood at the end of the period; undefined where no term is agreed or no ledger is kept.
 * A question counts by the day on which it was asked, and by where it stood then: one that turned out to be none of the service takes nothing.
 */
export function creditsAt({ questions }: ReportLedgers, experts: Customer['experts'], period: Period): CreditStatement | undefined {
  if (questions === undefined || experts === undefined) return undefined;
  const uses = questions.flatMap((question) => {
    const now = questionAt(question, period);
    return now === undefined ? [] : [{ on: question.asked, credits: creditsOf({ ...question, status: now.status }) }];
  });
  return stateCredits({ start: experts.termStart, end: experts.termEnd ?? null, opening: experts.openingCredits }, uses, lastDayOf(period));
}

const quartersShown = 4;

function makeCreditView(ledgers: ReportLedgers, experts: Customer['experts'], period: Period): View {
  const evidence = ['ledger:questions'];
  if (experts === undefined) return absentView('credits', { kind: 'no-credit-terms' }, [], evidence);
  const statement = creditsAt(ledgers, experts, period);
  if (statement === undefined) return absentView('credits', { kind: 'no-ledger', ledger: 'questions' }, [], evidence);
  return derivedView(
    'credits',
    ['Quarter', 'Carried', 'Granted', 'Capped', 'Available', 'Used', 'Remaining', 'Overdrawn', 'ExpiresOn'],
    statement.quarters
      .slice(-quartersShown)
      .map(({ quarter, carried, granted, capped, available, used, remaining, overdrawn, expiresOn }) => [
        quarter,
        carried,
        granted,
        capped,
        available,
        used,
        remaining,
        overdrawn,
        expiresOn,
      ]),
    evidence,
  );
}

/** Decisions that were needed at the end of the period, the first due first, then those taken or dropped in it. */
function listDecisions(decisions: readonly DecisionEntry[], period: Period): readonly Cells[] {
  const standing = decisions.flatMap((decision) => {
    const step = standingAt(decision.history, period);
    return step === undefined ? [] : [{ decision, status: step.to, since: step.on }];
  });
  // Without a day it is needed by the next check-in: after everything that has one.
  const dueOf = ({ due }: DecisionEntry): string => due ?? '9999-12-31';
  const needed = standing
    .filter(({ status }) => status === 'needed')
    .toSorted(({ decision: a }, { decision: b }) => (dueOf(a) === dueOf(b) ? (a.id < b.id ? -1 : 1) : dueOf(a) < dueOf(b) ? -1 : 1));
  const settled = standing
    .filter(({ status, since }) => status !== 'needed' && isDayWithin(since, period))
    .toSorted((a, b) => (a.since === b.since ? (a.decision.id < b.decision.id ? -1 : 1) : a.since < b.since ? -1 : 1));
  const names = { decided: 'Decided', dropped: 'Dropped' } as const;
  return [...needed, ...settled].map(({ decision, status, since }) => [
    decision.id,
    decision.title,
    decision.owner,
    decision.due ?? '',
    status !== 'needed' ? names[status] : decision.due !== undefined && decision.due < period.endDate ? 'Overdue' : 'Needed',
    since,
    status === 'decided' ? (decision.outcome ?? '') : '',
  ]);
}

const eventKinds: Readonly<Record<ServiceEventEntry['kind'], string>> = {
  outage: 'Outage',
  degradation: 'Degradation',
  change: 'Change',
  maintenance: 'Maintenance',
};

/**
 * Whether it was going on at some time of the period; what has no end is going on. When it was written down does not matter: an outage is often noted
 * after it. What was only announced, or called off, never was.
 */
export function isDuring({ started, ended, status }: ServiceEventEntry, period: Period): boolean {
  if (status === 'cancelled' || status === 'announced') return false;
  return Date.parse(started) < Date.parse(period.endUtc) && (ended === undefined || Date.parse(ended) >= Date.parse(period.startUtc));
}

/** Minutes of it that lie in the period. */
function minutesWithin({ started, ended }: ServiceEventEntry, period: Period): number {
  const from = Math.max(Date.parse(started), Date.parse(period.startUtc));
  const to = Math.min(ended === undefined ? Number.POSITIVE_INFINITY : Date.parse(ended), Date.parse(period.endUtc));
  return Math.max(0, (to - from) / 60_000);
}

/** What the service itself was through in the period, in order. */
function listServiceEvents(events: readonly ServiceEventEntry[], period: Period): readonly Cells[] {
  return events
    .filter((event) => isDuring(event, period))
    .toSorted((a, b) => Date.parse(a.started) - Date.parse(b.started) || (a.id < b.id ? -1 : 1))
    .map((event) => {
      const isOver = event.ended !== undefined && Date.parse(event.ended) < Date.parse(period.endUtc);
      return [
        event.id,
        event.title,
        eventKinds[event.kind],
        event.started,
        isOver ? event.ended : '',
        minutesWithin(event, period),
        event.effect,
        isOver ? 'Over' : 'Ongoing',
      ];
    });
}

/**
 * Whether a check-in lies ahead: planned now, or planned when the period ended. What was planned since then counts, too: the deck of a month is shown
 * after it, and its last slide names the next date.
 */
function isAhead({ date, status, history }: CheckInEntry, period: Period): boolean {
  return date >= period.endDate && (status === 'planned' || standingAt(history, period)?.to === 'planned');
}

/** The last check-in that was held before the period's end, and those that are planned from then on. */
function listCheckIns({ checkIns = [] }: ReportLedgers, period: Period): readonly Cells[] {
  const last = lastCheckInBefore(checkIns, period.endDate);
  return checkIns
    .filter((entry) => isAhead(entry, period) || (entry.status === 'held' && entry.date === last))
    .toSorted((a, b) => (a.date === b.date ? (a.id < b.id ? -1 : 1) : a.date < b.date ? -1 : 1))
    .map((entry) => {
      const { id, title, date, attendees, notes = '' } = entry;
      const isHeld = !isAhead(entry, period);
      return [id, title, date, isHeld ? 'Held' : 'Planned', attendees.join(', '), isHeld ? notes : ''];
    });
}

interface Ahead {
  readonly date: string;
  readonly kind: string;
  readonly what: string;
  readonly owner: string;
  readonly ledger: string;
}

function gatherAhead(ledgers: ReportLedgers, experts: Customer['experts'], period: Period): readonly Ahead[] {
  const { checkIns = [], decisions = [], recommendations = [], serviceEvents = [] } = ledgers;
  const remaining = creditsAt(ledgers, experts, period)?.current;
  const isNeeded = ({ history }: DecisionEntry): boolean => standingAt(history, period)?.to === 'needed';
  return [
    ...checkIns
      .filter((entry) => isAhead(entry, period))
      .map(({ date, title }) => ({ date, kind: 'Check-in', what: title, owner: '', ledger: 'check-ins' })),
    ...decisions
      .filter(isNeeded)
      .map(({ due = '', title, owner }) => ({ date: due, kind: 'Decision', what: title, owner, ledger: 'decisions' })),
    ...recommendations
      .filter((record) => recommendationAt(record, period)?.isOpen === true)
      .map(({ dueDate, title, owner }) => ({ date: dueDate, kind: 'Recommendation', what: title, owner, ledger: 'recommendations' })),
    ...serviceEvents
      .filter(({ history }) => standingAt(history, period)?.to === 'announced')
      .map(({ started, title, kind }) => ({
        date: localDay(Date.parse(started), period.timeZone),
        kind: eventKinds[kind],
        what: title,
        owner: '',
        ledger: 'service-events',
      })),
    ...(remaining !== null && remaining !== undefined && remaining.remaining > 0
      ? [{ date: remaining.expiresOn, kind: 'Credits expire', what: String(remaining.remaining), owner: '', ledger: 'questions' }]
      : []),
  ].filter(({ date }) => date >= period.endDate);
}

/** Dated things after the period's end that the ledgers know of, the next one first. */
function makeAheadView(ledgers: ReportLedgers, experts: Customer['experts'], period: Period): View {
  const kept = Object.entries({
    'check-ins': ledgers.checkIns,
    decisions: ledgers.decisions,
    recommendations: ledgers.recommendations,
    'service-events': ledgers.serviceEvents,
  }).flatMap(([name, entries]) => (entries === undefined ? [] : [`ledger:${name}`]));
  if (kept.length === 0) return absentView('ahead', { kind: 'no-ledger', ledger: 'check-ins' }, [], ['ledger:check-ins']);
  const ahead = gatherAhead(ledgers, experts, period).toSorted((a, b) =>
    a.date === b.date ? (a.what < b.what ? -1 : 1) : a.date < b.date ? -1 : 1,
  );
  return derivedView(
    'ahead',
    ['Date', 'Kind', 'What', 'Owner'],
    ahead.map(({ date, kind, what, owner }) => [date, kind, what, owner]),
    kept,
  );
}

/** What people wrote down about working together: questions and their credits, decisions, events of the service, check-ins, and what lies ahead. */
export function makeServiceLedgerViews(ledgers: ReportLedgers, customer: Pick<Customer, 'experts'>, period: Period): readonly View[] {
  const { questions, decisions, serviceEvents, checkIns } = ledgers;
  return [
    ledgerView(
      'questions',
      'questions',
      questions,
      ['Id', 'Title', 'Asked', 'By', 'Status', 'AgeDays', 'Credits', 'Incidents', 'Answer'],
      (entries) => listQuestions(entries, period),
    ),
    makeCreditView(ledgers, customer.experts, period),
    ledgerView('decisions', 'decisions', decisions, ['Id', 'Title', 'Owner', 'Due', 'Status', 'Since', 'Outcome'], (entries) =>
      listDecisions(entries, period),
    ),
    ledgerView(
      'service-events',
      'service-events',
      serviceEvents,
      ['Id', 'Title', 'Kind', 'Started', 'Ended', 'Minutes', 'Effect', 'Status'],
      (entries) => listServiceEvents(entries, period),
    ),
    ledgerView('check-ins', 'check-ins', checkIns, ['Id', 'Title', 'Date', 'Status', 'Attendees', 'Notes'], () =>
      listCheckIns(ledgers, period),
    ),
    makeAheadView(ledgers, customer.experts, period),
  ];
}
