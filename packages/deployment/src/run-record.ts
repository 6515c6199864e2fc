import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { writeFileAtomic } from '@mxdr/core';
import { z } from 'zod';
import { nothingToResume, runRecordUnreadable } from './errors.ts';

const recordSchema = z.strictObject({
  schemaVersion: z.literal(1),
  command: z.string(),
  startedAt: z.string(),
  finished: z.record(
    z.string(),
    z.strictObject({
      configurationHash: z.string().regex(/^[0-9a-f]{64}$/u),
      finishedAt: z.string(),
      outcome: z.enum(['applied', 'unchanged']),
    }),
  ),
});

export type RunRecordDocument = z.infer<typeof recordSchema>;
export type FinishedStack = RunRecordDocument['finished'][string];

/** What a run has finished, on disk after every stack, so that the next one need not do it again. */
export interface RunRecord {
  /** True when this very configuration of the stack was finished by the run that is taken up again. */
  isFinished(stackId: string, configurationHash: string): boolean;
  finish(stackId: string, stack: FinishedStack): Promise<void>;
}

export interface OpenRecordOptions {
  readonly outDir: string;
  /** e.g. `deploy`. */
  readonly command: string;
  readonly startedAt: string;
  readonly resumes: boolean;
}

/**
 * Begins the record of a run, or takes up the last one of the same command.
 * @throws AppError usage `MXDR-RUN-NOTHING-TO-RESUME`, `MXDR-RUN-RECORD-UNREADABLE`, external `MXDR-OUTPUT-UNWRITABLE`
 */
export async function openRunRecord(options: OpenRecordOptions): Promise<RunRecord> {
  const file = path.join(options.outDir, 'runs', `${options.command}.json`);
  let record: RunRecordDocument = { schemaVersion: 1, command: options.command, startedAt: options.startedAt, finished: {} };
  if (options.resumes) {
    const text = await readFile(file, 'utf8').catch(() => undefined);
    if (text === undefined) throw nothingToResume(options.command, file);
    try {
      record = recordSchema.parse(JSON.parse(text));
    } catch (error) {
      throw runRecordUnreadable(file, error instanceof Error ? (error.message.split('\n')[0] ?? '') : String(error));
    }
  }
  const before = record.finished;
  const write = (): Promise<void> => writeFileAtomic(file, `${JSON.stringify(record, null, 2)}\n`);
  await write();
  // Customers finish side by side; their writes must not overtake each other.
  let last: Promise<void> = Promise.resolve();
  return {
    isFinished: (stackId, configurationHash) => before[stackId]?.configurationHash === configurationHash,
    finish(stackId, stack) {
      record = { ...record, finished: { ...record.finished, [stackId]: stack } };
      last = last.then(write);
      return last;
    },
  };
}
