import { AppError } from '@mxdr/core';

function reasonOf(cause: unknown): string {
  return cause instanceof Error ? cause.message : String(cause);
}

export const folderNotReadable = (folder: string, cause: unknown): AppError =>
  new AppError({
    kind: 'usage',
    code: 'MXDR-TABLES-FOLDER',
    message: `The folder of tables ${folder} cannot be read.`,
    why: reasonOf(cause),
    mend: 'Check the path and its permissions; the folder holds files such as SigninLogs.csv.',
    cause,
  });

export const fileNotReadable = (path: string, cause: unknown): AppError =>
  new AppError({
    kind: 'external',
    code: 'MXDR-TABLES-FILE',
    message: `The table file ${path} cannot be read.`,
    why: reasonOf(cause),
    mend: 'Check that the file is still there, its permissions and that it is whole.',
    cause,
  });

export const fileNotUnderstood = (path: string, why: string): AppError =>
  new AppError({
    kind: 'usage',
    code: 'MXDR-TABLES-FORMAT',
    message: `The table file ${path} cannot be understood.`,
    why,
    mend: 'Export it again as CSV (UTF-8), NDJSON or Parquet, or move it out of the folder.',
  });

export const linkOutside = (path: string, target: string): AppError =>
  new AppError({
    kind: 'usage',
    code: 'MXDR-TABLES-LINK-OUTSIDE',
    message: `${path} is a link to ${target}, outside the folder of tables.`,
    why: "A folder holds one customer's data; a link could bring in another's.",
    mend: 'Copy the file into the folder, or name the folder that it lies in.',
  });

export const tablesNotNamed = (folder: string, complaints: readonly string[]): AppError =>
  new AppError({
    kind: 'usage',
    code: 'MXDR-TABLES-NAME',
    message: `It is not clear which table ${complaints.length === 1 ? 'a file' : `${complaints.length} files`} in ${folder} belong${complaints.length === 1 ? 's' : ''} to.`,
    why: complaints.join('\n'),
    mend: 'Rename the files after their tables, e.g. SigninLogs.2026-10.csv, or say so in tables.yaml: "sign-ins.csv: SigninLogs" (or "ignore").',
  });

export const sameTableTwice = (folder: string, groups: readonly string[]): AppError =>
  new AppError({
    kind: 'usage',
    code: 'MXDR-TABLES-TWICE',
    message: `${folder} seems to hold the same rows more than once.`,
    why: groups.join('\n'),
    mend: 'Keep one of them. If both are wanted, give them names of their own, e.g. SigninLogs.2026-09.csv and SigninLogs.2026-10.ndjson.',
  });

export const settingsInvalid = (path: string, problems: readonly string[]): AppError =>
  new AppError({
    kind: 'usage',
    code: 'MXDR-TABLES-SETTINGS',
    message: `${path} cannot be used.`,
    why: problems.join('\n'),
    mend: 'Mend the lines named.',
  });

export const tableNotThere = (table: string, known: readonly string[]): AppError =>
  new AppError({
    kind: 'internal',
    code: 'MXDR-TABLES-UNKNOWN',
    message: `There is no table ${table} among the local tables.`,
    mend: `Ask for one of: ${known.join(', ')}.`,
  });

export const columnNotThere = (table: string, column: string): AppError =>
  new AppError({
    kind: 'internal',
    code: 'MXDR-TABLES-COLUMN',
    message: `The local table ${table} has no column ${column}.`,
    mend: 'Ask for columns that list() names.',
  });
