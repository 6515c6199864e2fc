import type { ConnectorPlan, EnvironmentPlan, Problem, SourcePosition, WorkspacePlan, YamlPath, YamlSource } from '@mxdr/core';
import { workspacesOf } from '@mxdr/core';
import type { HuntingQuery, LoadedContent, LoadedRule } from '@mxdr/detections';
import type { ServiceContent } from './service-content.ts';
import { mostTaskCharacters, planResponseAutomation } from './service/response-automation.ts';
import { findUnsafeTexts } from './template-text.ts';

/** What one workspace takes at most. */
const limits = { scheduled: 512, nrt: 50 } as const;

interface Declared {
  readonly requiredDataConnectors?: readonly { readonly dataTypes: readonly string[] }[] | undefined;
}

/** Tables that content says it reads; `SecurityAlert (MDATP)` is one product's part of a table. */
export function declaredTables({ requiredDataConnectors }: Declared): readonly string[] {
  const types = (requiredDataConnectors ?? []).flatMap(({ dataTypes }) => dataTypes);
  return [...new Set(types.map((type) => type.replace(/\s*\(.*\)$/u, '')))].toSorted();
}

/** Tables that exist only once a connector has delivered. */
const tablesOfConnector: Readonly<Partial<Record<ConnectorPlan['kind'], RegExp>>> = {
  'defender-xdr': /^(?:Device|Email|Identity|CloudAppEvents|UrlClickEvents|Alert(?:Info|Evidence))/u,
  'entra-diagnostics': /^(?:SigninLogs|AuditLogs|AAD)/u,
  'office-365': /^OfficeActivity$/u,
};

function deliversTo(workspace: WorkspacePlan, table: string): boolean {
  return workspace.connectors.some(({ kind }) => tablesOfConnector[kind]?.test(table) === true);
}

/** An additional workspace gets what reads only tables that are delivered there; the first one gets everything. */
function isAtHome(workspace: WorkspacePlan, content: Declared): boolean {
  if (workspace.key === 'primary') return true;
  const tables = declaredTables(content);
  return tables.length > 0 && tables.every((table) => deliversTo(workspace, table));
}

/** The rules that a workspace gets: all but the disabled ones, by id so that the order of files does not matter. */
export function rulesFor(plan: EnvironmentPlan, workspace: WorkspacePlan, rules: readonly LoadedRule[]): readonly LoadedRule[] {
  const disabled = new Set(plan.disabledRules.map(({ id }) => id.toLowerCase()));
  return rules
    .filter(({ rule }) => !disabled.has(rule.id.toLowerCase()) && isAtHome(workspace, rule))
    .toSorted((a, b) => (a.rule.id.toLowerCase() < b.rule.id.toLowerCase() ? -1 : 1));
}

/** The hunting queries that a workspace gets, by id. */
export function huntsFor(workspace: WorkspacePlan, hunts: readonly LoadedContent<HuntingQuery>[]): readonly LoadedContent<HuntingQuery>[] {
  return hunts
    .filter(({ value }) => isAtHome(workspace, value))
    .toSorted((a, b) => (a.value.id.toLowerCase() < b.value.id.toLowerCase() ? -1 : 1));
}

type Place = (path: YamlPath) => SourcePosition;
type Report = (problem: Omit<Problem, 'severity'>) => void;

function checkDisabledRules(plan: EnvironmentPlan, { rules, retired }: ServiceContent, place: Place, report: Report): void {
  const known = new Set(rules.map(({ rule }) => rule.id.toLowerCase()));
  const gone = new Map(retired.map((entry) => [entry.id.toLowerCase(), entry]));
  plan.disabledRules.forEach(({ id }, index) => {
    const entry = gone.get(id.toLowerCase());
    if (entry !== undefined) {
      report({
        code: 'MXDR-SYNTH-RULE-UNKNOWN',
        message: `rules.disabled names ${id}, which is retired since ${entry.date}: ${entry.reason}`,
        position: place(['rules', 'disabled', index, 'id']),
        hint: 'take the entry out',
      });
      return;
    }
    if (known.has(id.toLowerCase())) return;
    report({
      code: 'MXDR-SYNTH-RULE-UNKNOWN',
      message: `rules.disabled names ${id}, but there is no such rule`,
      position: place(['rules', 'disabled', index, 'id']),
      hint: 'a slip in the id would leave the rule on; take the entry out when the rule was retired',
    });
  });
}

function checkBasicTables(plan: EnvironmentPlan, content: ServiceContent, report: Report): void {
  for (const workspace of workspacesOf(plan)) {
    const basic = new Set(workspace.tables.filter((table) => table.plan === 'Basic').map(({ name }) => name.toLowerCase()));
    for (const { rule, source } of rulesFor(plan, workspace, content.rules)) {
      for (const table of declaredTables(rule).filter((one) => basic.has(one.toLowerCase()))) {
        report({
          code: 'MXDR-SYNTH-BASIC-TABLE',
          message: `the rule reads ${table}, which is on the Basic plan for ${plan.customer.id}; analytics rules cannot read it`,
          position: source.positionOf(['requiredDataConnectors']),
          hint: 'keep the table on the Analytics plan, or disable the rule for this customer',
        });
      }
    }
  }
}

function checkLimits(plan: EnvironmentPlan, content: ServiceContent, place: Place, report: Report): void {
  for (const workspace of workspacesOf(plan)) {
    const rules = rulesFor(plan, workspace, content.rules);
    for (const [what, count, most] of [
      ['scheduled rules', rules.filter(({ rule }) => rule.kind === 'Scheduled').length, limits.scheduled],
      ['near-real-time rules', rules.filter(({ rule }) => rule.kind === 'NRT').length, limits.nrt],
    ] as const) {
      if (count > most)
        report({
          code: 'MXDR-SYNTH-LIMIT',
          message: `${count} ${what} for ${workspace.name}; one workspace takes ${most}`,
          position: place(['rules']),
          hint: 'disable some of them for this customer',
        });
    }
  }
}

/** A text that is cut could lose whom to spare; so it is refused. */
function checkTasks(plan: EnvironmentPlan, place: Place, report: Report): void {
  for (const { title, description } of planResponseAutomation(plan, []).flatMap(({ tasks }) => tasks)) {
    if (description.length > mostTaskCharacters)
      report({
        code: 'MXDR-SYNTH-TASK',
        message: `the task "${title}" has ${description.length} characters; Sentinel takes ${mostTaskCharacters}`,
        position: place(['exclusions']),
        hint: 'shorten the reasons of exclusions, or exclude fewer and larger groups',
      });
  }
}

/**
 * Where content and customer do not fit together: what neither a rule nor a customer alone can show.
 * @param everything the content before the customer's choice and tuning. @default - `content`
 */
export function checkContent(
  plan: EnvironmentPlan,
  content: ServiceContent,
  source?: YamlSource,
  everything: ServiceContent = content,
): readonly Problem[] {
  const problems: Problem[] = [];
  const report: Report = (problem) => void problems.push({ severity: 'error', ...problem });
  const place: Place = (path) => source?.positionOf(path) ?? { file: `customers/${plan.customer.id}/customer.yaml`, line: 1, column: 1 };
  checkDisabledRules(plan, everything, place, report);
  checkBasicTables(plan, content, report);
  checkLimits(plan, content, place, report);
  checkTasks(plan, place, report);
  const ids = content.workbooks.map(({ id }) => id);
  for (const id of new Set(ids.filter((one, index) => ids.indexOf(one) !== index))) {
    report({
      code: 'MXDR-SYNTH-WORKBOOK-TWICE',
      message: `two workbooks are called ${id}`,
      position: place([]),
      hint: 'give one of them another file name',
    });
  }
  const texts = {
    rules: content.rules.map(({ rule }) => rule),
    hunting: content.huntingQueries.map(({ value }) => value),
    health: content.healthQueries.map(({ value }) => value),
    functions: content.functions.map(({ value }) => value),
    watchlists: content.watchlists.map(({ value }) => value),
    workbooks: content.workbooks,
  };
  for (const unsafe of findUnsafeTexts({ plan, ...texts })) {
    report({
      code: 'MXDR-SYNTH-PLACEHOLDER',
      message: `${unsafe} holds "TfToken[", which cannot be written safely`,
      position: place([]),
      hint: 'write the text in other words',
    });
  }
  return problems;
}

/** A rule whose tables a connector must fill before Azure accepts the rule. */
export interface WaitingRule {
  readonly id: string;
  readonly name: string;
  readonly tables: readonly string[];
}

/** Rules that may fail in the first apply of the service stack: Azure refuses a query over a table that does not exist yet. */
export function findWaitingRules(plan: EnvironmentPlan, rules: readonly LoadedRule[]): readonly WaitingRule[] {
  return rulesFor(plan, plan.workspace, rules).flatMap(({ rule }) => {
    const tables = declaredTables(rule).filter((table) => deliversTo(plan.workspace, table));
    return tables.length === 0 ? [] : [{ id: rule.id, name: rule.name, tables }];
  });
}
