import type { JsonValue } from '@mxdr/core';
import { inertText } from '@mxdr/core';
import type { FailedRuleTest, ShownAlert, ShownRows } from '@mxdr/detections';
import type { Paint } from '../terminal-text.ts';
import { formatTextTable } from '../text-table.ts';
import type { TrialItem, TrialJudgement } from './judge-trial.ts';
import type { RuleTrial } from './rule-trial.ts';

/** Wide enough for a row of a result, narrow enough for a log. */
const width = 140;

function cellText(value: JsonValue): string {
  return typeof value === 'string' ? value : JSON.stringify(value);
}

function tableOf({ columns, rows }: ShownRows): string {
  return formatTextTable(
    columns.map((head) => ({ head })),
    rows.map((row) => row.map(cellText)),
    width,
  );
}

/** What a failed case expected beside what it found, as tables; nothing for a case without rows to show. */
export function describeFailure({ differences = [], shown }: FailedRuleTest): readonly string[] {
  const parts: string[] = [];
  if (differences.length > 0)
    parts.push(
      formatTextTable(
        [{ head: 'column' }, { head: 'expected' }, { head: 'closest row' }],
        differences.map(({ column, expected, actual }) => [column, cellText(expected), cellText(actual)]),
        width,
      ),
    );
  if (shown !== undefined && shown.rows.length > 0) parts.push(`result (${shown.rows.length} of ${shown.total} rows):\n${tableOf(shown)}`);
  return parts;
}

/** Alerts that were raised, with the rows behind them. */
export function describeAlerts(alerts: readonly ShownAlert[]): readonly string[] {
  return alerts.map((alert) => `${alert.atUtc}: ${alert.alerts} of these alerts\n${tableOf(alert.shown)}`);
}

const indented = (text: string): string =>
  text
    .split('\n')
    .map((line) => `      ${line}`)
    .join('\n');

function numbersOf({ cases, budget, attacks, seconds }: RuleTrial): string {
  const part = (results: readonly { readonly status: string }[], what: string): string =>
    `${results.filter(({ status }) => status === 'passed').length}/${results.length} ${what}`;
  return [
    part(cases, 'cases'),
    ...(budget !== undefined && 'alerts' in budget ? [`${budget.alerts} of ${budget.budget} alerts in the month`] : []),
    ...(attacks.length > 0 ? [part(attacks, 'attacks')] : []),
    `${seconds.toFixed(1)} s`,
  ].join(', ');
}

const wordOf: Readonly<Record<TrialItem['status'], string>> = {
  passed: 'pass',
  failed: 'FAIL',
  error: 'error',
  unsupported: 'unsupported',
};

/** A line for a rule that did what it must; for others what went wrong, with the rows. */
export function describeTrial(trial: RuleTrial, { isPassed, items }: TrialJudgement, paint: Paint): readonly string[] {
  const mark = isPassed ? paint.green('pass') : paint.red('FAIL');
  const head = `${mark} ${isPassed ? inertText(trial.ruleName) : paint.bold(inertText(trial.ruleName))} ${paint.dim(`(${numbersOf(trial)})`)}`;
  const wrong = items.filter(({ status }) => status !== 'passed');
  return [
    head,
    ...wrong.flatMap(({ name, status, reason, details }) => [
      `  ${status === 'failed' ? paint.red(wordOf[status]) : paint.yellow(wordOf[status])} ${inertText(name)}: ${inertText(reason)}`,
      ...details.map(indented),
    ]),
  ];
}
