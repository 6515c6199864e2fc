import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { writeFileAtomic } from '@mxdr/core';
import { z } from 'zod';
import type { CommandHandler } from '../command-spec.ts';
import { fileUnreadable, missingArgument, noShards, shardsDiffer } from '../errors.ts';
import type { FleetRecord } from '../report-fleet/fleet-record.ts';
import { fleetRecordSchema, recordNameOf } from '../report-fleet/fleet-record.ts';
import { codeOfFleet, formatFleet } from '../report-fleet/format-fleet.ts';
import { joinRecords } from '../report-fleet/join-records.ts';

/** `mxdr report join`: exit 0 when all shards are there and every report is complete, 2 otherwise. */
export const run: CommandHandler = async (context, [asked]) => {
  if (asked === undefined) throw missingArgument('report join', 'the folder with the records of the shards');
  const folder = path.resolve(context.cwd, asked);
  const names = await readdir(folder).catch((error: unknown) => {
    throw fileUnreadable(folder, error);
  });
  const files = names.filter((name) => /^fleet-\d+-of-\d+\.json$/u.test(name)).map((name) => path.join(folder, name));
  if (files.length === 0) throw noShards(folder);
  const joined = joinRecords(await Promise.all(files.map(readRecord)));
  await writeFileAtomic(path.join(folder, recordNameOf(null)), `${JSON.stringify(joined, null, 2)}\n`);
  context.out(context.json ? JSON.stringify(joined, null, 2) : formatFleet(context, joined));
  return codeOfFleet(joined);
};

async function readRecord(file: string): Promise<FleetRecord> {
  let content: unknown;
  try {
    content = JSON.parse(await readFile(file, 'utf8'));
  } catch (error) {
    throw fileUnreadable(file, error);
  }
  const { data, error } = fleetRecordSchema.safeParse(content);
  if (data === undefined) throw fileUnreadable(file, new Error(z.prettifyError(error)));
  if (recordNameOf(data.shard) !== path.basename(file))
    throw shardsDiffer(`${path.basename(file)} is the record of ${recordNameOf(data.shard)}`);
  return data;
}
