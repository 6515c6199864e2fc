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

export function workbooksUnreadable(folder: string, cause: unknown): AppError {
  return new AppError({
    kind: 'usage',
    code: 'MXDR-WORKBOOKS-UNREADABLE',
    message: `The workbooks in "${folder}" cannot be read.`,
    where: folder,
    mend: 'Name a folder of Sentinel workbooks in JSON.',
    cause,
  });
}
