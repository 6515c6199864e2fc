import type { Customer, TenantFacts } from '@mxdr/core';

export type Device = Extract<TenantFacts['devices'], { readonly status: 'read' }>['value'][number];

/** Devices by their relation to the scope. `undetermined`: scoped by groups, and the device's group was not told. */
export interface ScopedDevices {
  readonly inScope: readonly Device[];
  readonly undetermined: readonly Device[];
}

/** Divides devices by the customer's scope. */
export function scopeDevices(devices: readonly Device[], { scope }: Pick<Customer, 'scope'>): ScopedDevices {
  if (scope.kind === 'tenant') return { inScope: devices, undetermined: [] };
  return {
    inScope: devices.filter((device) => device.deviceGroup === scope.deviceGroup),
    undetermined: devices.filter((device) => device.deviceGroup === undefined),
  };
}

/** Names that a finding shows at most. */
export const sampleSize = 5;

/** How many devices the rows stand for: in a large tenant, devices that are alike share one. */
export function sumDevices(rows: readonly Device[]): number {
  return rows.reduce((sum, { count = 1 }) => sum + count, 0);
}

/** Names of the devices of one row, a few at most. */
export function namesOf({ name, id, sample }: Device): readonly string[] {
  return sample ?? [name === '' ? id : name];
}

/** Count and a small sample by name, for findings. */
export function toAffected(devices: readonly Device[]): { readonly count: number; readonly sample: readonly string[] } {
  return { count: sumDevices(devices), sample: devices.flatMap(namesOf).slice(0, sampleSize) };
}

/** `12 devices` or `1 device`. */
export function countDevices(count: number): string {
  return `${count} ${count === 1 ? 'device' : 'devices'}`;
}
