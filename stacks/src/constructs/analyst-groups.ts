/* eslint-disable no-new -- a construct registers itself with its parent */
import { AccessPackageAssignmentPolicy } from '@cdktf/provider-azuread/lib/access-package-assignment-policy/index.js';
import { AccessPackageCatalog } from '@cdktf/provider-azuread/lib/access-package-catalog/index.js';
import { AccessPackageResourceCatalogAssociation } from '@cdktf/provider-azuread/lib/access-package-resource-catalog-association/index.js';
import { AccessPackageResourcePackageAssociation } from '@cdktf/provider-azuread/lib/access-package-resource-package-association/index.js';
import { AccessPackage } from '@cdktf/provider-azuread/lib/access-package/index.js';
import { ConditionalAccessPolicy } from '@cdktf/provider-azuread/lib/conditional-access-policy/index.js';
import { GroupRoleManagementPolicy } from '@cdktf/provider-azuread/lib/group-role-management-policy/index.js';
import { GroupWithoutMembers } from '@cdktf/provider-azuread/lib/group-without-members/index.js';
import { PrivilegedAccessGroupEligibilitySchedule } from '@cdktf/provider-azuread/lib/privileged-access-group-eligibility-schedule/index.js';
import type { AnalystGroup, OperationsPlan } from '@mxdr/core';
import { analystGroups } from '@mxdr/core';
import { Construct } from 'constructs';

type AnalystGroups = Readonly<Record<AnalystGroup, GroupWithoutMembers>>;

/** Days in which a request for membership must be answered. */
const approvalDays = 14;
/** Days in which the yearly review must be answered; who is not confirmed leaves. */
const reviewDays = 30;

/**
 * The groups that customers delegate to, and the tiers by which people get into them: one access package a tier, approved, reviewed
 * every year and ending by itself. Terraform keeps no list of members, so that it never removes whom a package added.
 */
export class AnalystAccess extends Construct {
  readonly groups: AnalystGroups;
  /** The group whose membership is activated; absent where the operator has none. */
  readonly actors: GroupWithoutMembers | undefined;

  constructor(scope: Construct, id: string, plan: OperationsPlan) {
    super(scope, id);
    const made = new Map(plan.groups.map((group) => [group.key, this.#makeGroup(group)]));
    const find = (key: AnalystGroup): GroupWithoutMembers => {
      const group = made.get(key);
      if (group === undefined) throw new Error(`the plan has no group ${key}`);
      return group;
    };
    this.groups = { readers: find('readers'), responders: find('responders'), approvers: find('approvers') };
    this.#makeTiers(plan);
    this.actors = plan.actors === undefined ? undefined : this.#makeActors(plan.actors);
    if (plan.conditionalAccess !== undefined) this.#makePolicy(plan.conditionalAccess);
  }

  #makeGroup({ key, displayName, description }: OperationsPlan['groups'][number]): GroupWithoutMembers {
    const group = new GroupWithoutMembers(this, key, { displayName, description, securityEnabled: true, preventDuplicateNames: true });
    group.overrideLogicalId(key);
    return group;
  }

  /** Responders become members for hours, with multi-factor authentication and the approval of another; nobody is one for good. */
  #makeActors({ displayName, description, maximumDuration }: NonNullable<OperationsPlan['actors']>): GroupWithoutMembers {
    const group = new GroupWithoutMembers(this, 'actors', { displayName, description, securityEnabled: true, preventDuplicateNames: true });
    group.overrideLogicalId('actors');
    const eligible = new PrivilegedAccessGroupEligibilitySchedule(this, 'actors-eligible', {
      groupId: group.objectId,
      principalId: this.groups.responders.objectId,
      assignmentType: 'member',
      // The membership of responders ends by itself; this only says what it may lead to.
      permanentAssignment: true,
      justification: 'Responders act at customers just in time.',
    });
    eligible.overrideLogicalId('actors');
    const policy = new GroupRoleManagementPolicy(this, 'actors-policy', {
      groupId: group.objectId,
      roleId: 'member',
      activationRules: {
        maximumDuration,
        requireApproval: true,
        requireJustification: true,
        requireMultifactorAuthentication: true,
        approvalStage: { primaryApprover: [{ objectId: this.groups.approvers.objectId, type: 'groupMembers' }] },
      },
      // An assignment that is active at once, past activation, ends within the day.
      activeAssignmentRules: {
        expirationRequired: true,
        expireAfter: 'P1D',
        requireJustification: true,
        requireMultifactorAuthentication: true,
      },
      eligibleAssignmentRules: { expirationRequired: false },
      // The policy exists only once the group is managed.
      dependsOn: [eligible],
    });
    policy.overrideLogicalId('actors');
    return group;
  }

  #makeTiers(plan: OperationsPlan): void {
    const catalog = new AccessPackageCatalog(this, 'catalog', {
      displayName: 'MXDR analysts',
      description: 'How people join the groups that customers delegate to.',
      published: true,
      externallyVisible: false,
    });
    catalog.overrideLogicalId('analysts');
    const listed = new Map(
      analystGroups.map((key) => {
        const association = new AccessPackageResourceCatalogAssociation(this, `catalog-${key}`, {
          catalogId: catalog.id,
          resourceOriginId: this.groups[key].objectId,
          resourceOriginSystem: 'AadGroup',
        });
        association.overrideLogicalId(key);
        return [key, association];
      }),
    );
    for (const tier of plan.tiers) {
      const place = new Construct(this, tier.key);
      const accessPackage = new AccessPackage(place, 'package', {
        catalogId: catalog.id,
        displayName: tier.name,
        description: `Membership of: ${tier.groups.join(', ')}.`,
        hidden: false,
      });
      accessPackage.overrideLogicalId(tier.key);
      for (const key of tier.groups) {
        const member = new AccessPackageResourcePackageAssociation(place, key, {
          accessPackageId: accessPackage.id,
          catalogResourceAssociationId: listed.get(key)?.id ?? '',
          accessType: 'Member',
        });
        member.overrideLogicalId(`${tier.key}-${key}`);
      }
      this.#makeAssignmentPolicy(place, plan, tier, accessPackage.id);
    }
  }

  #makeAssignmentPolicy(place: Construct, plan: OperationsPlan, tier: OperationsPlan['tiers'][number], accessPackageId: string): void {
    const approvers = [{ objectId: this.groups.approvers.objectId, subjectType: 'groupMembers' }];
    const policy = new AccessPackageAssignmentPolicy(place, 'policy', {
      accessPackageId,
      displayName: `${tier.name}, approved`,
      description: `Ends after ${plan.membershipDays} days; reviewed every year.`,
      durationInDays: plan.membershipDays,
      extensionEnabled: true,
      requestorSettings: { requestsAccepted: true, scopeType: 'AllExistingDirectoryMemberUsers' },
      approvalSettings: {
        approvalRequired: true,
        approvalRequiredForExtension: true,
        requestorJustificationRequired: true,
        approvalStage: [{ approvalTimeoutInDays: approvalDays, approverJustificationRequired: true, primaryApprover: approvers }],
      },
      assignmentReviewSettings: {
        enabled: true,
        reviewFrequency: 'annual',
        durationInDays: reviewDays,
        reviewType: 'Reviewers',
        accessReviewTimeoutBehavior: 'removeAccess',
        approverJustificationRequired: true,
        accessRecommendationEnabled: true,
        reviewer: approvers,
      },
    });
    policy.overrideLogicalId(tier.key);
  }

  #makePolicy({ displayName, breakGlassGroupId, state }: NonNullable<OperationsPlan['conditionalAccess']>): void {
    const policy = new ConditionalAccessPolicy(this, 'policy', {
      displayName,
      state,
      conditions: {
        clientAppTypes: ['all'],
        applications: { includedApplications: ['All'] },
        users: {
          includedGroups: [
            ...analystGroups.map((key) => this.groups[key].objectId),
            ...(this.actors === undefined ? [] : [this.actors.objectId]),
          ],
          // A policy that locks everybody out must leave one way in.
          excludedGroups: [breakGlassGroupId],
        },
      },
      grantControls: { operator: 'AND', builtInControls: ['mfa', 'compliantDevice'] },
    });
    policy.overrideLogicalId('analysts');
  }
}
