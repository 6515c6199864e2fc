import type { JsonValue, PartialReason } from '@mxdr/core';
import { parsePeriod } from '@mxdr/core';
import { describe, expect, it } from 'vitest';
import { trueDetections } from '../testing/true-detections.ts';
import type { View } from './dataset.ts';
import { makeDetectionViews } from './detection-views.ts';
import type { Answer, PeriodAnswers } from './period-answers.ts';

const october = parsePeriod('2026-10', 'Europe/Amsterdam');
const cut: readonly PartialReason[] = [{ code: 'limit', message: 'The answer was cut off.' }];

function answer(columns: readonly string[], rows: readonly (readonly JsonValue[])[], partial: readonly PartialReason[] = []): Answer {
  return {
    state: 'known',
    result: { columns: columns.map((name) => ({ name, type: 'string' })), rows, statistics: {} } as unknown as Extract<
      Answer,
      { state: 'known' }
    >['result'],
    partial,
    runId: 'a@2026-10',
  };
}
const absent: Answer = {
  state: 'absent',
  value: { state: 'unavailable', reason: { kind: 'tables-missing', tables: ['Usage'] }, evidence: [] },
};
const volumes = (partial: readonly PartialReason[] = []) => answer(['DataType'], [['SigninLogs'], ['SecurityAlert']], partial);
const inbox = 'Inbox rule hides or forwards mail';
const firings = (partial: readonly PartialReason[] = []) =>
  answer(['RuleName', 'Alerts', 'LastAlert'], [[inbox, 2, '2026-10-05T10:00:00.0000000Z']], partial);

function viewsOf(ingestion: Answer, alerts: Answer) {
  const answers = { answer: (id: string) => (id === 'ingestion' ? ingestion : alerts) } as PeriodAnswers;
  const views = makeDetectionViews(trueDetections, answers, october, october.endUtc);
  const view = (id: string): View => views.find((one) => one.id === id)!;
  const column = (id: string, name: string): readonly unknown[] => view(id).rows.map((row) => row[view(id).columns.indexOf(name)]);
  return { view, column };
}

describe('what detections cover', () => {
  it('keeps apart what fired, has data, has none and is not there', () => {
    const { view, column } = viewsOf(volumes(), firings());
    expect(view('attack-matrix').state).toBe('known');
    expect(column('attack-matrix', 'State')).toEqual(['Has data', 'Not covered', 'Not covered', 'Fired', 'Has data', 'No data']);
    expect(view('coverage-by-tactic').rows).toEqual([
      ['InitialAccess', 2, 1, 0, 1, 0],
      ['Persistence', 3, 2, 2, 2, 1],
      ['Exfiltration', 1, 1, 0, 0, 0],
    ]);
    expect(view('data-gaps').rows).toEqual([['Printers_CL', 'No', 1, 1, 'Printer speaks to strangers']]);
    expect(column('detection-rules', 'LastFired')).toEqual([null, null, '2026-10-05T10:00:00.000Z', null]);
    expect(column('detection-rules', 'Alerts')).toEqual([0, 0, 2, 0]);
    // The ages are of the last day of the month.
    expect(column('detection-rules', 'AgeDays')).toEqual([null, 11, 46, 273]);
  });

  it('never says no where nobody could look', () => {
    // GIVEN no answer at all
    const { view, column } = viewsOf(absent, absent);
    // THEN what is deployed is told, and the rest is not known
    expect(view('attack-matrix')).toMatchObject({ state: 'partial', reason: { kind: 'tables-missing' } });
    expect(column('attack-matrix', 'State')).toEqual(['Deployed', 'Not covered', 'Not covered', 'Deployed', 'Deployed', 'Deployed']);
    expect(column('coverage-by-tactic', 'HasData')).toEqual([null, null, null]);
    expect(column('coverage-by-tactic', 'Deployed')).toEqual([1, 2, 1]);
    expect(new Set(column('data-gaps', 'HasData'))).toEqual(new Set(['Not known']));
    expect(column('detection-rules', 'Alerts')).toEqual([null, null, null, null]);
  });

  it('takes from an answer that was cut off what it says, and nothing from what it does not', () => {
    const { view, column } = viewsOf(volumes(cut), firings(cut));
    expect(view('attack-matrix').state).toBe('partial');
    expect(column('attack-matrix', 'State')).toEqual(['Has data', 'Not covered', 'Not covered', 'Fired', 'Has data', 'Deployed']);
    expect(column('coverage-by-tactic', 'Fired')).toEqual([null, null, null]);
    expect(column('detection-rules', 'Alerts')).toEqual([null, null, 2, null]);
  });

  it('has every column of the report even when nothing is deployed, and says when it was not told', () => {
    const answers = { answer: () => absent } as unknown as PeriodAnswers;
    const none = makeDetectionViews(
      { ...trueDetections, rules: [], cells: trueDetections.cells.map((cell) => ({ ...cell, rules: [] })) },
      answers,
      october,
      october.endUtc,
    );
    expect(none.find(({ id }) => id === 'detection-rules')?.rows).toEqual([]);
    expect(new Set(none[0]?.rows.map((row) => row[3]))).toEqual(new Set(['Not covered']));
    const untold = makeDetectionViews(undefined, answers, october, october.endUtc);
    expect(untold.map(({ state, reason }) => [state, reason?.kind])).toEqual(Array.from({ length: 4 }, () => ['unavailable', 'no-ledger']));
  });
});
