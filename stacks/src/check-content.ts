import type { EnvironmentPlan, Problem } from '@mxdr/core';
import type { LoadedRule } from '@mxdr/detections';
import { findUnsafeTexts } from './template-text.ts';
import type { WorkbookContent } from './workbook-content.ts';

/** What one customer gets deployed. */
export interface CustomerContent {
  readonly rules: readonly LoadedRule[];
  readonly workbooks: readonly WorkbookContent[];
}

/** Tables that a rule says it reads; `SecurityAlert (MDATP)` is one product's part of a table. */
export function declaredTables({ rule }: LoadedRule): readonly string[] {
  const types = (rule.requiredDataConnectors ?? []).flatMap(({ dataTypes }) => dataTypes);
  return [...new Set(types.map((type) => type.replace(/\s*\(.*\)$/u, '')))].toSorted();
}

/** The rules that this customer gets: all but the disabled ones, by id so that the order of files does not matter. */
export function rulesFor(plan: EnvironmentPlan, rules: readonly LoadedRule[]): readonly LoadedRule[] {
  const disabled = new Set(plan.disabledRules.map(({ id }) => id.toLowerCase()));
  return rules
    .filter(({ rule }) => !disabled.has(rule.id.toLowerCase()))
    .toSorted((a, b) => (a.rule.id.toLowerCase() < b.rule.id.toLowerCase() ? -1 : 1));
}

/** Where content and customer do not fit together: what neither a rule nor a customer alone can show. */
export function checkContent(plan: EnvironmentPlan, { rules, workbooks }: CustomerContent): readonly Problem[] {
  const problems: Problem[] = [];
  const customerFile = { file: `customers/${plan.customer.id}/customer.yaml`, line: 1, column: 1 };
  const basicTables = new Set(plan.workspace.tables.filter((table) => table.plan === 'Basic').map(({ name }) => name.toLowerCase()));
  const known = new Set(rules.map(({ rule }) => rule.id.toLowerCase()));
  for (const { id } of plan.disabledRules.filter((one) => !known.has(one.id.toLowerCase()))) {
    problems.push({
      severity: 'error',
      code: 'MXDR-SYNTH-RULE-UNKNOWN',
      message: `rules.disabled names ${id}, but there is no such rule`,
      position: customerFile,
      hint: 'a slip in the id would leave the rule on; take the entry out when the rule was retired',
    });
  }
  for (const loaded of rulesFor(plan, rules)) {
    const { rule, source } = loaded;
    if (rule.kind !== 'Scheduled') {
      problems.push({
        severity: 'error',
        code: 'MXDR-SYNTH-RULE-KIND',
        message: `rules of kind ${rule.kind} are not synthesised`,
        position: source.positionOf(['kind']),
        hint: 'make it Scheduled with a frequency of 5m',
      });
    }
    for (const table of declaredTables(loaded).filter((one) => basicTables.has(one.toLowerCase()))) {
      problems.push({
        severity: 'error',
        code: 'MXDR-SYNTH-BASIC-TABLE',
        message: `the rule reads ${table}, which is on the Basic plan for ${plan.customer.id}; analytics rules cannot read it`,
        position: source.positionOf(['requiredDataConnectors']),
        hint: 'keep the table on the Analytics plan, or disable the rule for this customer',
      });
    }
  }
  const ids = workbooks.map(({ id }) => id);
  for (const id of new Set(ids.filter((one, index) => ids.indexOf(one) !== index))) {
    problems.push({
      severity: 'error',
      code: 'MXDR-SYNTH-WORKBOOK-TWICE',
      message: `two workbooks are called ${id}`,
      position: customerFile,
    });
  }
  for (const place of findUnsafeTexts({ plan, rules: rules.map(({ rule }) => rule), workbooks })) {
    problems.push({
      severity: 'error',
      code: 'MXDR-SYNTH-PLACEHOLDER',
      message: `${place} holds "TfToken[", which cannot be written safely`,
      position: customerFile,
    });
  }
  return problems;
}

/** Tables that exist only once a connector of the plan has delivered. */
const tablesOfConnector: Readonly<Record<string, RegExp>> = {
  'defender-xdr': /^(?:Device|Email|Identity|CloudAppEvents|UrlClickEvents|Alert(?:Info|Evidence))/u,
  'entra-diagnostics': /^(?:SigninLogs|AuditLogs|AAD)/u,
  'office-365': /^OfficeActivity$/u,
};

/** A rule whose tables a connector must fill before Azure accepts the rule. */
export interface WaitingRule {
  readonly id: string;
  readonly name: string;
  readonly tables: readonly string[];
}

/** Rules that may fail in the first apply of the service stack: Azure refuses a query over a table that does not exist yet. */
export function findWaitingRules(plan: EnvironmentPlan, rules: readonly LoadedRule[]): readonly WaitingRule[] {
  const patterns = plan.connectors.map(({ kind }) => tablesOfConnector[kind]).filter((pattern) => pattern !== undefined);
  return rulesFor(plan, rules).flatMap((loaded) => {
    const tables = declaredTables(loaded).filter((table) => patterns.some((pattern) => pattern.test(table)));
    return tables.length === 0 ? [] : [{ id: loaded.rule.id, name: loaded.rule.name, tables }];
  });
}
