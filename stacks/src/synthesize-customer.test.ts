import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, readFile, readdir, rm, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import path from 'node:path';
import process from 'node:process';
import { fileURLToPath } from 'node:url';
import type { Customer, Operator } from '@mxdr/core';
import { azureRoles, findCustomer, loadCustomers, refusedAzureRoles, requireOperator } from '@mxdr/core';
import { validateRules } from '@mxdr/detections';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ServiceContent } from './service-content.ts';
import { loadServiceContent } from './service-content.ts';
import { synthesizeCustomer } from './synthesize-customer.ts';
import { goldenContentOf } from './testing/golden-content.ts';
import { readWorkbook } from './workbook-content.ts';

const stacksFolder = fileURLToPath(new URL('..', import.meta.url));
const customersFolder = path.join(stacksFolder, '../customers');
const require = createRequire(import.meta.url);

type Block = Readonly<Record<string, unknown>>;
type Configuration = {
  readonly resource: Readonly<Record<string, Readonly<Record<string, Block>>>>;
  readonly provider: { readonly azurerm: readonly Block[] };
  readonly terraform: { readonly backend: { readonly azurerm: Block }; readonly required_providers: Block };
};

let operator: Operator;
let customers: readonly Customer[];
let content: ServiceContent;
let outDir: string;

beforeAll(async () => {
  const book = await loadCustomers(customersFolder);
  operator = requireOperator(book);
  customers = [findCustomer(book, 'contoso'), findCustomer(book, 'fabrikam')];
  content = await loadServiceContent(path.join(stacksFolder, 'content'));
  outDir = await mkdtemp(path.join(tmpdir(), 'mxdr-stacks-'));
});

afterAll(async () => {
  await rm(outDir, { recursive: true, force: true });
});

/** The same content in the opposite order of files. */
function reversed(from: ServiceContent): ServiceContent {
  return {
    ...from,
    rules: from.rules.toReversed(),
    huntingQueries: from.huntingQueries.toReversed(),
    healthQueries: from.healthQueries.toReversed(),
    functions: from.functions.toReversed(),
    watchlists: from.watchlists.toReversed(),
    workbooks: from.workbooks.toReversed(),
  };
}

function scheduledCount(): number {
  return content.rules.filter(({ rule }) => rule.kind === 'Scheduled').length;
}

function parseConfiguration(text: string): Configuration {
  // eslint-disable-next-line typescript/no-unsafe-type-assertion -- our own output; a wrong shape fails the tests that read it
  return JSON.parse(text) as Configuration;
}

function customerNamed(id: string): Customer {
  const found = customers.find((customer) => customer.id === id);
  if (found === undefined) throw new Error(`no customer ${id}`);
  return found;
}

async function synthesize(customer: Customer, into = outDir, from = content) {
  const result = await synthesizeCustomer(customer, operator, from, { outDir: into, customersFolder });
  if (result.status === 'refused') throw new Error(JSON.stringify(result.problems));
  const texts = await Promise.all(result.stacks.map(({ file }) => readFile(file, 'utf8')));
  const [access, service, connectors] = texts.map(parseConfiguration);
  if (access === undefined || service === undefined || connectors === undefined) throw new Error('a stack is missing');
  return { result, texts, access, service, connectors };
}

function resources({ resource }: Configuration): readonly { readonly address: string; readonly type: string; readonly body: Block }[] {
  return Object.entries(resource).flatMap(([type, named]) =>
    Object.entries(named).map(([name, body]) => ({ address: `${type}.${name}`, type, body })),
  );
}

function only(configuration: Configuration, type: string): Block {
  const found = Object.values(configuration.resource[type] ?? {});
  if (found.length !== 1 || found[0] === undefined) throw new Error(`${found.length} of ${type}`);
  return found[0];
}

function blocks(value: unknown): readonly Block[] {
  return Array.isArray(value) ? value.map((one: unknown) => ({ ...(typeof one === 'object' ? one : {}) })) : [];
}

function everyText(value: unknown): readonly string[] {
  if (typeof value === 'string') return [value];
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(everyText) : [];
}

describe('synthesising the sample customers', () => {
  it.each(['contoso', 'fabrikam'])('gives the reviewed configuration of %s', async (id) => {
    const { result, texts } = await synthesize(customerNamed(id), outDir, goldenContentOf(content));
    for (const [index, { id: stackId }] of result.stacks.entries()) {
      const golden = path.join(stacksFolder, 'golden', id, `${stackId}.tf.json`);
      if (!existsSync(golden) && process.env['CI'] !== 'true') {
        await mkdir(path.dirname(golden), { recursive: true });
        await writeFile(golden, texts[index] ?? '');
      }
      expect(texts[index], `${stackId} differs from ${golden}; delete that file to write it anew`).toBe(await readFile(golden, 'utf8'));
    }
  });

  it('gives the same bytes again, in whatever order the content comes', async () => {
    const contoso = customerNamed('contoso');
    const first = await synthesize(contoso);
    const again = await synthesizeCustomer(contoso, operator, reversed(content), { outDir, customersFolder });
    if (again.status === 'refused') throw new Error('refused');
    expect(await Promise.all(again.stacks.map(({ file }) => readFile(file, 'utf8')))).toEqual(first.texts);
    expect(again.stacks.map(({ resources: count }) => count)).toEqual(
      [first.access, first.service, first.connectors].map((stack) => resources(stack).length),
    );
  });

  it('names which rules wait for the data of a connector', async () => {
    const { result } = await synthesize(customerNamed('contoso'));
    expect(result.waiting.map(({ tables }) => tables.join())).toContain('DeviceProcessEvents');
  });
});

describe('the policy of every stack', () => {
  it('gives no refused role, and people no permanent role that writes', async () => {
    for (const customer of customers) {
      const { access } = await synthesize(customer);
      const definition = only(access, 'azurerm_lighthouse_definition');
      const permanent = blocks(definition['authorization']);
      const eligible = blocks(definition['eligible_authorization']);
      const writers = new Set<unknown>(Object.values(azureRoles).flatMap((role) => (role.isWriter ? [role.id] : [])));
      const all = [...permanent, ...eligible].map((one) => one['role_definition_id']);
      expect(all.filter((role) => refusedAzureRoles.some(({ id }) => id === role))).toEqual([]);
      const holders = permanent.filter((one) => writers.has(one['role_definition_id'])).map((one) => one['principal_id']);
      expect(new Set(holders)).toEqual(new Set([operator.principals.deployer.principalId]));
      for (const { just_in_time_access_policy: policy } of eligible)
        expect(policy).toMatchObject({ multi_factor_auth_provider: 'Azure', maximum_activation_duration: 'PT4H' });
      expect(all).toContain(azureRoles.delegationDelete.id);
    }
  });

  it('offers no role to activate where the operator only guides', async () => {
    const { access } = await synthesize(customerNamed('fabrikam'));
    expect(only(access, 'azurerm_lighthouse_definition')['eligible_authorization'] ?? []).toEqual([]);
  });

  it('tags whatever takes tags, keeps at least 90 days and switches the shared keys off', async () => {
    for (const customer of customers) {
      const { access, service } = await synthesize(customer);
      const tagged = [...resources(access), ...resources(service)].filter(({ body }) => 'location' in body);
      expect([...new Set(tagged.map(({ type }) => type))].toSorted()).toEqual([
        'azurerm_application_insights_workbook',
        'azurerm_log_analytics_workspace',
        'azurerm_monitor_scheduled_query_rules_alert_v2',
        'azurerm_resource_group',
      ]);
      for (const { body } of tagged) expect(body['tags']).toMatchObject({ 'managed-by': 'mxdr', 'mxdr-customer': customer.id });
      const workspace = only(service, 'azurerm_log_analytics_workspace');
      expect(workspace['retention_in_days']).toBeGreaterThanOrEqual(90);
      expect(workspace['local_authentication_enabled']).toBe(false);
    }
  });

  it('signs in without secrets, as the identity that each stack needs, into a state of its own', async () => {
    for (const customer of customers) {
      const { access, service, connectors } = await synthesize(customer);
      expect([access, service, connectors].map((stack) => stack.provider.azurerm[0]?.['tenant_id'])).toEqual([
        customer.tenantId,
        operator.tenantId,
        customer.tenantId,
      ]);
      const keys = [access, service, connectors].map((stack) => stack.terraform.backend.azurerm['key']);
      expect(keys).toEqual(['access', 'service', 'connectors'].map((stack) => `customers/${customer.id}/${stack}.tfstate`));
      for (const stack of [access, service, connectors]) {
        expect(stack.provider.azurerm[0]).toMatchObject({ use_oidc: true, resource_provider_registrations: 'none' });
        expect(stack.terraform.backend.azurerm).toMatchObject({ use_oidc: true, use_azuread_auth: true });
        const secrets = everyText(stack).filter((text) =>
          /\b[A-Za-z0-9+/]{60,}={0,2}(?:\s|$)|client_secret|AccountKey=|sig=|-----BEGIN/u.test(text),
        );
        expect(secrets).toEqual([]);
      }
    }
  });

  it('uses no argument that the next major version of the provider drops', async () => {
    const dropped = new Set([
      'local_authentication_disabled',
      'metric',
      'retention_policy',
      'storage_account_name_id',
      'skip_provider_registration',
      'enable_rbac_authorization',
    ]);
    const { access, service, connectors } = await synthesize(customerNamed('contoso'));
    const found = [access, service, connectors].flatMap(resources).flatMap(({ address, body }) =>
      Object.keys(body)
        .filter((key) => dropped.has(key))
        .map((key) => `${address}.${key}`),
    );
    expect(found).toEqual([]);
  });

  it('locks the workspace in the stack that is destroyed first, after its connectors', async () => {
    const { access, service, connectors } = await synthesize(customerNamed('contoso'));
    const lock = only(connectors, 'azurerm_management_lock');
    expect(lock).toMatchObject({ lock_level: 'CanNotDelete', scope: expect.stringContaining('/workspaces/log-contoso-sentinel') });
    // Three connectors, and behaviour, which cannot be switched on under a lock.
    expect(lock['depends_on']).toHaveLength(5);
    expect(Object.keys({ ...access.resource, ...service.resource })).not.toContain('azurerm_management_lock');
  });

  it('never lets one customer appear in the stacks of another', async () => {
    const [contoso, fabrikam] = [await synthesize(customerNamed('contoso')), await synthesize(customerNamed('fabrikam'))];
    for (const text of contoso.texts) expect(text).not.toMatch(/fabrikam|8e5d2b47-1c6f-4a93|c6e5f4a3-2b1d-4f0e/iu);
    for (const text of fabrikam.texts) expect(text).not.toMatch(/contoso\b(?!\.example)|3b1f6c1e-7a2d-4f0e|a4c3d2e1-0f9e-4d8c/iu);
    const ids = [contoso, fabrikam].map(({ service }) =>
      Object.values(service.resource['azurerm_sentinel_alert_rule_scheduled'] ?? {}).map((rule) => rule['name']),
    );
    expect(new Set(ids.flat()).size).toBe(scheduledCount() * 2);
  });
});

describe('refusing to synthesise', () => {
  it('writes nothing when the customer is in another cloud', async () => {
    const folder = await mkdtemp(path.join(outDir, 'cloud-'));
    const result = await synthesizeCustomer({ ...customerNamed('contoso'), cloud: 'gcc-high' }, operator, content, {
      outDir: folder,
    });
    expect(result).toMatchObject({ status: 'refused', problems: [{ code: 'MXDR-PLAN-CLOUD' }] });
    expect(await readdir(folder)).toEqual([]);
  });

  it('reports a Basic table that a rule reads, an unknown disabled rule and a placeholder, all at once', async () => {
    // GIVEN a customer with three slips
    const contoso = customerNamed('contoso');
    const customer: Customer = {
      ...contoso,
      workspace: { ...contoso.workspace, tables: [{ name: 'OfficeActivity', plan: 'Basic' }] },
      rules: { disabled: [{ id: '00000000-0000-4000-8000-000000000000', reason: 'slip' }] },
      tags: { note: '${TfToken[TOKEN.0]}' },
    };
    const folder = await mkdtemp(path.join(outDir, 'slips-'));
    // WHEN it is synthesised
    const result = await synthesizeCustomer(customer, operator, content, { outDir: folder });
    // THEN all three are named and nothing is written
    if (result.status === 'written') throw new Error('written');
    expect(new Set(result.problems.map(({ code }) => code))).toEqual(
      new Set(['MXDR-SYNTH-BASIC-TABLE', 'MXDR-SYNTH-RULE-UNKNOWN', 'MXDR-SYNTH-PLACEHOLDER']),
    );
    expect(await readdir(folder)).toEqual([]);
  });

  it('leaves a rule out that the customer has disabled', async () => {
    const folder = await mkdtemp(path.join(outDir, 'disabled-'));
    const id = content.rules.find(({ rule }) => rule.kind === 'Scheduled')?.rule.id ?? '';
    const { service } = await synthesize({ ...customerNamed('contoso'), rules: { disabled: [{ id, reason: 'noise' }] } }, folder);
    expect(Object.keys(service.resource['azurerm_sentinel_alert_rule_scheduled'] ?? {})).toHaveLength(scheduledCount() - 1);
  });
});

describe('writing', () => {
  it('makes text of customers inert for Terraform', async () => {
    const folder = await mkdtemp(path.join(outDir, 'inert-'));
    const { access } = await synthesize({ ...customerNamed('contoso'), tags: { owner: '${file("/etc/passwd")} %{ if true }' } }, folder);
    expect(only(access, 'azurerm_resource_group')['tags']).toMatchObject({ owner: '$${file("/etc/passwd")} %%{ if true }' });
  });

  it("keeps Terraform's own files and leaves nothing half written behind", async () => {
    // GIVEN a stack that was initialised
    const folder = await mkdtemp(path.join(outDir, 'again-'));
    const { result } = await synthesize(customerNamed('contoso'), folder);
    const own = path.join(path.dirname(result.stacks[0]?.file ?? ''), '.terraform.lock.hcl');
    await writeFile(own, 'lock');
    // WHEN it is synthesised again
    await synthesize(customerNamed('contoso'), folder);
    // THEN the lock is there and no stage folder is
    expect(await readFile(own, 'utf8')).toBe('lock');
    expect(await readdir(path.join(folder, 'contoso'))).toEqual(['stacks']);
    expect(existsSync('cdktf.out')).toBe(false);
  });

  it('puts the old stacks back when one of the new ones cannot be written', async () => {
    // GIVEN stacks of which the last became a folder, so that its file cannot take the place
    const folder = await mkdtemp(path.join(outDir, 'blocked-'));
    const { result, texts } = await synthesize(customerNamed('contoso'), folder);
    const last = result.stacks[2]?.file ?? '';
    await rm(path.dirname(last), { recursive: true });
    await writeFile(path.dirname(last), 'a file where a folder should be');
    // WHEN another state of the customer is synthesised
    const changed = { ...customerNamed('contoso'), region: 'northeurope' };
    const attempt = synthesizeCustomer(changed, operator, content, { outDir: folder });
    // THEN it fails and the first two are as they were
    await expect(attempt).rejects.toMatchObject({ code: 'MXDR-SYNTH-UNWRITABLE' });
    expect(await readFile(result.stacks[0]?.file ?? '', 'utf8')).toBe(texts[0]);
    expect(await readFile(result.stacks[1]?.file ?? '', 'utf8')).toBe(texts[1]);
  });
});

describe('the content', () => {
  it('holds every rule to its schema, to Sentinel and to our own guidance', () => {
    expect([...content.problems, ...validateRules(content.rules, { requireGuidance: true })]).toEqual([]);
    expect(content.rules.length).toBeGreaterThanOrEqual(5);
  });

  it.each([
    ['x.json', '{', 'cannot be used'],
    ['x.json', '{"items": []}', 'cannot be used'],
    ['X Y.json', '{"items": [{"type": 1, "content": {"json": "# A\\nB"}}]}', 'cannot be used'],
  ])('refuses the workbook %s with %s', (file, text, message) => {
    expect(() => readWorkbook(file, text)).toThrow(message);
  });
});

describe('the toolchain', () => {
  it('runs the maintained core under the name cdktf, once', () => {
    expect(require('cdktf/package.json')).toMatchObject({ name: 'cdktn' });
    for (const name of ['azurerm', 'azuread']) {
      const provider = createRequire(require.resolve(`@cdktf/provider-${name}/lib/provider/index.js`));
      expect(provider.resolve('cdktf/package.json')).toBe(require.resolve('cdktf/package.json'));
    }
  });
});
