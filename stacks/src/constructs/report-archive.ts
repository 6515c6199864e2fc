/* eslint-disable no-new -- a construct registers itself with its parent */
import { StorageContainerImmutabilityPolicy } from '@cdktf/provider-azurerm/lib/storage-container-immutability-policy/index.js';
import { StorageContainer } from '@cdktf/provider-azurerm/lib/storage-container/index.js';
import { StorageManagementPolicy } from '@cdktf/provider-azurerm/lib/storage-management-policy/index.js';
import type { OperationsPlan } from '@mxdr/core';
import type { ITerraformDependable } from 'cdktf';
import { Construct } from 'constructs';
import { addressOf } from '../stable-ids.ts';
import { KeylessStorage } from './keyless-storage.ts';

export interface ReportArchiveProps {
  readonly plan: OperationsPlan;
  readonly archive: OperationsPlan['archives'][number];
  readonly dependsOn: ITerraformDependable[];
}

/** Days in which a deleted blob can be brought back. */
const keepDeletedDays = 30;

/** Reports of one region: written once, then immutable, cooler with age, deleted when their time is over. */
export class ReportArchive extends Construct {
  readonly container: StorageContainer;
  /** Resource id of the container, for role assignments. */
  readonly scope: string;

  constructor(scope: Construct, { plan, archive, dependsOn }: ReportArchiveProps) {
    super(scope, `archive-${archive.region}`);
    const { immutableDays, locked, coolAfterDays, deleteAfterDays } = plan.archiveRetention;
    const address = addressOf('archive', archive.region);
    const { account } = new KeylessStorage(this, 'storage', {
      storage: archive,
      resourceGroupName: plan.resourceGroup,
      address,
      replication: 'ZRS',
      keepDeletedDays,
      isLocked: true,
      tags: plan.tags,
      dependsOn,
    });
    this.container = new StorageContainer(this, 'container', {
      name: archive.container,
      storageAccountId: account.id,
      containerAccessType: 'private',
    });
    this.container.overrideLogicalId(address);
    this.scope = `${account.id}/blobServices/default/containers/${archive.container}`;
    const immutable = new StorageContainerImmutabilityPolicy(this, 'immutable', {
      storageContainerResourceManagerId: this.container.id,
      immutabilityPeriodInDays: immutableDays,
      locked,
      protectedAppendWritesEnabled: false,
      protectedAppendWritesAllEnabled: false,
    });
    immutable.overrideLogicalId(address);
    const ageing = new StorageManagementPolicy(this, 'ageing', {
      storageAccountId: account.id,
      rule: [
        {
          name: 'reports-age',
          enabled: true,
          filters: { blobTypes: ['blockBlob'], prefixMatch: [`${archive.container}/`] },
          actions: {
            baseBlob: {
              tierToCoolAfterDaysSinceCreationGreaterThan: coolAfterDays,
              deleteAfterDaysSinceCreationGreaterThan: deleteAfterDays,
            },
            version: { deleteAfterDaysSinceCreation: deleteAfterDays },
          },
        },
      ],
    });
    ageing.overrideLogicalId(address);
  }
}
