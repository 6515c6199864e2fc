/* eslint-disable no-new -- a construct registers itself with its parent */
import { AzurermProvider } from '@cdktf/provider-azurerm/lib/provider/index.js';
import { ResourceGroup } from '@cdktf/provider-azurerm/lib/resource-group/index.js';
import { TerraformOutput, TerraformStack, Testing } from 'cdktf';
import { describe, expect, it } from 'vitest';
import { AzapiProvider } from './azapi-provider.ts';
import { AzapiResource } from './azapi-resource.ts';

function makeStack() {
  const stack = new TerraformStack(Testing.app(), 'azapi');
  new AzurermProvider(stack, 'azurerm', { features: [{}] });
  const provider = new AzapiProvider(stack, 'azapi', { tenantId: 'tenant', subscriptionId: 'subscription' });
  return { stack, provider, group: new ResourceGroup(stack, 'group', { name: 'rg', location: 'westeurope' }) };
}

function synthesize(stack: TerraformStack): unknown {
  return JSON.parse(Testing.synth(stack, true));
}

describe('a resource by the API of Azure', () => {
  it('writes every argument under the name that the provider takes, and resolves tokens inside the body', () => {
    // GIVEN a resource whose body and parent are not known before the group is applied
    const { stack, group } = makeStack();
    // WHEN it is synthesised
    const resource = new AzapiResource(stack, 'ueba', {
      type: 'Microsoft.SecurityInsights/settings@2024-09-01',
      name: 'Ueba',
      parentId: group.id,
      location: 'westeurope',
      body: { kind: 'Ueba', properties: { dataSources: ['AuditLogs'], within: group.name } },
      tags: { owner: 'soc' },
      identityIds: ['identity'],
      responseExportValues: ['properties.state'],
      schemaValidationEnabled: false,
    });
    const sent = new TerraformOutput(stack, 'state', { value: resource.output('properties.state') });
    sent.overrideLogicalId('state');
    const other = new TerraformOutput(stack, 'id', { value: resource.id });
    other.overrideLogicalId('id');
    // THEN
    expect(synthesize(stack)).toMatchObject({
      resource: {
        azapi_resource: {
          ueba: {
            type: 'Microsoft.SecurityInsights/settings@2024-09-01',
            name: 'Ueba',
            parent_id: '${azurerm_resource_group.group.id}',
            location: 'westeurope',
            body: { kind: 'Ueba', properties: { dataSources: ['AuditLogs'], within: '${azurerm_resource_group.group.name}' } },
            tags: { owner: 'soc' },
            identity: [{ type: 'UserAssigned', identity_ids: ['identity'] }],
            response_export_values: ['properties.state'],
            schema_validation_enabled: false,
          },
        },
      },
      output: {
        state: { value: '${azapi_resource.ueba.output.properties.state}' },
        id: { value: '${azapi_resource.ueba.id}' },
      },
    });
  });

  it('leaves out what was not given, and passes the arguments of every resource on', () => {
    const { stack, provider, group } = makeStack();
    const resource = new AzapiResource(stack, 'plain', {
      type: 'Microsoft.SecurityInsights/settings@2024-09-01',
      name: 'EntityAnalytics',
      parentId: 'parent',
      body: {},
      provider,
      dependsOn: [group],
      lifecycle: { preventDestroy: true },
    });
    resource.overrideLogicalId('entity-analytics');
    const { resource: resources } = synthesize(stack) as { readonly resource: { readonly azapi_resource: Record<string, object> } };
    expect(resources.azapi_resource['entity-analytics']).toEqual({
      type: 'Microsoft.SecurityInsights/settings@2024-09-01',
      name: 'EntityAnalytics',
      parent_id: 'parent',
      body: {},
      provider: 'azapi',
      depends_on: ['azurerm_resource_group.group'],
      lifecycle: { prevent_destroy: true },
    });
  });

  it('signs in without a secret and names its source and release', () => {
    expect(synthesize(makeStack().stack)).toMatchObject({
      provider: {
        azapi: [{ tenant_id: 'tenant', subscription_id: 'subscription', use_oidc: true, skip_provider_registration: true }],
      },
      terraform: { required_providers: { azapi: { source: 'Azure/azapi', version: '2.12.0' } } },
    });
  });
});
