import { formatIsoDuration, parseDuration } from '../duration.ts';
import { parseTriggerOperator } from '../scheduled-alert.ts';
import type { Path, RuleDocument } from './rule-document.ts';

const severities = ['High', 'Medium', 'Low', 'Informational'];
const shortOperators = { GreaterThan: 'gt', LessThan: 'lt', Equal: 'eq', NotEqual: 'ne' } as const;

/** Characters that word processors put in place of plain ones. */
const plain: Readonly<Record<string, string>> = {
  '\u2018': "'",
  '\u2019': "'",
  '\u201A': "'",
  '\u201C': '"',
  '\u201D': '"',
  '\u201E': '"',
  '\u2013': '-',
  '\u2014': '-',
  '\u2011': '-',
  '\u2212': '-',
  '\u2022': '-',
  '\u2026': '...',
  '\u00A0': ' ',
  '\u202F': ' ',
  '\u2009': ' ',
  '\u200B': '',
  '\u200C': '',
  '\u200D': '',
  '\uFEFF': '',
  '\u2192': '->',
  '\u00AE': '(R)',
  '\u2122': '(TM)',
};

function toAscii(text: string, isQuery: boolean): string {
  // eslint-disable-next-line no-control-regex
  return text.replaceAll(/[^\u0000-\u007f]/gu, (character) => {
    const known = plain[character];
    // In a query a quote or dash may be what is looked for: only what cannot be seen is mended there.
    if (isQuery) return known?.trim() === '' ? known : character;
    if (known !== undefined) return known;
    const bare = character.normalize('NFKD').replaceAll(/[\u0300-\u036f]/gu, '');
    // eslint-disable-next-line no-control-regex
    return /^[\u0000-\u007f]+$/u.test(bare) ? bare : '?';
  });
}

/** Names, description and query in ASCII; a description without the quotes that Azure-Sentinel puts around it. */
export function mendTexts(rule: RuleDocument): void {
  for (const key of rule.keys([])) {
    const text = rule.text([key]);
    if (text === undefined) continue;
    const ascii = toAscii(text, key === 'query');
    if (ascii !== text) rule.set([key], ascii, `${key}: characters outside ASCII replaced by plain ones`);
  }
  for (const field of ['alertDisplayNameFormat', 'alertDescriptionFormat']) {
    const text = rule.text(['alertDetailsOverride', field]);
    if (text !== undefined && toAscii(text, false) !== text)
      rule.set(['alertDetailsOverride', field], toAscii(text, false), `${field}: characters outside ASCII replaced by plain ones`);
  }
  const description = rule.text(['description'])?.trim();
  const quoted = /^'([\s\S]*)'$/u.exec(description ?? '')?.[1]?.trim();
  if (quoted !== undefined && quoted !== '') rule.set(['description'], quoted, 'description: quotes around it removed');
  if ((description === undefined || description === '') && rule.text(['name']) !== undefined)
    rule.set(['description'], rule.text(['name']), 'description: missing; the name takes its place');
}

function mendWord(rule: RuleDocument, path: Path, allowed: readonly string[]): void {
  const text = rule.text(path);
  const found = allowed.find((one) => one.toLowerCase() === text?.trim().toLowerCase());
  if (found !== undefined && found !== text) rule.set(path, found, `${path.join('.')}: ${text} written as ${found}`);
}

function mendNumber(rule: RuleDocument, path: Path): void {
  const text = rule.text(path);
  if (text !== undefined && /^\d+$/u.test(text.trim())) rule.set(path, Number(text), `${path.join('.')}: the text "${text}" made a number`);
}

/** Kind, severity, trigger and version: spelling, and values that may be left out upstream but not in Azure. */
export function mendWords(rule: RuleDocument): void {
  if (rule.text(['kind']) === undefined) rule.set(['kind'], 'Scheduled', 'kind: missing; Scheduled');
  mendWord(rule, ['kind'], ['Scheduled', 'NRT']);
  mendWord(rule, ['severity'], severities);
  if (rule.text(['kind']) === 'Scheduled') {
    const operator = rule.text(['triggerOperator']);
    const known = operator === undefined ? undefined : parseTriggerOperator(operator.trim());
    if (operator === undefined) rule.set(['triggerOperator'], 'gt', 'triggerOperator: missing; gt');
    else if (known !== undefined && shortOperators[known] !== operator)
      rule.set(['triggerOperator'], shortOperators[known], `triggerOperator: ${operator} written as ${shortOperators[known]}`);
    mendNumber(rule, ['triggerThreshold']);
    if (!rule.has(['triggerThreshold'])) rule.set(['triggerThreshold'], 0, 'triggerThreshold: missing; 0');
    if (!Array.isArray(rule.get(['requiredDataConnectors'])))
      rule.set(['requiredDataConnectors'], [], 'requiredDataConnectors: missing; an empty list');
  }
  const value = rule.get(['version']);
  const version = typeof value === 'string' || typeof value === 'number' ? String(value) : undefined;
  const parts = /^v?(\d+)(?:\.(\d+))?(?:\.(\d+))?$/u.exec(version ?? '');
  const whole = parts === null ? '1.0.0' : `${parts[1] ?? '1'}.${parts[2] ?? '0'}.${parts[3] ?? '0'}`;
  if (value !== whole)
    rule.set(['version'], whole, version === undefined ? 'version: missing; 1.0.0' : `version: ${version} written as ${whole}`);
}

function mendDuration(rule: RuleDocument, field: string): number | undefined {
  const text = rule.text([field]);
  if (text === undefined) return undefined;
  const tidy = text.replaceAll(/\s+/gu, '');
  const mended = parseDuration(tidy) === undefined ? (tidy.startsWith('P') ? tidy : tidy.toLowerCase()) : tidy;
  const minutes = parseDuration(mended) ?? parseDuration(mended.toUpperCase());
  if (minutes !== undefined && mended !== text) rule.set([field], mended, `${field}: ${text} written as ${mended}`);
  return minutes;
}

/** Frequency, period and pause: form, what is missing, and what Azure refuses at apply. */
export function mendTimes(rule: RuleDocument): void {
  if (rule.text(['kind']) === 'NRT') return;
  for (const field of ['queryFrequency', 'queryPeriod'])
    if (!rule.has([field])) rule.set([field], '5h', `${field}: missing; 5h, which Azure would take`);
  let frequency = mendDuration(rule, 'queryFrequency');
  let period = mendDuration(rule, 'queryPeriod');
  if (frequency === undefined || period === undefined) return;
  if (period > 14 * 1440) {
    rule.set(['queryPeriod'], '14d', `queryPeriod: ${formatIsoDuration(period)} is more than Azure takes; 14d`);
    period = 14 * 1440;
  }
  if (period >= 2 * 1440 && frequency < 60) {
    rule.set(['queryFrequency'], '1h', 'queryFrequency: 1h, the shortest that Azure takes with a period of two days or more');
    frequency = 60;
  }
  if (frequency > period)
    rule.set(['queryPeriod'], rule.text(['queryFrequency']), 'queryPeriod: as long as queryFrequency, so that no row is left out');
  const pause = mendDuration(rule, 'suppressionDuration');
  if (pause !== undefined && (pause < frequency || pause > 1440) && rule.get(['suppressionEnabled']) !== true)
    rule.remove(['suppressionDuration'], 'suppressionDuration: removed; it is out of bounds, and suppression is off');
}
