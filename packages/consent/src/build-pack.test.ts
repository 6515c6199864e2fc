import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { describeAccess, readerPermissions } from '@mxdr/core';
import { escapeHtml, escapeMarkdown } from '@mxdr/documents';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { buildConsentPack, sha256 } from './build-pack.ts';
import type { ConsentInput } from './consent-input.ts';
import { literalForTemplate, quoteForBicep, quoteForShell } from './escape-text.ts';
import { sampleInput, withoutReader } from './testing/sample-input.ts';

const golden = fileURLToPath(new URL('../../../stacks/golden/', import.meta.url));

function build(input: ConsentInput): ReadonlyMap<string, string> {
  const pack = buildConsentPack(input);
  if (!('files' in pack)) throw new Error(JSON.stringify(pack));
  return new Map(pack.files.map(({ name, text }) => [name, text]));
}

interface Template {
  readonly resources: readonly {
    readonly type: string;
    readonly name: string;
    readonly location?: string;
    readonly resourceGroup?: string;
    readonly tags?: object;
    readonly properties: {
      readonly managedByTenantId: string;
      readonly registrationDefinitionName: string;
      readonly authorizations: readonly Readonly<Record<string, string>>[];
      readonly eligibleAuthorizations: readonly {
        readonly principalId: string;
        readonly roleDefinitionId: string;
        readonly justInTimeAccessPolicy: {
          readonly multiFactorAuthProvider: string;
          readonly maximumActivationDuration: string;
          readonly managedByTenantApprovers: readonly Readonly<Record<string, string>>[];
        };
      }[];
    };
  }[];
}

type TerraformBlock = Readonly<Record<string, unknown>>;

describe('the delegation as a template', () => {
  it.each(['contoso', 'fabrikam'])('is that of the access stack of %s', async (id) => {
    // GIVEN the reviewed Terraform of the customer
    const stack = JSON.parse(await readFile(`${golden}${id}/${id}-access.tf.json`, 'utf8')) as {
      readonly resource: Readonly<Record<string, Readonly<Record<string, TerraformBlock>>>>;
    };
    const terraform = stack.resource['azurerm_lighthouse_definition']?.['delegation'] ?? {};
    const blocks = (name: string): readonly TerraformBlock[] => (terraform[name] ?? []) as readonly TerraformBlock[];
    // WHEN
    const template = JSON.parse(build(await sampleInput(id)).get('lighthouse.json') ?? '') as Template;
    const definition = template.resources.find(({ type }) => type.endsWith('registrationDefinitions'))?.properties;
    // THEN
    expect(definition?.managedByTenantId).toBe(terraform['managing_tenant_id']);
    expect(definition?.registrationDefinitionName).toBe(terraform['name']);
    expect(definition?.authorizations).toEqual(
      blocks('authorization').map((one) => ({
        principalId: one['principal_id'],
        principalIdDisplayName: one['principal_display_name'],
        roleDefinitionId: one['role_definition_id'],
      })),
    );
    const eligible = blocks('eligible_authorization').map((one) => {
      const policy = one['just_in_time_access_policy'] as TerraformBlock;
      return {
        principalId: one['principal_id'],
        principalIdDisplayName: one['principal_display_name'],
        roleDefinitionId: one['role_definition_id'],
        justInTimeAccessPolicy: {
          multiFactorAuthProvider: policy['multi_factor_auth_provider'],
          maximumActivationDuration: policy['maximum_activation_duration'],
          managedByTenantApprovers: (policy['approver'] as readonly TerraformBlock[]).map((approver) => ({
            principalId: approver['principal_id'],
            principalIdDisplayName: approver['principal_display_name'],
          })),
        },
      };
    });
    expect(definition?.eligibleAuthorizations).toEqual(eligible);
    const group = Object.values(stack.resource['azurerm_resource_group'] ?? {})[0];
    expect(template.resources.find(({ type }) => type.endsWith('resourceGroups'))).toMatchObject({
      name: group?.['name'],
      location: group?.['location'],
      tags: group?.['tags'],
    });
  });

  it('says the same in Bicep', async () => {
    const files = build(await sampleInput('contoso'));
    const template = JSON.parse(files.get('lighthouse.json') ?? '') as Template;
    const bicep = files.get('lighthouse.bicep') ?? '';
    const ids = (text: string): readonly string[] => [...text.matchAll(/[0-9a-f]{8}-[0-9a-f-]{27}/gu)].map(([id]) => id).toSorted();
    const definition = template.resources.find(({ type }) => type.endsWith('registrationDefinitions'));
    expect(ids(bicep)).toEqual([...ids(JSON.stringify(definition)), '22222222-2222-5222-8222-222222222220'].toSorted());
    expect(bicep).toContain("maximumActivationDuration: 'PT4H'");
  });
});

describe('the consent pack', () => {
  it('gives the same bytes for the same input, and another version only for another access', async () => {
    const [first, again] = [build(await sampleInput('contoso')), build(await sampleInput('contoso'))];
    expect([...again]).toEqual([...first]);
    const versionOf = (files: ReadonlyMap<string, string>): unknown =>
      (JSON.parse(files.get('manifest.json') ?? '') as { readonly version: string }).version;
    expect(versionOf(build(await sampleInput('contoso', { issued: '2027-01-01' })))).toBe(versionOf(first));
    const guided = await sampleInput('contoso', { customer: (one) => ({ ...one, response: { mode: 'guide', actions: {} } }) });
    expect(versionOf(build(guided))).not.toBe(versionOf(first));
  });

  it('lists every file with its hash', async () => {
    const files = build(await sampleInput('contoso'));
    const manifest = JSON.parse(files.get('manifest.json') ?? '') as {
      readonly files: readonly { readonly name: string; readonly sha256: string }[];
    };
    expect(manifest.files.map(({ name }) => name)).toEqual([...files.keys()].filter((name) => name !== 'manifest.json'));
    for (const { name, sha256: hash } of manifest.files) expect(hash).toBe(sha256(files.get(name) ?? ''));
  });

  it.each(['contoso', 'fabrikam'])('shows every right of %s in words, in both forms', async (id) => {
    const input = await sampleInput(id);
    const files = build(input);
    for (const { who, role, can, condition } of describeAccess(input.plan, input.operator)) {
      for (const text of [who, role, can.join('; '), condition]) {
        expect(files.get('consent.md')).toContain(escapeMarkdown(text));
        expect(files.get('consent.html')).toContain(escapeHtml(text));
      }
    }
  });

  it.each(['contoso', 'fabrikam'])(
    'lists every permission of the application that reads for %s, with its reason, and only permissions to read',
    async (id) => {
      const files = build(await sampleInput(id));
      for (const { name, api, reads, reason } of readerPermissions) {
        expect(name).toMatch(/^[A-Za-z]+\.Read\.All$/u);
        expect(files.get('consent.md')).toContain(`| ${[name, api.name, reads, reason].map(escapeMarkdown).join(' | ')} |`);
      }
      expect(files.get('consent.md')).toContain('/adminconsent?client\\_id=7e4a9c18');
      const without = await sampleInput(id, { operator: withoutReader });
      const plain = build(without);
      expect(plain.get('consent.md')).not.toContain('Read.All');
      expect(JSON.parse(plain.get('manifest.json') ?? '')).not.toMatchObject({
        version: (JSON.parse(files.get('manifest.json') ?? '') as { readonly version: string }).version,
      });
    },
  );

  it('says that nobody can change anything where the operator guides, and how where it acts', async () => {
    expect(build(await sampleInput('fabrikam')).get('consent.md')).toContain(
      'No person holds, or can activate, a role that changes anything',
    );
    expect(build(await sampleInput('contoso')).get('consent.md')).toContain(
      'activated for at most 4 hours, with multi-factor authentication',
    );
  });

  it('holds no secret', async () => {
    for (const [name, text] of build(await sampleInput('contoso')))
      expect(text, name).not.toMatch(/client_secret|AccountKey=|sig=|-----BEGIN|\b[A-Za-z0-9+/]{60,}={1,2}(?:\s|$)/u);
  });

  it('says where reports are kept only as far as that is known', async () => {
    const elsewhere = await sampleInput('contoso', { customer: (one) => ({ ...one, region: 'swedencentral' }) });
    expect(build(elsewhere).get('consent.md')).toContain('has no archive of reports in swedencentral');
    expect(build(await sampleInput('contoso')).get('consent.md')).toContain('archives your reports in westeurope');
  });

  it('refuses to ask for a permanent write role for people', async () => {
    const input = await sampleInput('contoso', {
      operator: ({ principals: { readers, responders, approvers, deployer }, ...rest }) => ({
        ...rest,
        principals: { readers, responders, approvers, deployer },
      }),
    });
    expect(buildConsentPack(input)).toMatchObject([{ severity: 'error', code: 'MXDR-CONSENT-ACTORS' }]);
  });

  it('lets no name become markup, link or style', async () => {
    const hostile = '<img src=x onerror=alert(1)> [a](javascript:alert(1)) | **b** </style> ` {{x}}\n# title';
    const files = build(
      await sampleInput('contoso', {
        customer: (one) => ({ ...one, name: hostile, contacts: one.contacts.map((contact) => ({ ...contact, name: hostile })) }),
      }),
    );
    const html = files.get('consent.html') ?? '';
    expect(html).not.toContain('<img');
    expect(html.match(/<\/style>/gu)).toHaveLength(1);
    const markdown = files.get('consent.md') ?? '';
    expect(markdown).not.toMatch(/(?<!\\)<img|(?<!\\)\[a|\n# title/u);
    const columns = markdown.split('\n').filter((line) => line.startsWith('|') && line.includes('alert(1)'));
    // Contacts have three cells, signatures five.
    for (const line of columns) expect([4, 6]).toContain(line.match(/(?<!\\)\|/gu)?.length);
  });
});

describe('quoting', () => {
  it('quotes for the shell so that nothing but the text is left', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme-ascii' }), (text) => {
        const unquoted = quoteForShell(text).slice(1, -1).replaceAll(`'\\''`, '\u0001');
        expect(unquoted).not.toContain("'");
        expect(unquoted.replaceAll('\u0001', "'")).toBe(text);
      }),
    );
  });

  it.each([
    ["it's", String.raw`'it\'s'`],
    ['${x}', String.raw`'\${x}'`],
    ['a\\b\n', String.raw`'a\\b\n'`],
  ])('quotes %j for Bicep', (text, expected) => {
    expect(quoteForBicep(text)).toBe(expected);
  });

  it.each([
    ["[concat('a')]", "[[concat('a')]"],
    ['[a] b', '[a] b'],
    ['plain', 'plain'],
  ])('keeps %j a text in a template', (text, expected) => {
    expect(literalForTemplate(text)).toBe(expected);
  });
});
