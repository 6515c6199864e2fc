import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { AntivirusState, DeviceRow } from './tally-devices.ts';
import { createDeviceTally, listedDevices } from './tally-devices.ts';

const nowMs = Date.parse('2026-11-20T08:00:00Z');
const device = (index: number, changes: Partial<DeviceRow> = {}): DeviceRow => ({
  id: `ID-${index}`,
  name: `host-${index}`,
  onboardingStatus: 'Onboarded',
  healthStatus: 'Active',
  deviceGroup: null,
  tags: [],
  ...changes,
});

describe('a tally of devices', () => {
  it('lists them one by one while they are few', () => {
    // GIVEN a device with antivirus, one without, and a third of other case
    const states = new Map<string, AntivirusState>([['id-0', { avMode: '0', refreshedAt: '2026-11-19T22:11:00.000Z' }]]);
    const tally = createDeviceTally((id) => states.get(id), nowMs);
    // WHEN they are added
    tally.add(device(0), undefined);
    tally.add(device(1, { deviceGroup: 'Servers', tags: ['Rack 4', 'License MDE P1'] }), '7');
    const { devices, antivirus, groups } = tally.finish();
    // THEN nothing is coarser than it was told
    expect(devices).toEqual([device(0), device(1, { deviceGroup: 'Servers', tags: ['Rack 4', 'License MDE P1'] })]);
    expect(antivirus).toEqual([{ deviceId: 'ID-0', avMode: '0', refreshedAt: '2026-11-19T22:11:00.000Z' }]);
    expect(groups).toEqual([{ id: '7', name: 'Servers', count: 1 }]);
  });

  it('loses no device beyond that, and keeps apart what the checks tell apart', () => {
    fc.assert(
      fc.property(
        fc.array(
          fc.record({
            group: fc.constantFrom(null, 'A', 'B'),
            mode: fc.constantFrom('0', '1', undefined),
            tag: fc.constantFrom('License MDE P1', 'mine'),
          }),
          { minLength: 1, maxLength: 12 },
        ),
        (kinds) => {
          // GIVEN more devices than are listed, of some kinds
          const states = new Map<string, AntivirusState>();
          const tally = createDeviceTally((id) => states.get(id), nowMs);
          const total = listedDevices + 50;
          const expected = new Map<string, number>();
          // WHEN they are added
          for (let index = 0; index < total; index += 1) {
            const { group, mode, tag } = kinds[index % kinds.length]!;
            if (mode !== undefined) states.set(`id-${index}`, { avMode: mode, refreshedAt: '2026-11-19T22:11:00.000Z' });
            tally.add(device(index, { deviceGroup: group, tags: [tag] }), group === null ? undefined : `g-${group}`);
            const key = `${group} ${mode} ${tag === 'mine' ? '' : tag}`;
            expected.set(key, (expected.get(key) ?? 0) + 1);
          }
          const { devices, antivirus } = tally.finish();
          // THEN each kind has one row with its count
          const found = new Map(
            devices.map((row) => [
              `${row.deviceGroup} ${antivirus.find(({ deviceId }) => deviceId === row.id)?.avMode} ${row.tags.join(' ')}`,
              row.count,
            ]),
          );
          expect(found).toEqual(expected);
          expect(devices.every(({ sample }) => (sample?.length ?? 0) <= 5)).toBe(true);
        },
      ),
      { numRuns: 10 },
    );
  });

  it('never makes antivirus data look fresher than it is', () => {
    // GIVEN data of yesterday and of a long time ago
    const instants = ['2026-11-19T23:59:59.000Z', '2026-08-17T10:00:00.000Z'];
    const tally = createDeviceTally((id) => ({ avMode: '0', refreshedAt: instants[Number(id.slice(3)) % 2]! }), nowMs);
    // WHEN many devices have it
    for (let index = 0; index <= listedDevices; index += 1) tally.add(device(index), undefined);
    // THEN it is of the beginning of its day, or of its month
    expect(tally.finish().antivirus.map(({ refreshedAt }) => refreshedAt)).toEqual([
      '2026-11-19T00:00:00.000Z',
      '2026-08-01T00:00:00.000Z',
    ]);
  });
});
