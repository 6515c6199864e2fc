import { closeSync, fsyncSync, mkdirSync, openSync, writeSync } from 'node:fs';
import path from 'node:path';
import { outputUnwritable } from '@mxdr/core';
import type { SecretScrubber } from './secret-scrubber.ts';

/** The log of one stack: everything that Terraform said, without secrets. Only this user may read it. */
export interface StackLog {
  /** @returns the line as it was written, without secrets: the only form that may go further */
  write(line: string): string;
  /** @throws AppError external `MXDR-OUTPUT-UNWRITABLE` when a line could not be written */
  close(): void;
}

/**
 * @param continues keeps what an earlier part of the same run wrote
 * @throws AppError external `MXDR-OUTPUT-UNWRITABLE`
 */
export function openStackLog(file: string, scrubber: SecretScrubber, continues: boolean): StackLog {
  let descriptor: number;
  try {
    mkdirSync(path.dirname(file), { recursive: true });
    descriptor = openSync(file, continues ? 'a' : 'w', 0o600);
  } catch (error) {
    throw outputUnwritable(file, error);
  }
  let failure: unknown;
  return {
    // Line by line and at once: after a crash the log shows how far it came.
    write(line) {
      const text = scrubber.scrub(line);
      try {
        if (failure === undefined) writeSync(descriptor, `${text}\n`);
      } catch (error) {
        failure = error;
      }
      return text;
    },
    close() {
      try {
        fsyncSync(descriptor);
      } catch (error) {
        failure ??= error;
      }
      closeSync(descriptor);
      if (failure !== undefined) throw outputUnwritable(file, failure);
    },
  };
}
