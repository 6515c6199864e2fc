import { readYaml } from '@mxdr/core';
import { describe, expect, it } from 'vitest';
import { loadRules } from '../load-rules.ts';
import { sampleRule } from '../sample-rule.ts';
import { checkRetired, retiredRulesSchema } from './retired-rules.ts';
import type { RuleLock } from './rule-lock.ts';
import { checkLock, updateLock } from './rule-lock.ts';

const id = '11111111-2222-4333-8444-555555555555';
const empty: RuleLock = { schemaVersion: 1, rules: {} };
const load = async (text: string) => (await loadRules('rules', { listFiles: async () => ['a.yaml'], readText: async () => text })).rules;
const judge = async (text: string, lock: RuleLock): Promise<readonly string[]> =>
  checkLock(await load(text), lock, new Set(), 'rules.lock.json').map(({ severity, message }) => `${severity} ${message}`);

describe('the lock of rules', () => {
  it('finds a change without a new version, and names the fields', async () => {
    // GIVEN a locked rule
    const lock = updateLock(await load(sampleRule), empty, '2026-11-26');
    expect(await judge(sampleRule, lock)).toEqual([]);
    // WHEN its query and severity change
    const changed = sampleRule.replace('ResultType == "0"', 'ResultType == "1"').replace('Medium', 'High');
    // THEN that is an error until the version is raised
    expect(await judge(changed, lock)).toEqual(['error query, severity changed since version 1.0.0, but the version is 1.0.0']);
    expect(updateLock(await load(changed), lock, '2026-11-27')).toEqual(lock);
    const raised = changed.replace('1.0.0', '2.0.0');
    expect(await judge(raised, lock)).toEqual(['warning version 2.0.0 is not in rules.lock.json yet']);
    // AND the lock remembers what changed and when
    const next = updateLock(await load(raised), lock, '2026-11-27');
    expect(next.rules[id]?.history).toEqual([
      { version: '1.0.0', date: '2026-11-26', changed: [] },
      { version: '2.0.0', date: '2026-11-27', changed: ['query', 'severity'] },
    ]);
    expect(await judge(raised, next)).toEqual([]);
  });

  it('does not ask for a version when only tests, order or comments change', async () => {
    const lock = updateLock(await load(sampleRule), empty, '2026-11-26');
    const reordered = `# a comment\n${sampleRule.replace('severity: Medium\n', '')}severity: Medium\ntests: []\n`;
    expect(await judge(reordered, lock)).toEqual([]);
  });

  it('refuses a version that goes back, and a rule that is gone without being retired', async () => {
    const lock = updateLock(await load(sampleRule), empty, '2026-11-26');
    expect(await judge(sampleRule.replace('1.0.0', '0.9.0'), lock)).toEqual([
      'error the version changed since version 1.0.0, but the version is 0.9.0',
    ]);
    const gone = checkLock([], lock, new Set(), 'rules.lock.json');
    expect(gone.map(({ message }) => message)).toEqual([`the rule "Sample" (${id}) is gone, and retired.yaml does not say why`]);
    expect(checkLock([], lock, new Set([id]), 'rules.lock.json')).toEqual([]);
  });
});

describe('rules that go', () => {
  async function retire(text: string, rule = sampleRule) {
    const read = readYaml(retiredRulesSchema, text, 'retired.yaml');
    if ('problems' in read) throw new Error(JSON.stringify(read.problems));
    const problems = checkRetired(await load(rule), { value: read.value, file: 'retired.yaml', text, source: read.source });
    return problems.map(({ code, severity, position }) => `${severity} ${code} ${position.file}:${position.line}`);
  }

  it('are told while their file is still there', async () => {
    expect(await retire(`retired:\n  - { id: ${id}, name: Sample, reason: the table is gone, date: 2026-11-26 }\n`)).toEqual([
      'warning MXDR-RULE-RETIRED a.yaml:1',
    ]);
  });

  it('name a replacement that exists', async () => {
    const other = '22222222-2222-4333-8444-555555555555';
    expect(await retire(`retired:\n  - { id: ${other}, name: Old, reason: x, date: 2026-11-26, replacement: ${id} }\n`)).toEqual([]);
    expect(await retire(`retired:\n  - { id: ${other}, name: Old, reason: x, date: 2026-11-26, replacement: ${other} }\n`)).toEqual([
      'error MXDR-RULE-RETIRED retired.yaml:2',
    ]);
  });

  it('give a warning while they are only deprecated', async () => {
    const deprecated = `${sampleRule}deprecated: { reason: noisy, date: 2026-11-26 }\n`;
    expect(await retire('retired: []\n', deprecated)).toEqual([expect.stringContaining('warning MXDR-RULE-DEPRECATED')]);
  });
});
