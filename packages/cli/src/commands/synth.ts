import path from 'node:path';
import { formatProblem } from '@mxdr/core';
import type { StackOutput } from '@mxdr/stacks';
import { readWorkbook, synthesizeCustomer } from '@mxdr/stacks';
import type { CommandHandler } from '../command-spec.ts';
import { loadRulePaths, readWorkbookFiles } from '../content-folders.ts';
import type { CommandContext } from '../context.ts';
import { selectCustomers } from '../customer-selection.ts';
import { exitCodeOfError, formatErrorBlock } from '../error-block.ts';
import { configurationInvalid } from '../errors.ts';
import type { ExitCode } from '../exit-codes.ts';
import { exitCodes, worseOf } from '../exit-codes.ts';
import { formatTextTable } from '../text-table.ts';

/** The content that goes into every customer's service stack. Broken content is an error: nothing is written from it. */
export async function loadContent(context: CommandContext) {
  const load = await loadRulePaths(context, []);
  if (load.problems.some((problem) => problem.severity === 'error')) {
    for (const problem of load.problems) context.note(formatProblem(problem));
    throw configurationInvalid(load.problems.length);
  }
  const workbooks = (await readWorkbookFiles(context)).map(({ file, text }) => readWorkbook(file, text));
  return { rules: load.rules, workbooks };
}

/** `mxdr synth`: Terraform JSON of the customers' stacks. One customer's problems never stop the others. */
export const run: CommandHandler = async (context, ids, options) => {
  const { customers, operator } = await selectCustomers(context, ids, options);
  const { rules, workbooks } = await loadContent(context);
  const outDir = path.resolve(String(options['out']));
  const written: { readonly customerId: string; readonly stack: StackOutput }[] = [];
  let code: ExitCode = exitCodes.good;
  for (const customer of customers) {
    context.signal.throwIfAborted();
    try {
      const result = await synthesizeCustomer(customer, operator, rules, workbooks, { outDir });
      if (result.status === 'written') {
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
  if (context.json) {
    context.out(
      JSON.stringify({ schemaVersion: 1, outDir, stacks: written.map(({ customerId, stack }) => ({ customerId, ...stack })) }, null, 2),
    );
  } else if (written.length > 0) {
    const rows = written.map(({ customerId, stack }) => [
      customerId,
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
    context.out(
      "\nApply in the order shown: access (customer's identity), service (operator's), connectors (customer's).\nNext: terraform -chdir=<folder of a stack> init, then plan.",
    );
  }
  return code;
};
