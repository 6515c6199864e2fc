import type { JsonRecord } from '../../json-shape.ts';
import { instantAt, present, recordsAt, textAt } from '../fields.ts';
import type { Reading } from '../reading.ts';
import type { Read } from '../read-failure.ts';
import type { DeviceRow } from './tally-devices.ts';
import { groupNamed } from './tally-devices.ts';

const permission = 'ThreatHunting.Read.All';
const path = '/v1.0/security/runHuntingQuery';
const request = 'POST /v1.0/security/runHuntingQuery';
/** Rows at which the service cuts a result off. */
const mostRows = 100_000;

const deviceQuery = [
  'DeviceInfo',
  '| where isnotempty(OnboardingStatus)',
  '| summarize arg_max(Timestamp, DeviceName, OSPlatform, OnboardingStatus, SensorHealthState, MachineGroup) by DeviceId',
  '| project DeviceId, DeviceName, OSPlatform, OnboardingStatus, SensorHealthState, MachineGroup',
].join('\n');

const antivirusQuery = [
  'DeviceTvmInfoGathering',
  '| extend AvMode = tostring(AdditionalFields.AvMode)',
  '| where isnotempty(AvMode)',
  '| summarize arg_max(Timestamp, AvMode) by DeviceId',
  '| project DeviceId, AvMode, Timestamp',
].join('\n');

const onboardingWords: Readonly<Record<string, string>> = {
  Onboarded: 'Onboarded',
  'Can be onboarded': 'CanBeOnboarded',
  Unsupported: 'Unsupported',
  'Insufficient info': 'InsufficientInfo',
};

/** @returns the request, for the facts file */
export async function huntDevices(reading: Reading, onDevice: (device: DeviceRow) => void): Promise<Read<string>> {
  return hunt(reading, deviceQuery, (row) => {
    onDevice({
      id: textAt(row, 'DeviceId') ?? '',
      name: textAt(row, 'DeviceName') ?? '',
      ...present({ osPlatform: textAt(row, 'OSPlatform') }),
      onboardingStatus: onboardingWords[textAt(row, 'OnboardingStatus') ?? ''] ?? 'InsufficientInfo',
      // Hunting has other words for ill sensors than the interface has; these two they share.
      healthStatus: ['Active', 'Inactive'].find((state) => state === row['SensorHealthState']) ?? 'Unknown',
      deviceGroup: groupNamed(textAt(row, 'MachineGroup')),
      tags: [],
      areTagsTold: false,
    });
  });
}

/** @returns the request, for the facts file */
export async function huntAntivirus(
  reading: Reading,
  onMode: (deviceId: string | undefined, avMode: unknown, refreshedAt: string | undefined) => void,
): Promise<Read<string>> {
  return hunt(reading, antivirusQuery, (row) => onMode(textAt(row, 'DeviceId'), row['AvMode'], instantAt(row, 'Timestamp')));
}

async function hunt(reading: Reading, query: string, onRow: (row: JsonRecord) => void): Promise<Read<string>> {
  const answer = await reading.ask({ service: 'graph', rate: 'hunting', path, permission, body: { Query: query, Timespan: 'P30D' } });
  if ('failure' in answer) return answer;
  if (!Array.isArray(answer.value['results'])) return { failure: { reason: 'error', message: 'The answer of hunting holds no results.' } };
  const rows = recordsAt(answer.value, 'results');
  if (rows.length >= mostRows)
    return { failure: { reason: 'error', message: `Hunting cuts results off at ${mostRows} rows, so the list may not be whole.` } };
  for (const row of rows) onRow(row);
  return { value: `${request}: ${query.split('\n', 1)[0]}` };
}
