import { readFile } from 'node:fs/promises';
import path from 'node:path';
import type { LogWorkspace, Period } from '@mxdr/core';
import { formatPeriodShort, inertText, writeFileAtomic } from '@mxdr/core';
import type { AttackCoverage, Observations } from '@mxdr/detections';
import { buildCoveragePage, countByTactic, coverAttack, formatNavigatorLayer } from '@mxdr/detections';
import { renderHtml } from '@mxdr/documents';
import { declaredTables, describeLeftOut } from '@mxdr/stacks';
import type { CommandHandler } from '../command-spec.ts';
import type { CommandContext } from '../context.ts';
import type { CustomerRuleView } from '../customer-rule-view.ts';
import { dayOf, loadContentForms, viewCustomerRules } from '../customer-rule-view.ts';
import { coverageUnknown, optionMissing } from '../errors.ts';
import { exitCodes } from '../exit-codes.ts';
import { readReportPeriod } from '../report-inputs.ts';
import { formatTextTable } from '../text-table.ts';
import { describeTuning } from '../tuning-words.ts';
import { openAzureWorkspace, openFolderWorkspace } from '../workspaces.ts';

/** Alerts of our rules by the rule's name, which Sentinel writes into each alert. */
const alertsQuery = `SecurityAlert
| extend Rule = tostring(parse_json(ExtendedProperties)["Analytic Rule Name"])
| extend Rule = iff(isempty(Rule), AlertName, Rule)
| summarize Alerts = dcount(SystemAlertId) by Rule`;

function describePartial({ partial }: { readonly partial?: readonly { readonly message: string }[] }): string {
  return `the answer is partial: ${partial?.map(({ message }) => message).join('; ') ?? 'no reason given'}`;
}

/** What the workspace shows of a period. A question that cannot be answered ends it: a guess would look like coverage. */
async function observe(context: CommandContext, workspace: LogWorkspace, tables: readonly string[], period: Period): Promise<Observations> {
  const window = { start: period.startUtc, end: period.endUtc };
  const tablesWithData = new Set<string>();
  for (const table of tables.filter((name) => /^\w+$/u.test(name))) {
    context.signal.throwIfAborted();
    const outcome = await workspace.query(`${table} | take 1 | count`, window, context.signal);
    if (outcome.status === 'failed') {
      if (outcome.reason === 'table-missing') continue;
      throw coverageUnknown(table, `${outcome.code}: ${outcome.message}`);
    }
    if (outcome.status === 'partial') throw coverageUnknown(table, describePartial(outcome));
    if (Number(outcome.rows[0]?.[0] ?? 0) > 0) tablesWithData.add(table);
  }
  const alerts = await workspace.query(alertsQuery, window, context.signal);
  if (alerts.status === 'failed') {
    // A workspace without alerts cannot tell that no rule fired.
    if (alerts.reason === 'table-missing') return { tablesWithData };
    throw coverageUnknown('SecurityAlert', `${alerts.code}: ${alerts.message}`);
  }
  if (alerts.status === 'partial') throw coverageUnknown('SecurityAlert', describePartial(alerts));
  return {
    tablesWithData,
    alertsByRule: new Map(alerts.rows.map(([rule, count]) => [typeof rule === 'string' ? rule : '', Number(count)])),
  };
}

function printTable(context: CommandContext, { cells, sources }: AttackCoverage): void {
  const told = (count: number | undefined): string => (count === undefined ? 'not looked at' : String(count));
  const right = (head: string) => ({ head, align: 'right' }) as const;
  context.out(
    formatTextTable(
      [{ head: 'Tactic' }, right('Techniques'), right('Deployed'), right('Tested'), right('Has data'), right('Fired')],
      countByTactic(cells).map(({ tactic, techniques, deployed, tested, hasData, fired }) => [
        tactic,
        String(techniques),
        String(deployed),
        String(tested),
        told(hasData),
        told(fired),
      ]),
      context.width,
    ),
  );
  for (const { table, rules } of sources.filter(({ hasData }) => hasData === 'no'))
    context.out(inertText(`no rows in ${table}: ${rules.join('; ')}`));
}

/** The style of pages, and of the matrix on this one. */
async function readStyle({ productFolder }: CommandContext): Promise<string> {
  const texts = await Promise.all(
    ['page.css', 'matrix.css'].map((name) => readFile(path.join(productFolder, 'templates/page', name), 'utf8')),
  );
  return texts.join('\n');
}

function renderCoverage(view: CustomerRuleView, coverage: AttackCoverage, basis: string, day: string, css: string): string {
  const { customer, operator, rules } = view;
  const page = buildCoveragePage({
    coverage,
    customerName: customer.name,
    serviceName: operator.serviceName,
    operatorName: operator.name,
    basis,
    day,
    leftOut: rules.leftOut.map(describeLeftOut),
    tuned: rules.rules.flatMap(({ loaded, entry }) =>
      entry === undefined
        ? []
        : [`${loaded.rule.name}: ${describeTuning(entry).join('; ')}. ${entry.reason} (${entry.owner}, until ${entry.expires})`],
    ),
  });
  return renderHtml(page, css);
}

/**
 * `mxdr rules coverage`: what the rules of a customer cover, as a table, an ATT&CK Navigator layer or a page. Whether there is data and what
 * fired is told only after looking, with --local or --live.
 */
export const run: CommandHandler = async (context, [customerId], options) => {
  if (customerId === undefined) throw optionMissing('rules coverage', 'a customer');
  const content = await loadContentForms(context);
  const view = await viewCustomerRules(context, content, customerId);
  const rules = view.rules.rules.map(({ loaded }) => loaded.rule);
  const period = readReportPeriod(context, view.customer, options['period']);
  const workspace =
    typeof options['local'] === 'string'
      ? await openFolderWorkspace(options['local'], context.clock)
      : options['live'] === true
        ? await openAzureWorkspace(view.customer, context)
        : undefined;
  const tables = [...new Set(rules.flatMap(declaredTables))].toSorted();
  const observations = workspace === undefined ? {} : await observe(context, workspace, tables, period);
  const basis = workspace === undefined ? 'the rules alone, not the data' : `data and alerts of ${formatPeriodShort(period, 'en-GB')}`;
  const coverage = coverAttack(rules, observations);
  const day = dayOf(context);
  const format = context.json ? 'json' : String(options['format']);
  if (format === 'table') {
    printTable(context, coverage);
    context.out(`${rules.length} rules; looked at: ${basis}`);
    return exitCodes.good;
  }
  const css = format === 'html' ? await readStyle(context) : '';
  const text =
    format === 'navigator'
      ? formatNavigatorLayer(coverage, `${view.customer.name}: deployed detection rules`, `Looked at: ${basis}. Made on ${day}.`)
      : format === 'html'
        ? renderCoverage(view, coverage, basis, day, css)
        : `${JSON.stringify({ schemaVersion: 1, customer: customerId, basis, ...coverage, cells: coverage.cells.filter((cell) => cell.rules.length > 0) }, null, 2)}\n`;
  if (typeof options['out'] === 'string') {
    await writeFileAtomic(path.resolve(context.cwd, options['out']), text);
    context.note(`written: ${options['out']}`);
  } else context.out(text.trimEnd());
  return exitCodes.good;
};
