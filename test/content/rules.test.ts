import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { validateXML } from 'xmllint-wasm';
import { repository, runMxdr } from '../command-line/run-mxdr.ts';

interface TestedContent {
  readonly problems: readonly unknown[];
  readonly rules: readonly {
    readonly ruleName: string;
    readonly passed: boolean;
    readonly cases: readonly unknown[];
    readonly budget?: { readonly alerts: number };
    readonly attacks: readonly unknown[];
  }[];
}

let tested: TestedContent;
let junit: string;
let ended: Awaited<ReturnType<typeof runMxdr>>;

// All content is tried once; what the tests below look at is that run.
beforeAll(async () => {
  const folder = await mkdtemp(path.join(tmpdir(), 'mxdr-rules-'));
  try {
    const file = path.join(folder, 'rules.xml');
    ended = await runMxdr(['rules', 'test', '--json', '--junit', file]);
    tested = JSON.parse(ended.stdout) as TestedContent;
    junit = await readFile(file, 'utf8');
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}, 600_000);

describe('the rules that the product brings', () => {
  it('pass their cases, stay within their budgets over the benign month and alert on their attacks', () => {
    expect(tested.problems).toEqual([]);
    expect(tested.rules.filter(({ passed }) => !passed)).toEqual([]);
    expect(ended.code).toBe(0);
  });

  it('have each a budget, cases and an attack', () => {
    expect(tested.rules.length).toBeGreaterThan(0);
    for (const { ruleName, cases, attacks, budget } of tested.rules) {
      expect({ ruleName, cases: cases.length >= 2, attacks: attacks.length >= 1, budget: budget !== undefined }).toEqual({
        ruleName,
        cases: true,
        attacks: true,
        budget: true,
      });
    }
  });

  it('are reported as JUnit XML that its schema takes', async () => {
    const schema = await readFile(path.join(repository, 'schemas/junit.xsd'), 'utf8');
    const { errors } = await validateXML({ xml: { fileName: 'rules.xml', contents: junit }, schema });
    expect(errors).toEqual([]);
    expect(junit.match(/<testsuite /gu)).toHaveLength(tested.rules.length);
  });
});
