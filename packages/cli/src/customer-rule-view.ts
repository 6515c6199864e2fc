import path from 'node:path';
import type { Customer, Operator } from '@mxdr/core';
import { findCustomer, formatProblem, loadCustomers, requireOperator } from '@mxdr/core';
import type { CustomerRules, ServiceContent } from '@mxdr/stacks';
import { loadServiceContent, readCustomerFiles, rulesOfCustomer, tuningOptions } from '@mxdr/stacks';
import { contentFolderOf } from './content-places.ts';
import type { CommandContext } from './context.ts';
import { configurationInvalid } from './errors.ts';
import { openTuningReaders } from './tuning-reader.ts';

/** The product's content, its form alone: for lists and pages, which need no query read. */
export function loadContentForms(context: CommandContext): Promise<ServiceContent> {
  return loadServiceContent(path.relative(context.cwd, contentFolderOf(context)).replaceAll(path.sep, '/') || '.');
}

export const dayOf = (context: CommandContext): string => new Date(context.clock.now()).toISOString().slice(0, 10);

export interface CustomerRuleView {
  readonly customer: Customer;
  readonly operator: Operator;
  readonly rules: CustomerRules;
}

/**
 * The rules as one customer has them: tuned, without what is off.
 * @throws AppError usage where the tuning has problems, which are told before
 */
export async function viewCustomerRules(context: CommandContext, content: ServiceContent, id: string): Promise<CustomerRuleView> {
  const book = await loadCustomers(context.customersFolder);
  const customer = findCustomer(book, id);
  const files = await readCustomerFiles(`${context.customersFolder}/${id}`, content.watchlists);
  const functions = content.functions.map(({ value }) => value);
  const createReader = await openTuningReaders(context, functions)(id);
  const rules = rulesOfCustomer(content, customer.rules.disabled, files.tuning, tuningOptions(dayOf(context), createReader));
  const problems = [...files.problems, ...rules.problems].filter(({ severity }) => severity === 'error');
  for (const problem of problems) context.note(formatProblem(problem));
  if (problems.length > 0) throw configurationInvalid(problems.length);
  return { customer, operator: requireOperator(book), rules };
}
