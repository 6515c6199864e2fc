import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { checkOperator } from './operator-rules.ts';
import type { OperatorInput } from './operator.ts';
import { operatorSchema } from './operator.ts';
import { planOperations } from './operations-plan.ts';
import { readYaml } from './read-yaml.ts';

const file = fileURLToPath(new URL('../../../customers/operator.yaml', import.meta.url));
const text = readFileSync(file, 'utf8');

function read(content = text) {
  const reading = readYaml(operatorSchema, content, 'operator.yaml');
  if ('problems' in reading) throw new Error(JSON.stringify(reading.problems));
  return reading;
}

function problemsOf(change: (content: string) => string): readonly string[] {
  const content = change(text);
  expect(content).not.toBe(text);
  const reading = readYaml(operatorSchema, content, 'operator.yaml');
  const problems = 'problems' in reading ? reading.problems : checkOperator(reading.value, reading.source);
  return problems.map(({ severity, message, position }) => `${position.line} ${severity} ${message}`);
}

const line = (part: string, content = text): number => content.split('\n').findIndex((one) => one.includes(part)) + 1;

describe("planning the operator's platform", () => {
  it('is the same for the same operator, whatever the order of credentials', () => {
    const { value } = read();
    const ci = [
      { name: 'b', issuer: 'https://one.example', subject: 'b' },
      { name: 'a', issuer: 'https://one.example', subject: 'a' },
    ];
    const { operations } = value;
    if (operations === undefined) throw new Error('no operations');
    const plan = planOperations({ ...value, operations: { ...operations, ci } });
    expect(JSON.stringify(plan)).toBe(JSON.stringify(planOperations({ ...value, operations: { ...operations, ci: ci.toReversed() } })));
  });

  it('gives each identity only what its job needs', () => {
    const plan = planOperations(read().value);
    if (!('grants' in plan)) throw new Error('refused');
    expect(
      plan.grants.map(({ holder, role, on }) => `${holder}: ${role.name} on ${on.kind}${'region' in on ? ` ${on.region}` : ''}`),
    ).toEqual([
      'deployer: Storage Blob Data Contributor on state-container',
      'scheduler: Storage Queue Data Message Sender on queue',
      'worker: Storage Queue Data Message Processor on queue',
      'worker: Storage Queue Data Reader on queue',
      'worker: Storage Queue Data Message Sender on poison-queue',
      'worker: Storage Blob Data Contributor on archive-container westeurope',
      'worker: Storage Blob Data Contributor on archive-container eastus2',
      'worker: Storage Blob Data Contributor on archive-container australiaeast',
      'scheduler: AcrPull on registry',
      'worker: AcrPull on registry',
    ]);
  });

  it('says what is missing where operator.yaml describes no platform', () => {
    const { operations: _, ...bare } = read().value;
    expect(planOperations(bare, 'x/operator.yaml')).toMatchObject([
      { severity: 'error', code: 'MXDR-OPERATIONS-MISSING', position: { file: 'x/operator.yaml' } },
    ]);
  });

  it('takes documented defaults for everything that may be left out', () => {
    const { operations } = read().value;
    expect(operations).toMatchObject({
      membershipDays: 365,
      archiveRetention: { immutableDays: 1095, locked: false, coolAfterDays: 90, deleteAfterDays: 2556 },
      jobs: { cron: '0 5 1 * *', cpu: 1, timeoutMinutes: 60, maxParallel: 10 },
      logRetentionDays: 90,
    } satisfies { readonly [Key in keyof NonNullable<OperatorInput['operations']>]?: unknown });
    expect(operations?.tiers.map(({ name }) => name)).toEqual(['Tier 1', 'Tier 2', 'Shift leads']);
  });
});

describe("what the operator's file may not say", () => {
  it.each<readonly [string, (content: string) => string, string, string]>([
    [
      'a storage account twice',
      (c) => c.replace('stnorthwindmxdrjobs', 'stnorthwindmxdrstate'),
      'storageAccount: stnorthwindmxdrjobs',
      'used twice',
    ],
    [
      'two archives of one region',
      (c) => c.replace('region: eastus2', 'region: westeurope'),
      'region: eastus2',
      'westeurope has two archives',
    ],
    [
      'deletion of what is immutable',
      (c) => c.replace('  jobs:\n', '  archiveRetention: { deleteAfterDays: 365 }\n  jobs:\n'),
      '  jobs:',
      'cannot be for 1095',
    ],
    ['a wildcard subject', (c) => c.replace('environment:production', 'environment:*'), 'subject:', 'has a wildcard'],
    ['pull requests as deployer', (c) => c.replace(':environment:production', ':pull_request'), 'subject:', 'pull requests may deploy'],
    ['an image by tag', (c) => c.replace(/mxdr@sha256:[0-9a-f]+/u, 'mxdr:latest'), 'image:', 'by digest'],
    [
      'two groups of one name',
      (c) => c.replace('MXDR Analysts (respond)', 'MXDR Analysts (read)'),
      'MXDR Analysts (respond)',
      'two groups are called',
    ],
    [
      'a budget from the middle of a month',
      (c) => c.replace('startMonth: 2026-11', 'startMonth: 2026-11-15'),
      'startMonth',
      'a month such as',
    ],
    [
      'an http issuer',
      (c) => c.replace('      subject:', '      issuer: http://ci.example\n      subject:'),
      'subject:',
      'an https address',
    ],
  ])('%s', (_, change, place, message) => {
    expect(problemsOf(change)).toEqual([expect.stringMatching(new RegExp(`^${line(place)} error .*${message}`, 'u'))]);
  });

  it('warns where one person could activate and approve', () => {
    const problems = problemsOf((content) =>
      content.replace(
        '  conditionalAccess:',
        '  tiers:\n    - { name: All, groups: [readers, responders, approvers] }\n  conditionalAccess:',
      ),
    );
    expect(problems).toEqual([expect.stringContaining('warning members of All may activate roles and approve activations')]);
  });
});
