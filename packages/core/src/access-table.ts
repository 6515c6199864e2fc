import { roleCapabilities, azureRoles } from './azure-roles.ts';
import type { AzureRole } from './azure-roles.ts';
import { directoryRoles } from './directory-access.ts';
import type { EligibleAuthorization, EnvironmentPlan, LighthouseAuthorization } from './environment-plan.ts';
import type { Operator } from './operator.ts';

/** How long a right lasts once it is held. */
export type AccessHolding = 'permanent' | 'just-in-time';

/** One right of one holder, in words: a line of the table of who can do what. */
export interface AccessRow {
  /** Name of the group, or of the application. */
  readonly who: string;
  /** Object id in the operator's tenant. */
  readonly principalId: string;
  /** `pipeline` deploys, `reader` is the application that reads for checks and reports. */
  readonly kind: 'people' | 'pipeline' | 'reader';
  readonly where: 'Azure' | 'Microsoft Defender and Entra ID';
  readonly role: string;
  readonly roleId: string;
  readonly holding: AccessHolding;
  /** What must happen before the right is held, e.g. `activated for at most 4 hours, with MFA, approved by MXDR Shift leads`. */
  readonly condition: string;
  /** What the right lets its holder do. */
  readonly can: readonly string[];
  /** Whether it can change anything. */
  readonly isWriter: boolean;
  /** Why the service needs it. */
  readonly reason: string;
}

const rolesById: ReadonlyMap<string, AzureRole> = new Map(Object.values(azureRoles).map((role): [string, AzureRole] => [role.id, role]));

const directoryCapabilities: Readonly<Record<string, readonly string[]>> = {
  [directoryRoles.securityReader.templateId]: [
    'see incidents, alerts, devices and hunting data in the Defender portal',
    'see sign-ins and risks in Entra ID',
  ],
  [directoryRoles.securityOperator.templateId]: [
    'manage incidents and alerts in the Defender portal',
    'take response actions on devices, files and mail',
    'dismiss or confirm risky users',
  ],
};

/** `PT4H` as `4 hours`, `PT90M` as `90 minutes`; any other form as it is. */
export function wordDuration(duration: string): string {
  const [, hours, minutes] = /^PT(?:(\d+)H)?(?:(\d+)M)?$/u.exec(duration) ?? [];
  const parts = [
    ...(hours === undefined ? [] : [`${hours} ${hours === '1' ? 'hour' : 'hours'}`]),
    ...(minutes === undefined ? [] : [`${minutes} ${minutes === '1' ? 'minute' : 'minutes'}`]),
  ];
  return parts.length === 0 ? duration : parts.join(' ');
}

function describeAzure(
  authorization: LighthouseAuthorization,
  kind: AccessRow['kind'],
  holding: AccessHolding,
  condition: string,
): AccessRow {
  const role = rolesById.get(authorization.roleDefinitionId);
  return {
    who: authorization.principalDisplayName,
    principalId: authorization.principalId,
    kind,
    where: 'Azure',
    role: authorization.roleName,
    roleId: authorization.roleDefinitionId,
    holding,
    condition,
    can: (role?.allows ?? []).map((capability) => roleCapabilities[capability]),
    // A role that nobody described might do anything.
    isWriter: role?.isWriter ?? true,
    reason: authorization.reason,
  };
}

function activation({ justInTime }: EligibleAuthorization): string {
  const approvers = justInTime.approvers.map(({ principalDisplayName }) => principalDisplayName).join(' or ');
  const mfa = justInTime.multiFactorAuthProvider === 'Azure' ? ', with multi-factor authentication' : '';
  return `activated for at most ${wordDuration(justInTime.maximumActivationDuration)}${mfa}, approved by ${approvers}`;
}

function describeDirectory(plan: EnvironmentPlan, operator: Operator): readonly AccessRow[] {
  const { readers, responders, actors } = operator.principals;
  const { directory } = plan;
  const hours = wordDuration(directory.maximumActivationDuration);
  return directory.tiers.map(({ tier, role, holding, groupName }): AccessRow => {
    const gdapGroup = tier === 'analysts' ? readers : (actors ?? responders);
    const packages = `membership for ${directory.assignmentDays} days, which you approve`;
    const conditions = {
      gdap: role.isWriter
        ? `by the service provider relationship (GDAP); membership of the group activated for at most ${hours}, with multi-factor authentication and approval`
        : 'by the service provider relationship (GDAP), until it ends or you end it',
      active: directory.route === 'pim-for-groups' ? `membership activated for at most ${hours}, which you approve` : packages,
      eligible: `${packages}; the role activated for at most ${hours}, with multi-factor authentication, which you approve`,
    };
    return {
      who: groupName ?? gdapGroup.displayName,
      principalId: groupName === undefined ? gdapGroup.principalId : '',
      kind: 'people',
      where: 'Microsoft Defender and Entra ID',
      role: role.name,
      roleId: role.templateId,
      holding: role.isWriter || directory.route === 'pim-for-groups' ? 'just-in-time' : 'permanent',
      condition: conditions[holding],
      can: directoryCapabilities[role.templateId] ?? [],
      isWriter: role.isWriter,
      reason: role.reason,
    };
  });
}

/**
 * Who of the operator can do what at one customer, and on what condition: the same rows that the consent pack shows and that the tests
 * hold against least privilege. In the order permanent, just in time, directory.
 */
export function describeAccess(plan: EnvironmentPlan, operator: Operator): readonly AccessRow[] {
  const kindOf = ({ principalKind, principalId }: LighthouseAuthorization): AccessRow['kind'] => {
    if (principalKind === 'group') return 'people';
    return principalId === operator.principals.readerApplication?.principalId ? 'reader' : 'pipeline';
  };
  const conditions = {
    people: 'always',
    pipeline: 'always, to deploy what was reviewed',
    reader: 'always, for checks and reports',
  } as const;
  return [
    ...plan.lighthouse.permanent.map((authorization) => {
      const kind = kindOf(authorization);
      return describeAzure(authorization, kind, 'permanent', conditions[kind]);
    }),
    ...plan.lighthouse.eligible.map((authorization) => describeAzure(authorization, 'people', 'just-in-time', activation(authorization))),
    ...describeDirectory(plan, operator),
  ];
}
