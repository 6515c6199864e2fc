import { ConditionalAccessPolicy } from '@cdktf/provider-azuread/lib/conditional-access-policy/index.js';
import type { ConditionalAccessPlan } from '@mxdr/core';
import { Construct } from 'constructs';

/** The policies on how the operator's people sign in, by the names that the service finds again. */
export class ConditionalAccess extends Construct {
  constructor(scope: Construct, id: string, policies: readonly ConditionalAccessPlan[]) {
    super(scope, id);
    for (const { key, displayName, state, clientAppTypes, externalTenants, externalUserTypes, excludedGroups, grant } of policies) {
      const policy = new ConditionalAccessPolicy(this, key, {
        displayName,
        state,
        conditions: {
          clientAppTypes: [...clientAppTypes],
          applications: { includedApplications: ['All'] },
          users: {
            includedGuestsOrExternalUsers: [
              {
                guestOrExternalUserTypes: [...externalUserTypes],
                externalTenants: [{ membershipKind: 'enumerated', members: [...externalTenants] }],
              },
            ],
            ...(excludedGroups.length === 0 ? {} : { excludedGroups: [...excludedGroups] }),
          },
        },
        grantControls: { operator: grant.operator, builtInControls: [...grant.controls] },
      });
      policy.overrideLogicalId(key);
    }
  }
}
