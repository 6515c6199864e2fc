import { ManagementLock } from '@cdktf/provider-azurerm/lib/management-lock/index.js';
import { StorageAccount } from '@cdktf/provider-azurerm/lib/storage-account/index.js';
import type { StoragePlan } from '@mxdr/core';
import type { ITerraformDependable } from 'cdktf';
import { Construct } from 'constructs';

export interface KeylessStorageProps {
  readonly storage: StoragePlan;
  readonly resourceGroupName: string;
  /** Terraform address of the account, stable. */
  readonly address: string;
  /** Zone-redundant within the region, or three copies in one place. */
  readonly replication: 'ZRS' | 'LRS';
  /** Keeps old versions of blobs, and deleted ones for this many days. @default - no blobs of worth */
  readonly keepDeletedDays?: number;
  /** Keeps the account from being deleted. @default false */
  readonly isLocked?: boolean;
  readonly tags: Readonly<Record<string, string>>;
  readonly dependsOn: ITerraformDependable[];
}

/** A storage account that opens to identities only: no keys, nothing public, TLS 1.2. */
export class KeylessStorage extends Construct {
  readonly account: StorageAccount;

  constructor(scope: Construct, id: string, props: KeylessStorageProps) {
    super(scope, id);
    const { storage, resourceGroupName, address, replication, keepDeletedDays, isLocked = false, tags, dependsOn } = props;
    this.account = new StorageAccount(this, 'account', {
      name: storage.name,
      location: storage.region,
      resourceGroupName,
      accountTier: 'Standard',
      accountReplicationType: replication,
      accountKind: 'StorageV2',
      minTlsVersion: 'TLS1_2',
      httpsTrafficOnlyEnabled: true,
      sharedAccessKeyEnabled: false,
      defaultToOauthAuthentication: true,
      localUserEnabled: false,
      allowNestedItemsToBePublic: false,
      crossTenantReplicationEnabled: false,
      allowedCopyScope: 'AAD',
      infrastructureEncryptionEnabled: true,
      ...(keepDeletedDays === undefined
        ? {}
        : {
            blobProperties: {
              versioningEnabled: true,
              deleteRetentionPolicy: { days: keepDeletedDays },
              containerDeleteRetentionPolicy: { days: keepDeletedDays },
            },
          }),
      tags: { ...tags },
      dependsOn,
    });
    this.account.overrideLogicalId(address);
    if (!isLocked) return;
    const lock = new ManagementLock(this, 'lock', {
      name: 'mxdr-keep',
      scope: this.account.id,
      lockLevel: 'CanNotDelete',
      notes: 'Lift it only to end the service.',
    });
    lock.overrideLogicalId(address);
  }
}
