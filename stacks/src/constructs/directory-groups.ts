import { GroupWithoutMembers } from '@cdktf/provider-azuread/lib/group-without-members/index.js';
import type { DirectoryGroupPlan } from '@mxdr/core';
import { Construct } from 'constructs';
import { uuidOfText } from '../stable-ids.ts';

/**
 * Groups for scope and exclusions, empty: the customer fills them. With members of its own, Terraform would remove whomever it did not
 * add; and a group of the same name that is there already stops the apply rather than being doubled.
 */
export class DirectoryGroups extends Construct {
  constructor(scope: Construct, id: string, groups: readonly DirectoryGroupPlan[]) {
    super(scope, id);
    for (const { key, name, description } of groups) {
      const group = new GroupWithoutMembers(this, key, {
        displayName: name,
        description,
        securityEnabled: true,
        preventDuplicateNames: true,
      });
      // Names are free text; their hash is an address that no two of them share.
      group.overrideLogicalId(key === 'scope-users' ? `group-${key}` : `group-${uuidOfText(key.toLowerCase())}`);
    }
  }
}
