import { existsSync } from 'node:fs';
import { cp, mkdir, mkdtemp, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import process from 'node:process';
import { fileURLToPath } from 'node:url';
import type { Customer, Operator } from '@mxdr/core';
import { findCustomer, loadCustomers, requireOperator } from '@mxdr/core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ServiceContent } from './service-content.ts';
import { loadServiceContent } from './service-content.ts';
import { synthesizeCustomer } from './synthesize-customer.ts';
import { goldenContentOf } from './testing/golden-content.ts';
import { checkAgainstSchemas, loadProviderSchemas, typesWithoutSchema } from './testing/provider-schema.ts';

const stacksFolder = fileURLToPath(new URL('..', import.meta.url));
const customersFolder = path.join(stacksFolder, '../test/reference-customers');
const contentFolder = path.join(stacksFolder, 'content');
const ids = ['largest', 'largest-own-key', 'offboarding', 'smallest', 'usual'] as const;
type Id = (typeof ids)[number];

type Block = Readonly<Record<string, unknown>>;
interface Configuration {
  readonly resource: Readonly<Record<string, Readonly<Record<string, Block>>>>;
  readonly provider: Readonly<Record<string, unknown>>;
  readonly import?: readonly Block[];
  readonly moved?: readonly Block[];
}

let operator: Operator;
let customers: ReadonlyMap<string, Customer>;
let content: ServiceContent;
let work: string;

beforeAll(async () => {
  const book = await loadCustomers(customersFolder);
  operator = requireOperator(book);
  customers = new Map(ids.map((id) => [id, findCustomer(book, id)]));
  content = await loadServiceContent(contentFolder);
  work = await mkdtemp(path.join(tmpdir(), 'mxdr-reference-'));
});

afterAll(async () => {
  await rm(work, { recursive: true, force: true });
});

function customerNamed(id: Id): Customer {
  const customer = customers.get(id);
  if (customer === undefined) throw new Error(`no customer ${id}`);
  return customer;
}

async function synthesize(customer: Customer, from: ServiceContent = content) {
  const outDir = await mkdtemp(path.join(work, 'out-'));
  const result = await synthesizeCustomer(customer, operator, from, { outDir, customersFolder });
  if (result.status === 'refused') throw new Error(JSON.stringify(result.problems));
  const texts = await Promise.all(result.stacks.map(({ file }) => readFile(file, 'utf8')));
  // eslint-disable-next-line typescript/no-unsafe-type-assertion -- our own output; a wrong shape fails the tests that read it
  const [access, service, connectors] = texts.map((text) => JSON.parse(text) as Configuration);
  if (access === undefined || service === undefined || connectors === undefined) throw new Error('a stack is missing');
  return { result, texts, access, service, connectors };
}

const named = ({ resource }: Configuration, type: string): readonly string[] => Object.keys(resource[type] ?? {});
const bodies = ({ resource }: Configuration, type: string): readonly Block[] => Object.values(resource[type] ?? {});
const text = (body: Block | undefined, key: string): string => String(body?.[key]);

describe('the reference customers', () => {
  it.each(ids)('give the reviewed configuration of %s, twice the same', async (id) => {
    const first = await synthesize(customerNamed(id), goldenContentOf(content));
    const again = await synthesize(customerNamed(id), goldenContentOf(content));
    expect(again.texts).toEqual(first.texts);
    for (const [index, { id: stackId }] of first.result.stacks.entries()) {
      const golden = path.join(stacksFolder, 'golden', id, `${stackId}.tf.json`);
      if (!existsSync(golden) && process.env['CI'] !== 'true') {
        await mkdir(path.dirname(golden), { recursive: true });
        await writeFile(golden, first.texts[index] ?? '');
      }
      expect(first.texts[index], `${stackId} differs from ${golden}; delete that file to write it anew`).toBe(
        await readFile(golden, 'utf8'),
      );
    }
  });
});

const schemas = loadProviderSchemas();

describe.skipIf(schemas === undefined)('all content there is', () => {
  it("agrees with the provider's schema, resource by resource and argument by argument", async () => {
    const { service } = await synthesize(customerNamed('largest'));
    expect(named(service, 'azurerm_sentinel_alert_rule_scheduled').length).toBeGreaterThan(6);
    const findings = checkAgainstSchemas(service, schemas ?? {}).filter(
      ({ kind, where }) => kind !== 'no-schema' || !typesWithoutSchema.has(where.split('.')[0] ?? ''),
    );
    expect(findings).toEqual([]);
  });
});

describe('who comes in, and how', () => {
  it('is nobody in the directory of a customer that chose Azure Lighthouse only', async () => {
    const { access } = await synthesize(customerNamed('smallest'));
    expect(named(access, 'azuread_conditional_access_policy')).toEqual(['block-legacy-authentication', 'require-mfa-and-compliant-device']);
    expect(named(access, 'azuread_group_without_members')).toEqual([]);
    expect(named(access, 'azuread_directory_role_assignment')).toEqual([]);
  });

  it('is by packages that end, are approved and reviewed by the customer, and whose writing role is activated', async () => {
    const { access } = await synthesize(customerNamed('usual'));
    expect(named(access, 'azuread_access_package')).toEqual(['tier-analysts', 'tier-responders']);
    const approver = customerNamed('usual').access.approverGroupId;
    for (const policy of bodies(access, 'azuread_access_package_assignment_policy')) {
      expect(policy).toMatchObject({
        duration_in_days: 365,
        approval_settings: { approval_required: true, approval_stage: [{ primary_approver: [{ object_id: approver }] }] },
        assignment_review_settings: { enabled: true, review_frequency: 'annual', access_review_timeout_behavior: 'removeAccess' },
      });
    }
    // Security Reader is held by the group; Security Operator only ever activated.
    expect(named(access, 'azuread_directory_role_assignment')).toEqual(['tier-analysts']);
    expect(named(access, 'azuread_directory_role_eligibility_schedule_request')).toEqual(['tier-responders']);
    expect(access.resource['azuread_directory_role']).toMatchObject({
      'tier-analysts': { template_id: '5d6b6bb7-de71-4623-b4af-96380a352509' },
      'tier-responders': { template_id: '5f2222b1-57c3-48ba-8ad5-d4759f1fde6f' },
    });
  });

  it('is by memberships for hours, with approval for the one that writes', async () => {
    const { access } = await synthesize(customerNamed('largest'));
    expect(bodies(access, 'azuread_privileged_access_group_eligibility_schedule')).toHaveLength(3);
    expect(access.resource['azuread_group_role_management_policy']).toMatchObject({
      'tier-analysts': { activation_rules: { require_approval: false, require_multifactor_authentication: true } },
      'tier-responders': { activation_rules: { require_approval: true, maximum_duration: 'PT4H' } },
    });
  });

  it('makes the scope and exclusion groups by their exact names, without members', async () => {
    const { access } = await synthesize(customerNamed('largest'));
    const groups = bodies(access, 'azuread_group_without_members');
    expect(groups.map((group) => text(group, 'display_name')).toSorted()).toEqual([
      'Defender_Experts_Scoped_Coverage_Users',
      'Executive board',
      'Northwind Security Operations analysts',
      'Northwind Security Operations responders',
    ]);
    for (const group of groups) expect(group).toMatchObject({ security_enabled: true, prevent_duplicate_names: true });
  });

  it('puts the policies in force where the customer says so, without its break-glass accounts, for the operator alone', async () => {
    const { access } = await synthesize(customerNamed('largest'));
    const policies = bodies(access, 'azuread_conditional_access_policy');
    expect(policies).toHaveLength(2);
    for (const policy of policies) {
      expect(policy).toMatchObject({
        state: 'enabled',
        display_name: expect.stringMatching(/^Microsoft Security Experts-.+-DO NOT DELETE$/u),
        conditions: {
          users: {
            excluded_groups: [customerNamed('largest').access.breakGlassGroupId],
            included_guests_or_external_users: [{ external_tenants: [{ membership_kind: 'enumerated', members: [operator.tenantId] }] }],
          },
        },
      });
    }
  });
});

describe('sources of data', () => {
  it('are one connector for all of Defender, or one for each product, never both', async () => {
    const perProduct = await synthesize(customerNamed('largest'));
    const xdr = await synthesize(customerNamed('largest-own-key'));
    const kinds = ({ connectors }: { readonly connectors: Configuration }): readonly string[] =>
      Object.keys(connectors.resource).filter((type) => type.startsWith('azurerm_sentinel_data_connector_'));
    expect(kinds(perProduct)).toEqual([
      'azurerm_sentinel_data_connector_azure_active_directory',
      'azurerm_sentinel_data_connector_azure_advanced_threat_protection',
      'azurerm_sentinel_data_connector_microsoft_cloud_app_security',
      'azurerm_sentinel_data_connector_microsoft_defender_advanced_threat_protection',
      'azurerm_sentinel_data_connector_office_365',
      'azurerm_sentinel_data_connector_office_atp',
    ]);
    expect(kinds(xdr)).toEqual([
      'azurerm_sentinel_data_connector_microsoft_threat_protection',
      'azurerm_sentinel_data_connector_office_365',
    ]);
  });

  it('send risk events only where Entra ID P2 is said to be there', async () => {
    const categories = async (id: Id): Promise<string> =>
      JSON.stringify(bodies((await synthesize(customerNamed(id))).connectors, 'azurerm_monitor_aad_diagnostic_setting'));
    expect(await categories('usual')).toContain('UserRiskEvents');
    expect(await categories('smallest')).not.toContain('UserRiskEvents');
  });
});

describe('two workspaces', () => {
  it('have everything of their own, and only the rules whose tables are delivered there', async () => {
    const { access, service, connectors } = await synthesize(customerNamed('largest'));
    expect(named(access, 'azurerm_resource_group')).toEqual(['apac-sentinel', 'sentinel']);
    expect(named(access, 'azurerm_lighthouse_assignment')).toEqual(['apac-delegation', 'delegation']);
    expect(named(access, 'azurerm_lighthouse_definition')).toEqual(['delegation']);
    expect(named(service, 'azurerm_log_analytics_workspace')).toEqual(['apac-sentinel', 'sentinel']);
    expect(named(connectors, 'azurerm_management_lock')).toEqual(['apac-workspace', 'workspace']);
    const apac = named(service, 'azurerm_sentinel_alert_rule_scheduled').filter((name) => name.startsWith('apac-'));
    const home = named(service, 'azurerm_sentinel_alert_rule_scheduled').filter((name) => !name.startsWith('apac-'));
    expect(apac.length).toBeGreaterThan(0);
    expect(apac.length).toBeLessThan(home.length);
    expect(JSON.stringify(apac.map((name) => service.resource['azurerm_sentinel_alert_rule_scheduled']?.[name]))).not.toMatch(
      /\b(?:Device|Email)\w*(?:Events|Info)\b/u,
    );
    const names = bodies(service, 'azurerm_sentinel_alert_rule_scheduled').map((rule) => text(rule, 'name'));
    expect(new Set(names).size).toBe(names.length);
  });
});

describe("the customer's own key", () => {
  it('comes with a cluster that may use it, is said when Sentinel is switched on, and is locked', async () => {
    const { access, service } = await synthesize(customerNamed('largest-own-key'));
    expect(bodies(access, 'azurerm_log_analytics_cluster')[0]).toMatchObject({ size_gb: 500, identity: { type: 'SystemAssigned' } });
    expect(bodies(access, 'azurerm_role_assignment')[0]).toMatchObject({ principal_type: 'ServicePrincipal' });
    expect(named(access, 'azurerm_management_lock')).toEqual(['own-key']);
    expect(service.resource['azurerm_sentinel_log_analytics_workspace_onboarding']?.['sentinel']).toMatchObject({
      customer_managed_key_enabled: true,
      depends_on: ['azurerm_log_analytics_linked_service.own-key'],
    });
    const other = await synthesize(customerNamed('largest'));
    expect(other.service.resource['azurerm_sentinel_log_analytics_workspace_onboarding']?.['sentinel']).toMatchObject({
      customer_managed_key_enabled: false,
    });
    expect(named(other.access, 'azurerm_log_analytics_cluster')).toEqual([]);
  });
});

describe("Microsoft's own rules", () => {
  it('are there in the Azure portal: Fusion is taken over rather than made', async () => {
    const { service } = await synthesize(customerNamed('largest'));
    expect(named(service, 'azurerm_sentinel_alert_rule_fusion')).toEqual(['fusion']);
    expect(service.import).toEqual([
      expect.objectContaining({
        id: expect.stringMatching(/\/alertRules\/BuiltInFusion$/u),
        to: 'azurerm_sentinel_alert_rule_fusion.fusion',
      }),
    ]);
    expect(bodies(service, 'azurerm_sentinel_alert_rule_ms_security_incident')).toHaveLength(5);
    const anomalies = bodies(service, 'azurerm_sentinel_alert_rule_anomaly_built_in').map(
      (rule) => `${text(rule, 'display_name')}: ${text(rule, 'mode')}, ${text(rule, 'enabled')}`,
    );
    expect(anomalies.toSorted()).toEqual(['Anomalous scanning activity: Production, true', 'Anomalous sign-in activity: Flighting, false']);
  });
});

describe('the response preferences', () => {
  const tasksOf = (service: Configuration, rule: string): readonly Block[] => {
    const tasks = service.resource['azurerm_sentinel_automation_rule']?.[rule]?.['action_incident_task'];
    return Array.isArray(tasks) ? tasks.map((task: unknown) => ({ ...(typeof task === 'object' ? task : {}) })) : [];
  };
  const taskNamed = (service: Configuration, rule: string, title: string): string =>
    text(
      tasksOf(service, rule).find((task) => task['title'] === title),
      'description',
    );

  it('become tasks that say for every asset class whether to act, ask, guide or never', async () => {
    const { service } = await synthesize(customerNamed('usual'));
    const isolate = taskNamed(service, 'automation-tasks-devices', 'Isolate the device');
    expect(isolate).toContain('workstation, high-value-device: Ask first');
    expect(isolate).toContain('server: Never');
    expect(isolate).toContain('Wingtip help desk, +1 312 555 0100');
    expect(taskNamed(service, 'automation-tasks-devices', 'Run an antivirus scan')).toMatch(
      /^workstation, server, high-value-device: Do not act/u,
    );
    expect(taskNamed(service, 'automation-tasks-mail', 'Soft-delete the e-mail')).toMatch(/^mailbox: Act at once/u);
  });

  it('name whom to spare, and assign what waits', async () => {
    const { service } = await synthesize(customerNamed('largest'));
    expect(taskNamed(service, 'automation-tasks-devices', 'Isolate the device')).toContain('Roasting lines (A stopped line spoils a batch');
    expect(service.resource['azurerm_sentinel_automation_rule']?.['automation-assign-waiting']).toMatchObject({
      triggers_when: 'Updated',
      action_incident: [{ owner_id: customerNamed('largest').response.assignTo }],
    });
  });

  it('cover every action once for each kind of incident, in rules that Sentinel takes', async () => {
    for (const id of ids) {
      const { service } = await synthesize(customerNamed(id));
      const families = ['devices', 'users', 'mail'].flatMap((family) => tasksOf(service, `automation-tasks-${family}`));
      expect(families.map((task) => text(task, 'title')).toSorted()).toHaveLength(12);
      for (const rule of bodies(service, 'azurerm_sentinel_automation_rule')) {
        expect(text(rule, 'name')).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-5[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/u);
        expect(Number(rule['order'])).toBeGreaterThanOrEqual(1);
        expect(Number(rule['order'])).toBeLessThanOrEqual(1000);
        const actions = [rule['action_incident'], rule['action_incident_task']].flatMap((one) => (Array.isArray(one) ? one : []));
        expect(actions.length).toBeGreaterThan(0);
        expect(actions.length).toBeLessThanOrEqual(20);
        if (rule['condition_json'] !== undefined) expect(() => void JSON.parse(text(rule, 'condition_json'))).not.toThrow();
      }
    }
  });
});

describe('a customer that leaves', () => {
  it('has no lock, so that everything can be taken out', async () => {
    const { connectors, service } = await synthesize(customerNamed('offboarding'));
    expect(named(connectors, 'azurerm_management_lock')).toEqual([]);
    expect(named(service, 'azurerm_log_analytics_workspace')).toEqual(['sentinel']);
  });
});

describe('names and addresses', () => {
  it('do not change when files are renamed: nothing would be destroyed', async () => {
    // GIVEN the same content under other file names
    const copy = await mkdtemp(path.join(work, 'content-'));
    await cp(contentFolder, copy, { recursive: true });
    for (const [kind, items] of [
      ['rules', content.rules.map(({ file }) => file)],
      ['hunting', content.huntingQueries.map(({ file }) => file)],
      ['health', content.healthQueries.map(({ file }) => file)],
      ['functions', content.functions.map(({ file }) => file)],
      ['watchlists', content.watchlists.map(({ file }) => file)],
    ] as const) {
      for (const [index, file] of items.entries())
        await rename(path.join(copy, kind, path.basename(file)), path.join(copy, kind, `renamed-${index}.yaml`));
    }
    await rename(path.join(copy, 'workbooks/service-overview.json'), path.join(copy, 'workbooks/renamed.json'));
    // WHEN it is synthesised
    const before = await synthesize(customerNamed('largest'));
    const after = await synthesize(customerNamed('largest'), await loadServiceContent(copy));
    // THEN not one byte differs
    expect(after.texts).toEqual(before.texts);
  });

  it('do not change when a display name does', async () => {
    const renamed = {
      ...content,
      rules: content.rules.map((loaded) => ({ ...loaded, rule: { ...loaded.rule, name: `${loaded.rule.name}, renamed` } })),
    };
    const before = await synthesize(customerNamed('usual'));
    const after = await synthesize(customerNamed('usual'), renamed);
    const identities = ({ service }: { readonly service: Configuration }): readonly string[] =>
      Object.entries(service.resource['azurerm_sentinel_alert_rule_scheduled'] ?? {}).map(
        ([address, rule]) => `${address} ${text(rule, 'name')}`,
      );
    expect(identities(after)).toEqual(identities(before));
    expect(after.texts).not.toEqual(before.texts);
  });

  it('that did change are moved in the stacks that have them, and in no other', async () => {
    const move = {
      stack: 'service' as const,
      from: 'azurerm_sentinel_watchlist.watchlist-old',
      to: 'azurerm_sentinel_watchlist.watchlist-mxdr-privileged-accounts',
      since: '2026-11-01',
      reason: 'renamed',
    };
    const moves = [
      // Moved twice: Terraform follows the chain.
      { ...move, from: 'azurerm_sentinel_watchlist.watchlist-oldest', to: move.from },
      move,
      { ...move, from: 'azurerm_sentinel_watchlist.gone', to: 'azurerm_sentinel_watchlist.not-there' },
    ];
    const { access, service, connectors } = await synthesize(customerNamed('usual'), { ...content, moves });
    expect(service.moved).toEqual([
      { from: 'azurerm_sentinel_watchlist.watchlist-oldest', to: move.from },
      { from: move.from, to: move.to },
    ]);
    expect([access.moved, connectors.moved]).toEqual([undefined, undefined]);
  });
});

describe('the month of a workspace', () => {
  it('is estimated where the price is known, and unknown elsewhere', async () => {
    const costs = async (id: Id) => (await synthesize(customerNamed(id))).result.costs;
    expect(await costs('usual')).toMatchObject([{ status: 'estimated', currency: 'USD', isConfirmed: false }]);
    expect(await costs('largest')).toMatchObject([
      { status: 'estimated', workspace: 'primary', region: 'westeurope' },
      { status: 'unknown', workspace: 'apac', reasons: ['the price of ingestion in australiaeast is not in the price table'] },
    ]);
  });
});
