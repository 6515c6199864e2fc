import type { Customer, CustomerBook, Operator } from '@mxdr/core';
import { findCustomer, formatProblem, loadCustomers, requireOperator } from '@mxdr/core';
import type { OptionValues } from './command-spec.ts';
import type { CommandContext } from './context.ts';
import { badOption, noCustomerNamed, nothingSelected } from './errors.ts';

export interface Selection {
  readonly book: CustomerBook;
  readonly operator: Operator;
  readonly customers: readonly Customer[];
}

function selectByTag(book: CustomerBook, selector: string): readonly Customer[] {
  const [tag, value, ...rest] = selector.split('=');
  if (tag === undefined || tag === '' || value === undefined || rest.length > 0)
    throw badOption('--select', selector, 'one tag with its value, such as ring=canary');
  const chosen = book.customers.filter((customer) => customer.tags[tag] === value);
  if (chosen.length === 0) throw nothingSelected(selector);
  return chosen;
}

/**
 * The customers that a command was asked for: by id, `--all` or `--select tag=value`. Customers with a broken file are told about and, under
 * `--all` and `--select`, left out loudly; asked for by id they are an error.
 */
export async function selectCustomers(context: CommandContext, ids: readonly string[], options: OptionValues): Promise<Selection> {
  const book = await loadCustomers(context.customersFolder);
  const operator = requireOperator(book);
  const selector = options['select'];
  if (ids.length > 0) return { book, operator, customers: [...new Set(ids)].map((id) => findCustomer(book, id)) };
  if (options['all'] !== true && typeof selector !== 'string') throw noCustomerNamed();
  const chosen = typeof selector === 'string' ? selectByTag(book, selector) : book.customers;
  for (const entry of book.entries) {
    if (entry.customer !== undefined) continue;
    context.note(`left out: ${entry.id}, whose file has errors:`);
    for (const problem of entry.problems) context.note(`  ${formatProblem(problem)}`);
  }
  return { book, operator, customers: chosen };
}
