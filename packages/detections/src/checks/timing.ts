import type { YamlPath } from '@mxdr/core';
import { formatIsoDuration, parseDuration } from '../duration.ts';
import { parseTriggerOperator } from '../scheduled-alert.ts';
import type { Report, RuleCheck } from './report.ts';
import { quote } from './report.ts';

const fiveMinutes = 5;
const oneHour = 60;
const oneDay = 1440;

/** Minutes of a duration within bounds; `undefined` after reporting that it is none. */
function readDuration(text: string, path: YamlPath, bounds: readonly [number, number], report: Report): number | undefined {
  const name = String(path.at(-1));
  const minutes = parseDuration(text);
  if (minutes === undefined) {
    report(
      path,
      'MXDR-RULE-DURATION',
      `${name} ${quote(text)} is not a duration`,
      'write 20m, 1h, 14d, hh:mm:ss or PT1H, in whole minutes',
    );
    return undefined;
  }
  const [least, most] = bounds;
  if (minutes < least || minutes > most) {
    report(
      path,
      'MXDR-RULE-DURATION',
      `${name} ${quote(text)} is outside ${formatIsoDuration(least)} to ${formatIsoDuration(most)}`,
      'Azure takes nothing else',
    );
    return undefined;
  }
  return minutes;
}

function checkTrigger({ rule }: Parameters<RuleCheck>[0], report: Report): void {
  if (rule.triggerOperator === undefined) report([], 'MXDR-RULE-TRIGGER', 'triggerOperator is missing', 'gt, lt, eq or ne');
  else if (parseTriggerOperator(rule.triggerOperator) === undefined)
    report(['triggerOperator'], 'MXDR-RULE-TRIGGER', `triggerOperator ${quote(rule.triggerOperator)} is unknown`, 'gt, lt, eq or ne');
  if (rule.triggerThreshold === undefined) report([], 'MXDR-RULE-TRIGGER', 'triggerThreshold is missing', '0 to 10,000');
  else if (rule.triggerThreshold < 0 || rule.triggerThreshold > 10_000)
    report(
      ['triggerThreshold'],
      'MXDR-RULE-TRIGGER',
      `triggerThreshold ${rule.triggerThreshold} is outside 0 to 10,000`,
      'count in the query instead',
    );
}

/** Frequency, period, trigger and suppression: what Azure says at apply only, or never. */
export const checkTiming: RuleCheck = (loaded, report) => {
  const { rule } = loaded;
  if (rule.kind === 'NRT') return;
  const twoWeeks: readonly [number, number] = [fiveMinutes, 14 * oneDay];
  const minutes: { queryFrequency?: number; queryPeriod?: number } = {};
  for (const field of ['queryFrequency', 'queryPeriod'] as const) {
    const text = rule[field];
    if (text === undefined) {
      report([], 'MXDR-RULE-DURATION', `${field} is missing`, 'Azure would take five hours; say it');
      continue;
    }
    const read = readDuration(text, [field], twoWeeks, report);
    if (read !== undefined) minutes[field] = read;
  }
  const { queryFrequency: frequency, queryPeriod: period } = minutes;
  if (frequency !== undefined && period !== undefined) {
    if (frequency > period)
      report(
        ['queryPeriod'],
        'MXDR-RULE-TIMING',
        `queryPeriod ${rule.queryPeriod} is shorter than queryFrequency ${rule.queryFrequency}`,
        'rows between two runs would never be looked at',
      );
    if (period >= 2 * oneDay && frequency < oneHour)
      report(
        ['queryFrequency'],
        'MXDR-RULE-TIMING',
        `queryFrequency ${rule.queryFrequency} is under one hour while queryPeriod is two days or more`,
        'Azure refuses it: run hourly at most',
      );
  }
  if (rule.suppressionDuration !== undefined) {
    const pause = readDuration(rule.suppressionDuration, ['suppressionDuration'], [fiveMinutes, oneDay], report);
    if (pause !== undefined && frequency !== undefined && pause < frequency)
      report(
        ['suppressionDuration'],
        'MXDR-RULE-TIMING',
        'suppressionDuration is shorter than queryFrequency',
        'it would never suppress anything',
      );
  } else if (rule.suppressionEnabled) {
    report(['suppressionEnabled'], 'MXDR-RULE-TIMING', 'suppressionEnabled without suppressionDuration', 'say how long it pauses');
  }
  checkTrigger(loaded, report);
};
