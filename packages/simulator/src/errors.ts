import { AppError } from '@mxdr/core';

/** An option of the simulation that cannot be used. */
export function invalidOption(name: string, value: string, expectation: string): AppError {
  return new AppError({
    kind: 'usage',
    code: 'MXDR-SIMULATION-OPTION',
    message: `The simulation cannot use ${name} = ${value}.`,
    why: `${name} must be ${expectation}.`,
    mend: `Give another ${name}.`,
  });
}

/** Rows were asked of a table that this tenant does not have. */
export function unknownTable(table: string, known: readonly string[]): AppError {
  return new AppError({
    kind: 'usage',
    code: 'MXDR-SIMULATION-TABLE',
    message: `The sample tenant has no table ${table}.`,
    mend: `Ask for one of: ${known.join(', ')}.`,
  });
}

/** The truth counts log rows by quarter of an hour; a window that cuts through one cannot be answered exactly. */
export function windowNotAligned(startUtc: string, endUtc: string): AppError {
  return new AppError({
    kind: 'usage',
    code: 'MXDR-SIMULATION-WINDOW',
    message: `The window ${startUtc} to ${endUtc} cannot be measured.`,
    why: 'Both ends must be UTC instants on a quarter of an hour, the start before the end.',
    mend: 'Use the boundaries of a calendar period; they lie on quarters of an hour in every time zone.',
  });
}

/** A file of the sample tenant could not be written. Nothing of it is left behind. */
export function fileNotWritten(path: string, cause: unknown): AppError {
  return new AppError({
    kind: 'external',
    code: 'MXDR-SIMULATION-WRITE',
    message: `${path} could not be written.`,
    ...(cause instanceof Error ? { why: cause.message } : {}),
    mend: 'Check the folder, its permissions and the free space, then run the command again.',
    cause,
  });
}
