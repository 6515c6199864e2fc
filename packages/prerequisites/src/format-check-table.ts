import type { CheckState, Finding } from '@mxdr/core';
import type { CheckReport } from './check-report.ts';
import { effectsInOrder, noRequirement } from './check-report.ts';
import type { CheckComparison } from './compare-reports.ts';
import { changeWords, describeAffected, describeChange, describeWaiver, effectHeadings, stateWords } from './describe-state.ts';
import { wrapText } from './wrap-text.ts';

export interface CheckTableOptions {
  /** Whether to colour with ANSI codes. The words say everything without them. */
  readonly color: boolean;
  /** Columns of the terminal; text is wrapped to it. */
  readonly width: number;
}

type Paint = (text: string, code: number) => string;

const symbols: Readonly<Record<CheckState, string>> = { met: '✔', 'not-met': '✖', unknown: '?', 'not-applicable': '–', unlicensed: '○' };
const colors: Readonly<Record<CheckState, number>> = { met: 32, 'not-met': 31, unknown: 33, 'not-applicable': 90, unlicensed: 90 };
const wordWidth = 10;
const indent = ' '.repeat(4 + wordWidth + 2);

function formatFinding(finding: Finding, width: number, paint: Paint): readonly string[] {
  const { state } = finding;
  const mark = paint(`${symbols[state]} ${stateWords[state].padEnd(wordWidth)}`, colors[state]);
  const textWidth = Math.max(20, width - indent.length);
  const paragraph = (text: string, lead: string, code?: number): readonly string[] =>
    wrapText(text, textWidth - lead.length).map(
      (line, i) => `${indent}${i === 0 ? lead : ' '.repeat(lead.length)}${code === undefined ? line : paint(line, code)}`,
    );
  const [title = '', ...more] = wrapText(`${finding.title} (${finding.checkId}, ${finding.requirement})`, textWidth);
  const lines = [`  ${mark}  ${title}`, ...more.map((line) => `${indent}${line}`), ...paragraph(finding.observed, '')];
  if (state === 'met' || state === 'not-applicable') return lines;
  const affected = describeAffected(finding);
  if (affected !== undefined) lines.push(...paragraph(affected, ''));
  for (const evidence of finding.evidence.slice(0, 4)) lines.push(...paragraph(`${evidence.text} [${evidence.source}]`, '· ', 90));
  if (finding.evidence.length > 4) lines.push(...paragraph(`and ${finding.evidence.length - 4} more, in the JSON form`, '· ', 90));
  if (finding.mend !== undefined) lines.push(...paragraph(finding.mend, '→ '));
  if (finding.waiver !== undefined) lines.push(...paragraph(describeWaiver(finding.waiver), '⚑ '));
  return lines;
}

/** What became of each check since the earlier run; a line that says so when nothing did. */
function formatComparison({ since, isSameRuleSet, checks }: CheckComparison, columns: number, paint: Paint): readonly string[] {
  const lines = ['', paint(`Since ${since}`, 1)];
  if (!isSameRuleSet)
    lines.push(...wrapText('The earlier run used other rules; changes can come from the rules.', columns - 2).map((line) => `  ${line}`));
  if (checks.length === 0) lines.push('  Nothing changed, and nothing fails.');
  for (const check of checks)
    lines.push(
      ...wrapText(`${changeWords[check.change]}: ${check.checkId} (${describeChange(check)})`, columns - 2).map((line) => `  ${line}`),
    );
  return lines;
}

/**
 * The report for people at a terminal: grouped by effect, a symbol and a word for each state, evidence and mend, what changed since an
 * earlier run, the verdict last.
 */
export function formatCheckTable(report: CheckReport, { color, width }: CheckTableOptions): string {
  const paint: Paint = (text, code) => (color ? `\u001b[${code}m${text}\u001b[0m` : text);
  const columns = Math.max(40, Math.min(width, 140));
  const { customer, ruleSet, run, verdict, coverage, comparison } = report;
  const lines = [
    ...wrapText(`${customer.name} (${customer.id}), tenant ${customer.tenantId}`, columns).map((line) => paint(line, 1)),
    ...wrapText(
      `Rules: ${ruleSet.title} (${ruleSet.id}). Facts of ${run.factsTakenAt}${run.factsKind === 'sample' ? ', a sample judged as of that time' : `, ${run.factsAgeDays} days old`}.`,
      columns,
    ),
  ];
  const asked = report.findings.filter((finding) => finding.requirement !== noRequirement);
  for (const effect of effectsInOrder) {
    const group = asked.filter((finding) => finding.effect === effect);
    if (group.length > 0)
      lines.push('', paint(effectHeadings[effect], 1), ...group.flatMap((finding) => formatFinding(finding, columns, paint)));
  }
  if (comparison !== undefined) lines.push(...formatComparison(comparison, columns, paint));
  lines.push('');
  const others = report.findings.filter((finding) => finding.requirement === noRequirement).map((finding) => finding.checkId);
  if (others.length > 0) lines.push(...wrapText(`Not asked by these rules: ${others.join(', ')}.`, columns));
  if (coverage.devices !== undefined) {
    const { actionable, blind, undetermined } = coverage.devices;
    lines.push(
      ...wrapText(
        `Devices: ${actionable} can be acted upon, ${coverage.devices['guidance-only']} guidance only, ${blind} blind, ${undetermined} undetermined.`,
        columns,
      ),
    );
  }
  if (run.permissionsMissing.length > 0) lines.push(...wrapText(`Permissions missing: ${run.permissionsMissing.join(', ')}.`, columns));
  const verdictColors = { ready: 32, 'not-ready': 31, undetermined: 33 } as const;
  lines.push(...wrapText(verdict.summary, columns).map((line) => paint(line, verdictColors[verdict.readiness])));
  return `${lines.join('\n')}\n`;
}
