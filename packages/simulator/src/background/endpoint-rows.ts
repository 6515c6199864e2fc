import type { LogRow } from '../log-row.ts';
import { utcText } from '../log-row.ts';
import type { SimulatedDevice } from '../organization.ts';
import type { RandomStream } from '../random-stream.ts';
import { createRandomStream } from '../random-stream.ts';
import { minuteMs } from './background.ts';
import type { People } from './people.ts';
import type { Program, Run } from './programs.ts';

/** An account as device tables write it. */
export interface DeviceAccount {
  readonly domain: string;
  readonly name: string;
  readonly sid: string;
  readonly upn: string;
  readonly objectId: string;
}

/** The operating system itself. */
export const system: DeviceAccount = { domain: 'nt authority', name: 'system', sid: 'S-1-5-18', upn: '', objectId: '' };

/** Whom a program runs as on a device; the system where nobody owns it. */
export function accountOf(people: People, device: SimulatedDevice, runs: Run['as']): DeviceAccount {
  if (runs === 'system' || (runs === 'owner' && device.owner === undefined)) return system;
  if (runs === 'owner') {
    const owner = device.owner!;
    return { domain: 'contoso', name: owner.account, sid: people.sidOf(owner), upn: owner.upn, objectId: owner.id };
  }
  const { name, sid } = people.serviceAccounts[runs];
  return { domain: 'contoso', name, sid, upn: '', objectId: '' };
}

/** When and on which device: the first columns of every table of the endpoint. */
export const deviceColumns = (device: SimulatedDevice, atMs: number, random: RandomStream): LogRow => ({
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
export function hashesOf(file: string): FileHashes {
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
export function actor(program: Program, account: DeviceAccount, atMs: number, random: RandomStream): LogRow {
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
