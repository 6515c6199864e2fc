import type { Customer } from '@mxdr/core';
import type { DetectionRecords } from '@mxdr/reporting';
import { detectionRecordsSchema } from '@mxdr/reporting';
import type { CommandContext } from './context.ts';

/** What is deployed to a customer, as reports take it: its rules as tuned, held against the matrix of ATT&CK. */
export async function readDetectionRecords(context: CommandContext, customer: Customer): Promise<DetectionRecords> {
  const [{ attackRelease, coverAttack }, { declaredTables }, { loadContentForms, viewCustomerRules }] = await Promise.all([
    import('@mxdr/detections'),
    import('@mxdr/stacks'),
    import('./customer-rule-view.ts'),
  ]);
  const content = await loadContentForms(context);
  const { rules } = await viewCustomerRules(context, content, customer.id);
  const own = rules.rules.map(({ loaded }) => loaded.rule);
  const coverage = coverAttack(own);
  const tested = new Set(coverage.rules.filter(({ isTested }) => isTested).map(({ id }) => id));
  return detectionRecordsSchema.parse({
    attackRelease,
    rules: own.map((rule) => {
      const locked = content.lock?.rules[rule.id.toLowerCase()];
      return {
        name: rule.name,
        severity: rule.severity,
        version: rule.version ?? '',
        since: locked?.version === rule.version ? (locked?.history.at(-1)?.date ?? null) : null,
        owner: rule.owner ?? null,
        isTested: tested.has(rule.id),
        tables: declaredTables(rule),
      };
    }),
    cells: coverage.cells.map(({ tactic, technique, rules: covering }) => ({
      tactic,
      technique: technique.id,
      name: technique.name,
      rules: covering.map(({ name }) => name),
    })),
  });
}
