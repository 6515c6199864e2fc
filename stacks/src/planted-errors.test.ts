import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { cp, mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Problem } from '@mxdr/core';
import { loadCustomers, readYaml } from '@mxdr/core';
import type { AnalyseQuery } from '@mxdr/detections';
import { analyseRuleQuery } from '@mxdr/detections';
import { QueryReader } from '@mxdr/kql';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { loadServiceContent } from './service-content.ts';
import { synthesizeCustomer } from './synthesize-customer.ts';

const stacksFolder = fileURLToPath(new URL('..', import.meta.url));
const casesFolder = path.join(stacksFolder, 'planted-errors');

const baseNames = [
  'customer',
  'operator',
  'rule',
  'hunt',
  'function',
  'watchlist',
  'rows',
  'moves',
  'prices',
  'tuning',
  'retired',
] as const;
type BaseName = (typeof baseNames)[number];

/** One wrong customer or piece of content: a good file, what is changed in it, and what must be said where. */
const caseSchema = z.strictObject({
  base: z.enum(baseNames),
  replace: z.array(z.strictObject({ from: z.string().min(1), to: z.string() })).default([]),
  append: z.string().default(''),
  expect: z
    .array(
      z.strictObject({
        code: z.string(),
        line: z.int().positive(),
        /** File that it stands in, where that is not the one changed. */
        file: z.enum(baseNames).optional(),
      }),
    )
    .min(1),
});
type PlantedError = z.infer<typeof caseSchema>;

/** Where each file lies below the folder of a case. */
const places: Readonly<Record<BaseName, string>> = {
  customer: 'customers/planted/customer.yaml',
  operator: 'customers/operator.yaml',
  rows: 'customers/planted/watchlists/planted-list.yaml',
  rule: 'content/rules/planted.yaml',
  hunt: 'content/hunting/planted.yaml',
  function: 'content/functions/planted.yaml',
  watchlist: 'content/watchlists/planted.yaml',
  moves: 'content/moves.yaml',
  prices: 'content/prices.yaml',
  tuning: 'customers/planted/tuning.yaml',
  retired: 'content/retired.yaml',
};

const caseNames = readdirSync(casesFolder)
  .filter((name) => name.endsWith('.yaml'))
  .map((name) => name.replace(/\.yaml$/u, ''));

function readCase(name: string): PlantedError {
  const file = path.join(casesFolder, `${name}.yaml`);
  const reading = readYaml(caseSchema, readFileSync(file, 'utf8'), file);
  if ('problems' in reading) throw new Error(JSON.stringify(reading.problems));
  return reading.value;
}

function plant(text: string, { replace, append }: PlantedError): string {
  const changed = replace.reduce((current, { from, to }) => {
    if (!current.includes(from)) throw new Error(`the base does not hold ${from}`);
    // A function, so that "$" in the replacement is text.
    return current.replace(from, () => to);
  }, text);
  return `${changed}${append}`;
}

const bases: Readonly<Record<string, string>> = Object.fromEntries(
  baseNames.map((name) => [name, readFileSync(path.join(casesFolder, 'bases', `${name}.yaml`), 'utf8')]),
);

let work: string;
let reader: QueryReader;
let analyseQueries: (queries: readonly string[]) => Promise<AnalyseQuery>;

beforeAll(async () => {
  work = await mkdtemp(path.join(tmpdir(), 'mxdr-planted-'));
  reader = new QueryReader();
  analyseQueries = async () => (query) => analyseRuleQuery(reader, query);
}, 120_000);

afterAll(async () => {
  await rm(work, { recursive: true, force: true });
});

async function writeCase(name: string, planted?: PlantedError): Promise<string> {
  const folder = path.join(work, name);
  for (const base of baseNames) {
    const file = path.join(folder, places[base]);
    await mkdir(path.dirname(file), { recursive: true });
    const text = bases[base] ?? '';
    await writeFile(file, planted?.base === base ? plant(text, planted) : text);
  }
  await cp(path.join(stacksFolder, 'content/workbooks'), path.join(folder, 'content/workbooks'), { recursive: true });
  return folder;
}

/** The gate that everything passes before Terraform: the book of customers, the content, and their synthesis. */
async function judge(folder: string): Promise<{ readonly problems: readonly Problem[]; readonly written: readonly string[] }> {
  const outDir = path.join(folder, 'out');
  const customersFolder = path.join(folder, 'customers');
  const book = await loadCustomers(customersFolder);
  const content = await loadServiceContent(path.join(folder, 'content'), { analyseQueries });
  const [customer] = book.customers;
  const problems = book.problems.filter(({ severity }) => severity === 'error');
  const written = async (): Promise<readonly string[]> => (existsSync(outDir) ? readdir(outDir) : []);
  if (customer === undefined || book.operator === undefined)
    return { problems: [...problems, ...content.problems], written: await written() };
  const result = await synthesizeCustomer(customer, book.operator, content, {
    outDir,
    customersFolder,
    today: '2026-11-26',
    createReader: () => reader,
  });
  return { problems: result.status === 'refused' ? result.problems : [], written: await written() };
}

describe('a customer and content without faults', () => {
  it('pass, so that every refusal below is of what was planted', async () => {
    const { problems, written } = await judge(await writeCase('good'));
    expect(problems).toEqual([]);
    expect(written).toEqual(['planted']);
  });
});

describe('planted errors', () => {
  it('are at least forty, and each is planted once', () => {
    expect(caseNames.length).toBeGreaterThanOrEqual(40);
    const changes = caseNames.map((name) => JSON.stringify({ ...readCase(name), expect: [] }));
    expect(new Set(changes).size).toBe(changes.length);
  });

  it.each(caseNames)('%s', async (name) => {
    // GIVEN a good customer and good content with one thing wrong
    const planted = readCase(name);
    const folder = await writeCase(name, planted);
    // WHEN it is to be synthesised
    const { problems, written } = await judge(folder);
    // THEN it is refused, with exactly what is wrong, where, why and the mend, and nothing is written
    const expected = planted.expect.map(({ code, line, file }) => `${places[file ?? planted.base]}:${line} ${code}`);
    const said = problems.map(({ code, position }) => `${path.relative(folder, position.file)}:${position.line} ${code}`);
    expect(said.toSorted()).toEqual(expected.toSorted());
    for (const { message, position, hint } of problems) {
      expect(message.length).toBeGreaterThan(15);
      expect(position.column).toBeGreaterThanOrEqual(1);
      expect(hint ?? '', message).not.toBe('');
    }
    expect(written).toEqual([]);
  });
});
