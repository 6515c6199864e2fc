import type { FleetRecord } from './fleet-record.ts';
import { countStates } from './fleet-record.ts';
import { shardsDiffer } from '../errors.ts';
import { shardOf } from './shard.ts';

/** What all shards of one run have in common. */
function commonOf({ toolVersion, report, definitionSha256, asked, fleet, shard }: FleetRecord): Readonly<Record<string, string>> {
  return {
    'version of mxdr': toolVersion,
    report,
    'definition of the report': definitionSha256,
    'period asked for': asked.period ?? 'the last complete month',
    formats: asked.formats.join(','),
    'attached rows': String(asked.attachesRows),
    redaction: asked.redact.join(','),
    'customers selected': `${fleet.customers} (${fleet.sha256})`,
    'number of shards': String(shard?.count),
  };
}

/** The record with all that it says of customers who are not of its shard, or of one of them twice: it was made by other means. */
function findStranger({ shard, reports }: FleetRecord): string | undefined {
  const seen = new Set<string>();
  for (const { customerId } of reports) {
    if (seen.has(customerId) || (shard !== null && shardOf(customerId, shard.count) !== shard.index)) return customerId;
    seen.add(customerId);
  }
  return undefined;
}

/**
 * The record of a fleet from those of its shards, in any order. Shards that left none are named in it: the customers of theirs cannot be.
 * @param records each with a shard, no shard twice; at least one
 * @throws AppError usage MXDR-FLEET-SHARDS-DIFFER where they are not of one run
 */
export function joinRecords(records: readonly FleetRecord[]): FleetRecord {
  const [first, ...others] = records.toSorted((a, b) => (a.shard?.index ?? 0) - (b.shard?.index ?? 0));
  if (first === undefined) throw new Error('there is no record to join');
  const common = commonOf(first);
  for (const other of others) {
    const own = commonOf(other);
    const differing = Object.keys(common).find((name) => own[name] !== common[name]);
    if (differing !== undefined) throw shardsDiffer(`shards ${first.shard?.index} and ${other.shard?.index} differ in the ${differing}`);
  }
  for (const record of records) {
    const stranger = findStranger(record);
    if (stranger !== undefined)
      throw shardsDiffer(`the record of shard ${record.shard?.index} has ${stranger}, who is not of it, or is there twice`);
  }
  const there = new Set(records.map(({ shard }) => shard?.index));
  const missingShards = Array.from({ length: first.shard?.count ?? 0 }, (_, at) => at + 1).filter((index) => !there.has(index));
  const reports = records.flatMap((record) => record.reports).toSorted((a, b) => (a.customerId < b.customerId ? -1 : 1));
  if (missingShards.length === 0 && reports.length !== first.fleet.customers)
    throw shardsDiffer(`together they have ${reports.length} customers of ${first.fleet.customers}`);
  const ends = records.flatMap(({ endedAtUtc }) => (endedAtUtc === null ? [] : [endedAtUtc]));
  return {
    ...first,
    asked: { ...first.asked, resumes: records.some(({ asked }) => asked.resumes) },
    shard: null,
    missingShards,
    state: records.every(({ state }) => state === 'done') && missingShards.length === 0 ? 'done' : 'interrupted',
    startedAtUtc: records.map(({ startedAtUtc }) => startedAtUtc).toSorted()[0] ?? first.startedAtUtc,
    endedAtUtc: ends.length < records.length ? null : (ends.toSorted().at(-1) ?? null),
    counts: countStates(reports),
    reports,
  };
}
