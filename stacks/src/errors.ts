import { AppError } from '@mxdr/core';

export function synthUnwritable(folder: string, cause: unknown): AppError {
  return new AppError({
    kind: 'external',
    code: 'MXDR-SYNTH-UNWRITABLE',
    message: `The stacks cannot be written to "${folder}".`,
    where: folder,
    mend: 'Free space or give this user the right to write there, or choose another folder with --out. The stacks that were there are unchanged.',
    cause,
  });
}

export function workbookInvalid(file: string, why: string, cause?: unknown): AppError {
  return new AppError({
    kind: 'usage',
    code: 'MXDR-WORKBOOK-INVALID',
    message: `The workbook "${file}" cannot be used.`,
    where: file,
    why,
    mend: 'Export the workbook from the portal as a gallery template, and begin it with a heading and one paragraph.',
    ...(cause === undefined ? {} : { cause }),
  });
}

/** A caller synthesises a customer whose rules have exclusions, and brings nothing that reads queries. */
export function readerMissing(): AppError {
  return new AppError({
    kind: 'internal',
    code: 'MXDR-SYNTH-READER',
    message: 'The customer has exclusions, but nothing was given that reads queries.',
    mend: 'Give createReader and today to synthesizeCustomer.',
  });
}
