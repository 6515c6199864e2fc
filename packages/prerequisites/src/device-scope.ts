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

const sampleSize = 5;

/** Count and a small sample by name, for findings. */
export function toAffected(devices: readonly Device[]): { readonly count: number; readonly sample: readonly string[] } {
  return { count: devices.length, sample: devices.slice(0, sampleSize).map((device) => (device.name === '' ? device.id : device.name)) };
}

/** `12 devices` or `1 device`. */
export function countDevices(count: number): string {
  return `${count} ${count === 1 ? 'device' : 'devices'}`;
}
