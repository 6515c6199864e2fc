import { severities } from '@mxdr/core';
import type { MonthMeasure, TruthMeasures } from '@mxdr/simulator';
import { expect } from 'vitest';
import type { Dataset } from '../dataset/dataset.ts';
import { close, rows } from './truth-tenant.ts';

type Day = TruthMeasures['days'][number];

/** Every day of the period or, in a period of more than five weeks, every week from Monday on. */
export function expectDays(dataset: Dataset, { days }: TruthMeasures): void {
  const pieces = days.reduce<readonly (readonly Day[])[]>((before, day) => {
    const last = before.at(-1);
    const isMonday = new Date(day.date).getUTCDay() === 1;
    return last === undefined || days.length <= 35 || isMonday ? [...before, [day]] : [...before.slice(0, -1), [...last, day]];
  }, []);
  const sum = (piece: readonly Day[], countOf: (day: Day) => number): number => piece.reduce((total, day) => total + countOf(day), 0);
  expect(rows(dataset, 'incidents-over-time', 'Piece', ...severities, 'Created', 'Closed')).toEqual(
    pieces.map((piece) => [
      piece[0]!.date,
      ...severities.map((severity) => sum(piece, (day) => day.createdBySeverity[severity])),
      sum(piece, (day) => day.created),
      sum(piece, (day) => day.closed),
    ]),
  );
}

/** Every rule, and every title that no rule made: how many incidents were closed, and as what. */
export function expectDetections(dataset: Dataset, { detections }: TruthMeasures): void {
  expect(
    rows(
      dataset,
      'rule-efficiency',
      'Name',
      'Kind',
      'Incidents',
      'TruePositives',
      'BenignPositives',
      'FalsePositives',
      'Undetermined',
      'Alerts',
      'NoiseShare',
    ),
  ).toEqual(
    detections
      .map((detection) => ({ ...detection, noise: detection.byClassification.BenignPositive + detection.byClassification.FalsePositive }))
      .toSorted((a, b) => b.noise - a.noise || b.incidents - a.incidents || (a.title < b.title ? -1 : 1))
      .map(({ title, ruleId, incidents, byClassification, alerts, noise }) => [
        title,
        ruleId === null ? 'Detection' : 'Analytics rule',
        incidents,
        byClassification.TruePositive,
        byClassification.BenignPositive,
        byClassification.FalsePositive,
        byClassification.Undetermined,
        alerts,
        close((100 * noise) / incidents),
      ]),
  );
}

/** Every month of the trend, oldest first; months from before the tenant's time are not known. */
export function expectMonths(dataset: Dataset, months: readonly MonthMeasure[]): void {
  const view = rows(
    dataset,
    'incidents-by-month',
    'Month',
    'Created',
    'Investigated',
    'Resolved',
    ...severities,
    'ActionsCompleted',
    'MedianCompletionMinutes',
  );
  expect(view.slice(-months.length)).toEqual(
    months.map(({ month, measures }) => [
      new Intl.DateTimeFormat(dataset.customer.locale, { month: 'long', year: 'numeric', timeZone: 'UTC' }).format(new Date(`${month}-15`)),
      measures.created,
      measures.investigated,
      measures.resolved,
      ...severities.map((severity) => measures.createdBySeverity[severity]),
      measures.tasks.completedInWindow,
      close(measures.tasks.toComplete.median),
    ]),
  );
  expect(view.slice(0, -months.length).flatMap(([, ...counts]) => counts.filter((count) => count !== null))).toEqual([]);
}
