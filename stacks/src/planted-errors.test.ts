import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { cp, mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Problem } from '@mxdr/core';
import { azureRoles, checkLighthouse, loadCustomers, planEnvironment, readYaml, refusedAzureRoles } from '@mxdr/core';
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
  'neighbour',
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

/** As much of a stack as its names and techniques need. */
const stackSchema = z.object({
  resource: z
    .record(z.string(), z.record(z.string(), z.object({ name: z.string().optional(), techniques: z.array(z.string()).default([]) })))
    .default({}),
});

/** Where each file lies below the folder of a case. */
const places: Readonly<Record<BaseName, string>> = {
  customer: 'customers/planted/customer.yaml',
  operator: 'customers/operator.yaml',
  rows: 'customers/planted/watchlists/planted-list.yaml',
  rule: 'content/rules/planted.yaml',
  neighbour: 'content/rules/neighbour.yaml',
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

/**
 * What Terraform's own validation lets through: seven kinds that it was measured to miss (azurerm 4.73), then what the provider accepts and only
 * Azure refuses. A kind that no file can hold has no case; the tests behind this one show why it cannot reach Azure.
 */
const missedByTerraform = [
  { kind: 'a technique that is malformed', cases: ['technique-malformed'], code: 'MXDR-RULE-TECHNIQUE' },
  { kind: 'a sub-technique, which Azure refuses', cases: ['sub-technique-that-was-never'], code: 'MXDR-RULE-TECHNIQUE' },
  { kind: 'a frequency beyond the period', cases: ['frequency-beyond-period'], code: 'MXDR-RULE-TIMING' },
  { kind: 'a query that is no KQL', cases: ['query-that-does-not-parse'], code: 'MXDR-RULE-KQL' },
  { kind: 'a name that is no GUID', cases: ['id-not-a-guid'], code: 'MXDR-YAML-VALUE' },
  {
    kind: 'a role of Owner in a delegation',
    cases: ['operator-holds-owner', 'customer-delegates-user-access-administrator'],
    code: 'MXDR-YAML-UNKNOWN-KEY',
  },
  { kind: 'an activation of a day', cases: ['activation-of-a-day'], code: 'MXDR-YAML-UNKNOWN-KEY' },
  { kind: 'a technique of another tactic', cases: ['technique-of-another-tactic'], code: 'MXDR-RULE-TECHNIQUE-TACTIC' },
  { kind: 'a period of days every few minutes', cases: ['period-of-days-every-minutes'], code: 'MXDR-RULE-TIMING' },
  { kind: 'a suppression below the frequency', cases: ['suppression-below-frequency'], code: 'MXDR-RULE-TIMING' },
  { kind: 'a threshold beyond 10,000', cases: ['threshold-beyond-limit'], code: 'MXDR-RULE-TRIGGER' },
  { kind: 'a text that is too long', cases: ['name-too-long', 'description-too-long'], code: 'MXDR-RULE-TEXT' },
  { kind: 'a display name twice in a workspace', cases: ['name-of-another-rule'], code: 'MXDR-RULE-DUPLICATE-NAME' },
  {
    kind: 'an identifier that the entity does not have, or none that suffices',
    cases: ['entity-identifier-unknown', 'entity-without-a-strong-identifier', 'entity-that-terraform-lacks'],
    code: 'MXDR-RULE-ENTITY',
  },
  { kind: 'too many entities', cases: ['nrt-with-six-entities', 'entities-beyond-ten'], code: 'MXDR-RULE-ENTITY' },
  {
    kind: 'details too many, or with names too long',
    cases: ['details-too-many', 'detail-name-too-long'],
    code: 'MXDR-RULE-CUSTOM-DETAIL',
  },
  {
    kind: 'alert details that Sentinel drops, or that drop the alert',
    cases: ['override-with-four-columns', 'product-name-overridden'],
    code: 'MXDR-RULE-OVERRIDE',
  },
  { kind: 'a grouping by a detail that is not there', cases: ['grouping-by-a-detail-that-is-not-there'], code: 'MXDR-RULE-GROUPING' },
] as const;

describe('what validation by Terraform lets through', () => {
  it('are eighteen kinds', () => {
    expect(new Set(missedByTerraform.map(({ kind }) => kind)).size).toBe(18);
  });

  it.each(missedByTerraform)('is refused before it gets there: $kind', ({ cases, code }) => {
    // Each of these cases is planted and judged above.
    for (const name of cases) {
      expect(caseNames).toContain(name);
      expect(readCase(name).expect.map((one) => one.code)).toContain(code);
    }
  });

  it('has no way in where names are derived: whatever the content is called, they are GUIDs, and sub-techniques are cut', async () => {
    // GIVEN a good customer, with a rule for T1078.004
    const folder = await writeCase('derived-names');
    // WHEN it is synthesised
    expect((await judge(folder)).problems).toEqual([]);
    const texts = readdirSync(path.join(folder, 'out'), { recursive: true, encoding: 'utf8' })
      .filter((file) => file.endsWith('.tf.json'))
      .map((file) => readFileSync(path.join(folder, 'out', file), 'utf8'));
    const resources = texts.flatMap((text) => Object.entries(stackSchema.parse(JSON.parse(text)).resource));
    const named = resources.filter(([type]) => /^azurerm_sentinel_(?:alert|automation)_rule/u.test(type));
    const rules = named.flatMap(([, instances]) => Object.values(instances));
    // THEN every rule of the workspace is named by a GUID and names parents only
    expect(rules.length).toBeGreaterThanOrEqual(2);
    for (const { name } of rules) expect(name).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-5[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/u);
    expect(rules.flatMap(({ techniques }) => techniques)).toEqual(expect.arrayContaining(['T1078']));
    for (const technique of rules.flatMap(({ techniques }) => techniques)) expect(technique).toMatch(/^T\d{4}$/u);
  });

  it('has no way in where roles and durations are our own: a plan that held them would be refused', async () => {
    // GIVEN the delegation of a good customer who lets the operator act, and which no file can change
    const folder = await writeCase('own-roles');
    const { customers, operator } = await loadCustomers(path.join(folder, 'customers'));
    const [customer] = customers;
    if (customer === undefined || operator === undefined) throw new Error('the base does not load');
    const plan = planEnvironment({ ...customer, response: { ...customer.response, mode: 'act' } }, operator);
    if (!('schemaVersion' in plan)) throw new Error(JSON.stringify(plan));
    const { lighthouse } = plan;
    const [first] = lighthouse.eligible;
    if (first === undefined) throw new Error('nothing is eligible');
    expect(checkLighthouse(lighthouse, 'customer.yaml')).toEqual([]);
    const withEligible = (change: Partial<typeof first>): readonly string[] =>
      checkLighthouse({ ...lighthouse, eligible: [{ ...first, ...change }] }, 'customer.yaml').map(({ code }) => code);
    // WHEN a slip in the program let one through, THEN the plan is refused
    for (const { id } of refusedAzureRoles) expect(withEligible({ roleDefinitionId: id })).toContain('MXDR-PLAN-LIGHTHOUSE');
    for (const duration of ['PT24H', 'PT8H1M', 'P1D'])
      expect(withEligible({ justInTime: { ...first.justInTime, maximumActivationDuration: duration } })).toEqual(['MXDR-PLAN-LIGHTHOUSE']);
    const refused = new Set(refusedAzureRoles.map(({ id }) => id));
    expect(Object.values(azureRoles).filter(({ id }) => refused.has(id))).toEqual([]);
  });
});
