import type { TenantFacts } from '@mxdr/core';
import type { Device } from './device-scope.ts';
import { isStale } from './open-fact.ts';

type AntivirusRow = Extract<TenantFacts['antivirus'], { readonly status: 'read' }>['value'][number];

/** What the service can do on a device: act on it, only advise, or see nothing; `undetermined` when nothing recent is known. */
export type DeviceDepth = 'actionable' | 'guidance-only' | 'blind' | 'undetermined';

const depths: Readonly<Record<AntivirusRow['avMode'], DeviceDepth>> = {
  '0': 'actionable',
  '1': 'guidance-only',
  '4': 'guidance-only',
  '5': 'guidance-only',
  '2': 'blind',
  '3': 'blind',
  '': 'blind',
};

const modeNames: Readonly<Record<AntivirusRow['avMode'], string>> = {
  '0': 'active',
  '1': 'passive',
  '2': 'disabled',
  '3': 'other',
  '4': 'EDR in block mode',
  '5': 'passive audit',
  '': 'other',
};

/** One device with its depth and the words for its antivirus mode. */
export interface JudgedDevice {
  readonly device: Device;
  readonly depth: DeviceDepth;
  /** e.g. `passive`, or `no recent data`. */
  readonly mode: string;
}

/** Joins devices with what their antivirus told. A row that is too old says nothing. */
export function judgeDepths(
  devices: readonly Device[],
  antivirus: readonly AntivirusRow[],
  asOfMs: number,
  maxAgeDays: number,
): readonly JudgedDevice[] {
  const rows = new Map<string, AntivirusRow>();
  for (const row of antivirus) {
    const known = rows.get(row.deviceId.toLowerCase());
    if (known === undefined || Date.parse(known.refreshedAt) < Date.parse(row.refreshedAt)) rows.set(row.deviceId.toLowerCase(), row);
  }
  return devices.map((device) => {
    const row = rows.get(device.id.toLowerCase());
    if (row === undefined) return { device, depth: 'undetermined', mode: 'no antivirus data' };
    if (isStale(row.refreshedAt, asOfMs, maxAgeDays)) return { device, depth: 'undetermined', mode: 'no recent antivirus data' };
    return { device, depth: depths[row.avMode], mode: modeNames[row.avMode] };
  });
}
