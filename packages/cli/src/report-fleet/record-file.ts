import path from 'node:path';
import { writeFileAtomic } from '@mxdr/core';
import { blankReport } from './describe-report.ts';
import type { FleetHead, FleetRecord, FleetReport } from './fleet-record.ts';
import { countStates, recordNameOf } from './fleet-record.ts';

/** A run of hundreds writes a megabyte each time; after a kill, whoever looks is content with the last second but one. */
const everyMs = 1000;

/** The record of a run on disk: there from the first moment, whole at every moment. */
export interface RecordFile {
  /** Takes a customer's end; on disk within about a second. */
  add(report: FleetReport): void;
  /** Writes the last state. A disk that is full by now keeps nobody from reading it: it is told as well. */
  close(state: 'done' | 'interrupted', endedAtUtc: string): Promise<ClosedRecord>;
}

export interface ClosedRecord {
  readonly record: FleetRecord;
  /** AppError external MXDR-OUTPUT-UNWRITABLE where it is not on disk; what was written before is still there, and calls the run unfinished. */
  readonly failure: unknown;
}

/** A record whose customers without an end are interrupted. */
export function makeRecord(
  head: FleetHead,
  customerIds: readonly string[],
  ended: ReadonlyMap<string, FleetReport>,
  state: FleetRecord['state'],
  endedAtUtc: string | null,
): FleetRecord {
  const reports = customerIds.toSorted().map((id) => ended.get(id) ?? blankReport(id));
  return { ...head, state, endedAtUtc, counts: countStates(reports), reports };
}

/**
 * Begins the record of a run: a run that is killed later has left one that says so.
 * @throws AppError external MXDR-OUTPUT-UNWRITABLE
 */
export async function openRecordFile(folder: string, head: FleetHead, customerIds: readonly string[]): Promise<RecordFile> {
  const file = path.join(folder, recordNameOf(head.shard));
  const ended = new Map<string, FleetReport>();
  const write = async (state: FleetRecord['state'], endedAtUtc: string | null): Promise<FleetRecord> => {
    const record = makeRecord(head, customerIds, ended, state, endedAtUtc);
    await writeFileAtomic(file, `${JSON.stringify(record, null, 2)}\n`);
    return record;
  };
  await write('running', null);
  // One write after the other, so that none overtakes a later one. One that fails is made up for by the last, which tells.
  let last: Promise<unknown> = Promise.resolve();
  let timer: NodeJS.Timeout | undefined;
  return {
    add(report) {
      ended.set(report.customerId, report);
      timer ??= setTimeout(() => {
        timer = undefined;
        last = last.then(() => write('running', null)).catch(() => undefined);
      }, everyMs);
    },
    async close(state, endedAtUtc) {
      clearTimeout(timer);
      await last;
      try {
        return { record: await write(state, endedAtUtc), failure: undefined };
      } catch (failure) {
        return { record: makeRecord(head, customerIds, ended, state, endedAtUtc), failure };
      }
    },
  };
}
