import type { LocalDay } from '../local-calendar.ts';
import type { Organization, SimulatedDevice, SimulatedUser } from '../organization.ts';
import type { RandomStream } from '../random-stream.ts';
import type { SimulationContext } from '../simulation-options.ts';
import { applications } from './applications.ts';
import type { SimulatedApplication } from './applications.ts';

/** A place from which somebody signs in. */
export interface Place {
  readonly address: string;
  readonly city: string;
  readonly state: string;
  readonly country: string;
}

/** A journey: from the first to the last of these days the person is elsewhere. */
interface Trip {
  readonly fromDay: number;
  readonly toDay: number;
  readonly place: Place;
}

/** An account of the domain that no person uses. */
export interface ServiceAccount {
  readonly name: string;
  readonly sid: string;
  /** What it is for, in words. */
  readonly purpose: string;
}

/** Who works in the tenant, where and with what; the same in every table. */
export interface People {
  readonly users: readonly SimulatedUser[];
  readonly administrators: readonly SimulatedUser[];
  /** Those who read the logs. */
  readonly analysts: readonly SimulatedUser[];
  readonly applications: readonly SimulatedApplication[];
  readonly serviceAccounts: { readonly [Role in ServiceRole]: ServiceAccount };
  readonly servers: { readonly [Role in ServerRole]: SimulatedDevice };
  /** Windows workstations that are onboarded, with their owners. */
  readonly workstations: readonly (SimulatedDevice & { readonly owner: SimulatedUser })[];
  deviceOf(user: SimulatedUser): SimulatedDevice;
  sidOf(user: SimulatedUser): string;
  /** Where the person is at that time of the day: travelling, in the office or at home. */
  placeOf(user: SimulatedUser, day: LocalDay, random: RandomStream): Place;
  isTravelling(user: SimulatedUser, day: LocalDay): boolean;
}

export type ServiceRole = 'backup' | 'scanner' | 'database' | 'deployment' | 'synchronisation';
export type ServerRole = 'domainController' | 'secondController' | 'backup' | 'web' | 'file' | 'database' | 'management' | 'scanner';
const serverRoles: readonly ServerRole[] = [
  'domainController',
  'secondController',
  'backup',
  'web',
  'file',
  'database',
  'management',
  'scanner',
];

const journeys: readonly Omit<Place, 'address'>[] = [
  { city: 'Paris', state: 'Ile-de-France', country: 'FR' },
  { city: 'Madrid', state: 'Madrid', country: 'ES' },
  { city: 'Milan', state: 'Lombardia', country: 'IT' },
  { city: 'Copenhagen', state: 'Hovedstaden', country: 'DK' },
];

/** Windows of those kinds is what attacks on endpoints need. */
const isWindows = (device: SimulatedDevice): boolean => device.osPlatform.startsWith('Windows');

export function describePeople(context: SimulationContext, organization: Organization, days: readonly LocalDay[]): People {
  const { users, devices } = organization;
  const random = context.random.split('people');
  const domainSid = `S-1-5-21-${random.integer(1e9, 2e9)}-${random.integer(1e9, 2e9)}-${random.integer(1e9, 2e9)}`;
  const own = (user: SimulatedUser): SimulatedDevice => devices[devices.length - users.length + user.index]!;
  const named = users.filter((user) => user.department === 'IT' && user.isPrivileged);
  // A tenant without administrators could not be administered.
  const administrators = named.length > 1 ? named : users.filter((user) => user.department === 'IT').slice(0, 3);
  const onboarded = organization.protectedDevices.filter((device) => isWindows(device) && device.sensorHealth === 'Active');
  const windowsServers = onboarded.filter((device) => device.kind === 'Server');
  const servers = Object.fromEntries(serverRoles.map((role, index) => [role, windowsServers[index % windowsServers.length]!])) as {
    [Role in ServerRole]: SimulatedDevice;
  };
  const trips = new Map<number, Trip>();
  for (const user of users) {
    const draw = random.split('trip', user.index);
    if (!draw.chance(0.06) || administrators.includes(user)) continue;
    const fromDay = draw.pick(days).number;
    const place = draw.pick(journeys.filter(({ country }) => country !== user.site.country));
    trips.set(user.index, {
      fromDay,
      toDay: fromDay + draw.integer(1, 4),
      place: { ...place, address: `192.0.2.${draw.integer(160, 250)}` },
    });
  }
  const account = (name: string, purpose: string, index: number): ServiceAccount => ({
    name,
    purpose,
    sid: `${domainSid}-${9000 + index}`,
  });
  const tripOn = (user: SimulatedUser, day: LocalDay): Trip | undefined => {
    const trip = trips.get(user.index);
    return trip !== undefined && day.number >= trip.fromDay && day.number <= trip.toDay ? trip : undefined;
  };
  return {
    users,
    administrators,
    analysts: users.filter((user) => user.department === 'IT' && !administrators.includes(user)).slice(0, 3),
    applications: applications(context),
    serviceAccounts: {
      backup: account('svc-backup', 'runs the backups', 1),
      scanner: account('svc-scanner', 'looks for vulnerabilities', 2),
      database: account('svc-sql', 'runs the databases', 3),
      deployment: account('svc-deploy', 'installs software', 4),
      synchronisation: account('svc-sync', 'copies the directory to the cloud', 5),
    },
    servers,
    workstations: onboarded.flatMap((device) =>
      device.kind === 'Workstation' && device.owner !== undefined ? [{ ...device, owner: device.owner }] : [],
    ),
    deviceOf: own,
    sidOf: (user) => `${domainSid}-${1100 + user.index}`,
    isTravelling: (user, day) => tripOn(user, day) !== undefined,
    placeOf(user, day, draw) {
      const { site } = user;
      const trip = tripOn(user, day);
      if (trip !== undefined) return trip.place;
      return { address: draw.chance(0.35) ? user.homeIp : site.officeIp, city: site.city, state: site.state, country: site.country };
    },
  };
}
