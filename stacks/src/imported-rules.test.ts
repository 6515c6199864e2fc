import { existsSync, readFileSync } from 'node:fs';
import { cp, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import process from 'node:process';
import { fileURLToPath } from 'node:url';
import { findCustomer, loadCustomers, requireOperator } from '@mxdr/core';
import { importRules, readRuleTexts } from '@mxdr/detections';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { loadServiceContent } from './service-content.ts';
import { synthesizeCustomer } from './synthesize-customer.ts';
import { checkAgainstSchemas, loadProviderSchemas } from './testing/provider-schema.ts';

const stacksFolder = fileURLToPath(new URL('..', import.meta.url));
const corpus = fileURLToPath(new URL('../../../shared/data/azure-sentinel-rules.jsonl', import.meta.url));
const schemas = loadProviderSchemas();
const isThere = existsSync(corpus) && schemas !== undefined;
if (!isThere) process.stderr.write(`\nSKIPPED: no rules of others are imported; missing ${corpus}\n`);

let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'mxdr-import-'));
});

afterAll(async () => {
  await rm(folder, { recursive: true, force: true });
});

describe.skipIf(!isThere)('rules of Azure-Sentinel', () => {
  it('have no error of form after the mends, nearly all of them', async () => {
    const texts = await readRuleTexts(corpus);
    const withQuery = texts.filter(({ text }) => /^query:/mu.test(text));
    const { rules, problems } = importRules(texts, { fix: true });
    const broken = new Set(problems.filter(({ severity }) => severity === 'error').map(({ position }) => position.file));
    expect((rules.length - broken.size) / withQuery.length).toBeGreaterThanOrEqual(0.98);
  });

  it('are deployable once they are imported: a hundred of them agree with the schema of the provider', async () => {
    // GIVEN a scratch customer whose content is ours and a hundred imported rules
    const texts = (await readRuleTexts(corpus)).filter((_, index) => index % 5 === 0);
    const { rules } = importRules(texts, { fix: true });
    const chosen = rules.slice(0, 100);
    await cp(path.join(stacksFolder, 'content'), path.join(folder, 'content'), { recursive: true });
    for (const { fileName, text } of chosen) await writeFile(path.join(folder, 'content/rules', fileName), text);
    const content = await loadServiceContent(path.join(folder, 'content'));
    const book = await loadCustomers(path.join(stacksFolder, '../customers'));
    // WHEN it is synthesised
    const outDir = path.join(folder, 'out');
    const result = await synthesizeCustomer(findCustomer(book, 'contoso'), requireOperator(book), content, { outDir, stacks: ['service'] });
    // THEN every rule is there, and every argument is one that the provider takes
    if (result.status === 'refused') throw new Error(JSON.stringify(result.problems.slice(0, 5)));
    const json: unknown = JSON.parse(readFileSync(result.stacks[0]?.file ?? '', 'utf8'));
    const text = JSON.stringify(json);
    expect(chosen).toHaveLength(100);
    for (const { text: rule } of chosen)
      expect(text).toContain(JSON.stringify(/^name: *["']?(.*?)["']?$/mu.exec(rule)?.[1]?.slice(0, 12) ?? '').slice(1, -1));
    const findings = checkAgainstSchemas(json, schemas ?? {}).filter(
      ({ kind, where }) => kind !== 'no-schema' || !where.startsWith('azapi_resource'),
    );
    expect(findings).toEqual([]);
  });
});
