import { inertText } from '@mxdr/core';
import type { LoadedRule, RuleLock, TuningEntry } from '@mxdr/detections';
import { describeLeftOut } from '@mxdr/stacks';
import type { CommandHandler } from '../command-spec.ts';
import type { CommandContext } from '../context.ts';
import { countOf } from '../count-of.ts';
import { dayOf, loadContentForms, viewCustomerRules } from '../customer-rule-view.ts';
import { ruleUnknown } from '../errors.ts';
import { exitCodes } from '../exit-codes.ts';
import { formatTextTable } from '../text-table.ts';
import { describeTuning } from '../tuning-words.ts';

interface ListedRule {
  readonly id: string;
  readonly name: string;
  readonly kind: string;
  readonly severity: string;
  readonly version: string;
  readonly owner: string;
  /** Days since the version was locked; null when it is not locked yet. */
  readonly ageDays: number | null;
  readonly tests: number;
  /** What the customer has otherwise; empty when nothing. */
  readonly tuning: readonly string[];
}

function ageOf(lock: RuleLock | undefined, rule: LoadedRule['rule'], today: string): number | null {
  const entry = lock?.rules[rule.id.toLowerCase()];
  const last = entry?.history.at(-1);
  if (last === undefined || entry?.version !== rule.version) return null;
  return Math.round((Date.parse(today) - Date.parse(last.date)) / 86_400_000);
}

function list({ rule }: LoadedRule, lock: RuleLock | undefined, today: string, entry?: TuningEntry): ListedRule {
  const { id, name, kind, severity, version = '', owner = '', tests } = rule;
  const tuning = entry === undefined ? [] : describeTuning(entry);
  return { id, name, kind, severity, version, owner, ageDays: ageOf(lock, rule, today), tests: tests.length, tuning };
}

const columns = [
  { head: 'Rule' },
  { head: 'Severity' },
  { head: 'Kind' },
  { head: 'Version' },
  { head: 'Age', align: 'right' },
  { head: 'Owner' },
  { head: 'Tuning' },
] as const;

function print(context: CommandContext, rules: readonly ListedRule[]): void {
  const age = (days: number | null): string => (days === null ? 'new' : `${days} d`);
  const rows = rules.map((rule) =>
    [rule.name, rule.severity, rule.kind, rule.version, age(rule.ageDays), rule.owner, rule.tuning.join('; ')].map(inertText),
  );
  context.out(formatTextTable(columns, rows, context.width));
}

/** `mxdr rules list`: every rule; of a customer as the customer has it; of a rule everything, with the query that is deployed. */
export const run: CommandHandler = async (context, [what]) => {
  const content = await loadContentForms(context);
  const today = dayOf(context);
  const { lock } = content;
  const isRuleId = what !== undefined && /^[0-9a-f]{8}-[0-9a-f-]{27}$/iu.test(what);
  if (isRuleId) {
    const found = content.rules.find(({ rule }) => rule.id.toLowerCase() === what.toLowerCase());
    if (found === undefined) throw ruleUnknown(what);
    const history = lock?.rules[what.toLowerCase()]?.history ?? [];
    if (context.json)
      context.out(
        JSON.stringify({ schemaVersion: 1, ...list(found, lock, today), file: found.file, query: found.rule.query, history }, null, 2),
      );
    else {
      print(context, [list(found, lock, today)]);
      context.out(`\n${inertText(found.file)}\n\n${inertText(found.rule.query.trim())}`);
      for (const { version, date, changed } of history) context.out(`\n${version} of ${date}: ${changed.join(', ') || 'new'}`);
    }
    return exitCodes.good;
  }
  if (what === undefined) {
    const retired = new Set(content.retired.map(({ id }) => id.toLowerCase()));
    const rules = content.rules.filter(({ rule }) => !retired.has(rule.id.toLowerCase())).map((loaded) => list(loaded, lock, today));
    if (context.json) context.out(JSON.stringify({ schemaVersion: 1, rules, retired: content.retired }, null, 2));
    else {
      print(context, rules);
      context.out(countOf(rules.length, 'rule'));
      for (const { name, date, reason } of content.retired) context.out(inertText(`retired since ${date}: ${name}: ${reason}`));
    }
    return exitCodes.good;
  }
  const { rules: own } = await viewCustomerRules(context, content, what);
  const rules = own.rules.map(({ loaded, entry }) => ({ ...list(loaded, lock, today, entry), query: loaded.rule.query }));
  const leftOut = own.leftOut.map((one) => ({ id: one.rule.id, name: one.rule.name, why: describeLeftOut(one) }));
  if (context.json) context.out(JSON.stringify({ schemaVersion: 1, customer: what, rules, leftOut }, null, 2));
  else {
    print(context, rules);
    context.out(`${countOf(rules.length, 'rule')}, ${rules.filter(({ tuning }) => tuning.length > 0).length} tuned`);
    for (const { why } of leftOut) context.out(inertText(why));
  }
  return exitCodes.good;
};
