import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, readFile, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import process from 'node:process';
import { fileURLToPath } from 'node:url';
import type { Operator } from '@mxdr/core';
import { loadCustomers, platformRoles, readerPermissions, refusedAzureRoles, requireOperator } from '@mxdr/core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { synthesizeOperations } from './synthesize-operations.ts';
import { checkAgainstSchemas, loadProviderSchemas } from './testing/provider-schema.ts';

const stacksFolder = fileURLToPath(new URL('..', import.meta.url));
const golden = path.join(stacksFolder, 'golden/operations/operations.tf.json');

type Block = Readonly<Record<string, unknown>>;
type Configuration = Readonly<Record<string, unknown>> & { readonly resource: Readonly<Record<string, Readonly<Record<string, Block>>>> };

let operator: Operator;
let outDir: string;

beforeAll(async () => {
  operator = requireOperator(await loadCustomers(path.join(stacksFolder, '../customers')));
  outDir = await mkdtemp(path.join(tmpdir(), 'mxdr-operations-'));
});

afterAll(async () => {
  await rm(outDir, { recursive: true, force: true });
});

async function synthesize(of: Operator = operator) {
  const result = await synthesizeOperations(of, { outDir });
  if (result.status === 'refused') throw new Error(JSON.stringify(result.problems));
  const text = await readFile(result.stack.file, 'utf8');
  // eslint-disable-next-line typescript/no-unsafe-type-assertion -- our own output; a wrong shape fails the tests that read it
  const configuration = JSON.parse(text) as Configuration;
  const all = (type: string): readonly Block[] => Object.values(configuration.resource[type] ?? {});
  return { result, text, configuration, all };
}

describe("the operator's own stack", () => {
  it('gives the reviewed configuration', async () => {
    const { text } = await synthesize();
    if (!existsSync(golden) && process.env['CI'] !== 'true') {
      await mkdir(path.dirname(golden), { recursive: true });
      await writeFile(golden, text);
    }
    expect(text, `differs from ${golden}; delete that file to write it anew`).toBe(await readFile(golden, 'utf8'));
  });

  it('gives the same bytes again and counts its resources', async () => {
    const [first, again] = [await synthesize(), await synthesize()];
    expect(again.text).toBe(first.text);
    const counted = Object.values(first.configuration.resource).reduce((sum, named) => sum + Object.keys(named).length, 0);
    expect(first.result.stack.resources).toBe(counted);
  });

  const schemas = loadProviderSchemas();
  it.skipIf(schemas === undefined)("holds every argument to the providers' schemas", async () => {
    const { configuration } = await synthesize();
    const findings = checkAgainstSchemas(configuration, schemas ?? {});
    expect(findings.filter(({ where }) => where !== 'azapi_resource.worker')).toEqual([]);
  });

  it('holds no secret, and no way to make one', async () => {
    const { text, configuration } = await synthesize();
    expect(text).not.toMatch(/password|client_secret|secret_name|AccountKey=|sig=|primary_(?:access|shared)_key|-----BEGIN/iu);
    expect(Object.keys(configuration.resource).filter((type) => /password|certificate|secret|key/u.test(type))).toEqual([]);
  });

  it('opens storage to identities only, and keeps state and reports from being deleted', async () => {
    const { all, configuration } = await synthesize();
    const accounts = all('azurerm_storage_account');
    expect(accounts).toHaveLength(5);
    for (const account of accounts)
      expect(account).toMatchObject({
        shared_access_key_enabled: false,
        allow_nested_items_to_be_public: false,
        min_tls_version: 'TLS1_2',
        local_user_enabled: false,
      });
    for (const container of all('azurerm_storage_container')) expect(container).toMatchObject({ container_access_type: 'private' });
    expect(Object.keys(configuration.resource['azurerm_management_lock'] ?? {})).toEqual([
      'archive-australiaeast',
      'archive-eastus2',
      'archive-westeurope',
      'state',
    ]);
    const archives = Object.entries(configuration.resource['azurerm_storage_account'] ?? {}).filter(([name]) =>
      name.startsWith('archive-'),
    );
    for (const [, account] of archives) expect(account['blob_properties']).toMatchObject({ versioning_enabled: true });
    for (const policy of all('azurerm_storage_container_immutability_policy'))
      expect(policy).toMatchObject({ immutability_period_in_days: 1095, locked: false, protected_append_writes_enabled: false });
  });

  it('grants data roles on single containers and queues, to identities, and nothing that grants access', async () => {
    const { all, result } = await synthesize();
    const assignments = all('azurerm_role_assignment');
    expect(assignments).toHaveLength(result.plan.grants.length);
    const allowed = new Set(Object.values(platformRoles).map(({ id }) => id as string));
    for (const assignment of assignments) {
      const role = String(assignment['role_definition_id']).split('/').at(-1) ?? '';
      expect(allowed).toContain(role);
      expect(refusedAzureRoles.map(({ id }) => id)).not.toContain(role);
      expect(assignment['principal_type']).toBe('ServicePrincipal');
      expect(assignment['scope']).toMatch(/\/(?:containers|queues)\/[a-z-]+$|\/registries\/[a-z]+$/u);
    }
    expect(new Set(assignments.map(({ name }) => name)).size).toBe(assignments.length);
  });

  it('trusts the pipeline by the subject of its tokens, one credential after the other', async () => {
    const settings = operator.operations;
    if (settings === undefined) throw new Error('no operations');
    const ci = ['a', 'b', 'c'].map((name) => ({ name: `ci-${name}`, issuer: 'https://ci.example', subject: name }));
    const { configuration } = await synthesize({ ...operator, operations: { ...settings, ci } });
    const credentials = Object.entries(configuration.resource['azuread_application_federated_identity_credential'] ?? {})
      .filter(([address]) => address.startsWith('ci-'))
      .map(([, one]) => one);
    expect(credentials.map((one) => [one['subject'], one['depends_on']])).toEqual([
      ['a', undefined],
      ['b', ['azuread_application_federated_identity_credential.ci-ci-a']],
      ['c', ['azuread_application_federated_identity_credential.ci-ci-b']],
    ]);
    for (const one of credentials) expect(one['audiences']).toEqual(['api://AzureADTokenExchange']);
  });

  it('makes the application that reads, with the permissions of the consent pack and no password', async () => {
    const { all, configuration } = await synthesize();
    const accesses = all('azuread_application_api_access');
    expect(new Set(accesses.flatMap((one) => one['role_ids']))).toEqual(new Set(readerPermissions.map(({ id }) => id)));
    expect(accesses.flatMap((one) => one['scope_ids'] ?? [])).toEqual([]);
    expect(configuration.resource['azuread_application_registration']?.['reader']).toMatchObject({
      sign_in_audience: 'AzureADMultipleOrgs',
    });
    expect(configuration.resource['azuread_application_federated_identity_credential']?.['reader-worker']).toMatchObject({
      issuer: `https://login.microsoftonline.com/${operator.tenantId}/v2.0`,
      subject: '${azurerm_user_assigned_identity.worker.principal_id}',
    });
    expect(JSON.stringify(configuration)).not.toMatch(/azuread_application_(?:password|certificate)/u);
  });

  it('lets people into groups by approved packages that end, and never removes whom a package added', async () => {
    const { all, configuration } = await synthesize();
    expect(configuration.resource['azuread_group']).toBeUndefined();
    expect(all('azuread_group_without_members')).toHaveLength(4);
    expect(all('azuread_group_role_management_policy')).toMatchObject([
      { activation_rules: { maximum_duration: 'PT4H', require_approval: true, require_multifactor_authentication: true } },
    ]);
    for (const policy of all('azuread_access_package_assignment_policy'))
      expect(policy).toMatchObject({
        duration_in_days: 365,
        approval_settings: { approval_required: true },
        assignment_review_settings: { enabled: true, access_review_timeout_behavior: 'removeAccess' },
      });
    expect(all('azuread_conditional_access_policy')).toMatchObject([
      {
        state: 'enabledForReportingButNotEnforced',
        conditions: { users: { excluded_groups: [operator.operations?.conditionalAccess?.breakGlassGroupId] } },
      },
    ]);
  });

  it('scales the worker by the queue with an identity instead of a key, and starts the schedule once at a time', async () => {
    const { all } = await synthesize();
    const [worker] = all('azapi_resource');
    expect(worker).toMatchObject({
      type: 'Microsoft.App/jobs@2025-01-01',
      identity: [{ identity_ids: ['${azurerm_user_assigned_identity.worker.id}'] }],
      body: {
        properties: {
          configuration: {
            eventTriggerConfig: {
              scale: {
                rules: [
                  {
                    type: 'azure-queue',
                    identity: '${azurerm_user_assigned_identity.worker.id}',
                    metadata: { accountName: 'stnorthwindmxdrjobs', queueName: 'report-jobs', queueLength: '1' },
                  },
                ],
              },
            },
          },
        },
      },
    });
    expect(all('azurerm_container_app_job')).toMatchObject([
      { schedule_trigger_config: { cron_expression: '0 5 1 * *', parallelism: 1 }, template: { container: [{ cpu: 1, memory: '2Gi' }] } },
    ]);
  });

  it('keeps its state apart from that of any customer', async () => {
    const { configuration } = await synthesize();
    expect(configuration).toMatchObject({ terraform: { backend: { azurerm: { key: 'operations.tfstate', use_oidc: true } } } });
  });

  it('makes text of the operator inert for Terraform, and refuses what cannot be', async () => {
    const settings = operator.operations;
    if (settings === undefined) throw new Error('no operations');
    const { all } = await synthesize({ ...operator, operations: { ...settings, tags: { owner: '${file("/etc/passwd")}' } } });
    expect(all('azurerm_resource_group')).toMatchObject([{ tags: { owner: '$${file("/etc/passwd")}' } }]);
    const folder = await mkdtemp(path.join(outDir, 'refused-'));
    const unsafe = { ...operator, operations: { ...settings, tags: { owner: '${TfToken[TOKEN.0]}' } } };
    const result = await synthesizeOperations(unsafe, { outDir: folder });
    expect(result).toMatchObject({ status: 'refused', problems: [{ code: 'MXDR-SYNTH-PLACEHOLDER' }] });
    expect(await readdir(folder)).toEqual([]);
  });
});
