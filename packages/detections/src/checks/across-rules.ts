import type { Problem } from '@mxdr/core';
import type { LoadedRule } from '../load-rules.ts';
import { quote, reportInto } from './report.ts';

/** Enabled rules that one workspace takes. */
const limits = { Scheduled: 512, NRT: 50 } as const;

const hints = {
  id: 'give the newer rule a fresh GUID; when they are one rule, keep one file',
  name: 'Sentinel shows the name alone: say what sets them apart',
} as const;

function reportShared(rules: readonly LoadedRule[], field: 'id' | 'name', code: Problem['code'], problems: Problem[]): void {
  const holders = new Map<string, LoadedRule[]>();
  for (const loaded of rules) {
    const key = loaded.rule[field].trim().toLowerCase();
    holders.set(key, [...(holders.get(key) ?? []), loaded]);
  }
  for (const sharing of holders.values()) {
    if (sharing.length < 2) continue;
    for (const loaded of sharing) {
      const others = sharing.filter((other) => other !== loaded).map(({ file }) => file);
      reportInto(problems, loaded)(
        [field],
        code,
        `${field} ${quote(loaded.rule[field])} is also that of ${others.join(', ')}`,
        hints[field],
      );
    }
  }
}

/** Content of others is filed by name in many folders; one name for two rules sends a reader to the wrong one. */
function reportSharedFileNames(rules: readonly LoadedRule[], problems: Problem[]): void {
  const holders = new Map<string, LoadedRule[]>();
  for (const loaded of rules) {
    const name = loaded.file.split('/').at(-1)?.toLowerCase() ?? '';
    holders.set(name, [...(holders.get(name) ?? []), loaded]);
  }
  for (const sharing of holders.values()) {
    if (sharing.length < 2) continue;
    for (const loaded of sharing) {
      const others = sharing.filter((other) => other !== loaded).map(({ file }) => file);
      reportInto(problems, loaded)(
        [],
        'MXDR-RULE-DUPLICATE-FILE',
        `a file of this name is also ${others.join(', ')}`,
        'rename one of them',
        'warning',
      );
    }
  }
}

/**
 * What rules of one workspace must not share, and how many it takes.
 * @param areDeployedTogether false for a collection to choose from, which may be as large as it likes
 */
export function checkAcrossRules(rules: readonly LoadedRule[], areDeployedTogether: boolean, problems: Problem[]): void {
  reportShared(rules, 'id', 'MXDR-RULE-DUPLICATE-ID', problems);
  reportShared(rules, 'name', 'MXDR-RULE-DUPLICATE-NAME', problems);
  reportSharedFileNames(rules, problems);
  if (!areDeployedTogether) return;
  for (const kind of ['Scheduled', 'NRT'] as const) {
    const ofKind = rules.filter(({ rule }) => rule.kind === kind);
    const first = ofKind[limits[kind]];
    if (first !== undefined)
      reportInto(problems, first)(
        ['kind'],
        'MXDR-RULE-LIMIT',
        `${ofKind.length} ${kind} rules; one workspace takes ${limits[kind]}`,
        'the rest cannot be deployed to one customer',
        'warning',
      );
  }
}
