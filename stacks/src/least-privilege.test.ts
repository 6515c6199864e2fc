import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import process from 'node:process';
import { fileURLToPath } from 'node:url';
import type { AccessRow, Customer, EnvironmentPlan, Operator } from '@mxdr/core';
import {
  azureRoles,
  describeAccess,
  directoryRoles,
  loadCustomers,
  planEnvironment,
  platformRoles,
  refusedAzureRoles,
  requireOperator,
} from '@mxdr/core';
import { beforeAll, describe, expect, it } from 'vitest';

const root = fileURLToPath(new URL('../../', import.meta.url));
const goldenFolder = path.join(root, 'stacks/golden');
/** Every folder of customers that belongs to the project; the second one spans what a customer can be. */
const folders = ['customers', 'test/reference-customers'].map((name) => path.join(root, name)).filter((folder) => existsSync(folder));

/** What a customer may choose; `ask` changes one action of a customer who is otherwise guided. */
const modes = {
  guide: { mode: 'guide', actions: {} },
  ask: { mode: 'guide', actions: { 'isolate-device': 'ask' } },
  act: { mode: 'act', actions: {} },
} as const satisfies Readonly<Record<string, Pick<Customer['response'], 'mode' | 'actions'>>>;
const modeNames = ['guide', 'ask', 'act'] as const;

interface Case {
  readonly name: string;
  readonly mode: (typeof modeNames)[number];
  readonly plan: EnvironmentPlan;
  readonly operator: Operator;
  readonly rows: readonly AccessRow[];
}

let cases: readonly Case[];

beforeAll(async () => {
  const books = await Promise.all(folders.map((folder) => loadCustomers(folder)));
  cases = books.flatMap((book) => {
    const operator = requireOperator(book);
    return book.customers.flatMap((customer) =>
      modeNames.map((mode): Case => {
        const plan = planEnvironment({ ...customer, response: { ...customer.response, ...modes[mode] } }, operator);
        if (!('schemaVersion' in plan)) throw new Error(`${customer.id}: ${JSON.stringify(plan)}`);
        return { name: `${customer.id}, ${mode}`, mode, plan, operator, rows: describeAccess(plan, operator) };
      }),
    );
  });
});

function tableOf(rows: readonly AccessRow[]): string {
  const lines = rows.map(
    ({ who, kind, where, role, holding, condition, can, isWriter }) =>
      `| ${[who, kind, where, role, holding, isWriter ? 'yes' : 'no', condition, can.join('; ')].join(' | ')} |`,
  );
  return ['| Who | Kind | Where | Role | Holding | Writes | Condition | Can |', `|${' --- |'.repeat(8)}`, ...lines, ''].join('\n');
}

describe('least privilege, for every customer and every response mode', () => {
  it('looks at every customer of the project', () => {
    expect(cases.length).toBeGreaterThanOrEqual(6);
  });

  it('gives nobody a role that grants access or writes to everything', () => {
    const refused = new Set(refusedAzureRoles.map(({ id }) => id));
    const allowed = new Set<string>([
      ...Object.values(azureRoles).map(({ id }) => id),
      ...Object.values(directoryRoles).map(({ templateId }) => templateId),
    ]);
    for (const { name, rows } of cases) {
      expect(
        rows.filter(({ roleId }) => refused.has(roleId.toLowerCase())),
        name,
      ).toEqual([]);
      expect(
        rows.filter(({ roleId }) => !allowed.has(roleId)),
        name,
      ).toEqual([]);
    }
  });

  it('lets people write just in time only, and not at all where the operator guides', () => {
    for (const { name, mode, rows } of cases) {
      const writers = rows.filter(({ kind, isWriter }) => kind === 'people' && isWriter);
      expect(
        writers.filter(({ holding }) => holding !== 'just-in-time'),
        name,
      ).toEqual([]);
      expect(writers.length > 0, name).toBe(mode !== 'guide');
    }
  });

  it('has one permanent writer: the pipeline', () => {
    for (const { name, rows, operator } of cases) {
      const holders = rows.filter(({ holding, isWriter }) => holding === 'permanent' && isWriter).map(({ principalId }) => principalId);
      expect([...new Set(holders)], name).toEqual([operator.principals.deployer.principalId]);
    }
  });

  it('asks for MFA, a duration and an approver of every activation, and never lets a service principal activate', () => {
    for (const { name, plan } of cases) {
      for (const { principalId, principalKind, justInTime } of plan.lighthouse.eligible) {
        expect(principalKind, name).toBe('group');
        expect(justInTime, name).toMatchObject({ multiFactorAuthProvider: 'Azure', maximumActivationDuration: 'PT4H' });
        expect(justInTime.approvers.length, name).toBeGreaterThanOrEqual(1);
        // Nobody approves for the group that one is in oneself.
        expect(
          justInTime.approvers.map((approver) => approver.principalId),
          name,
        ).not.toContain(principalId);
      }
    }
  });

  it('holds Security Operator in no group of people that a membership of a year leads into', () => {
    for (const { name, plan, operator, rows } of cases) {
      if (!plan.directory.tiers.some(({ holding, role }) => holding === 'gdap' && role.isWriter)) continue;
      const actors = operator.principals.actors?.principalId;
      expect(actors, name).toBeDefined();
      expect(rows.find(({ roleId }) => roleId === directoryRoles.securityOperator.templateId)?.principalId, name).toBe(actors);
    }
  });

  it('always lets the operator give the delegation back', () => {
    for (const { name, rows } of cases)
      expect(
        rows.map(({ roleId }) => roleId),
        name,
      ).toContain(azureRoles.delegationDelete.id);
  });

  it('delegates single resource groups, never a subscription', () => {
    for (const { name, plan } of cases)
      for (const scope of [plan.lighthouse.scope, ...plan.lighthouse.additionalScopes])
        expect(scope, name).toMatch(/^\/subscriptions\/[^/]+\/resourceGroups\/[^/]+$/u);
  });

  it('knows no role with an action on everything, or on who may do what', () => {
    for (const role of Object.values({ ...azureRoles, ...platformRoles }))
      for (const action of role.writes)
        expect(action, role.name).not.toMatch(/^\*|^Microsoft\.Authorization\/|^Microsoft\.\*|^[^/]+\/?$/iu);
  });

  it('defines no role of its own in any stack, and assigns described ones only', () => {
    const known = new Set<string>([...Object.values(azureRoles), ...Object.values(platformRoles)].map(({ id }) => id));
    const files = readdirSync(goldenFolder, { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.tf.json'));
    for (const file of files) {
      const text = readFileSync(path.join(goldenFolder, file), 'utf8');
      expect(text, file).not.toMatch(/"(?:azurerm_role_definition|azuread_custom_directory_role)"/u);
      const ids = [...text.matchAll(/"role_definition_id": "(?:[^"]*\/)?([0-9a-f-]{36})"/gu)].map(([, id]) => id ?? '');
      const directoryIds = new Set<string>(Object.values(directoryRoles).map(({ templateId }) => templateId));
      expect(
        ids.filter((id) => !known.has(id) && !directoryIds.has(id)),
        file,
      ).toEqual([]);
    }
  });

  it.each(modeNames)('is the reviewed table of who can do what: %s', async (mode) => {
    const golden = path.join(goldenFolder, 'access', `${mode}.txt`);
    const found = cases.find(({ name }) => name === `contoso, ${mode}`);
    const table = tableOf(found?.rows ?? []);
    if (!existsSync(golden) && process.env['CI'] !== 'true') {
      await mkdir(path.dirname(golden), { recursive: true });
      await writeFile(golden, table);
    }
    expect(table, `differs from ${golden}; delete that file to write it anew`).toBe(await readFile(golden, 'utf8'));
  });
});
