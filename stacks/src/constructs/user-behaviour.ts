import type { WorkspacePlan } from '@mxdr/core';
import type { TerraformResource } from 'cdktf';
import { Construct } from 'constructs';
import { AzapiResource } from './azapi-resource.ts';

/** The settings exist in preview versions of the interface only. */
const settingsType = 'Microsoft.SecurityInsights/settings@2024-10-01-preview';

interface EntityAnalyticsBody {
  readonly kind: 'EntityAnalytics';
  readonly properties: { readonly entityProviders: readonly ('AzureActiveDirectory' | 'ActiveDirectory')[] };
}

interface UebaBody {
  readonly kind: 'Ueba';
  readonly properties: { readonly dataSources: readonly ('AuditLogs' | 'AzureActivity' | 'SecurityEvent' | 'SigninLogs')[] };
}

/** Lets Sentinel learn the behaviour of users and entities: the directory as its source of names, then the logs to learn from. */
export class UserBehaviour extends Construct {
  readonly resources: readonly TerraformResource[];

  constructor(scope: Construct, id: string, workspace: Pick<WorkspacePlan, 'id'>) {
    super(scope, id);
    const entities = new AzapiResource<EntityAnalyticsBody>(this, 'entities', {
      type: settingsType,
      name: 'EntityAnalytics',
      parentId: workspace.id,
      body: { kind: 'EntityAnalytics', properties: { entityProviders: ['AzureActiveDirectory'] } },
      // The provider's own schema may lag behind a preview version.
      schemaValidationEnabled: false,
    });
    entities.overrideLogicalId('entity-analytics');
    const behaviour = new AzapiResource<UebaBody>(this, 'behaviour', {
      type: settingsType,
      name: 'Ueba',
      parentId: workspace.id,
      body: { kind: 'Ueba', properties: { dataSources: ['AuditLogs', 'AzureActivity', 'SecurityEvent', 'SigninLogs'] } },
      schemaValidationEnabled: false,
      dependsOn: [entities],
    });
    behaviour.overrideLogicalId('ueba');
    this.resources = [entities, behaviour];
  }
}
