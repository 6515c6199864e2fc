import path from 'node:path';
import type { CostEstimate, Customer, Operator } from '@mxdr/core';
import { formatProblem, inertText, loadCustomers, requireOperator } from '@mxdr/core';
import type { ServiceContent, StackOutput, SynthResult } from '@mxdr/stacks';
import { describeLeftOut, synthesizeCustomer, synthesizeOperations } from '@mxdr/stacks';
import type { CommandHandler, OptionValues } from '../command-spec.ts';
import { readContent } from '../content-folders.ts';
import type { CommandContext } from '../context.ts';
import { selectCustomers } from '../customer-selection.ts';
import { exitCodeOfError, formatErrorBlock } from '../error-block.ts';
import { configurationInvalid } from '../errors.ts';
import type { ExitCode } from '../exit-codes.ts';
import { exitCodes, worseOf } from '../exit-codes.ts';
import { dayOf } from '../customer-rule-view.ts';
import { openTuningReaders } from '../tuning-reader.ts';
import { formatTextTable } from '../text-table.ts';

/** The content that goes into every customer's service stack. Broken content is an error: nothing is written from it. */
async function loadContent(context: CommandContext): Promise<ServiceContent> {
  const content = await readContent(context);
  const errors = content.problems.filter((problem) => problem.severity === 'error');
  if (errors.length === 0) return content;
  for (const problem of errors) context.note(formatProblem(problem));
  throw configurationInvalid(errors.length);
}

/** Loads the content once; gives what turns one customer after the other into stacks. */
export async function prepareSynthesis(
  context: CommandContext,
): Promise<(customer: Customer, operator: Operator, outDir: string) => Promise<SynthResult>> {
  const content = await loadContent(context);
  const readerFor = openTuningReaders(
    context,
    content.functions.map(({ value }) => value),
  );
  return async (customer, operator, outDir) => {
    const createReader = await readerFor(customer.id);
    const result = await synthesizeCustomer(customer, operator, content, {
      outDir,
      customersFolder: context.customersFolder,
      today: dayOf(context),
      ...(createReader === undefined ? {} : { createReader }),
    });
    if (result.status === 'written')
      for (const one of result.leftOut) context.note(inertText(`${customer.id}: the rule ${describeLeftOut(one)}`));
    return result;
  };
}

/** The operator's own stack. @throws AppError usage where operator.yaml does not describe it */
export async function synthOperations(context: CommandContext, outDir: string): Promise<StackOutput> {
  const book = await loadCustomers(context.customersFolder);
  const result = await synthesizeOperations(requireOperator(book), { outDir }, book.operatorFile);
  if (result.status === 'written') return result.stack;
  for (const problem of result.problems) context.note(formatProblem(problem));
  throw configurationInvalid(result.problems.length);
}

/** One stack that was written; the operator's own has no customer. */
interface WrittenStack {
  readonly customerId: string | null;
  readonly stack: StackOutput;
}

type CustomerCost = { readonly customerId: string } & CostEstimate;

interface SynthOutcome {
  readonly code: ExitCode;
  readonly written: readonly WrittenStack[];
  readonly costs: readonly CustomerCost[];
}

/** How old the prices are, and whether they may be relied upon. */
function describeSources({ sources, isConfirmed }: Extract<CostEstimate, { readonly status: 'estimated' }>): string {
  const days = [...new Set(sources.map(({ seenOn }) => seenOn))].toSorted();
  return `prices of ${days.join(' and ')}${isConfirmed ? '' : ', not confirmed'}`;
}

/** The month's cost of every workspace. What is not known says so, with the reasons. */
function formatCosts(costs: readonly CustomerCost[], width: number): string {
  const amount = (value: number): string => value.toLocaleString('en-GB', { maximumFractionDigits: 0 });
  const rows = costs.map((cost) => {
    const head = [cost.customerId, cost.workspace, cost.region];
    if (cost.status === 'unknown') return [...head, 'unknown', cost.reasons.join('; ')];
    const { commitment, retentionPerMonth, currency } = cost;
    const offer =
      commitment === null
        ? []
        : [`${amount(commitment.ingestionPerMonth + retentionPerMonth)} ${currency} with a commitment of ${commitment.gbPerDay} GB a day`];
    return [...head, `${amount(cost.totalPerMonth)} ${currency}`, [describeSources(cost), ...offer, ...cost.notes].join('; ')];
  });
  const table = formatTextTable(
    [{ head: 'Customer' }, { head: 'Workspace' }, { head: 'Region' }, { head: 'A month', align: 'right' }, { head: 'By' }],
    rows,
    width,
  );
  const isSure = costs.every((cost) => cost.status === 'estimated' && cost.isConfirmed);
  return isSure ? table : `${table}\n"mxdr prices" reads the list prices of every region.`;
}

async function synthCustomers(
  context: CommandContext,
  ids: readonly string[],
  options: OptionValues,
  outDir: string,
): Promise<SynthOutcome> {
  const { customers, operator } = await selectCustomers(context, ids, options);
  const synthesize = await prepareSynthesis(context);
  const written: WrittenStack[] = [];
  const costs: CustomerCost[] = [];
  let code: ExitCode = exitCodes.good;
  for (const customer of customers) {
    context.signal.throwIfAborted();
    try {
      const result = await synthesize(customer, operator, outDir);
      if (result.status === 'written') {
        costs.push(...result.costs.map((cost) => ({ customerId: customer.id, ...cost })));
        written.push(...result.stacks.map((stack) => ({ customerId: customer.id, stack })));
        continue;
      }
      for (const problem of result.problems) context.note(formatProblem(problem));
      if (customers.length === 1) throw configurationInvalid(result.problems.length);
      code = worseOf(code, exitCodes.usage);
    } catch (error) {
      if (customers.length === 1) throw error;
      context.note(`${customer.id}:\n${formatErrorBlock(error, context.paint)}`);
      code = worseOf(code, exitCodeOfError(error));
    }
  }
  // Ctrl+C during the last customer: its files are whole, but it was asked to stop.
  context.signal.throwIfAborted();
  return { code, written, costs };
}

function printStacks(context: CommandContext, outDir: string, written: readonly WrittenStack[], costs: readonly CustomerCost[]): void {
  if (context.json) {
    context.out(
      JSON.stringify(
        { schemaVersion: 1, outDir, stacks: written.map(({ customerId, stack }) => ({ customerId, ...stack })), costs },
        null,
        2,
      ),
    );
  } else if (written.length > 0) {
    const rows = written.map(({ customerId, stack }) => [
      customerId ?? '(operator)',
      stack.id,
      String(stack.resources),
      path.relative(context.cwd, stack.file),
    ]);
    context.out(
      formatTextTable(
        [{ head: 'Customer' }, { head: 'Stack' }, { head: 'Resources', align: 'right' }, { head: 'File' }],
        rows,
        context.width,
      ),
    );
    if (costs.length > 0) context.out(`\n${formatCosts(costs, context.width)}`);
    context.out('\nNext: mxdr plan, which shows what would change in Azure, then mxdr deploy.');
  }
}

/** `mxdr synth`: Terraform JSON of the customers' stacks, or of the operator's. One customer's problems never stop the others. */
export const run: CommandHandler = async (context, ids, options) => {
  const outDir = path.resolve(String(options['out']));
  const isForOperator = options['operations'] === true;
  const isForCustomers = !isForOperator || ids.length > 0 || options['all'] === true || options['select'] !== undefined;
  const own = isForOperator ? [{ customerId: null, stack: await synthOperations(context, outDir) }] : [];
  const { code, written, costs } = isForCustomers
    ? await synthCustomers(context, ids, options, outDir)
    : { code: exitCodes.good, written: [], costs: [] };
  printStacks(context, outDir, [...own, ...written], costs);
  return code;
};
