import type { LogRow } from '../log-row.ts';
import { utcText } from '../log-row.ts';
import type { SimulatedDevice } from '../organization.ts';
import type { RandomStream } from '../random-stream.ts';
import { createRandomStream } from '../random-stream.ts';
import type { Background, BackgroundTable } from './background.ts';
import { hourMs, instantsOf, minuteMs, scheduledAt } from './background.ts';
import type { People } from './people.ts';
import type { Program, Run } from './programs.ts';
import { programs } from './programs.ts';

/** An account as device tables write it. */
interface DeviceAccount {
  readonly domain: string;
  readonly name: string;
  readonly sid: string;
  readonly upn: string;
  readonly objectId: string;
}

const system: DeviceAccount = { domain: 'nt authority', name: 'system', sid: 'S-1-5-18', upn: '', objectId: '' };

function accountOf(people: People, device: SimulatedDevice, runs: Run['as']): DeviceAccount {
  if (runs === 'system' || (runs === 'owner' && device.owner === undefined)) return system;
  if (runs === 'owner') {
    const owner = device.owner!;
    return { domain: 'contoso', name: owner.account, sid: people.sidOf(owner), upn: owner.upn, objectId: owner.id };
  }
  const { name, sid } = people.serviceAccounts[runs];
  return { domain: 'contoso', name, sid, upn: '', objectId: '' };
}

const deviceColumns = (device: SimulatedDevice, atMs: number, random: RandomStream): LogRow => ({
  TimeGenerated: utcText(atMs),
  DeviceId: device.id,
  DeviceName: device.name,
  MachineGroup: device.kind === 'Server' ? 'Servers' : 'Workstations',
  ReportId: random.integer(1, 1_000_000),
});

interface FileHashes {
  readonly SHA1: string;
  readonly SHA256: string;
  readonly MD5: string;
}
const known = new Map<string, FileHashes>();

/** Hashes of a program are the same on every device of every tenant. */
function hashesOf(file: string): FileHashes {
  const name = file.toLowerCase();
  let hashes = known.get(name);
  if (hashes === undefined) {
    const random = createRandomStream(`program/${name}`);
    hashes = { SHA1: random.hex(40), SHA256: random.hex(64), MD5: random.hex(32) };
    known.set(name, hashes);
  }
  return hashes;
}

/** The process that acts, in the columns that every table of the endpoint has. */
function actor(program: Program, account: DeviceAccount, atMs: number, random: RandomStream): LogRow {
  const { SHA1, SHA256, MD5 } = hashesOf(program.file);
  return {
    InitiatingProcessFileName: program.file,
    InitiatingProcessFolderPath: `${program.folder}\\${program.file}`.toLowerCase(),
    InitiatingProcessCommandLine: program.command,
    InitiatingProcessId: random.integer(400, 60_000),
    InitiatingProcessCreationTime: utcText(atMs - random.integer(1, 400) * minuteMs),
    InitiatingProcessParentFileName: program.parent,
    InitiatingProcessParentId: random.integer(400, 60_000),
    InitiatingProcessAccountDomain: account.domain,
    InitiatingProcessAccountName: account.name,
    InitiatingProcessAccountSid: account.sid,
    InitiatingProcessAccountUpn: account.upn,
    InitiatingProcessAccountObjectId: account.objectId,
    InitiatingProcessVersionInfoCompanyName: program.company,
    InitiatingProcessVersionInfoOriginalFileName: program.file,
    InitiatingProcessVersionInfoProductName: program.company,
    InitiatingProcessSHA1: SHA1,
    InitiatingProcessSHA256: SHA256,
    InitiatingProcessMD5: MD5,
  };
}

/** How far a process may go. */
const integrityOf = (account: DeviceAccount): readonly [level: string, elevation: string] =>
  account === system ? ['System', 'TokenElevationTypeDefault'] : ['Medium', 'TokenElevationTypeLimited'];

function processRow(run: Run, device: SimulatedDevice, atMs: number, background: Background, random: RandomStream): LogRow {
  const account = accountOf(background.people, device, run.as);
  const [level, elevation] = integrityOf(account);
  return {
    ...deviceColumns(device, atMs, random),
    ActionType: 'ProcessCreated',
    FileName: run.file,
    FolderPath: `${run.folder}\\${run.file}`,
    FileSize: 100_000 + run.file.length * 4096,
    ...hashesOf(run.file),
    ProcessId: random.integer(400, 60_000),
    ProcessCommandLine: run.command,
    ProcessCreationTime: utcText(atMs),
    ProcessIntegrityLevel: level,
    ProcessTokenElevation: elevation,
    InitiatingProcessIntegrityLevel: level,
    InitiatingProcessTokenElevation: elevation,
    InitiatingProcessSignatureStatus: 'Valid',
    InitiatingProcessSignerType: 'OsVendor',
    ProcessVersionInfoCompanyName: run.company,
    ProcessVersionInfoOriginalFileName: run.file,
    ProcessVersionInfoProductName: run.company,
    AccountDomain: account.domain,
    AccountName: account.name,
    AccountSid: account.sid,
    AccountUpn: account.upn,
    AccountObjectId: account.objectId,
    LogonId: random.integer(999, 900_000),
    ...actor(run.by, account, atMs, random),
    AdditionalFields: {},
  };
}

/**
 * Programs that people, management and servers start. Near misses: scripts of device management with encoded or hidden commands, the backup
 * that drops its own old shadow copies, the service desk looking around, installers that make tasks and services.
 */
export const deviceProcesses: BackgroundTable = {
  name: 'DeviceProcessEvents',
  rows(day, background, random) {
    const { people } = background;
    const owned = instantsOf(day, background, random, 230, 0.15).map((atMs) =>
      processRow(random.pickWeighted(programs.everyday), random.pick(people.workstations), atMs, background, random),
    );
    const managed = instantsOf(day, background, random, 50, 0.4, 'flat').map((atMs) =>
      processRow(random.pickWeighted(programs.management), random.pick(people.workstations), atMs, background, random),
    );
    const served = instantsOf(day, background, random, 40, 0.8, 'flat').map((atMs) => {
      const { role, run } = random.pickWeighted(programs.servers);
      return processRow(run, people.servers[role], atMs, background, random);
    });
    const nightly = scheduledAt(day, background, random, 120, 135).map((atMs, index) =>
      processRow(programs.backup[index % programs.backup.length]!, people.servers.backup, atMs, background, random),
    );
    const desk = instantsOf(day, background, random, 1.5, 0).flatMap((atMs) => {
      const device = random.pick(people.workstations);
      return programs.serviceDesk
        .slice(0, random.integer(1, 2))
        .map((run, index) => processRow(run, device, atMs + index * 70_000, background, random));
    });
    return [...owned, ...managed, ...served, ...nightly, ...desk];
  },
};

const sites = [
  'login.microsoftonline.com',
  'outlook.office365.com',
  'teams.microsoft.com',
  'cdn.example',
  'news.example',
  'fabrikam.example',
] as const;

/** Connections of browsers and programs; servers inside; the scanner that knocks on every door. */
export const deviceNetwork: BackgroundTable = {
  name: 'DeviceNetworkEvents',
  rows(day, background, random) {
    const { people } = background;
    const connection = (
      device: SimulatedDevice,
      atMs: number,
      program: Program,
      as: Run['as'],
      to: { ip: string; port: number; url: string },
      isFailure = false,
    ): LogRow => ({
      ...deviceColumns(device, atMs, random),
      ActionType: isFailure ? 'ConnectionFailed' : 'ConnectionSuccess',
      RemoteIP: to.ip,
      RemotePort: to.port,
      RemoteUrl: to.url,
      RemoteIPType: to.ip.startsWith('10.') ? 'Private' : 'Public',
      LocalIP: device.localIp,
      LocalPort: random.integer(49_152, 65_500),
      LocalIPType: 'Private',
      Protocol: 'Tcp',
      ...actor(program, accountOf(people, device, as), atMs, random),
      AdditionalFields: {},
    });
    const browsing = instantsOf(day, background, random, 150, 0.15).map((atMs) => {
      const program = random.pickWeighted([
        { value: programs.browser, weight: 6 },
        { value: programs.mail, weight: 3 },
        { value: programs.chat, weight: 3 },
      ]);
      return connection(random.pick(people.workstations), atMs, program, 'owner', {
        ip: `198.51.100.${random.integer(1, 250)}`,
        port: 443,
        url: random.pick(sites),
      });
    });
    const inside = instantsOf(day, background, random, 50, 0.2).map((atMs) => {
      const { value: port } = random.pick([{ value: 445 }, { value: 389 }, { value: 88 }, { value: 53 }]);
      const target = port === 445 ? people.servers.file : people.servers.domainController;
      return connection(random.pick(people.workstations), atMs, programs.services, 'system', { ip: target.localIp, port, url: '' });
    });
    // Every Tuesday evening: many addresses and ports from one machine.
    const isScanDay = new Date(day.startMs + 12 * hourMs).getUTCDay() === 2;
    const scan = isScanDay
      ? people.workstations
          .slice(0, 25)
          .flatMap((target, index) =>
            [22, 445, 3389].map((port, slot) =>
              connection(
                people.servers.scanner,
                day.startMs + 20 * hourMs + index * 12_000 + slot * 2000,
                programs.scanner,
                'scanner',
                { ip: target.localIp, port, url: '' },
                port === 22,
              ),
            ),
          )
      : [];
    return [...browsing, ...inside, ...scan];
  },
};

/** Files that are made, changed and removed by honest programs. */
export const deviceFiles: BackgroundTable = {
  name: 'DeviceFileEvents',
  rows(day, background, random) {
    const { people } = background;
    return instantsOf(day, background, random, 140, 0.15).map((atMs): LogRow => {
      const device = random.pick(people.workstations);
      const [action, folder, name, program] = random.pickWeighted([
        {
          value: [
            'FileCreated',
            `C:\\Users\\${device.owner.account}\\Documents`,
            `offer-${random.integer(1, 900)}.docx`,
            programs.word,
          ] as const,
          weight: 30,
        },
        {
          value: [
            'FileModified',
            `C:\\Users\\${device.owner.account}\\Documents`,
            `plan-${random.integer(1, 900)}.xlsx`,
            programs.word,
          ] as const,
          weight: 25,
        },
        {
          value: [
            'FileRenamed',
            `C:\\Users\\${device.owner.account}\\Documents`,
            `final-${random.integer(1, 900)}.pdf`,
            programs.explorer,
          ] as const,
          weight: 8,
        },
        {
          value: [
            'FileCreated',
            `C:\\Users\\${device.owner.account}\\Downloads`,
            `brochure-${random.integer(1, 900)}.pdf`,
            programs.browser,
          ] as const,
          weight: 14,
        },
        {
          value: [
            'FileCreated',
            `C:\\Users\\${device.owner.account}\\Downloads`,
            `setup-${random.integer(1, 30)}.zip`,
            programs.browser,
          ] as const,
          weight: 2,
        },
        {
          value: [
            'FileDeleted',
            `C:\\Users\\${device.owner.account}\\AppData\\Local\\Temp`,
            `${random.hex(8)}.tmp`,
            programs.word,
          ] as const,
          weight: 20,
        },
      ]);
      return {
        ...deviceColumns(device, atMs, random),
        ActionType: action,
        FileName: name,
        FolderPath: `${folder}\\${name}`,
        FileSize: random.integer(2000, 3_000_000),
        SHA1: random.hex(40),
        SHA256: random.hex(64),
        ...(folder.endsWith('Downloads')
          ? { FileOriginUrl: 'https://fabrikam.example/files', FileOriginReferrerUrl: 'https://fabrikam.example/' }
          : {}),
        ...actor(program, accountOf(people, device, 'owner'), atMs, random),
        AdditionalFields: {},
      };
    });
  },
};

/** Settings that installers, policies and programs write. */
export const deviceRegistry: BackgroundTable = {
  name: 'DeviceRegistryEvents',
  rows(day, background, random) {
    const { people } = background;
    return instantsOf(day, background, random, 45, 0.3).map((atMs): LogRow => {
      const device = random.pick(people.workstations);
      const [key, name, value, program, as] = random.pickWeighted([
        {
          value: [
            'HKEY_LOCAL_MACHINE\\SOFTWARE\\Microsoft\\Windows\\CurrentVersion\\Uninstall\\Office',
            'DisplayVersion',
            '16.0',
            programs.installer,
            'system',
          ] as const,
          weight: 10,
        },
        {
          value: [
            'HKEY_CURRENT_USER\\SOFTWARE\\Microsoft\\Windows\\CurrentVersion\\Run',
            'OneDrive',
            '"C:\\Program Files\\Microsoft OneDrive\\OneDrive.exe" /background',
            programs.sync,
            'owner',
          ] as const,
          weight: 4,
        },
        {
          value: [
            'HKEY_CURRENT_USER\\SOFTWARE\\Microsoft\\Windows\\CurrentVersion\\Run',
            'com.squirrel.Teams.Teams',
            'C:\\Program Files\\Teams\\Update.exe',
            programs.chat,
            'owner',
          ] as const,
          weight: 2,
        },
        {
          value: [
            'HKEY_LOCAL_MACHINE\\SOFTWARE\\Policies\\Microsoft\\Edge',
            'SmartScreenEnabled',
            '1',
            programs.services,
            'system',
          ] as const,
          weight: 10,
        },
        {
          value: [
            'HKEY_LOCAL_MACHINE\\SYSTEM\\ControlSet001\\Services\\IntuneManagementExtension',
            'Start',
            '2',
            programs.installer,
            'system',
          ] as const,
          weight: 3,
        },
      ]);
      return {
        ...deviceColumns(device, atMs, random),
        ActionType: 'RegistryValueSet',
        RegistryKey: key,
        RegistryValueName: name,
        RegistryValueData: value,
        RegistryValueType: value.length < 2 ? 'Dword' : 'String',
        PreviousRegistryKey: key,
        PreviousRegistryValueName: name,
        PreviousRegistryValueData: '',
        ...actor(program, accountOf(people, device, as), atMs, random),
      };
    });
  },
};

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

/** Other events of the sensor: protection that updates and scans, tasks that installers make, drives that people plug in. */
export const deviceEvents: BackgroundTable = {
  name: 'DeviceEvents',
  rows(day, background, random) {
    const { people } = background;
    return instantsOf(day, background, random, 60, 0.3).map((atMs): LogRow => {
      const device = random.pick(people.workstations);
      const [action, fields, program, as] = random.pickWeighted([
        { value: ['AntivirusScanCompleted', { ScanTypeIndex: 'Quick' }, programs.protection, 'system'] as const, weight: 18 },
        { value: ['AntivirusDefinitionsUpdated', {}, programs.protection, 'system'] as const, weight: 18 },
        {
          value: [
            'ScheduledTaskCreated',
            { TaskName: '\\Microsoft\\Office\\Office Automatic Updates 2.0' },
            programs.installer,
            'system',
          ] as const,
          weight: 3,
        },
        {
          value: ['ServiceInstalled', { ServiceName: 'EdgeElevationService', ServiceStartType: 3 }, programs.installer, 'system'] as const,
          weight: 2,
        },
        {
          value: [
            'UsbDriveMounted',
            { DriveLetter: 'E:', BusType: 'USB', ProductName: 'DataTraveler' },
            programs.explorer,
            'owner',
          ] as const,
          weight: 2,
        },
        { value: ['SmartScreenUrlWarning', { Experience: 'Untrusted' }, programs.browser, 'owner'] as const, weight: 1 },
        { value: ['PowerShellCommand', { Command: 'Get-Service' }, programs.manager, 'system'] as const, weight: 10 },
        {
          value: [
            'NamedPipeEvent',
            { PipeName: '\\Device\\NamedPipe\\LOCAL\\crashpad_4242', FileOperation: 'File created' },
            programs.browser,
            'owner',
          ] as const,
          weight: 8,
        },
      ]);
      const account = accountOf(people, device, as);
      return {
        ...deviceColumns(device, atMs, random),
        ActionType: action,
        AccountDomain: account.domain,
        AccountName: account.name,
        AccountSid: account.sid,
        ...actor(program, account, atMs, random),
        AdditionalFields: fields,
      };
    });
  },
};

/** Libraries that programs load from where they belong. */
export const deviceImageLoads: BackgroundTable = {
  name: 'DeviceImageLoadEvents',
  rows(day, background, random) {
    const { people } = background;
    return instantsOf(day, background, random, 40, 0.2).map((atMs): LogRow => {
      const device = random.pick(people.workstations);
      const [file, folder, program] = random.pick([
        ['mso.dll', 'C:\\Program Files\\Microsoft Office\\root\\Office16', programs.word],
        ['amsi.dll', 'C:\\Windows\\System32', programs.manager],
        ['vaultcli.dll', 'C:\\Windows\\System32', programs.services],
        ['dbghelp.dll', 'C:\\Windows\\System32', programs.chat],
      ] as const);
      return {
        ...deviceColumns(device, atMs, random),
        ActionType: 'ImageLoaded',
        FileName: file,
        FolderPath: `${folder}\\${file}`,
        ...hashesOf(file),
        ...actor(program, accountOf(people, device, 'owner'), atMs, random),
      };
    });
  },
};

/** The daily state of every device. */
export const deviceInfo: BackgroundTable = {
  name: 'DeviceInfo',
  rows(day, { tenant }, random) {
    return tenant.organization.devices.map((device): LogRow => {
      const isServer = device.kind === 'Server';
      const os = device.osPlatform;
      return {
        ...deviceColumns(device, day.startMs + random.integer(0, 23 * 60) * minuteMs, random),
        AadDeviceId: device.aadDeviceId,
        DeviceType: device.kind,
        DeviceCategory: 'Endpoint',
        OSPlatform: os,
        OSVersion: device.osVersion,
        OSArchitecture: '64-bit',
        OnboardingStatus: device.onboardingStatus,
        SensorHealthState: device.sensorHealth,
        ExposureLevel: device.exposureLevel,
        AssetValue: isServer ? 'High' : 'Normal',
        IsInternetFacing: isServer && device.index < 2,
        IsAzureADJoined: !isServer,
        JoinType: isServer ? 'Domain Joined' : 'AAD Joined',
        PublicIP: device.site.officeIp,
        LoggedOnUsers: device.owner === undefined ? [] : [{ UserName: device.owner.account, DomainName: 'contoso' }],
        MergedToDeviceId: device.mergedToDeviceId,
        MitigationStatus: '{}',
        ClientVersion: '10.8800.1.0',
      };
    });
  },
};

const weaknesses = [
  ['CVE-2026-10021', 'microsoft', 'office', '16.0.1', 'Medium'],
  ['CVE-2026-10340', 'google', 'chrome', '141.0', 'High'],
  ['CVE-2025-48812', '7-zip', '7-zip', '24.0', 'Medium'],
  ['CVE-2026-10777', 'microsoft', 'windows_server_2022', '10.0', 'High'],
] as const;

/** Weaknesses that wait for their update: a snapshot every Monday. */
export const deviceVulnerabilities: BackgroundTable = {
  name: 'DeviceTvmSoftwareVulnerabilities',
  rows(day, { people }, random) {
    if (new Date(day.startMs + 12 * hourMs).getUTCDay() !== 1) return [];
    return people.workstations.slice(0, 40).flatMap((device) =>
      weaknesses
        .filter(() => random.chance(0.4))
        .map(([cve, vendor, software, version, severity]): LogRow => ({
          TimeGenerated: utcText(day.startMs + 4 * hourMs),
          DeviceId: device.id,
          DeviceName: device.name,
          OSPlatform: device.osPlatform,
          OSVersion: device.osVersion,
          OSArchitecture: 'x64',
          SoftwareVendor: vendor,
          SoftwareName: software,
          SoftwareVersion: version,
          CveId: cve,
          VulnerabilitySeverityLevel: severity,
          RecommendedSecurityUpdate: 'Update to the current version',
        })),
    );
  },
};
