import type { CheckTableOptions } from '../format-check-table.ts';
import { changeWords, describeChange } from '../describe-state.ts';
import { wrapText } from '../wrap-text.ts';
import type { ReadinessReport } from './assess-readiness.ts';
import { assetNames, describeAgreement, describeCount, partyNames, progressNames, urgencyNames } from './describe-readiness.ts';
import type { ReadinessAction } from './list-actions.ts';

type Write = (text: string, lead: string, code?: number) => void;

function writeActions(actions: readonly ReadinessAction[], write: Write): void {
  for (const urgency of ['complete-now', 'find-out-now', 'later'] as const) {
    const own = actions.filter((action) => action.urgency === urgency);
    if (own.length === 0) continue;
    write('', '');
    write(urgencyNames[urgency], '', 1);
    for (const action of own) {
      const { title, checkId, progress, observed, mend, note } = action;
      write(`${title} (${checkId}): ${progressNames[progress]}`, '  ');
      write(observed, '    ');
      if (mend !== undefined) write(mend, '    → ');
      write(describeAgreement(action), '    ', action.isOverdue || action.isContradicted ? 31 : undefined);
      if (note !== undefined) write(note, '    · ');
    }
  }
}

/** The readiness for people at a terminal: what to do first, the steps, assets against targets, what changed, the verdict last. */
export function formatReadinessTable(report: ReadinessReport, { color, width }: CheckTableOptions): string {
  const { customer, counts, actions, checklist, assets, changes, trend, verdict } = report;
  const columns = Math.max(40, Math.min(width, 140));
  const lines: string[] = [];
  const write: Write = (text, lead, code) => {
    if (text === '') lines.push('');
    for (const [index, line] of wrapText(text, columns - lead.length).entries()) {
      const painted = color && code !== undefined ? `\u001b[${code}m${line}\u001b[0m` : line;
      lines.push(`${index === 0 ? lead : ' '.repeat(lead.length)}${painted}`);
    }
  };
  write(`${customer.name} (${customer.id}), tenant ${customer.tenantId}, as of ${report.today}`, '', 1);
  write(
    `Actions: ${counts.toComplete} to complete, ${counts.inProgress} in progress, ${counts.notKnown} not known, ${counts.accepted} accepted, ${counts.completed} completed; ${counts.overdue} overdue.`,
    '',
  );
  writeActions(actions, write);
  write('', '');
  write('Onboarding', '', 1);
  for (const item of checklist) {
    const who = item.progress === 'not-needed' || item.progress === 'completed' ? '' : `; ${describeAgreement(item)}`;
    const open = item.openChecks.length === 0 ? '' : `; look at ${item.openChecks.join(', ')}`;
    write(`${item.title} (${item.step}, ${partyNames[item.party]}): ${progressNames[item.progress]}${who}${open}`, '  ');
  }
  write('', '');
  write('Protected against target', '', 1);
  for (const { kind, protectedNow, target, licensed, notes } of assets) {
    const holders = kind === 'devices' ? '' : `; ${describeCount(licensed)} with a licence`;
    write(
      `${assetNames[kind]}: protected now ${describeCount(protectedNow)}, target ${describeCount(target)}${holders}. ${notes.join(' ')}`,
      '  ',
    );
  }
  const before = trend.at(-2);
  write('', '');
  write(before === undefined ? 'There is no earlier result to compare with.' : `Since ${before.asOf.slice(0, 10)}`, '', 1);
  if (changes?.isSameRuleSet === false) write('The earlier run used other rules; changes can come from the rules.', '  ');
  if (changes?.checks.length === 0) write('Nothing changed, and nothing fails.', '  ');
  for (const check of changes?.checks ?? []) write(`${changeWords[check.change]}: ${check.checkId} (${describeChange(check)})`, '  ');
  write('', '');
  write(verdict.summary, '', { ready: 32, 'not-ready': 31, undetermined: 33 }[verdict.readiness]);
  return `${lines.join('\n')}\n`;
}
