import type { Customer } from '@mxdr/core';
import type { UnjudgedCustomer } from '@mxdr/prerequisites';
import type { OptionValues } from './command-spec.ts';
import type { CommandContext } from './context.ts';
import { errorDocument, exitCodeOfError, formatErrorBlock } from './error-block.ts';
import { badOption } from './errors.ts';
import type { ExitCode } from './exit-codes.ts';
import { exitCodes, worseOf } from './exit-codes.ts';

/** What came of each customer that was looked at, and the exit code of all. */
export interface Judged<Result> {
  readonly results: readonly Result[];
  readonly unjudged: readonly UnjudgedCustomer[];
  readonly code: ExitCode;
}

/**
 * Judges customers one after the other. One customer's failure never stops the others and is told with them; a customer alone fails the command.
 * @throws AppError usage where one file of facts is named for several customers
 */
export async function judgeEach<Result>(
  context: CommandContext,
  customers: readonly Customer[],
  { facts }: OptionValues,
  judge: (customer: Customer) => Promise<Result>,
  codeOf: (result: Result) => ExitCode,
): Promise<Judged<Result>> {
  if (typeof facts === 'string' && customers.length > 1)
    throw badOption('--facts', facts, 'it for one customer only: facts belong to one tenant');
  const results: Result[] = [];
  const unjudged: UnjudgedCustomer[] = [];
  let code: ExitCode = exitCodes.good;
  for (const customer of customers) {
    try {
      const result = await judge(customer);
      results.push(result);
      code = worseOf(code, codeOf(result));
    } catch (error) {
      if (customers.length === 1 || context.signal.aborted) throw error;
      context.note(`${customer.id}:\n${formatErrorBlock(error, context.paint)}`);
      const { id, name, tenantId } = customer;
      const { code: errorCode, message } = errorDocument(error).error;
      unjudged.push({ customer: { id, name, tenantId }, code: errorCode, message });
      code = worseOf(code, exitCodeOfError(error));
    }
  }
  return { results, unjudged, code };
}
