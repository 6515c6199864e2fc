import { mkdtemp, mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Customer, Operator } from '@mxdr/core';
import { findCustomer, loadCustomers, requireOperator } from '@mxdr/core';
import { QueryReader } from '@mxdr/kql';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { describeLeftOut } from './customer-rules.ts';
import type { ServiceContent } from './service-content.ts';
import { loadServiceContent } from './service-content.ts';
import { synthesizeCustomer } from './synthesize-customer.ts';

const stacksFolder = fileURLToPath(new URL('..', import.meta.url));

let customer: Customer;
let operator: Operator;
let content: ServiceContent;
let folder: string;

beforeAll(async () => {
  const book = await loadCustomers(path.join(stacksFolder, '../customers'));
  customer = findCustomer(book, 'contoso');
  operator = requireOperator(book);
  content = await loadServiceContent(path.join(stacksFolder, 'content'));
  folder = await mkdtemp(path.join(tmpdir(), 'mxdr-tuning-'));
  await mkdir(path.join(folder, 'customers/contoso'), { recursive: true });
});

afterAll(async () => {
  await rm(folder, { recursive: true, force: true });
});

async function synthesize(tuning: string, today = '2026-11-26', from = content) {
  await writeFile(path.join(folder, 'customers/contoso/tuning.yaml'), tuning);
  const result = await synthesizeCustomer(customer, operator, from, {
    outDir: path.join(folder, 'out'),
    customersFolder: path.join(folder, 'customers'),
    today,
    createReader: () => new QueryReader(),
    stacks: ['service'],
  });
  return { result, json: result.status === 'written' ? await readFile(result.stacks[0]?.file ?? '', 'utf8') : '' };
}

/** A rule of the content that reads SigninLogs first. */
function someRule() {
  const found = content.rules.find(({ rule }) => rule.kind === 'Scheduled' && rule.name.includes('prompts'));
  if (found === undefined) throw new Error('the rule is not there any more');
  return found.rule;
}

const entry = (id: string, rest: string): string =>
  `tuning:\n  - { rule: ${id}, base: '>=1.0.0 <9.0.0', reason: noise of a scanner, owner: soc, expires: 2027-01-31, ${rest} }\n`;

describe('the rules of one customer', () => {
  it('carry its tuning into Terraform, with the same bytes each time', async () => {
    const rule = someRule();
    const tuning = entry(rule.id, 'severity: Low, exclude: [{ column: IPAddress, values: ["203.0.113.9\\"; drop"] }]');
    const { json } = await synthesize(tuning);
    expect(json).toContain(String.raw`| where tostring(IPAddress) !in~ (\"203.0.113.9\\\"; drop\")`);
    expect((await synthesize(tuning)).json).toBe(json);
  });

  it('are refused while tuning has expired', async () => {
    const { result } = await synthesize(entry(someRule().id, 'severity: Low'), '2027-01-31');
    expect(result.status === 'refused' ? result.problems.map(({ code }) => code) : []).toEqual(['MXDR-TUNING-EXPIRED']);
  });

  it('leave out what is retired or disabled, and say why', async () => {
    const rule = someRule();
    const other = content.rules.find(({ rule: { id } }) => id !== rule.id);
    if (other === undefined) throw new Error('one rule only');
    const gone = { id: other.rule.id, name: other.rule.name, reason: 'replaced', date: '2026-11-01' };
    const { result, json } = await synthesize(entry(rule.id, 'disabled: true'), '2026-11-26', { ...content, retired: [gone] });
    if (result.status === 'refused') throw new Error(JSON.stringify(result.problems));
    expect(result.leftOut.map(describeLeftOut)).toEqual([
      `"${other.rule.name}" is retired since 2026-11-01: replaced`,
      `"${rule.name}" is off until 2027-01-31: noise of a scanner (soc)`,
    ]);
    expect(json).not.toContain(JSON.stringify(rule.name));
    expect(json).not.toContain(JSON.stringify(other.rule.name));
  });
});
