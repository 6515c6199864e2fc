import type { LogRow } from '../log-row.ts';
import type { SimulatedDevice } from '../organization.ts';
import type { BackgroundTable } from './background.ts';
import { hourMs, instantsOf, scheduledAt } from './background.ts';
import type { DeviceAccount } from './endpoint-rows.ts';
import { accountOf, actor, deviceColumns, system } from './endpoint-rows.ts';
import { programs } from './programs.ts';

/** Logons at the device, over the network and remote; passwords mistyped, and the scanner that tries its own account everywhere. */
export const deviceLogons: BackgroundTable = {
  name: 'DeviceLogonEvents',
  rows(day, background, random) {
    const { people } = background;
    const logon = (device: SimulatedDevice, atMs: number, account: DeviceAccount, type: string, more: LogRow = {}): LogRow => ({
      ...deviceColumns(device, atMs, random),
      ActionType: 'LogonSuccess',
      LogonType: type,
      AccountDomain: account.domain,
      AccountName: account.name,
      AccountSid: account.sid,
      LogonId: random.integer(999, 900_000),
      IsLocalAdmin: false,
      Protocol: type === 'Network' ? 'Kerberos' : 'Negotiate',
      RemoteIP: '',
      RemoteIPType: '',
      RemoteDeviceName: '',
      ...more,
      ...actor(programs.services, system, atMs, random),
      AdditionalFields: {},
    });
    const owners = instantsOf(day, background, random, 90, 0.1).flatMap((atMs) => {
      const device = random.pick(people.workstations);
      const account = accountOf(people, device, 'owner');
      const failed = random.chance(0.05)
        ? Array.from({ length: random.integer(1, 3) }, (_, index) =>
            logon(device, atMs - (index + 1) * 15_000, account, 'Interactive', {
              ActionType: 'LogonFailed',
              FailureReason: 'InvalidUserNameOrPassword',
            }),
          )
        : [];
      return [...failed, logon(device, atMs, account, random.chance(0.8) ? 'Unlock' : 'Interactive')];
    });
    const network = instantsOf(day, background, random, 50, 0.2).map((atMs) => {
      const from = random.pick(people.workstations);
      return logon(people.servers.file, atMs, accountOf(people, from, 'owner'), 'Network', {
        RemoteIP: from.localIp,
        RemoteIPType: 'Private',
        RemoteDeviceName: from.name.split('.')[0] ?? '',
      });
    });
    const remote = instantsOf(day, background, random, 3, 0.2).map((atMs) => {
      const administrator = random.pick(people.administrators);
      const own = people.deviceOf(administrator);
      const account: DeviceAccount = {
        domain: 'contoso',
        name: administrator.account,
        sid: people.sidOf(administrator),
        upn: administrator.upn,
        objectId: administrator.id,
      };
      const target = random.pick([people.servers.management, people.servers.file, people.servers.web]);
      return logon(target, atMs, account, 'RemoteInteractive', {
        IsLocalAdmin: true,
        RemoteIP: own.localIp,
        RemoteIPType: 'Private',
        RemoteDeviceName: own.name.split('.')[0] ?? '',
      });
    });
    const batches = scheduledAt(day, background, random, 118, 300).map((atMs, index) =>
      logon(
        index === 0 ? people.servers.backup : people.servers.database,
        atMs,
        accountOf(people, people.servers.backup, index === 0 ? 'backup' : 'database'),
        index === 0 ? 'Batch' : 'Service',
      ),
    );
    const isScanDay = new Date(day.startMs + 12 * hourMs).getUTCDay() === 2;
    const scans = isScanDay
      ? people.workstations.slice(0, 25).map((target, index) =>
          logon(target, day.startMs + 20 * hourMs + index * 12_000, accountOf(people, target, 'scanner'), 'Network', {
            Protocol: 'NTLM',
            IsLocalAdmin: true,
            RemoteIP: people.servers.scanner.localIp,
            RemoteIPType: 'Private',
            RemoteDeviceName: people.servers.scanner.name.split('.')[0] ?? '',
          }),
        )
      : [];
    return [...owners, ...network, ...remote, ...batches, ...scans];
  },
};
