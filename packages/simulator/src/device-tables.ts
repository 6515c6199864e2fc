import type { LocalDay } from './local-calendar.ts';
import { utcText } from './log-row.ts';
import type { LogRow } from './log-row.ts';
import type { SimulatedDevice, SimulatedUser } from './organization.ts';
import type { PlannedEvent, TelemetryTable, Tenant } from './telemetry.ts';
import { campaignsOn, drawCampaignInstant, drawDailyCount, drawInstant, rowStream } from './telemetry.ts';

/** Days between two reports of one device; every month holds several of each. */
const reportCycleDays = 10;

export const deviceInfo: TelemetryTable = {
  name: 'DeviceInfo',
  kinds: ['report'],
  plan(day, tenant) {
    return tenant.organization.devices
      .filter((device) => (device.index + day.number) % reportCycleDays === 0)
      .map((device) => ({
        atMs: drawInstant(tenant, day, rowStream(tenant, 'DeviceInfo', day, device.index), 'flat'),
        kind: 0,
        sequence: device.index,
      }));
  },
  row(event, _day, tenant) {
    const device = tenant.organization.devices[event.sequence]!;
    return {
      TimeGenerated: utcText(event.atMs),
      DeviceId: device.id,
      DeviceName: device.name,
      AadDeviceId: device.aadDeviceId,
      DeviceType: device.kind,
      OSPlatform: device.osPlatform,
      OSVersion: device.osVersion,
      OnboardingStatus: device.onboardingStatus,
      SensorHealthState: device.sensorHealth,
      ExposureLevel: device.exposureLevel,
      AssetValue: device.kind === 'Server' && device.index < 4 ? 'High' : 'Normal',
      IsInternetFacing: device.kind === 'Server' && device.index < 2,
      JoinType: 'AAD Registered',
      MachineGroup: device.kind === 'Server' ? 'Servers' : 'Workstations',
      ...(device.owner ? { LoggedOnUsers: [{ UserName: device.owner.account }] } : {}),
      ...(device.mergedToDeviceId === '' ? {} : { MergedToDeviceId: device.mergedToDeviceId }),
    };
  },
};

interface ProcessKind {
  readonly file: string;
  readonly folder: string;
  readonly command: string;
  readonly parent: string;
}

const everydayProcesses: readonly ProcessKind[] = [
  {
    file: 'msedge.exe',
    folder: 'C:\\Program Files (x86)\\Microsoft\\Edge\\Application',
    command: 'msedge.exe --type=renderer',
    parent: 'explorer.exe',
  },
  { file: 'OUTLOOK.EXE', folder: 'C:\\Program Files\\Microsoft Office\\root\\Office16', command: 'OUTLOOK.EXE', parent: 'explorer.exe' },
  { file: 'ms-teams.exe', folder: 'C:\\Program Files\\WindowsApps', command: 'ms-teams.exe', parent: 'explorer.exe' },
  { file: 'svchost.exe', folder: 'C:\\Windows\\System32', command: 'svchost.exe -k netsvcs', parent: 'services.exe' },
  {
    file: 'powershell.exe',
    folder: 'C:\\Windows\\System32\\WindowsPowerShell\\v1.0',
    command: 'powershell.exe -NoProfile -File C:\\Tools\\inventory.ps1',
    parent: 'svchost.exe',
  },
];
/** What an intruder types once inside: looking around, stealing secrets, moving on, removing the way back. */
const intruderProcesses: readonly ProcessKind[] = [
  { file: 'whoami.exe', folder: 'C:\\Windows\\System32', command: 'whoami.exe /all', parent: 'cmd.exe' },
  { file: 'nltest.exe', folder: 'C:\\Windows\\System32', command: 'nltest.exe /domain_trusts', parent: 'cmd.exe' },
  { file: 'net.exe', folder: 'C:\\Windows\\System32', command: 'net.exe group "Domain Admins" /domain', parent: 'cmd.exe' },
  {
    file: 'rundll32.exe',
    folder: 'C:\\Windows\\System32',
    command: 'rundll32.exe comsvcs.dll MiniDump 640 C:\\Windows\\Temp\\l.dmp full',
    parent: 'powershell.exe',
  },
  {
    file: 'powershell.exe',
    folder: 'C:\\Windows\\System32\\WindowsPowerShell\\v1.0',
    command: 'powershell.exe -NoProfile -WindowStyle Hidden -EncodedCommand UwB0AGEAcgB0AA==',
    parent: 'wmiprvse.exe',
  },
  { file: 'PSEXESVC.exe', folder: 'C:\\Windows', command: 'PSEXESVC.exe', parent: 'services.exe' },
  { file: 'vssadmin.exe', folder: 'C:\\Windows\\System32', command: 'vssadmin.exe delete shadows /all /quiet', parent: 'cmd.exe' },
];

export const deviceProcessEvents: TelemetryTable = {
  name: 'DeviceProcessEvents',
  kinds: ['everyday', 'intruder'],
  plan: (day, tenant) => planDeviceEvents('DeviceProcessEvents', day, tenant, 190, 0.35),
  row(event, day, tenant) {
    const random = rowStream(tenant, 'DeviceProcessEvents', day, event.sequence);
    const { device, user } = pickActor(tenant, event, random.next(), random.next());
    const process = random.pick(event.kind === 1 ? intruderProcesses : everydayProcesses);
    return {
      ...deviceColumns(event, device),
      ActionType: 'ProcessCreated',
      FileName: process.file,
      FolderPath: `${process.folder}\\${process.file}`,
      ProcessCommandLine: process.command,
      ProcessId: random.integer(400, 60_000),
      SHA256: random.split('file', process.file).hex(64),
      AccountName: user.account,
      AccountUpn: user.upn,
      InitiatingProcessFileName: process.parent,
      InitiatingProcessAccountName: user.account,
    };
  },
};

export const deviceLogonEvents: TelemetryTable = {
  name: 'DeviceLogonEvents',
  kinds: ['success', 'failure'],
  plan(day, tenant) {
    return planDeviceEvents('DeviceLogonEvents', day, tenant, 90, 0.3).map((event) => {
      const random = rowStream(tenant, 'DeviceLogonEvents', day, event.sequence).split('outcome');
      return { ...event, kind: random.chance(event.campaign ? 0.4 : 0.03) ? 1 : 0 };
    });
  },
  row(event, day, tenant) {
    const random = rowStream(tenant, 'DeviceLogonEvents', day, event.sequence);
    const { device, user } = pickActor(tenant, event, random.next(), random.next());
    return {
      ...deviceColumns(event, device),
      ActionType: event.kind === 1 ? 'LogonFailed' : 'LogonSuccess',
      LogonType: event.campaign ? 'Network' : 'Interactive',
      AccountName: user.account,
      AccountDomain: 'CORP',
      Protocol: event.campaign ? 'NTLM' : 'Negotiate',
      IsLocalAdmin: user.isPrivileged,
      RemoteIP: event.campaign ? (event.campaign.devices[0]?.localIp ?? '') : '',
      ...(event.kind === 1 ? { FailureReason: 'InvalidUserNameOrPassword' } : {}),
    };
  },
};

export const deviceNetworkEvents: TelemetryTable = {
  name: 'DeviceNetworkEvents',
  kinds: ['everyday', 'intruder'],
  plan: (day, tenant) => planDeviceEvents('DeviceNetworkEvents', day, tenant, 170, 0.4),
  row(event, day, tenant) {
    const random = rowStream(tenant, 'DeviceNetworkEvents', day, event.sequence);
    const { device, user } = pickActor(tenant, event, random.next(), random.next());
    const { campaign } = event;
    return {
      ...deviceColumns(event, device),
      ActionType: 'ConnectionSuccess',
      RemoteIP: campaign?.attackerIp ?? `198.51.100.${random.integer(1, 254)}`,
      RemotePort: 443,
      RemoteUrl: campaign
        ? `https://${campaign.attackerDomain}/beacon`
        : `https://${random.pick(['updates.example', 'cdn.example', 'crm.example'])}`,
      Protocol: 'Tcp',
      LocalIP: device.localIp,
      InitiatingProcessFileName: campaign ? 'powershell.exe' : 'msedge.exe',
      InitiatingProcessAccountUpn: user.upn,
    };
  },
};

function planDeviceEvents(table: string, day: LocalDay, tenant: Tenant, perWorkday: number, weekendShare: number): readonly PlannedEvent[] {
  const random = tenant.context.random.split('plan', table, day.date);
  const events: PlannedEvent[] = Array.from({ length: drawDailyCount(tenant, day, random, perWorkday, weekendShare) }, (_, sequence) => ({
    atMs: drawInstant(tenant, day, random, 'office'),
    kind: 0,
    sequence,
  }));
  for (const campaign of campaignsOn(tenant, day, 'intrusion')) {
    for (let step = 0; step < campaign.volume / 2; step++)
      events.push({ atMs: drawCampaignInstant(campaign, random), kind: 1, sequence: events.length, campaign });
  }
  return events;
}

function at<T>(list: readonly T[], share: number): T {
  return list[Math.floor(share * list.length)]!;
}

/** A person at their own machine, or an intruder with a stolen account on one of theirs. */
function pickActor(
  tenant: Tenant,
  event: PlannedEvent,
  first: number,
  second: number,
): { readonly device: SimulatedDevice; readonly user: SimulatedUser } {
  const { users, devices } = tenant.organization;
  if (event.campaign) return { device: at(event.campaign.devices, first), user: at(event.campaign.users, second) };
  const device = at(devices, first);
  return { device, user: device.owner ?? at(users, second) };
}

function deviceColumns(event: PlannedEvent, device: SimulatedDevice): LogRow {
  return { TimeGenerated: utcText(event.atMs), DeviceId: device.id, DeviceName: device.name };
}
