import type { Customer } from './customer.ts';
import type { ConditionalAccessPlan, DirectoryAccessPlan, DirectoryGroupPlan, DirectoryTierPlan } from './directory-access.ts';
import { directoryRoles } from './directory-access.ts';
import type { Operator } from './operator.ts';

/** The year after which an assignment ends, as the documented model for partners has it. */
const assignmentDays = 365;

/** People who come in by GDAP, and guests who were invited. */
const externalUserTypes = ['b2bCollaborationGuest', 'b2bCollaborationMember', 'serviceProvider'];

function policyName(policy: string): string {
  return `Microsoft Security Experts-${policy}-DO NOT DELETE`;
}

function planConditionalAccess({ access }: Customer, operator: Operator): readonly ConditionalAccessPlan[] {
  if (access.conditionalAccess === 'none') return [];
  const common = {
    state: access.conditionalAccess === 'enforced' ? ('enabled' as const) : ('enabledForReportingButNotEnforced' as const),
    externalTenants: [operator.tenantId],
    externalUserTypes,
    excludedGroups: access.breakGlassGroupId === undefined ? [] : [access.breakGlassGroupId],
  };
  return [
    {
      key: 'require-mfa-and-compliant-device',
      displayName: policyName('Require MFA and compliant device'),
      clientAppTypes: ['browser', 'mobileAppsAndDesktopClients'],
      grant: { operator: 'AND', controls: ['compliantDevice', 'mfa'] },
      reason: "The operator's people sign in with multi-factor authentication from a compliant device, or not at all.",
      ...common,
    },
    {
      key: 'block-legacy-authentication',
      displayName: policyName('Block legacy authentication'),
      clientAppTypes: ['exchangeActiveSync', 'other'],
      grant: { operator: 'OR', controls: ['block'] },
      reason: 'Old protocols can prove neither, so they are refused.',
      ...common,
    },
  ];
}

function planTiers(customer: Customer, operator: Operator, mayAct: boolean): readonly DirectoryTierPlan[] {
  const { route, people } = customer.access;
  const tier = (name: DirectoryTierPlan['tier']): DirectoryTierPlan => {
    const role = name === 'analysts' ? directoryRoles.securityReader : directoryRoles.securityOperator;
    if (route === 'lighthouse-only') return { tier: name, role, holding: 'gdap', people: [] };
    return {
      tier: name,
      role,
      groupName: `${operator.name} ${name}`,
      // A package lasts a year: a role that writes is activated on top of it. A membership by PIM lasts hours.
      holding: route === 'access-packages' && role.isWriter ? 'eligible' : 'active',
      people:
        route === 'pim-for-groups'
          ? people.filter((one) => one.tier === name).map((one) => ({ name: one.name, objectId: one.objectId }))
          : [],
    };
  };
  return mayAct ? [tier('analysts'), tier('responders')] : [tier('analysts')];
}

function planGroups({ scope, exclusions }: Customer): readonly DirectoryGroupPlan[] {
  return [
    ...(scope.kind === 'groups' && scope.createUserGroup
      ? [
          {
            key: 'scope-users',
            name: scope.userGroup,
            description: 'Users whom the service covers. The name is fixed by the service: never rename it, never nest groups in it.',
          },
        ]
      : []),
    ...exclusions.userGroups
      .filter(({ create }) => create)
      .map(({ name, reason }) => ({ key: `exclusion-${name}`, name, description: `Guided, never acted upon: ${reason}` })),
  ];
}

/**
 * Decides what the access stack makes in the customer's directory.
 * @param mayAct whether the operator may ever change something: only then is there a tier that writes
 * @param maximumActivationDuration ISO 8601, the same as for Azure Lighthouse
 */
export function planDirectoryAccess(
  customer: Customer,
  operator: Operator,
  mayAct: boolean,
  maximumActivationDuration: string,
): DirectoryAccessPlan {
  const { route, approverGroupId, connectedOrganizationId } = customer.access;
  return {
    route,
    tiers: planTiers(customer, operator, mayAct),
    groups: planGroups(customer),
    ...(approverGroupId === undefined ? {} : { approverGroupId }),
    ...(connectedOrganizationId === undefined ? {} : { connectedOrganizationId }),
    maximumActivationDuration,
    assignmentDays,
    conditionalAccess: planConditionalAccess(customer, operator),
  };
}
