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
