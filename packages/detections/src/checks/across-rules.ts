import type { Problem } from '@mxdr/core';
import type { LoadedRule } from '../load-rules.ts';
import { quote, reportInto } from './report.ts';

/** Enabled rules that one workspace takes. */
const limits = { Scheduled: 512, NRT: 50 } as const;

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
      reportInto(problems, loaded)([field], code, `${field} ${quote(loaded.rule[field])} is also that of ${others.join(', ')}`);
    }
  }
}

/** What rules of one workspace must not share, and how many it takes. */
export function checkAcrossRules(rules: readonly LoadedRule[], problems: Problem[]): void {
  reportShared(rules, 'id', 'MXDR-RULE-DUPLICATE-ID', problems);
  reportShared(rules, 'name', 'MXDR-RULE-DUPLICATE-NAME', problems);
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
