import type { JsonValue } from '@mxdr/core';
import type { People } from './background/people.ts';
import type { SimulatedDevice, SimulatedUser } from './organization.ts';
import type { RandomStream } from './random-stream.ts';
import type { SimulationContext } from './simulation-options.ts';

/** Who and what scenarios can ask for. */
export type CastRole = 'user' | 'administrator' | 'device' | 'server' | 'domainController' | 'guid';

/** Properties of somebody or something, for the rows of a scenario. */
export type CastMember = Readonly<Record<string, string>>;

type Pick = (role: CastRole, name: string, index: number, of: Readonly<Record<string, JsonValue>> | undefined) => CastMember;

/** Gives scenarios their actors: always the same for the same role, name and number; several of one name are different. */
export function createCast(context: SimulationContext, people: People): Pick {
  const random = context.random.split('cast');
  const domain = context.customer.domain;
  const describeUser = (user: SimulatedUser): CastMember => ({
    upn: user.upn,
    name: user.account,
    domain,
    displayName: user.displayName,
    id: user.id,
    sid: people.sidOf(user),
    department: user.department,
    title: user.title,
    mail: user.upn,
    country: user.site.country,
    city: user.site.city,
    officeAddress: user.site.officeIp,
    homeAddress: user.homeIp,
  });
  const describeDevice = (device: SimulatedDevice): CastMember => {
    const [hostName = '', ...rest] = device.name.split('.');
    return {
      id: device.id,
      name: device.name,
      hostName,
      domain: rest.join('.'),
      address: device.localIp,
      aadDeviceId: device.aadDeviceId,
      os: device.osPlatform,
    };
  };
  // People whose own machine can take part, and who do not hold a key to the tenant.
  const staff = people.workstations.map(({ owner }) => owner).filter((owner) => !people.administrators.includes(owner));
  return (role, name, index, of) => {
    switch (role) {
      case 'user':
        return describeUser(choose(staff, random, name, index));
      case 'administrator':
        return describeUser(choose(people.administrators, random, name, index));
      case 'device': {
        const owned = people.workstations.find(({ owner }) => owner.upn === of?.['upn']);
        return describeDevice(owned ?? choose(people.workstations, random, name, index));
      }
      case 'server':
        return describeDevice(
          choose([people.servers.web, people.servers.file, people.servers.database, people.servers.management], random, name, index),
        );
      case 'domainController':
        return describeDevice(index % 2 === 0 ? people.servers.domainController : people.servers.secondController);
      case 'guid': {
        const own = random.split('guid', name, index);
        return { id: own.guid(), sha1: own.hex(40), sha256: own.hex(64) };
      }
    }
  };
}

/** The items in an order of their own for every name, so that the same number always gives the same one and others differ. */
function choose<T>(items: readonly T[], random: RandomStream, name: string, index: number): T {
  const ranked = items.map((item, at) => ({ item, rank: random.split(name, at).next() })).toSorted((a, b) => a.rank - b.rank);
  return ranked[index % ranked.length]!.item;
}
