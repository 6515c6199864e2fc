import type { LogRow } from '../log-row.ts';
import { utcText } from '../log-row.ts';
import type { SimulatedUser } from '../organization.ts';
import type { RandomStream } from '../random-stream.ts';
import type { Background, BackgroundTable } from './background.ts';
import { hourMs, instantsOf, minuteMs } from './background.ts';

const shortName = (name: string): string => name.split('.')[0] ?? name;

function directoryColumns(user: SimulatedUser, atMs: number, { people, tenant }: Background, random: RandomStream): LogRow {
  const device = people.deviceOf(user);
  const controller = random.chance(0.6) ? people.servers.domainController : people.servers.secondController;
  return {
    TimeGenerated: utcText(atMs),
    AccountUpn: user.upn,
    AccountName: user.account,
    AccountDomain: tenant.context.customer.domain,
    AccountDisplayName: user.displayName,
    AccountObjectId: user.id,
    AccountSid: people.sidOf(user),
    DeviceName: shortName(device.name),
    IPAddress: device.localIp,
    DestinationDeviceName: shortName(controller.name),
    DestinationIPAddress: controller.localIp,
    Application: 'Active Directory',
    Location: '',
    ReportId: random.guid(),
    AdditionalFields: {},
  };
}

/** Logons that domain controllers see, with passwords mistyped or run out. */
export const identityLogons: BackgroundTable = {
  name: 'IdentityLogonEvents',
  rows(day, background, random) {
    const { people } = background;
    return instantsOf(day, background, random, 150, 0.15).flatMap((atMs) => {
      const user = random.pick(people.users);
      const isKerberos = random.chance(0.85);
      const row = (at: number, more: LogRow): LogRow => ({
        ...directoryColumns(user, at, background, random),
        ActionType: 'LogonSuccess',
        LogonType: 'Credentials validation',
        Protocol: isKerberos ? 'Kerberos' : 'Ntlm',
        Port: isKerberos ? '88' : '445',
        OSPlatform: 'Windows 11',
        DeviceType: 'Workstation',
        ...more,
      });
      const failures = random.chance(0.04)
        ? Array.from({ length: random.integer(1, 3) }, (_, index) =>
            row(atMs - (index + 1) * 20_000, {
              ActionType: 'LogonFailed',
              FailureReason: random.pick(['WrongPassword', 'PasswordExpired']),
            }),
          )
        : [];
      return [...failures, row(atMs, {})];
    });
  },
};

/** Questions to the directory: by name servers and tools of administrators. */
export const identityQueries: BackgroundTable = {
  name: 'IdentityQueryEvents',
  rows(day, background, random) {
    const { people } = background;
    return instantsOf(day, background, random, 30, 0.2).map((atMs): LogRow => {
      const isAdministrator = random.chance(0.3);
      const user = random.pick(isAdministrator ? people.administrators : people.users);
      const target = random.pick(people.users);
      return {
        ...directoryColumns(user, atMs, background, random),
        ...(isAdministrator
          ? {
              ActionType: 'LDAP query',
              QueryType: 'UserPrincipalName',
              Protocol: 'Ldap',
              Query: `(userPrincipalName=${target.upn})`,
              QueryTarget: target.upn,
              Port: '389',
            }
          : {
              ActionType: 'DNS query',
              QueryType: 'A',
              Protocol: 'Dns',
              Query: 'files.contoso.com',
              QueryTarget: 'files.contoso.com',
              Port: '53',
            }),
      };
    });
  },
};

/** Changes of accounts in the directory, by the service desk and the people themselves. */
export const identityChanges: BackgroundTable = {
  name: 'IdentityDirectoryEvents',
  rows(day, background, random) {
    const { people } = background;
    return instantsOf(day, background, random, 14, 0.1).map((atMs): LogRow => {
      const target = random.pick(people.users);
      const [action, by, fields] = random.pickWeighted([
        { value: ['Account Password changed', target, {}] as const, weight: 10 },
        {
          value: [
            'Group Membership changed',
            random.pick(people.administrators),
            { 'TO.GROUP': 'Project Harbour', 'TARGET_OBJECT.USER': target.displayName },
          ] as const,
          weight: 5,
        },
        { value: ['Account disabled', random.pick(people.administrators), {}] as const, weight: 1 },
        { value: ['Account Unlock changed', random.pick(people.administrators), {}] as const, weight: 2 },
        { value: ['Device Operating System changed', random.pick(people.administrators), {}] as const, weight: 3 },
      ]);
      return {
        ...directoryColumns(by, atMs, background, random),
        ActionType: action,
        TargetAccountUpn: target.upn,
        TargetAccountDisplayName: target.displayName,
        AdditionalFields: fields,
      };
    });
  },
};

/** Who everybody is: a snapshot every Monday. */
export const identityInfo: BackgroundTable = {
  name: 'IdentityInfo',
  rows(day, { people, tenant }) {
    if (new Date(day.startMs + 12 * hourMs).getUTCDay() !== 1) return [];
    return people.users.map((user, index): LogRow => ({
      TimeGenerated: utcText(day.startMs + 2 * hourMs + index * 1000),
      AccountUPN: user.upn,
      AccountName: user.account,
      AccountDomain: tenant.context.customer.domain,
      AccountDisplayName: user.displayName,
      AccountObjectId: user.id,
      AccountSID: people.sidOf(user),
      AccountTenantId: tenant.context.customer.tenantId,
      AssignedRoles: people.administrators.includes(user) ? ['User Administrator'] : [],
      GroupMembership: [`Department ${user.department}`],
      Department: user.department,
      JobTitle: user.title,
      City: user.site.city,
      Country: user.site.country,
      MailAddress: user.upn,
      IsAccountEnabled: true,
      IsMFARegistered: true,
      IsServiceAccount: false,
      UserType: 'Member',
      ChangeSource: 'AzureActiveDirectory',
      LastSeenDate: utcText(day.startMs - 10 * minuteMs),
    }));
  },
};
