import { readFile } from 'node:fs/promises';
import path from 'node:path';
import type { Customer, Operator, RuleSetId, TenantFacts } from '@mxdr/core';
import { nodeFiles, writeFileAtomic } from '@mxdr/core';
import type { CheckReport, UnjudgedCustomer, Waiver } from '@mxdr/prerequisites';
import {
  compareReports,
  exitCodeOf,
  findRuleSet,
  formatCheckHtml,
  formatCheckJUnit,
  formatCheckJson,
  formatCheckMarkdown,
  formatCheckReportsJson,
  formatCheckSarif,
  formatCheckTable,
  readCheckReports,
  readTenantFacts,
  readWaivers,
  runChecks,
  waiversInvalid,
} from '@mxdr/prerequisites';
import type { CommandHandler, OptionValues } from '../command-spec.ts';
import type { CommandContext } from '../context.ts';
import { selectCustomers } from '../customer-selection.ts';
import { errorDocument, exitCodeOfError, formatErrorBlock } from '../error-block.ts';
import { badOption } from '../errors.ts';
import type { ExitCode } from '../exit-codes.ts';
import { exitCodes, worseOf } from '../exit-codes.ts';
import { readLiveFacts } from '../read-live-facts.ts';
import { readNamedFile } from '../read-text.ts';

/** The customer's waivers; none when it has no file of them. */
async function loadWaivers(context: CommandContext, id: string): Promise<readonly Waiver[]> {
  const file = path.join(context.customersFolder, id, 'waivers.yaml');
  const text = await nodeFiles.readText(file);
  if (text === undefined) return [];
  const reading = readWaivers(text, file);
  if ('problems' in reading) throw waiversInvalid(file, reading.problems);
  return reading.waivers;
}

/** Judges one customer from its recorded facts and its waivers. */
export async function checkCustomerFacts(
  context: CommandContext,
  customer: Customer,
  operator: Operator,
  factsFile: string,
  ruleSet?: RuleSetId,
): Promise<CheckReport> {
  return judgeFacts(context, customer, operator, readTenantFacts(await readNamedFile(factsFile), factsFile), ruleSet);
}

async function judgeFacts(
  context: CommandContext,
  customer: Customer,
  operator: Operator,
  facts: TenantFacts,
  ruleSet: RuleSetId | undefined,
): Promise<CheckReport> {
  const waivers = await loadWaivers(context, customer.id);
  return runChecks(customer, facts, findRuleSet(ruleSet ?? customer.ruleSet), context.clock.now(), operator, { waivers });
}

/** The earlier reports that a run is held against, by customer. */
async function loadEarlier(options: OptionValues): Promise<ReadonlyMap<string, CheckReport> | undefined> {
  const { compare } = options;
  if (typeof compare !== 'string') return undefined;
  const reports = readCheckReports(await readNamedFile(compare), compare);
  return new Map(reports.map((report) => [report.customer.tenantId.toLowerCase(), report]));
}

async function formatReports(
  context: CommandContext,
  format: string,
  reports: readonly CheckReport[],
  unjudged: readonly UnjudgedCustomer[],
  operator: Operator,
): Promise<string> {
  const publisher = { operatorName: operator.name, serviceName: operator.serviceName };
  const [only] = reports;
  switch (format) {
    case 'json':
      return reports.length === 1 && unjudged.length === 0 && only !== undefined
        ? formatCheckJson(only)
        : formatCheckReportsJson(reports, unjudged);
    case 'junit':
      return formatCheckJUnit(reports, unjudged);
    case 'sarif':
      return formatCheckSarif(reports, unjudged, context.version);
    case 'markdown':
      return formatCheckMarkdown(reports, unjudged, publisher);
    case 'html':
      return formatCheckHtml(
        reports,
        unjudged,
        publisher,
        await readFile(path.join(context.productFolder, 'templates/page/page.css'), 'utf8'),
      );
    default:
      return reports.map((report) => formatCheckTable(report, { color: context.isColored, width: context.width })).join('\n');
  }
}

/** `mxdr check`: exit 0 all blocking checks met or waived, 1 one is not or a waiver no longer holds, 2 one is unknown. */
export const run: CommandHandler = async (context, ids, options) => {
  const { customers, operator } = await selectCustomers(context, ids, options);
  const { facts, out, ruleSet } = options;
  if (typeof facts === 'string' && customers.length > 1)
    throw badOption('--facts', facts, 'it for one customer only: facts belong to one tenant');
  const isLive = options['live'] === true;
  if (isLive && typeof facts === 'string') throw badOption('--facts', facts, 'it or --live, not both');
  const chosen = typeof ruleSet === 'string' ? (ruleSet as RuleSetId) : undefined;
  const earlier = await loadEarlier(options);
  const reports: CheckReport[] = [];
  const unjudged: UnjudgedCustomer[] = [];
  let code: ExitCode = exitCodes.good;
  for (const customer of customers) {
    const factsFile = typeof facts === 'string' ? facts : path.join(context.customersFolder, customer.id, 'facts.json');
    try {
      const report = isLive
        ? await judgeFacts(context, customer, operator, await readLiveFacts(context, customer, operator, options), chosen)
        : await checkCustomerFacts(context, customer, operator, factsFile, chosen);
      const before = earlier?.get(customer.tenantId.toLowerCase());
      if (earlier !== undefined && before === undefined) context.note(`${customer.id}: the earlier run did not look at this customer`);
      reports.push(before === undefined ? report : { ...report, comparison: compareReports(before, report) });
      code = worseOf(code, exitCodeOf(report));
    } catch (error) {
      // One customer's failure never stops the others; alone it is the command's.
      if (customers.length === 1 || context.signal.aborted) throw error;
      context.note(`${customer.id}:\n${formatErrorBlock(error, context.paint)}`);
      const { id, name, tenantId } = customer;
      const { code: errorCode, message } = errorDocument(error).error;
      unjudged.push({ customer: { id, name, tenantId }, code: errorCode, message });
      code = worseOf(code, exitCodeOfError(error));
    }
  }
  const text = await formatReports(context, context.json ? 'json' : String(options['format']), reports, unjudged, operator);
  context.out(text);
  if (typeof out === 'string') await writeFileAtomic(path.resolve(out), text);
  return code;
};
