import type { Problem } from '@mxdr/core';
import { z } from 'zod';
import type { LoadedContent } from '../content-files.ts';
import type { LoadedRule } from '../load-rules.ts';
import { reportInto } from '../checks/report.ts';

const retiredSchema = z.strictObject({
  id: z.guid().describe('Id of the rule.'),
  name: z.string().min(1).describe('Its name, for those who see it in a plan.'),
  reason: z.string().min(1).describe('Why it went.'),
  date: z.iso.date().describe('Day of the decision.'),
  replacement: z.guid().optional().describe('Id of the rule that takes its place. Default: none does.'),
});

/** `retired.yaml`: rules that are removed from every customer at the next deployment, and why. */
export const retiredRulesSchema = z.strictObject({ retired: z.array(retiredSchema).describe('Each rule once; entries stay.') });
export type RetiredRules = z.infer<typeof retiredRulesSchema>;
export type RetiredRule = RetiredRules['retired'][number];

/** What a retired or deprecated rule means for the content. */
export function checkRetired(rules: readonly LoadedRule[], retired: LoadedContent<RetiredRules> | undefined): readonly Problem[] {
  const problems: Problem[] = [];
  const ids = new Map(rules.map(({ rule }) => [rule.id.toLowerCase(), rule]));
  const gone = new Map((retired?.value.retired ?? []).map((entry) => [entry.id.toLowerCase(), entry]));
  for (const loaded of rules) {
    const report = reportInto(problems, loaded);
    const entry = gone.get(loaded.rule.id.toLowerCase());
    if (entry !== undefined)
      report(
        ['id'],
        'MXDR-RULE-RETIRED',
        `the rule is retired since ${entry.date}: ${entry.reason}`,
        'it is deployed to nobody; remove the file',
        'warning',
      );
    const { deprecated } = loaded.rule;
    if (deprecated === undefined || entry !== undefined) continue;
    const { reason, date, replacement } = deprecated;
    const name = replacement === undefined ? undefined : ids.get(replacement.toLowerCase())?.name;
    report(
      ['deprecated'],
      'MXDR-RULE-DEPRECATED',
      `the rule is deprecated since ${date}: ${reason}`,
      name === undefined ? 'enter it in retired.yaml when nobody needs it' : `"${name}" takes its place`,
      'warning',
    );
    if (replacement !== undefined && name === undefined)
      report(
        ['deprecated', 'replacement'],
        'MXDR-RULE-RETIRED',
        `there is no rule ${replacement} that could take its place`,
        'correct the id',
      );
  }
  if (retired === undefined) return problems;
  const report = reportInto(problems, retired);
  retired.value.retired.forEach(({ id, replacement }, index) => {
    if (retired.value.retired.findIndex((other) => other.id.toLowerCase() === id.toLowerCase()) < index)
      report(['retired', index, 'id'], 'MXDR-RULE-RETIRED', `${id} is retired twice`, 'keep one entry');
    if (replacement !== undefined && (!ids.has(replacement.toLowerCase()) || gone.has(replacement.toLowerCase())))
      report(
        ['retired', index, 'replacement'],
        'MXDR-RULE-RETIRED',
        `there is no rule ${replacement} that could take its place`,
        'correct the id',
      );
  });
  return problems;
}
