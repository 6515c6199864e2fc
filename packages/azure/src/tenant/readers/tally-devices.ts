/** Antivirus of one device, as it was told. */
export interface AntivirusState {
  readonly avMode: string;
  /** Instant, UTC. */
  readonly refreshedAt: string;
}

/** A device group by the devices that name it. */
export interface DeviceGroupCount {
  readonly id: string;
  readonly name: string;
  readonly count: number;
}

/** A device in the form of the fact's schema. */
export interface DeviceRow {
  readonly id: string;
  readonly name: string;
  readonly osPlatform?: string;
  readonly onboardingStatus: string;
  readonly healthStatus: string;
  /** null: in no group; absent: not told. */
  readonly deviceGroup?: string | null;
  readonly tags: readonly string[];
  /** false where tags are not told. */
  readonly areTagsTold?: boolean;
  readonly count?: number;
  readonly sample?: readonly string[];
}

export interface AntivirusRow extends AntivirusState {
  readonly deviceId: string;
}

/** Everything that was learnt of the devices. */
export interface DeviceTally {
  readonly devices: readonly DeviceRow[];
  readonly antivirus: readonly AntivirusRow[];
  readonly groups: readonly DeviceGroupCount[];
}

/** Up to this many devices are listed one by one; beyond it, those that are alike share a row. */
export const listedDevices = 5_000;
const sampleSize = 5;
/** Days for which a row's day is kept; anything older is stale by any measure, and its month is enough. */
const keptDays = 40;

/** The group by its name; the service has a name for devices in none. */
export function groupNamed(name: string | undefined): string | null {
  return name === undefined || name === 'UnassignedGroup' ? null : name;
}

interface Alike {
  readonly row: Omit<DeviceRow, 'id' | 'name' | 'count' | 'sample'>;
  readonly antivirus: AntivirusState | undefined;
  count: number;
  readonly sample: string[];
}

/**
 * Takes devices as they come and keeps a bounded amount of them: each one while they are few, and always a count for each combination of
 * what the checks look at, with a few names. A day of antivirus data stands at its beginning, so that nothing looks fresher than it is.
 *
 * @param antivirusOf what a device's antivirus told, by lower-case device id; undefined where nothing was read of it
 */
export function createDeviceTally(antivirusOf: (deviceId: string) => AntivirusState | undefined, nowMs: number) {
  const alike = new Map<string, Alike>();
  const groups = new Map<string, { name: string; count: number }>();
  let listed: DeviceRow[] | undefined = [];
  let total = 0;

  return {
    add(device: DeviceRow, groupId: string | undefined): void {
      total += 1;
      if (total > listedDevices) listed = undefined;
      listed?.push(device);
      if (typeof device.deviceGroup === 'string') {
        const key = groupId ?? device.deviceGroup;
        const group = groups.get(key) ?? { name: device.deviceGroup, count: 0 };
        group.count += 1;
        groups.set(key, group);
      }
      const known = antivirusOf(device.id.toLowerCase());
      const antivirus = known === undefined ? undefined : { avMode: known.avMode, refreshedAt: coarsen(known.refreshedAt, nowMs) };
      const { id: _id, name: _name, ...like } = device;
      const row = { ...like, tags: device.tags.filter((tag) => tag.startsWith('License ')) };
      const key = JSON.stringify([row.osPlatform, row.onboardingStatus, row.healthStatus, row.deviceGroup, row.tags, antivirus]);
      const same = alike.get(key) ?? { row, antivirus, count: 0, sample: [] };
      same.count += 1;
      if (same.sample.length < sampleSize) same.sample.push(device.name === '' ? device.id : device.name);
      alike.set(key, same);
    },
    finish(): DeviceTally {
      const counted = [...groups].map(([id, { name, count }]) => ({ id, name, count }));
      if (listed !== undefined) {
        return {
          devices: listed,
          antivirus: listed.flatMap(({ id }) => {
            const known = antivirusOf(id.toLowerCase());
            return known === undefined ? [] : [{ deviceId: id, ...known }];
          }),
          groups: counted,
        };
      }
      const rows = [...alike]
        .toSorted(([a, one], [b, other]) => other.count - one.count || (a < b ? -1 : 1))
        .map(([, same], index) => ({ ...same, id: `alike-${index + 1}` }));
      return {
        devices: rows.map(({ id, row, count, sample }) => ({ id, name: sample[0] ?? id, ...row, count, sample })),
        antivirus: rows.flatMap(({ id, antivirus }) => (antivirus === undefined ? [] : [{ deviceId: id, ...antivirus }])),
        groups: counted,
      };
    },
  };
}

/** The beginning of the day, or of the month for what is long past. */
function coarsen(instant: string, nowMs: number): string {
  const isRecent = nowMs - Date.parse(instant) < keptDays * 86_400_000;
  return `${isRecent ? instant.slice(0, 10) : `${instant.slice(0, 7)}-01`}T00:00:00.000Z`;
}
