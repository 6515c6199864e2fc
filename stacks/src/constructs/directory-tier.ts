import { AccessPackageAssignmentPolicy } from '@cdktf/provider-azuread/lib/access-package-assignment-policy/index.js';
import type { AccessPackageCatalog } from '@cdktf/provider-azuread/lib/access-package-catalog/index.js';
import { AccessPackageResourceCatalogAssociation } from '@cdktf/provider-azuread/lib/access-package-resource-catalog-association/index.js';
import { AccessPackageResourcePackageAssociation } from '@cdktf/provider-azuread/lib/access-package-resource-package-association/index.js';
import { AccessPackage } from '@cdktf/provider-azuread/lib/access-package/index.js';
import { DirectoryRoleAssignment } from '@cdktf/provider-azuread/lib/directory-role-assignment/index.js';
import { DirectoryRoleEligibilityScheduleRequest } from '@cdktf/provider-azuread/lib/directory-role-eligibility-schedule-request/index.js';
import { DirectoryRole } from '@cdktf/provider-azuread/lib/directory-role/index.js';
import { GroupRoleManagementPolicy } from '@cdktf/provider-azuread/lib/group-role-management-policy/index.js';
import { GroupWithoutMembers } from '@cdktf/provider-azuread/lib/group-without-members/index.js';
import { PrivilegedAccessGroupEligibilitySchedule } from '@cdktf/provider-azuread/lib/privileged-access-group-eligibility-schedule/index.js';
import type { DirectoryAccessPlan, DirectoryTierPlan } from '@mxdr/core';
import { Construct } from 'constructs';
import { addressOf } from '../stable-ids.ts';

/** Days that an eligibility lasts before it is renewed by the next apply. */
const eligibilityDays = 365;
const reviewDays = 25;
const approvalDays = 14;

export interface DirectoryTierProps {
  readonly directory: DirectoryAccessPlan;
  readonly tier: DirectoryTierPlan;
  /** Where access packages live; absent for the other routes. */
  readonly catalog: AccessPackageCatalog | undefined;
}

/** One tier of the operator's people: a group that holds one directory role, and the way into the group. */
export class DirectoryTier extends Construct {
  constructor(scope: Construct, { directory, tier, catalog }: DirectoryTierProps) {
    super(scope, tier.tier);
    if (tier.groupName === undefined) return;
    const group = new GroupWithoutMembers(this, 'group', {
      displayName: tier.groupName,
      description: `People of the operator who work as ${tier.role.name}: ${tier.role.reason}`,
      securityEnabled: true,
      // Fixed when the group is made: only such a group can hold a directory role.
      assignableToRole: true,
      preventDuplicateNames: true,
    });
    group.overrideLogicalId(`tier-${tier.tier}`);
    this.#giveRole(tier, group);
    if (directory.route === 'access-packages' && catalog !== undefined) this.#offerPackage(directory, tier, group, catalog);
    if (directory.route === 'pim-for-groups') this.#letActivate(directory, tier, group);
  }

  #giveRole({ tier, role, holding }: DirectoryTierPlan, group: GroupWithoutMembers): void {
    const directoryRole = new DirectoryRole(this, 'role', { templateId: role.templateId });
    directoryRole.overrideLogicalId(`tier-${tier}`);
    if (holding === 'eligible') {
      const eligible = new DirectoryRoleEligibilityScheduleRequest(this, 'eligible', {
        roleDefinitionId: directoryRole.templateId,
        principalId: group.objectId,
        directoryScopeId: '/',
        justification: `Members activate ${role.name} for the incident that needs it.`,
      });
      eligible.overrideLogicalId(`tier-${tier}`);
      return;
    }
    const assignment = new DirectoryRoleAssignment(this, 'assignment', {
      roleId: directoryRole.templateId,
      principalObjectId: group.objectId,
      directoryScopeId: '/',
    });
    assignment.overrideLogicalId(`tier-${tier}`);
  }

  #offerPackage(
    directory: DirectoryAccessPlan,
    { tier, groupName, role }: DirectoryTierPlan,
    group: GroupWithoutMembers,
    catalog: AccessPackageCatalog,
  ): void {
    const approvers = [{ subjectType: 'groupMembers', objectId: directory.approverGroupId ?? '' }];
    const entry = new AccessPackageResourceCatalogAssociation(this, 'resource', {
      catalogId: catalog.id,
      resourceOriginId: group.objectId,
      resourceOriginSystem: 'AadGroup',
    });
    entry.overrideLogicalId(`tier-${tier}`);
    const offer = new AccessPackage(this, 'package', {
      catalogId: catalog.id,
      displayName: groupName ?? tier,
      description: `Work as ${role.name}: ${role.reason}`,
    });
    offer.overrideLogicalId(`tier-${tier}`);
    const content = new AccessPackageResourcePackageAssociation(this, 'content', {
      accessPackageId: offer.id,
      catalogResourceAssociationId: entry.id,
      accessType: 'Member',
    });
    content.overrideLogicalId(`tier-${tier}`);
    const policy = new AccessPackageAssignmentPolicy(this, 'policy', {
      accessPackageId: offer.id,
      displayName: 'People of the operator, approved by the customer',
      description: 'Asked for by the operator, approved and reviewed by the customer, ends by itself.',
      durationInDays: directory.assignmentDays,
      extensionEnabled: false,
      requestorSettings: {
        requestsAccepted: true,
        scopeType: 'SpecificConnectedOrganizationSubjects',
        requestor: [{ subjectType: 'connectedOrganizationMembers', objectId: directory.connectedOrganizationId ?? '' }],
      },
      approvalSettings: {
        approvalRequired: true,
        requestorJustificationRequired: true,
        approvalStage: [{ approvalTimeoutInDays: approvalDays, primaryApprover: approvers }],
      },
      assignmentReviewSettings: {
        enabled: true,
        reviewFrequency: 'annual',
        reviewType: 'Reviewers',
        durationInDays: reviewDays,
        accessReviewTimeoutBehavior: 'removeAccess',
        approverJustificationRequired: true,
        reviewer: approvers,
      },
    });
    policy.overrideLogicalId(`tier-${tier}`);
  }

  #letActivate(directory: DirectoryAccessPlan, { tier, people, role }: DirectoryTierPlan, group: GroupWithoutMembers): void {
    const schedules = people.map(({ objectId }) => {
      const schedule = new PrivilegedAccessGroupEligibilitySchedule(this, objectId, {
        groupId: group.objectId,
        principalId: objectId,
        assignmentType: 'member',
        duration: `P${eligibilityDays}D`,
        justification: `May work as ${role.name}.`,
      });
      schedule.overrideLogicalId(addressOf(`tier-${tier}`, objectId));
      return schedule;
    });
    const policy = new GroupRoleManagementPolicy(this, 'activation', {
      groupId: group.objectId,
      roleId: 'member',
      activationRules: {
        maximumDuration: directory.maximumActivationDuration,
        requireMultifactorAuthentication: true,
        requireJustification: true,
        requireApproval: role.isWriter,
        ...(role.isWriter
          ? { approvalStage: { primaryApprover: [{ objectId: directory.approverGroupId ?? '', type: 'groupMembers' }] } }
          : {}),
      },
      eligibleAssignmentRules: { expirationRequired: true, expireAfter: `P${eligibilityDays}D` },
      // The policy exists only once the group is under PIM, which the first schedule brings about.
      dependsOn: schedules,
    });
    policy.overrideLogicalId(`tier-${tier}`);
  }
}
