import { AppError } from './app-error.ts';

/** The text of `--period` is none of the forms, or names a month, quarter or week that does not exist. */
export function periodInvalid(text: string, why: string): AppError {
  return new AppError({
    kind: 'usage',
    code: 'MXDR-PERIOD-INVALID',
    message: `"${text.slice(0, 60)}" is not a period.`,
    why,
    mend: 'Write a month (2026-10), a quarter (2026-Q3), an ISO week (2026-W45) or a range of days whose end is exclusive (2026-10-01..2026-11-01).',
  });
}

export function timeZoneUnknown(timeZone: string, nearest: string | undefined): AppError {
  return new AppError({
    kind: 'usage',
    code: 'MXDR-TIME-ZONE-UNKNOWN',
    message: `"${timeZone.slice(0, 60)}" is not a time zone that this machine knows.`,
    mend: `${nearest === undefined ? '' : `Did you mean "${nearest}"? `}Write an IANA name such as Europe/Amsterdam.`,
  });
}

export function customersFolderMissing(folder: string, cause: unknown): AppError {
  return new AppError({
    kind: 'usage',
    code: 'MXDR-CUSTOMERS-FOLDER-MISSING',
    message: `The folder of customers "${folder}" cannot be read.`,
    where: folder,
    mend: 'Name the right one with --customers DIR or MXDR_CUSTOMERS, or make the first customer with "mxdr init ID".',
    cause,
  });
}

export function customerUnknown(id: string, folder: string, ids: readonly string[], nearest: string | undefined): AppError {
  return new AppError({
    kind: 'usage',
    code: 'MXDR-CUSTOMER-UNKNOWN',
    message: `There is no customer "${id.slice(0, 60)}".`,
    where: folder,
    why:
      ids.length === 0
        ? 'The folder holds no customers yet.'
        : `Customers here: ${ids.slice(0, 30).join(', ')}${ids.length > 30 ? `, and ${ids.length - 30} more` : ''}.`,
    mend:
      nearest === undefined
        ? `Use one of these ids, or make it with "mxdr init ${/^[a-z][a-z0-9-]+$/u.test(id) ? id : 'ID'}".`
        : `Did you mean "${nearest}"?`,
  });
}

export function customerInvalid(id: string, problems: readonly string[], where: string): AppError {
  return new AppError({
    kind: 'usage',
    code: 'MXDR-CUSTOMER-INVALID',
    message: `Customer "${id}" has ${problems.length} ${problems.length === 1 ? 'problem' : 'problems'}.`,
    where,
    why: problems.join('\n'),
    mend: `Mend the file, then run "mxdr validate ${id}".`,
  });
}

export function operatorInvalid(problems: readonly string[], where: string): AppError {
  return new AppError({
    kind: 'usage',
    code: 'MXDR-OPERATOR-INVALID',
    message: `The operator's file has ${problems.length} ${problems.length === 1 ? 'problem' : 'problems'}.`,
    where,
    why: problems.join('\n'),
    mend: 'Mend operator.yaml beside the customer folders, then run "mxdr validate".',
  });
}

const outputMends: Readonly<Record<string, string>> = {
  EACCES: 'Give this user the right to write there, or choose another folder with --out.',
  EPERM: 'Give this user the right to write there, or choose another folder with --out.',
  EROFS: 'The file system is read-only; choose another folder with --out.',
  ENOSPC: 'The disk is full; free space or choose another folder with --out.',
  ENOTDIR: 'A part of the path is a file; choose another folder with --out.',
  EEXIST: 'A part of the path is a file; choose another folder with --out.',
  EISDIR: 'The path is a folder; name a file.',
  ENAMETOOLONG: 'The path is too long; choose a shorter one with --out.',
};

export function outputUnwritable(path: string, cause: unknown): AppError {
  const code = typeof cause === 'object' && cause !== null && 'code' in cause && typeof cause.code === 'string' ? cause.code : undefined;
  return new AppError({
    kind: 'external',
    code: 'MXDR-OUTPUT-UNWRITABLE',
    message: `"${path}" cannot be written${code === undefined ? '' : ` (${code})`}.`,
    where: path,
    mend: (code === undefined ? undefined : outputMends[code]) ?? 'Choose another folder with --out.',
    cause,
  });
}

/** A document name that would land outside its folder: a defect of the caller, or a name made of hostile data. */
export function outputOutsideFolder(name: string, folder: string): AppError {
  return new AppError({
    kind: 'internal',
    code: 'MXDR-OUTPUT-OUTSIDE-FOLDER',
    message: `The document name ${JSON.stringify(name.slice(0, 120))} leaves its folder.`,
    where: folder,
    mend: 'Report this as a defect; nothing was written.',
  });
}

/** @param why what is wrong with what the archive gave back */
export function archiveDamaged(name: string, archive: string, why: string): AppError {
  return new AppError({
    kind: 'external',
    code: 'MXDR-ARCHIVE-DAMAGED',
    message: `"${name}" of the archive is not as it was written.`,
    where: archive,
    why,
    mend: 'Look at the storage account: its immutability, its log of changes, and who may write. Nothing was published on top of it.',
  });
}

/** A document name that would land outside its report: a defect of the caller, or a name made of hostile data. */
export function archiveNameInvalid(name: string, folder: string): AppError {
  return new AppError({
    kind: 'internal',
    code: 'MXDR-ARCHIVE-NAME',
    message: `The document name ${JSON.stringify(name.slice(0, 120))} leaves its report.`,
    where: folder,
    mend: 'Report this as a defect; the document was not written.',
  });
}
