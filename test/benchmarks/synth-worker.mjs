// Synthesises customers made from the first sample customer: node synth-worker.mjs OUT FIRST COUNT [STACK]. Prints its peak memory.
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { customerSchema, loadCustomers, requireOperator } from '@mxdr/core';
import { loadServiceContent, synthesizeCustomer } from '@mxdr/stacks';

const [outDir = '', first = '0', count = '1', stack] = process.argv.slice(2);
const root = fileURLToPath(new URL('../..', import.meta.url));
const book = await loadCustomers(path.join(root, 'customers'));
const operator = requireOperator(book);
const [sample] = book.customers;
const content = await loadServiceContent(path.join(root, 'stacks/content'));

for (let index = Number(first); index < Number(first) + Number(count); index++) {
  const digits = String(index).padStart(12, '0');
  const customer = customerSchema.parse({
    ...sample,
    id: `bench-${index}`,
    tenantId: `00000000-0000-4000-8000-${digits}`,
    subscriptionId: `00000000-0000-4000-9000-${digits}`,
    workspace: { ...sample.workspace, name: undefined, resourceGroup: undefined },
  });
  const result = await synthesizeCustomer(customer, operator, content, { outDir, ...(stack === undefined ? {} : { stacks: [stack] }) });
  if (result.status !== 'written') throw new Error(JSON.stringify(result.problems));
}

// maxRSS is in kilobytes.
process.stdout.write(JSON.stringify({ peakBytes: process.resourceUsage().maxRSS * 1024 }));
