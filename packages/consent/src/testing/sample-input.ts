import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import type { Customer, Operator } from '@mxdr/core';
import { findCustomer, loadCustomers, planEnvironment, requireOperator, workspacesOf } from '@mxdr/core';
import type { ConsentInput } from '../consent-input.ts';

const root = fileURLToPath(new URL('../../../../', import.meta.url));

export interface SampleChanges {
  readonly customer?: (customer: Customer) => Customer;
  readonly operator?: (operator: Operator) => Operator;
  readonly issued?: string;
}

/** The input for a sample customer, with changes. Names of the delegation are made up: the stacks give the true ones. */
export async function sampleInput(id: string, changes: SampleChanges = {}): Promise<ConsentInput> {
  const book = await loadCustomers(`${root}customers`);
  const customer = (changes.customer ?? ((one) => one))(findCustomer(book, id));
  const operator = (changes.operator ?? ((one) => one))(requireOperator(book));
  const plan = planEnvironment(customer, operator);
  if (!('schemaVersion' in plan)) throw new Error(JSON.stringify(plan));
  return {
    plan,
    operator,
    names: {
      definition: '11111111-1111-5111-8111-111111111111',
      assignments: Object.fromEntries(
        workspacesOf(plan).map(({ resourceGroup }, index) => [resourceGroup.id, `22222222-2222-5222-8222-22222222222${index}`]),
      ),
    },
    issued: changes.issued ?? '2026-11-26',
    css: await readFile(`${root}templates/page/page.css`, 'utf8'),
  };
}

/** An operator without the application that reads. */
export function withoutReader(operator: Operator): Operator {
  const { readers, responders, approvers, actors, deployer } = operator.principals;
  return { ...operator, principals: { readers, responders, approvers, deployer, ...(actors === undefined ? {} : { actors }) } };
}
