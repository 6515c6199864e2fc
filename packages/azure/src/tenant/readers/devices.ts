import type { JsonRecord } from '../../json-shape.ts';
import { instantAt, present, textAt, textsAt } from '../fields.ts';
import type { Reading } from '../reading.ts';
import type { Read, ReadFailure } from '../read-failure.ts';
import type { AntivirusState, DeviceRow, DeviceTally } from './tally-devices.ts';
import { huntAntivirus, huntDevices } from './hunt-devices.ts';
import { createDeviceTally, groupNamed } from './tally-devices.ts';

export const machinePermission = 'Machine.Read.All';
/** The services' largest page. The default of the antivirus list is 20. */
const pageSize = 10_000;
export const machinesRequest = `GET https://api.security.microsoft.com/api/machines?$top=${pageSize}`;
export const antivirusRequest = `GET https://api.security.microsoft.com/api/deviceavinfo?$top=${pageSize}`;

const onboardingStates: ReadonlySet<string> = new Set(['Onboarded', 'CanBeOnboarded', 'Unsupported', 'InsufficientInfo']);
const healthStates: ReadonlySet<string> = new Set([
  'Active',
  'Inactive',
  'ImpairedCommunication',
  'NoSensorData',
  'NoSensorDataImpairedCommunication',
]);
const antivirusModes: ReadonlySet<unknown> = new Set(['0', '1', '2', '3', '4', '5', '']);

/** What was read, and by which request where it was not the usual one. */
export interface DevicesRead {
  readonly tally: DeviceTally;
  /** Why nothing is known of the antivirus; absent where it was read. */
  readonly antivirusFailure?: ReadFailure;
  readonly devicesRequest: string;
  readonly antivirusRequest: string;
}

/**
 * Devices and their antivirus, joined while they are read. Where Defender for Endpoint does not answer, hunting is asked for the same.
 * A word of the service that is not known yet never makes a device look good: its state is then not known.
 *
 * @param antivirusReading counts what the antivirus takes
 */
export async function readDevices(devicesReading: Reading, antivirusReading: Reading): Promise<Read<DevicesRead>> {
  const nowMs = devicesReading.session.clock.now();
  const antivirus = await readAntivirus(antivirusReading);
  const states = 'failure' in antivirus ? new Map<string, AntivirusState>() : antivirus.value.states;
  const told = {
    antivirusRequest: 'failure' in antivirus ? antivirusRequest : antivirus.value.request,
    ...('failure' in antivirus ? { antivirusFailure: antivirus.failure } : {}),
  };
  const tally = createDeviceTally((id) => states.get(id), nowMs);
  const listed = await devicesReading.list(
    {
      service: 'defender',
      rate: 'machines',
      path: `/api/machines?$top=${pageSize}`,
      permission: machinePermission,
      pageSize,
      isEmptyOn404: true,
    },
    (row) => tally.add(toDevice(row), groupIdOf(row)),
  );
  if (!('failure' in listed)) return { value: { tally: tally.finish(), devicesRequest: machinesRequest, ...told } };
  if (!isWorthHunting(listed.failure)) return listed;
  const hunted = createDeviceTally((id) => states.get(id), nowMs);
  const rows = await huntDevices(devicesReading, (device) => hunted.add(device, undefined));
  // The first refusal names the permission that is least.
  if ('failure' in rows) return listed;
  return { value: { tally: hunted.finish(), devicesRequest: rows.value, ...told } };
}

/** Hunting needs another permission than the interface for machines; after a fault or a throttle the first answer stands. */
function isWorthHunting({ reason }: ReadFailure): boolean {
  return reason === 'permission' || reason === 'api-off';
}

interface AntivirusRead {
  readonly states: ReadonlyMap<string, AntivirusState>;
  readonly request: string;
}

async function readAntivirus(reading: Reading): Promise<Read<AntivirusRead>> {
  const states = new Map<string, AntivirusState>();
  const listed = await reading.list(
    {
      service: 'defender',
      rate: 'antivirus',
      path: `/api/deviceavinfo?$top=${pageSize}`,
      permission: machinePermission,
      pageSize,
      isEmptyOn404: true,
    },
    (row) => {
      const refreshedAt = instantAt(row, 'dataRefreshTimestamp') ?? instantAt(row, 'lastSeenTime');
      keepNewest(states, textAt(row, 'machineId'), row['avMode'], refreshedAt);
    },
  );
  if (!('failure' in listed)) return { value: { states, request: antivirusRequest } };
  if (!isWorthHunting(listed.failure)) return listed;
  states.clear();
  const rows = await huntAntivirus(reading, (deviceId, avMode, refreshedAt) => keepNewest(states, deviceId, avMode, refreshedAt));
  return 'failure' in rows ? listed : { value: { states, request: rows.value } };
}

/** A mode that is not known, or of no known time, says nothing. */
function keepNewest(
  states: Map<string, AntivirusState>,
  deviceId: string | undefined,
  avMode: unknown,
  refreshedAt: string | undefined,
): void {
  if (deviceId === undefined || refreshedAt === undefined || typeof avMode !== 'string' || !antivirusModes.has(avMode)) return;
  const key = deviceId.toLowerCase();
  const known = states.get(key);
  if (known === undefined || known.refreshedAt < refreshedAt) states.set(key, { avMode, refreshedAt });
}

/** A number in the documentation, a text in some answers. */
function groupIdOf(row: JsonRecord): string | undefined {
  const id = row['rbacGroupId'];
  return typeof id === 'number' ? String(id) : textAt(row, 'rbacGroupId');
}

function toDevice(row: JsonRecord): DeviceRow {
  const onboarding = textAt(row, 'onboardingStatus') ?? '';
  const health = textAt(row, 'healthStatus') ?? '';
  return {
    id: textAt(row, 'id') ?? '',
    name: textAt(row, 'computerDnsName') ?? '',
    ...present({ osPlatform: textAt(row, 'osPlatform') }),
    onboardingStatus: onboardingStates.has(onboarding) ? onboarding : 'InsufficientInfo',
    healthStatus: healthStates.has(health) ? health : 'Unknown',
    // An identity that sees no groups is not told the field at all.
    ...('rbacGroupName' in row ? { deviceGroup: groupNamed(textAt(row, 'rbacGroupName')) } : {}),
    tags: textsAt(row, 'machineTags'),
  };
}
