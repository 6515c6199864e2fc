import type { JsonValue } from '@mxdr/core';
import type { LocalDay } from '../local-calendar.ts';
import type { LogRow } from '../log-row.ts';
import { utcText } from '../log-row.ts';
import type { SimulatedUser } from '../organization.ts';
import type { RandomStream } from '../random-stream.ts';
import type { Background, BackgroundTable } from './background.ts';
import { instantsOf, minuteMs } from './background.ts';

interface Change {
  readonly operation: string;
  readonly category: string;
  readonly service?: string;
  readonly initiatedBy: JsonValue;
  readonly targets: readonly JsonValue[];
  readonly details?: readonly { readonly key: string; readonly value: string }[];
  readonly reason?: string;
  readonly isFailure?: boolean;
}

function auditRow(atMs: number, { tenant }: Background, random: RandomStream, change: Change): LogRow {
  const type = /^(?:Add|Update|Delete|Remove|Reset|Change|Consent)/u.exec(change.operation)?.[0] ?? 'Update';
  return {
    TimeGenerated: utcText(atMs),
    ActivityDateTime: utcText(atMs),
    OperationName: change.operation,
    ActivityDisplayName: change.operation,
    OperationVersion: '1.0',
    AADOperationType:
      ({ Remove: 'Unassign', Reset: 'Update', Change: 'Update', Consent: 'Assign' } as Record<string, string>)[type] ?? type,
    Category: change.category,
    LoggedByService: change.service ?? 'Core Directory',
    Result: change.isFailure === true ? 'failure' : 'success',
    ResultReason: change.reason ?? '',
    ResultType: '',
    InitiatedBy: change.initiatedBy,
    TargetResources: change.targets,
    AdditionalDetails: (change.details ?? [{ key: 'User-Agent', value: 'Mozilla/5.0' }]).map(({ key, value }) => ({ key, value })),
    Identity: '',
    Resource: 'Microsoft.aadiam',
    AADTenantId: tenant.context.customer.tenantId,
    CorrelationId: random.guid(),
    Id: `Directory_${random.guid()}`,
  };
}

const byUser = (user: SimulatedUser, address: string): JsonValue => ({
  user: { id: user.id, displayName: null, userPrincipalName: user.upn, ipAddress: address, roles: [] },
});
const byApplication = (name: string, objectId: string): JsonValue => ({
  app: { displayName: name, servicePrincipalId: objectId, servicePrincipalName: null, appId: null },
});
const userTarget = (user: SimulatedUser, ...modified: readonly JsonValue[]): JsonValue => ({
  id: user.id,
  displayName: null,
  type: 'User',
  userPrincipalName: user.upn,
  modifiedProperties: [...modified],
  administrativeUnits: [],
});
const changed = (displayName: string, oldValue: string, newValue: string): JsonValue => ({ displayName, oldValue, newValue });

/** What provisioning and the service desk do all day. */
function everydayChange(day: LocalDay, background: Background, random: RandomStream): Change {
  const { people } = background;
  const target = random.pick(people.users);
  const helper = random.pick(people.users.filter((user) => user.department === 'IT'));
  const address = people.placeOf(helper, day, random).address;
  const self = byUser(target, people.placeOf(target, day, random).address);
  const hr = people.applications[3]!;
  const group = `Project ${random.pick(['Harbour', 'Dune', 'Lighthouse', 'Tulip'])}`;
  return random.pickWeighted<Change>([
    {
      weight: 40,
      value: {
        operation: 'Update user',
        category: 'UserManagement',
        initiatedBy: byApplication(hr.name, hr.objectId),
        targets: [
          userTarget(
            target,
            changed('Department', '[]', `["${target.department}"]`),
            changed('Included Updated Properties', '', '"Department"'),
          ),
        ],
      },
    },
    {
      weight: 18,
      value: {
        operation: 'Add member to group',
        category: 'GroupManagement',
        initiatedBy: byUser(helper, address),
        targets: [
          userTarget(target, changed('Group.DisplayName', '', `"${group}"`)),
          { id: random.guid(), displayName: group, type: 'Group', modifiedProperties: [] },
        ],
      },
    },
    {
      weight: 10,
      value: {
        operation: 'Remove member from group',
        category: 'GroupManagement',
        initiatedBy: byUser(helper, address),
        targets: [userTarget(target, changed('Group.DisplayName', `"${group}"`, ''))],
      },
    },
    {
      weight: 7,
      value: {
        operation: 'Reset user password',
        category: 'UserManagement',
        initiatedBy: byUser(helper, address),
        targets: [userTarget(target)],
      },
    },
    {
      weight: 7,
      value: {
        operation: 'Change user password',
        category: 'UserManagement',
        initiatedBy: self,
        targets: [userTarget(target)],
      },
    },
    {
      weight: 6,
      value: {
        operation: 'User registered security info',
        category: 'UserManagement',
        service: 'Authentication Methods',
        reason: 'User registered Authenticator App with Notification and Code',
        initiatedBy: self,
        targets: [userTarget(target)],
        details: [{ key: 'MethodType', value: 'Authenticator App' }],
      },
    },
    {
      weight: 6,
      value: {
        operation: 'Update device',
        category: 'Device',
        initiatedBy: byApplication('Device Registration Service', '01cb2876-7ebd-4aa4-9cc9-d28bd4d359a9'),
        targets: [
          {
            id: people.deviceOf(target).aadDeviceId,
            displayName: people.deviceOf(target).name.split('.')[0] ?? '',
            type: 'Device',
            modifiedProperties: [],
          },
        ],
      },
    },
    {
      weight: 3,
      value: {
        operation: 'Reset user password',
        category: 'UserManagement',
        initiatedBy: byUser(helper, address),
        targets: [userTarget(target)],
        isFailure: true,
        reason: 'Insufficient privileges to complete the operation.',
      },
    },
    {
      weight: 2,
      value: {
        operation: 'Consent to application',
        category: 'ApplicationManagement',
        initiatedBy: self,
        targets: [
          {
            id: random.guid(),
            displayName: 'Workday',
            type: 'ServicePrincipal',
            modifiedProperties: [
              changed('ConsentContext.IsAdminConsent', '', '"False"'),
              changed('ConsentContext.OnBehalfOfAll', '', '"False"'),
              changed(
                'ConsentAction.Permissions',
                '',
                '"[] => [[Id: x, ClientId: y, PrincipalId: z, ResourceId: r, ConsentType: Principal, Scope: openid profile User.Read]]; "',
              ),
            ],
          },
        ],
      },
    },
    {
      weight: 2,
      value: {
        operation: 'Disable account',
        category: 'UserManagement',
        initiatedBy: byApplication(hr.name, hr.objectId),
        targets: [userTarget(target, changed('AccountEnabled', '[true]', '[false]'))],
      },
    },
  ]);
}

/** An administrator takes a role for some hours, does something with it and lets it go: the way it should be. */
function administration(day: LocalDay, background: Background, random: RandomStream): readonly LogRow[] {
  const { people } = background;
  return people.administrators.flatMap((administrator) =>
    instantsOf(day, background, random, 0.5, 0.02).flatMap((atMs) => {
      const { address } = people.placeOf(administrator, day, random);
      const actor = byUser(administrator, address);
      const role = random.pick(['User Administrator', 'Exchange Administrator', 'Application Administrator', 'Security Administrator']);
      const roleTarget: JsonValue = { id: random.guid(), displayName: role, type: 'Role', modifiedProperties: [] };
      const activated = auditRow(atMs, background, random, {
        operation: 'Add member to role completed (PIM activation)',
        category: 'RoleManagement',
        service: 'PIM',
        reason: `Change CHG${random.integer(10_000, 99_999)}`,
        initiatedBy: actor,
        targets: [roleTarget, userTarget(administrator)],
        details: [{ key: 'RoleDefinitionOriginType', value: 'BuiltInRole' }],
      });
      const released = auditRow(atMs + 240 * minuteMs, background, random, {
        operation: 'Remove member from role (PIM activation expired)',
        category: 'RoleManagement',
        service: 'PIM',
        initiatedBy: { app: { displayName: 'MS-PIM', servicePrincipalId: '01fc33a7-78ba-4d2f-a4b7-768e336e890e' } },
        targets: [roleTarget, userTarget(administrator)],
      });
      return [activated, released];
    }),
  );
}

/** Changes in the directory by provisioning, the service desk, users themselves and administrators with just-in-time roles. */
export const auditLogs: BackgroundTable = {
  name: 'AuditLogs',
  rows(day, background, random) {
    return [
      ...instantsOf(day, background, random, 40, 0.15).map((atMs) =>
        auditRow(atMs, background, random, everydayChange(day, background, random)),
      ),
      ...administration(day, background, random),
    ];
  },
};
