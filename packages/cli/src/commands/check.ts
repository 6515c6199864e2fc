import path from 'node:path';
import type { Customer, Operator, RuleSetId } from '@mxdr/core';
import { writeFileAtomic } from '@mxdr/core';
import type { CheckReport } from '@mxdr/prerequisites';
import { exitCodeOf, findRuleSet, formatCheckJson, formatCheckTable, readTenantFacts, runChecks } from '@mxdr/prerequisites';
import type { CommandHandler } from '../command-spec.ts';
import type { CommandContext } from '../context.ts';
import { selectCustomers } from '../customer-selection.ts';
import { formatErrorBlock, exitCodeOfError } from '../error-block.ts';
import { badOption } from '../errors.ts';
import type { ExitCode } from '../exit-codes.ts';
import { exitCodes, worseOf } from '../exit-codes.ts';
import { readNamedFile } from '../read-text.ts';

/** Judges one customer from its recorded facts. */
export async function checkCustomerFacts(
  context: CommandContext,
  customer: Customer,
  operator: Operator,
  factsFile: string,
  ruleSet?: RuleSetId,
): Promise<CheckReport> {
  const facts = readTenantFacts(await readNamedFile(factsFile), factsFile);
  return runChecks(customer, facts, findRuleSet(ruleSet ?? customer.ruleSet), context.clock.now(), operator);
}

/** `mxdr check`: exit 0 all blocking checks met, 1 one is not, 2 one is unknown. */
export const run: CommandHandler = async (context, ids, options) => {
  const { customers, operator } = await selectCustomers(context, ids, options);
  const { facts, format, out, ruleSet } = options;
  if (typeof facts === 'string' && customers.length > 1)
    throw badOption('--facts', facts, 'it for one customer only: facts belong to one tenant');
  const isJson = context.json || format === 'json';
  const reports: CheckReport[] = [];
  let code: ExitCode = exitCodes.good;
  for (const customer of customers) {
    const factsFile = typeof facts === 'string' ? facts : path.join(context.customersFolder, customer.id, 'facts.json');
    try {
      const report = await checkCustomerFacts(
        context,
        customer,
        operator,
        factsFile,
        typeof ruleSet === 'string' ? (ruleSet as RuleSetId) : undefined,
      );
      reports.push(report);
      code = worseOf(code, exitCodeOf(report));
    } catch (error) {
      // One customer's failure never stops the others; alone it is the command's.
      if (customers.length === 1) throw error;
      context.note(`${customer.id}:\n${formatErrorBlock(error, context.paint)}`);
      code = worseOf(code, exitCodeOfError(error));
    }
  }
  const text = isJson
    ? formatReportsJson(reports)
    : reports.map((report) => formatCheckTable(report, { color: context.isColored, width: context.width })).join('\n');
  context.out(text);
  if (typeof out === 'string') await writeFileAtomic(path.resolve(out), text);
  return code;
};

function formatReportsJson(reports: readonly CheckReport[]): string {
  const [only] = reports;
  if (reports.length === 1 && only !== undefined) return formatCheckJson(only);
  return JSON.stringify({ schemaVersion: 1, reports }, null, 2);
}
