import type { RuleCheck } from './report.ts';
import { quote } from './report.ts';

const severities = ['High', 'Medium', 'Low', 'Informational'];

function nearestCase(text: string, allowed: readonly string[]): string | undefined {
  const found = allowed.find((one) => one.toLowerCase() === text.toLowerCase());
  return found === undefined ? undefined : `write ${found}`;
}

/** Lengths, character set, version, connectors, and the words that have a fixed list. */
export const checkTexts: RuleCheck = ({ rule, text, file }, report) => {
  if (rule.kind !== 'Scheduled' && rule.kind !== 'NRT')
    report(
      ['kind'],
      'MXDR-RULE-KIND',
      `kind ${quote(rule.kind)} is not Scheduled or NRT`,
      nearestCase(rule.kind, ['Scheduled', 'NRT']) ?? 'other kinds are switches of a customer, under microsoftRules',
    );
  if (!severities.includes(rule.severity))
    report(
      ['severity'],
      'MXDR-RULE-SEVERITY',
      `severity ${quote(rule.severity)} is not one of ${severities.join(', ')}`,
      nearestCase(rule.severity, severities) ?? 'the highest is High',
    );
  if (rule.kind === 'Scheduled' && rule.requiredDataConnectors === undefined)
    report(
      [],
      'MXDR-RULE-CONNECTORS',
      'requiredDataConnectors is missing',
      'name the tables that the query reads, or write [] when there are none',
    );
  if (rule.name.length > 256) report(['name'], 'MXDR-RULE-TEXT', `the name has ${rule.name.length} characters; at most 256`, 'shorten it');
  if (rule.description.length > 5000)
    report(
      ['description'],
      'MXDR-RULE-TEXT',
      `the description has ${rule.description.length} characters; at most 5,000`,
      'move guidance into triage and response',
    );
  if (rule.version !== undefined && (!/^\d+\.\d+\.\d+$/u.test(rule.version) || rule.version.length > 20))
    report(['version'], 'MXDR-RULE-VERSION', `version ${quote(rule.version)} must be three numbers`, 'write 1.0.0');
  text.split('\n').forEach((line, index) => {
    // eslint-disable-next-line no-control-regex
    const column = line.search(/[^\u0000-\u007f]/u);
    if (column < 0) return;
    const code = line.codePointAt(column)?.toString(16).toUpperCase().padStart(4, '0') ?? '';
    report(
      { file, line: index + 1, column: column + 1 },
      'MXDR-RULE-ASCII',
      `the character U+${code} is not ASCII`,
      'Sentinel content is ASCII; typographic quotes and dashes usually come from a word processor',
    );
  });
};
