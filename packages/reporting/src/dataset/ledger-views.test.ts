import { parsePeriod } from '@mxdr/core';
import { describe, expect, it } from 'vitest';
import { findMetric } from '../metrics/metric-catalogue.ts';
import type { View } from './dataset.ts';
import { makeLedgerViews } from './ledger-views.ts';
import type { HuntRecord, RecommendationRecord } from './ledgers.ts';
import { measureMetric } from './measure-metric.ts';
import { answersOf } from './period-answers.ts';

const period = parsePeriod('2026-10', 'Europe/Amsterdam');
const months = ['2026-08', '2026-09', '2026-10', '2026-11'].map((month) => parsePeriod(month, 'Europe/Amsterdam'));

const hunt = (endedUtc: string, changes: Partial<HuntRecord> = {}): HuntRecord => ({
  id: endedUtc,
  title: 'Remote tools',
  hypothesis: '',
  category: 'Remote access',
  severity: 'Low',
  startedUtc: endedUtc,
  endedUtc,
  result: 'nothing-found',
  summary: '',
  notifications: [],
  becameRule: false,
  ...changes,
});

const recommendation = (id: string, changes: Partial<RecommendationRecord>): RecommendationRecord => ({
  id,
  title: id,
  product: 'entra-id',
  createdUtc: '2026-09-05T10:00:00.000Z',
  dueDate: '2026-12-01',
  owner: 'IT',
  doneUtc: null,
  incidents: [],
  ...changes,
});

function rowsOf(hunts: readonly HuntRecord[], id: string): View['rows'] {
  return makeLedgerViews({ hunts }, period, months, { locale: 'en-GB', experts: undefined }).find((view) => view.id === id)!.rows;
}

describe('what the ledger of hunts tells', () => {
  it('leaves the months before its first hunt and the month that is not over as gaps, and a month without hunts as zero', () => {
    // GIVEN a ledger that begins in September, and a hunt after the period
    const hunts = [
      hunt('2026-10-31T22:59:59.000Z', { startedUtc: '2026-10-30T10:00:00.000Z', result: 'benign', becameRule: true }),
      hunt('2026-10-31T23:00:00.000Z', { startedUtc: '2026-09-15T10:00:00.000Z' }),
      hunt('2026-10-05T10:00:00.000Z', { startedUtc: '2026-09-15T10:00:00.000Z', result: 'threat-confirmed', notifications: ['a', 'b'] }),
    ];

    // THEN
    expect(rowsOf(hunts, 'hunts-by-month')).toEqual([
      ['August 2026', null, null, null, null, null],
      ['September 2026', 0, 0, 0, 0, 0],
      ['October 2026', 2, 2, 1, 2, 1],
      ['November 2026', null, null, null, null, null],
    ]);
  });

  it('ranks what was come upon in three months by severity, then by how often, and hunts that found nothing never', () => {
    const hunts = [
      hunt('2026-08-05T10:00:00.000Z', { title: 'Often', result: 'benign' }),
      hunt('2026-09-05T10:00:00.000Z', { title: 'Often', result: 'benign' }),
      hunt('2026-10-05T10:00:00.000Z', { title: 'Once', result: 'benign' }),
      hunt('2026-10-06T10:00:00.000Z', { title: 'Grave', severity: 'High', result: 'threat-confirmed' }),
      hunt('2026-10-07T10:00:00.000Z', { title: 'Quiet', severity: 'High' }),
      hunt('2026-07-05T10:00:00.000Z', { title: 'Old', severity: 'High', result: 'threat-confirmed' }),
      hunt('2026-11-05T10:00:00.000Z', { title: 'Later', severity: 'High', result: 'threat-confirmed' }),
    ];
    expect(rowsOf(hunts, 'trending-threats')).toEqual([
      ['Grave', 'High', 1, 1],
      ['Often', 'Low', 2, 0],
      ['Once', 'Low', 1, 0],
    ]);
    expect(
      rowsOf(
        [...hunts, ...Array.from({ length: 30 }, (_, index) => hunt('2026-10-08T10:00:00.000Z', { title: `T${index}`, result: 'benign' }))],
        'trending-threats',
      ),
    ).toHaveLength(20);
  });

  it('lists hypotheses and whether the threat had arrived, and counts conclusions by category', () => {
    const hunts = [
      hunt('2026-10-05T10:00:00.000Z', {
        hypothesis: 'They stay by a tool.',
        result: 'threat-confirmed',
        severity: 'Medium',
        summary: 'Found.',
        notifications: ['a'],
      }),
      hunt('2026-10-06T10:00:00.000Z', { hypothesis: 'They phish by code.', category: 'Identity' }),
      hunt('2026-10-07T10:00:00.000Z', { result: 'benign', summary: 'Explained.' }),
    ];
    expect(rowsOf(hunts, 'emerging-threats')).toEqual([
      ['Remote tools', 'They stay by a tool.', 'Remote access', 'Medium', 'yes'],
      ['Remote tools', 'They phish by code.', 'Identity', 'Low', 'no'],
    ]);
    expect(rowsOf(hunts, 'hunts-by-category')).toEqual([
      ['Remote access', 2, 2, 1, 0, 1, 1],
      ['Identity', 1, 0, 0, 1, 0, 0],
    ]);
  });

  it('is not available without a ledger, and empty with an empty one', () => {
    const none = makeLedgerViews({}, period, months, { locale: 'en-GB', experts: undefined });
    const empty = makeLedgerViews(
      { hunts: [], recommendations: [], questions: [], decisions: [], serviceEvents: [], checkIns: [] },
      period,
      months,
      { locale: 'en-GB', experts: { termStart: '2026-07-01', openingCredits: 10 } },
    );
    expect(new Set(none.map(({ state }) => state))).toEqual(new Set(['unavailable']));
    expect(new Set(empty.map(({ state }) => state))).toEqual(new Set(['known']));
  });
});

describe('what the ledger of recommendations tells', () => {
  it('counts as they stood at the end of the period, and days by the customer’s clock', () => {
    // GIVEN
    const recommendations = [
      recommendation('open', {}),
      recommendation('due on the last day', { dueDate: '2026-10-31' }),
      recommendation('due on the day after', { dueDate: '2026-11-01' }),
      recommendation('done in the first hour', { doneUtc: '2026-09-30T22:00:00.000Z', dueDate: '2026-09-01' }),
      recommendation('done after the end', { doneUtc: '2026-10-31T23:00:00.000Z' }),
      recommendation('done before', { doneUtc: '2026-09-30T21:59:59.000Z' }),
      recommendation('made after the end', { createdUtc: '2026-10-31T23:00:00.000Z' }),
    ];
    const context = {
      answers: answersOf(period, [], []),
      sla: { acknowledgeMinutes: {}, resolveMinutes: {} },
      ledgers: { recommendations },
      tables: null,
      asOfMs: Date.parse(period.endUtc),
    };

    // WHEN
    const measured = ['recommendations_open', 'recommendations_overdue', 'recommendations_done'].map((id) =>
      measureMetric(findMetric(id)!, context),
    );

    // THEN
    expect(measured).toMatchObject([{ value: 4 }, { value: 1 }, { value: 1 }]);
    expect(measureMetric(findMetric('recommendations_open')!, { ...context, ledgers: {} })).toMatchObject({ state: 'unavailable' });
  });
});

describe('what the ledgers of the service tell', () => {
  const experts = { termStart: '2026-07-01', openingCredits: 10 };
  const viewsOf = (ledgers: Parameters<typeof makeLedgerViews>[0]): ReadonlyMap<string, View> =>
    new Map(makeLedgerViews(ledgers, period, months, { locale: 'en-GB', experts }).map((view) => [view.id, view]));
  const checkIn = (date: string, ...steps: readonly (readonly [on: string, to: 'planned' | 'held' | 'cancelled'])[]) => ({
    id: date,
    title: date,
    date,
    attendees: [],
    status: steps.at(-1)![1],
    history: steps.map(([on, to]) => ({ on, to, by: 'Ines' })),
  });

  it('names the check-in that was planned when the period ended, though it was held since, and the one planned later', () => {
    const checkIns = [
      checkIn('2026-10-13', ['2026-09-01', 'planned'], ['2026-10-13', 'held']),
      checkIn('2026-11-10', ['2026-10-13', 'planned'], ['2026-11-10', 'held']),
      checkIn('2026-12-08', ['2026-11-10', 'planned']),
      checkIn('2026-12-22', ['2026-10-13', 'planned'], ['2026-10-20', 'cancelled']),
    ];
    const views = viewsOf({ checkIns });
    expect(views.get('check-ins')!.rows.map(([, , date, state]) => [date, state])).toEqual([
      ['2026-10-13', 'Held'],
      ['2026-11-10', 'Planned'],
      ['2026-12-08', 'Planned'],
    ]);
    expect(views.get('ahead')!.rows.map(([date]) => date)).toEqual(['2026-11-10', '2026-12-08']);
  });

  it('counts credits by where questions stood at the end of the period, and caps what is carried over', () => {
    // GIVEN a question that was withdrawn after the end, and one that was asked after it
    const question = (id: string, asked: string, credits: number, settled?: readonly [on: string, to: 'answered' | 'withdrawn']) => ({
      id,
      title: id,
      asked,
      by: 'Noor',
      credits,
      incidents: [],
      status: settled?.[1] ?? ('asked' as const),
      history: [
        { on: asked, to: 'asked' as const, by: 'Noor' },
        ...(settled === undefined ? [] : [{ on: settled[0], to: settled[1], by: 'Ines' }]),
      ],
    });
    const questions = [
      question('withdrawn later', '2026-10-05', 3, ['2026-11-02', 'withdrawn']),
      question('withdrawn within', '2026-10-06', 5, ['2026-10-07', 'withdrawn']),
      question('later', '2026-11-01', 4),
    ];
    // THEN October stands at 20 − 3, whatever came of it in November
    expect(viewsOf({ questions }).get('credits')!.rows).toEqual([
      ['2026-Q3', 0, 10, 0, 10, 0, 10, 0, '2026-12-31'],
      ['2026-Q4', 10, 10, 0, 20, 3, 17, 0, '2026-12-31'],
    ]);
    expect(viewsOf({ questions: [] }).get('questions')!.state).toBe('known');
    expect(viewsOf({}).get('credits')!.reason).toEqual({ kind: 'no-ledger', ledger: 'questions' });
  });

  it('tells where a recommendation stood from its history, not from what became of it later', () => {
    const recommendations = [
      recommendation('moved', {
        history: [
          { on: '2026-09-05', to: 'proposed' },
          { on: '2026-10-20', to: 'accepted' },
          { on: '2026-11-03', to: 'done' },
        ],
      }),
      recommendation('declined within', {
        history: [
          { on: '2026-09-05', to: 'proposed' },
          { on: '2026-10-21', to: 'declined' },
        ],
      }),
      recommendation('declined before', {
        history: [
          { on: '2026-09-05', to: 'proposed' },
          { on: '2026-09-21', to: 'declined' },
        ],
      }),
    ];
    const view = viewsOf({ recommendations }).get('recommendations')!;
    const at = (name: string): number => view.columns.indexOf(name);
    expect(view.rows.map((row) => [row[at('Id')], row[at('State')], row[at('AgeDays')]])).toEqual([
      ['declined within', 'Declined', 46],
      ['moved', 'Accepted', 56],
    ]);
  });
});
