import { readFileSync, readdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { makeFolder, runMxdr } from './run-mxdr.ts';

/** One rule, whose query is the second argument. */
function writeRule(folder: string, query: string): void {
  writeFileSync(
    path.join(folder, 'impact_something-happens.yaml'),
    `id: 0c6b2f52-3d0c-4c55-8a0b-6f1f5f6d1a01
name: Something happens
description: Something happens.
severity: Low
requiredDataConnectors: []
queryFrequency: 1h
queryPeriod: 1h
triggerOperator: gt
triggerThreshold: 0
tactics: [Impact]
relevantTechniques: [T1485]
query: |
  ${query}
entityMappings:
  - entityType: Account
    fieldMappings:
      - identifier: Name
        columnName: UserPrincipalName
version: 1.0.0
kind: Scheduled
`,
  );
}

describe('the cache of analyses', () => {
  it('answers a second run, and nothing about a query that was changed', async () => {
    // GIVEN a rule that was validated once
    const rules = makeFolder();
    const cache = makeFolder();
    const env = { MXDR_CACHE_DIR: cache };
    writeRule(rules, 'SigninLogs | where ResultType == "50126" | project UserPrincipalName, Missing');
    const first = await runMxdr(['rules', 'validate', rules], { env });
    expect(first.stdout).toContain('Missing');
    const file = readdirSync(cache, { recursive: true, encoding: 'utf8' }).find((name) => name.endsWith('.json'));
    const kept = path.join(cache, file!);

    // WHEN what was kept is changed, to see that it is read; then the query
    writeFileSync(kept, readFileSync(kept, 'utf8').replaceAll('Missing', 'Planted'));
    const second = await runMxdr(['rules', 'validate', rules], { env });
    const without = await runMxdr(['rules', 'validate', rules], { env: { MXDR_CACHE_DIR: 'off' } });
    writeRule(rules, 'SigninLogs | where ResultType == "50126" | project UserPrincipalName, Lacking');
    const third = await runMxdr(['rules', 'validate', rules], { env });

    // THEN
    expect(second.stdout).toBe(first.stdout.replaceAll('Missing', 'Planted'));
    expect(without.stdout).toBe(first.stdout);
    expect(third.stdout).toBe(first.stdout.replaceAll('Missing', 'Lacking'));
    expect([first.code, second.code, third.code]).toEqual([first.code, first.code, first.code]);
  });
});
