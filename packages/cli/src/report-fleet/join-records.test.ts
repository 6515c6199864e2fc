import { describe, expect, it } from 'vitest';
import { blankReport } from './describe-report.ts';
import type { FleetHead, FleetRecord } from './fleet-record.ts';
import { fleetRecordSchema } from './fleet-record.ts';
import { codeOfFleet, formatFleet } from './format-fleet.ts';
import { joinRecords } from './join-records.ts';
import { makeRecord } from './record-file.ts';
import { isOfShard } from './shard.ts';

const ids = Array.from({ length: 40 }, (_, number) => `customer-${number}`);
const head: FleetHead = {
  schemaVersion: 1,
  toolVersion: '0.1.0',
  report: 'weekly',
  definitionSha256: 'a'.repeat(64),
  asked: { period: '2026-10', formats: ['html'], attachesRows: true, redact: [], resumes: false },
  fleet: { customers: ids.length, sha256: 'b'.repeat(64) },
  shard: null,
  missingShards: [],
  startedAtUtc: '2026-11-01T00:00:00.000Z',
};

function recordOf(index: number, count: number, change: Partial<FleetHead> = {}): FleetRecord {
  const shard = { index, count };
  const mine = ids.filter((id) => isOfShard(id, shard));
  const ended = new Map(mine.map((id) => [id, { ...blankReport(id), state: 'complete' as const, detail: '' }]));
  return makeRecord({ ...head, shard, ...change }, mine, ended, 'done', `2026-11-01T01:00:0${index}.000Z`);
}
const shards = [1, 2, 3].map((index) => recordOf(index, 3));

describe('joinRecords', () => {
  it('has every customer of the fleet once, and is a record itself', () => {
    const joined = joinRecords(shards.toReversed());
    expect(joined.reports.map(({ customerId }) => customerId)).toEqual(ids.toSorted());
    expect(joined).toMatchObject({ state: 'done', shard: null, counts: { complete: 40 }, endedAtUtc: '2026-11-01T01:00:03.000Z' });
    expect(fleetRecordSchema.parse(JSON.parse(JSON.stringify(joined)))).toEqual(joined);
    expect(codeOfFleet(joined)).toBe(0);
  });

  it('names shards that left no record, and is not good then', () => {
    const joined = joinRecords(shards.slice(1));
    expect(joined).toMatchObject({ missingShards: [1], state: 'interrupted' });
    expect(codeOfFleet(joined)).toBe(2);
    expect(formatFleet({ width: 200 }, joined)).toContain('no record of shard 1');
  });

  it('has no end while a shard has none', () => {
    const running: FleetRecord = { ...shards[0]!, state: 'running', endedAtUtc: null };
    expect(joinRecords([running, ...shards.slice(1)])).toMatchObject({ state: 'interrupted', endedAtUtc: null });
  });

  it.each<[string, FleetRecord]>([
    ['version', recordOf(2, 3, { toolVersion: '0.2.0' })],
    ['definition', recordOf(2, 3, { definitionSha256: 'c'.repeat(64) })],
    ['period', recordOf(2, 3, { asked: { ...head.asked, period: '2026-09' } })],
    ['formats', recordOf(2, 3, { asked: { ...head.asked, formats: ['pdf'] } })],
    ['customers selected', recordOf(2, 3, { fleet: { customers: 39, sha256: 'c'.repeat(64) } })],
    ['number of shards', recordOf(2, 4)],
  ])('refuses shards that differ in the %s', (words, other) => {
    expect(() => joinRecords([shards[0]!, other, shards[2]!])).toThrow(
      expect.objectContaining({ code: 'MXDR-FLEET-SHARDS-DIFFER', why: expect.stringContaining(words) }),
    );
  });

  it('refuses records in which somebody is lost, is there twice or is a stranger', () => {
    const [first, second, third] = [shards[0]!, shards[1]!, shards[2]!];
    for (const spoilt of [
      { ...first, reports: first.reports.slice(1) },
      { ...first, reports: [...first.reports, first.reports[0]!] },
      { ...first, reports: [...first.reports.slice(1), second.reports[0]!] },
    ])
      expect(() => joinRecords([spoilt, second, third])).toThrow(expect.objectContaining({ code: 'MXDR-FLEET-SHARDS-DIFFER' }));
  });
});
