import type { LogRow } from '../log-row.ts';
import { utcText } from '../log-row.ts';
import type { SimulatedDevice } from '../organization.ts';
import type { RandomStream } from '../random-stream.ts';
import type { Background, BackgroundTable } from './background.ts';
import { instantsOf, scheduledAt } from './background.ts';
import type { DeviceAccount } from './endpoint-rows.ts';
import { accountOf, actor, deviceColumns, hashesOf, system } from './endpoint-rows.ts';
import type { Run } from './programs.ts';
import { programs } from './programs.ts';

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
