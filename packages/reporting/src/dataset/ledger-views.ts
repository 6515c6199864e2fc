import type { Customer, Period, Severity } from '@mxdr/core';
import { formatPeriodShort, severities, trailingMonths } from '@mxdr/core';
import type { View, ViewCell } from './dataset.ts';
import { absentView, derivedView } from './derived-view.ts';
import type { HuntRecord, ReportLedgers } from './ledgers.ts';
import { makeRecommendationViews } from './recommendation-views.ts';
import { makeServiceLedgerViews } from './service-ledger-views.ts';

function isWithin(instant: string, period: Period): boolean {
  const ms = Date.parse(instant);
  return ms >= Date.parse(period.startUtc) && ms < Date.parse(period.endUtc);
}

const huntResults = { 'nothing-found': 'Nothing found', benign: 'Explained', 'threat-confirmed': 'Threat confirmed' } as const;

type Cells = readonly ViewCell[];
type Hunts = readonly HuntRecord[];

const yesNo = (value: boolean): string => (value ? 'yes' : 'no');
const count = (hunts: Hunts, ...results: readonly HuntRecord['result'][]): number =>
  hunts.filter((hunt) => results.includes(hunt.result)).length;
const rank = (severity: Severity): number => severities.indexOf(severity);

function listHunts(hunts: Hunts): readonly Cells[] {
  return hunts.map((hunt) => [
    hunt.id,
    hunt.title,
    hunt.category,
    hunt.severity,
    hunt.startedUtc,
    hunt.endedUtc,
    huntResults[hunt.result],
    hunt.summary,
    hunt.notifications.length,
    yesNo(hunt.becameRule),
    hunt.hypothesis,
    (hunt.tables ?? []).join(', '),
    hunt.rule ?? '',
  ]);
}

/** What hunts were about, most hunted first. A summary is a conclusion that somebody wrote down. */
function countCategories(hunts: Hunts): readonly Cells[] {
  return [...new Set(hunts.map(({ category }) => category))]
    .map((category): Cells => {
      const own = hunts.filter((hunt) => hunt.category === category);
      return [
        category,
        own.length,
        own.filter(({ summary }) => summary !== '').length,
        own.reduce((sum, { notifications }) => sum + notifications.length, 0),
        count(own, 'nothing-found'),
        count(own, 'benign'),
        count(own, 'threat-confirmed'),
      ];
    })
    .toSorted((a, b) => Number(b[1]) - Number(a[1]) || (String(a[0]) < String(b[0]) ? -1 : 1));
}

/** Hunts that began with a hypothesis about a threat, and whether it had reached the customer; the severest first. */
function listEmergingThreats(hunts: Hunts): readonly Cells[] {
  return hunts
    .filter(({ hypothesis }) => hypothesis !== '')
    .toSorted((a, b) => rank(a.severity) - rank(b.severity) || (a.endedUtc < b.endedUtc ? -1 : 1))
    .map((hunt) => [hunt.title, hunt.hypothesis, hunt.category, hunt.severity, yesNo(hunt.result === 'threat-confirmed')]);
}

const mostTrending = 20;

/** What hunts came upon most, threats and explained activity alike: the severest first, then the most frequent. */
function listTrending(hunts: Hunts): readonly Cells[] {
  const found = hunts.filter(({ result }) => result !== 'nothing-found');
  return [...new Set(found.map(({ title }) => title))]
    .map((title) => {
      const own = found.filter((hunt) => hunt.title === title);
      const [severest] = own.map(({ severity }) => severity).toSorted((a, b) => rank(a) - rank(b));
      return { title, severity: severest!, times: own.length, confirmed: count(own, 'threat-confirmed') };
    })
    .toSorted((a, b) => rank(a.severity) - rank(b.severity) || b.times - a.times || (a.title < b.title ? -1 : 1))
    .slice(0, mostTrending)
    .map(({ title, severity, times, confirmed }) => [title, severity, times, confirmed]);
}

/** A month before the ledger begins is not known, for nobody wrote down what was hunted then; nor is one that is not over. */
function countMonths(hunts: Hunts, period: Period, months: readonly Period[], locale: string): readonly Cells[] {
  const beginMs = Math.min(...hunts.map(({ startedUtc }) => Date.parse(startedUtc)));
  return months.map((month) => {
    const label = formatPeriodShort(month, locale);
    if (Date.parse(month.endUtc) <= beginMs || month.endDate > period.endDate) return [label, null, null, null, null, null];
    const own = hunts.filter(({ endedUtc }) => isWithin(endedUtc, month));
    return [
      label,
      own.length,
      count(own, 'benign', 'threat-confirmed'),
      count(own, 'threat-confirmed'),
      own.reduce((sum, { notifications }) => sum + notifications.length, 0),
      own.filter(({ becameRule }) => becameRule).length,
    ];
  });
}

const trendingMonths = 3;

/** Everything that the ledger of hunts tells of the period and of the months up to its end. */
function makeHuntViews(ledger: Hunts | undefined, period: Period, months: readonly Period[], locale: string): readonly View[] {
  // What came later is not looked at, so that a report that is made again says the same.
  const inOrder = (ledger ?? [])
    .filter(({ endedUtc }) => Date.parse(endedUtc) < Date.parse(period.endUtc))
    .toSorted((a, b) => (a.endedUtc < b.endedUtc ? -1 : 1));
  const own = inOrder.filter((hunt) => isWithin(hunt.endedUtc, period));
  const recent = trailingMonths(period, trendingMonths);
  const ofRecent = inOrder.filter(({ endedUtc }) => recent.some((month) => isWithin(endedUtc, month)));
  const view = (id: string, columns: readonly string[], rows: readonly Cells[]): View =>
    ledger
      ? derivedView(id, columns, rows, ['ledger:hunts'])
      : absentView(id, { kind: 'no-ledger', ledger: 'hunts' }, [], ['ledger:hunts']);
  return [
    view(
      'hunts',
      [
        'Id',
        'Title',
        'Category',
        'Severity',
        'Started',
        'Ended',
        'Result',
        'Summary',
        'Notifications',
        'BecameRule',
        'Hypothesis',
        'LookedAt',
        'Rule',
      ],
      listHunts(own),
    ),
    view(
      'hunts-by-category',
      ['Category', 'Hunts', 'Summaries', 'Notifications', 'NothingFound', 'Explained', 'Confirmed'],
      countCategories(own),
    ),
    view('emerging-threats', ['Title', 'Hypothesis', 'Category', 'Severity', 'ImpactFound'], listEmergingThreats(own)),
    view('trending-threats', ['Title', 'Severity', 'Times', 'Confirmed'], listTrending(ofRecent)),
    view(
      'hunts-by-month',
      ['Month', 'Hunts', 'Suspicious', 'Confirmed', 'Notifications', 'BecameRules'],
      countMonths(inOrder, period, months, locale),
    ),
  ];
}

/** What the ledgers of the customer tell of the period. */
export function makeLedgerViews(
  ledgers: ReportLedgers,
  period: Period,
  months: readonly Period[],
  customer: Pick<Customer, 'locale' | 'experts'>,
  incident: number | null = null,
): readonly View[] {
  return [
    ...makeHuntViews(ledgers.hunts, period, months, customer.locale),
    ...makeRecommendationViews(ledgers, period, incident),
    ...makeServiceLedgerViews(ledgers, customer, period),
  ];
}
