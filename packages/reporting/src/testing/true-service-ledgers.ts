import type { CheckInEntry, DecisionEntry, QuestionEntry, ServiceEventEntry } from '@mxdr/ledgers';
import type { Customer } from '@mxdr/core';
import type { AskedPeriod } from './true-period.ts';
import type { TrueRow, TrueViews } from './true-incident-views.ts';
import type { TrueValue } from './true-metrics.ts';

/** What happened between the service and the customer, told plainly by days; the ledgers and the truth are both made from it, in different ways. */
interface QuestionFact {
  readonly id: string;
  readonly asked: string;
  readonly credits: number;
  /** Day, and how it ended. */
  readonly settled?: readonly [day: string, as: 'answered' | 'out-of-scope' | 'withdrawn'];
}

const questionFacts: readonly QuestionFact[] = [
  { id: 'q-before-term', asked: '2026-06-20', credits: 1, settled: ['2026-06-25', 'answered'] },
  { id: 'q-third-quarter', asked: '2026-08-11', credits: 3, settled: ['2026-10-02', 'answered'] },
  { id: 'q-none-of-ours', asked: '2026-09-30', credits: 2, settled: ['2026-10-20', 'out-of-scope'] },
  { id: 'q-open-long', asked: '2026-09-14', credits: 1 },
  { id: 'q-october', asked: '2026-10-19', credits: 2, settled: ['2026-10-31', 'answered'] },
  { id: 'q-last-day', asked: '2026-10-31', credits: 1, settled: ['2026-11-03', 'answered'] },
  { id: 'q-november', asked: '2026-11-01', credits: 4, settled: ['2026-11-20', 'withdrawn'] },
  { id: 'q-later', asked: '2026-12-01', credits: 5 },
];

interface DecisionFact {
  readonly id: string;
  readonly raised: string;
  readonly due?: string;
  readonly settled?: readonly [day: string, as: 'decided' | 'dropped'];
}

const decisionFacts: readonly DecisionFact[] = [
  { id: 'd-overdue', raised: '2026-09-01', due: '2026-10-15' },
  { id: 'd-no-day', raised: '2026-10-05' },
  { id: 'd-taken', raised: '2026-09-20', due: '2026-10-21', settled: ['2026-10-22', 'decided'] },
  { id: 'd-dropped', raised: '2026-10-01', due: '2026-11-20', settled: ['2026-11-05', 'dropped'] },
  { id: 'd-ahead', raised: '2026-10-10', due: '2026-12-10' },
];

interface EventFact {
  readonly id: string;
  readonly kind: ServiceEventEntry['kind'];
  readonly from: string;
  /** Absent while it goes on. */
  readonly to?: string;
}

/** None of them begins or ends at a boundary of a period that is asked about. */
const eventFacts: readonly EventFact[] = [
  { id: 'e-long', kind: 'degradation', from: '2026-09-29T08:00:00Z', to: '2026-10-24T10:30:00Z' },
  { id: 'e-outage', kind: 'outage', from: '2026-10-28T02:00:00Z', to: '2026-10-28T05:15:00Z' },
  { id: 'e-change', kind: 'change', from: '2026-11-10T09:00:00Z', to: '2026-11-10T10:00:00Z' },
];

const announced = { id: 'e-announced', kind: 'maintenance', told: '2026-10-01', from: '2026-12-05T18:00:00Z', day: '2026-12-05' } as const;

const heldOn = ['2026-09-09', '2026-10-12', '2026-11-09'] as const;
const plannedOn = ['2026-12-14'] as const;

/** From July 2026 on, without an end. */
export const trueExperts: NonNullable<Customer['experts']> = { termStart: '2026-07-01', openingCredits: 10 };

const title = (id: string): string => `Entry ${id.replaceAll('-', ' ')}`;

/** The ledgers, as people would have written them. */
export const trueServiceLedgers: {
  readonly questions: readonly QuestionEntry[];
  readonly decisions: readonly DecisionEntry[];
  readonly serviceEvents: readonly ServiceEventEntry[];
  readonly checkIns: readonly CheckInEntry[];
} = {
  questions: questionFacts.map(({ id, asked, credits, settled }) => ({
    id,
    title: title(id),
    asked,
    by: 'Noor',
    credits,
    incidents: [],
    ...(settled?.[1] === 'answered' ? { answer: 'It is explained.' } : {}),
    status: settled?.[1] ?? 'asked',
    history: [{ on: asked, to: 'asked', by: 'Noor' }, ...(settled === undefined ? [] : [{ on: settled[0], to: settled[1], by: 'Ines' }])],
  })),
  decisions: decisionFacts.map(({ id, raised, due, settled }) => ({
    id,
    title: title(id),
    owner: 'Noor',
    ...(due === undefined ? {} : { due }),
    ...(settled?.[1] === 'decided' ? { outcome: 'It is done.' } : {}),
    status: settled?.[1] ?? 'needed',
    history: [{ on: raised, to: 'needed', by: 'Ines' }, ...(settled === undefined ? [] : [{ on: settled[0], to: settled[1], by: 'Noor' }])],
  })),
  serviceEvents: [
    ...eventFacts.map(({ id, kind, from, to }): ServiceEventEntry => ({
      id,
      title: title(id),
      kind,
      started: from,
      ...(to === undefined ? {} : { ended: to }),
      effect: 'Alerts came late.',
      status: to === undefined ? 'ongoing' : 'over',
      history: [{ on: from.slice(0, 10), to: to === undefined ? 'ongoing' : 'over', by: 'Ines' }],
    })),
    {
      id: announced.id,
      title: title(announced.id),
      kind: announced.kind,
      started: announced.from,
      effect: 'Reports come late.',
      status: 'announced',
      history: [{ on: announced.told, to: 'announced', by: 'Ines' }],
    },
  ],
  checkIns: [
    ...heldOn.map((date): CheckInEntry => ({
      id: `c-${date}`,
      title: title(`c-${date}`),
      date,
      attendees: ['Noor', 'Ines'],
      status: 'held',
      history: [{ on: date, to: 'held', by: 'Ines' }],
    })),
    ...plannedOn.map((date): CheckInEntry => ({
      id: `c-${date}`,
      title: title(`c-${date}`),
      date,
      attendees: [],
      status: 'planned',
      history: [{ on: '2026-09-01', to: 'planned', by: 'Ines' }],
    })),
  ],
};

/** The local day on which an instant falls. */
function dayOf(instant: string, timeZone: string): string {
  return new Intl.DateTimeFormat('sv-SE', { timeZone }).format(new Date(instant));
}

/** The last check-in before a period's end: the day from which "since last time" counts. */
export function trueLastCheckIn({ endUtc }: Pick<AskedPeriod, 'endUtc'>, timeZone: string): string | undefined {
  return heldOn.findLast((date) => date < dayOf(endUtc, timeZone));
}

const days = (from: string, to: string): number => (Date.parse(to) - Date.parse(from)) / 86_400_000;
const order = <Item>(items: readonly Item[], ...keys: readonly ((item: Item) => string)[]): readonly Item[] =>
  items.toSorted((a, b) => keys.map((key) => key(a).localeCompare(key(b), 'en')).find((sign) => sign !== 0) ?? 0);

interface Bounds {
  readonly first: string;
  /** The day after the last. */
  readonly end: string;
  readonly last: string;
}

function boundsOf({ startUtc, endUtc }: Pick<AskedPeriod, 'startUtc' | 'endUtc'>, timeZone: string): Bounds {
  const before = new Date(Date.parse(endUtc) - 1).toISOString();
  return { first: dayOf(startUtc, timeZone), end: dayOf(endUtc, timeZone), last: dayOf(before, timeZone) };
}

const isIn = (day: string | undefined, { first, end }: Bounds): boolean => day !== undefined && day >= first && day < end;
const isSettledBy = (fact: { readonly settled?: readonly [string, string] }, end: string): boolean =>
  fact.settled !== undefined && fact.settled[0] < end;

/** Credits that a quarter took, of the questions known at that day. A question that turned out to be none of the service takes nothing. */
function usedIn(months: readonly string[], end: string): number {
  return questionFacts
    .filter(({ asked }) => asked < end && months.includes(asked.slice(5, 7)))
    .filter((fact) => !isSettledBy(fact, end) || fact.settled?.[1] === 'answered')
    .reduce((sum, { credits }) => sum + credits, 0);
}

/** None before the term. */
function trueQuarters({ last, end }: Bounds): readonly TrueRow[] {
  if (last < trueExperts.termStart) return [];
  const third = usedIn(['07', '08', '09'], end);
  const fourth = usedIn(['10', '11', '12'], end);
  const row = (quarter: string, carried: number, used: number): TrueRow => ({
    Quarter: quarter,
    Carried: carried,
    Granted: 10,
    Capped: 0,
    Available: carried + 10,
    Used: used,
    Remaining: carried + 10 - used,
    Overdrawn: 0,
    ExpiresOn: '2026-12-31',
  });
  return [row('2026-Q3', 0, third), ...(last >= '2026-10-01' ? [row('2026-Q4', 10 - third, fourth)] : [])];
}

const questionWords = { answered: 'Answered', 'out-of-scope': 'Out of scope', withdrawn: 'Withdrawn' } as const;
const kindWords = { outage: 'Outage', degradation: 'Degradation', change: 'Change', maintenance: 'Maintenance' } as const;

/** What of the recommendations lies ahead: they are the sample tenant's. */
export interface AheadRecommendation {
  readonly title: string;
  readonly owner: string;
  readonly dueDate: string;
}

/** Rows of every view that the ledgers of the service fill. */
export function trueServiceViews(
  period: Pick<AskedPeriod, 'startUtc' | 'endUtc'>,
  timeZone: string,
  openRecommendations: readonly AheadRecommendation[],
): TrueViews {
  const bounds = boundsOf(period, timeZone);
  const { end, last } = bounds;
  const asked = order(
    questionFacts.filter((fact) => fact.asked < end),
    (fact) => fact.asked,
  );
  const questions = [
    ...asked.filter((fact) => !isSettledBy(fact, end)).map((fact) => ({ fact, word: 'Open', on: last })),
    ...asked
      .filter((fact) => isSettledBy(fact, end) && isIn(fact.settled?.[0], bounds))
      .map((fact) => ({ fact, word: questionWords[fact.settled![1]], on: fact.settled![0] })),
  ];
  const raised = decisionFacts.filter((fact) => fact.raised < end);
  const needed = order(
    raised.filter((fact) => !isSettledBy(fact, end)),
    ({ due = 'z' }) => due,
  );
  const settled = raised.filter((fact) => isSettledBy(fact, end) && isIn(fact.settled?.[0], bounds));
  const events = eventFacts.filter(({ from, to = '9' }) => from < period.endUtc && to >= period.startUtc);
  const [startMs, endMs] = [Date.parse(period.startUtc), Date.parse(period.endUtc)];
  const current = trueQuarters(bounds).at(-1);
  const planned = plannedOn.filter((date) => date >= end);
  const ahead = [
    ...planned.map((date) => ({ Date: date, Kind: 'Check-in', What: title(`c-${date}`), Owner: '' })),
    ...needed.map(({ id, due = '' }) => ({ Date: due, Kind: 'Decision', What: title(id), Owner: 'Noor' })),
    ...openRecommendations.map((item) => ({ Date: item.dueDate, Kind: 'Recommendation', What: item.title, Owner: item.owner })),
    ...(announced.told < end ? [{ Date: announced.day, Kind: kindWords[announced.kind], What: title(announced.id), Owner: '' }] : []),
    ...(current === undefined ? [] : [{ Date: '2026-12-31', Kind: 'Credits expire', What: String(current['Remaining']), Owner: '' }]),
  ].filter((row) => row.Date >= end);
  return {
    questions: questions.map(({ fact, word, on }) => ({
      Id: fact.id,
      Title: title(fact.id),
      Asked: fact.asked,
      By: 'Noor',
      Status: word,
      AgeDays: days(fact.asked, on),
      Credits: word === 'Out of scope' || word === 'Withdrawn' ? 0 : fact.credits,
      Incidents: '',
      Answer: word === 'Answered' ? 'It is explained.' : '',
    })),
    credits: trueQuarters(bounds),
    decisions: [
      ...needed.map(({ id, due, raised: since }) => ({
        Id: id,
        Title: title(id),
        Owner: 'Noor',
        Due: due ?? '',
        Status: due !== undefined && due < end ? 'Overdue' : 'Needed',
        Since: since,
        Outcome: '',
      })),
      ...settled.map(({ id, due, settled: how }) => ({
        Id: id,
        Title: title(id),
        Owner: 'Noor',
        Due: due ?? '',
        Status: how![1] === 'decided' ? 'Decided' : 'Dropped',
        Since: how![0],
        Outcome: how![1] === 'decided' ? 'It is done.' : '',
      })),
    ],
    'service-events': events.map(({ id, kind, from, to }) => {
      const isOver = to !== undefined && Date.parse(to) < endMs;
      return {
        Id: id,
        Title: title(id),
        Kind: kindWords[kind],
        Started: from,
        Ended: isOver ? to : '',
        Minutes: (Math.min(Date.parse(to ?? period.endUtc), endMs) - Math.max(Date.parse(from), startMs)) / 60_000,
        Effect: 'Alerts came late.',
        Status: isOver ? 'Over' : 'Ongoing',
      };
    }),
    'check-ins': [
      ...[trueLastCheckIn(period, timeZone)].flatMap((date) => (date === undefined ? [] : [{ date, status: 'Held', who: 'Noor, Ines' }])),
      ...planned.map((date) => ({ date, status: 'Planned', who: '' })),
    ].map(({ date, status, who }) => ({
      Id: `c-${date}`,
      Title: title(`c-${date}`),
      Date: date,
      Status: status,
      Attendees: who,
      Notes: '',
    })),
    ahead: order(
      ahead,
      (row) => row.Date,
      (row) => row.What,
    ),
  };
}

/** Numbers of the same ledgers. */
export function trueServiceMetrics(
  period: Pick<AskedPeriod, 'startUtc' | 'endUtc'>,
  timeZone: string,
): Readonly<Record<string, TrueValue>> {
  const bounds = boundsOf(period, timeZone);
  const { end } = bounds;
  const count = (value: number): TrueValue => ({ state: 'known', value });
  const quarter = trueQuarters(bounds).at(-1);
  const ofQuarter = (column: string): TrueValue => (quarter === undefined ? { state: 'not-applicable' } : count(Number(quarter[column])));
  const isTold = ({ from, to = '9' }: EventFact): boolean => from < period.endUtc && to >= period.startUtc;
  return {
    questions_open: count(questionFacts.filter((fact) => fact.asked < end && !isSettledBy(fact, end)).length),
    questions_answered: count(questionFacts.filter(({ settled }) => settled?.[1] === 'answered' && isIn(settled[0], bounds)).length),
    credits_used: ofQuarter('Used'),
    credits_remaining: ofQuarter('Remaining'),
    decisions_needed: count(decisionFacts.filter((fact) => fact.raised < end && !isSettledBy(fact, end)).length),
    decisions_taken: count(decisionFacts.filter(({ settled }) => settled?.[1] === 'decided' && isIn(settled[0], bounds)).length),
    service_outages: count(eventFacts.filter((fact) => (fact.kind === 'outage' || fact.kind === 'degradation') && isTold(fact)).length),
  };
}
