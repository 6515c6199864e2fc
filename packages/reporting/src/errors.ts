import type { Problem } from '@mxdr/core';
import { AppError, formatProblem } from '@mxdr/core';

/** A report definition, or one of its queries, has problems; all of them are listed. */
export function reportDefinitionInvalid(folder: string, problems: readonly Problem[]): AppError {
  return new AppError({
    kind: 'usage',
    code: 'MXDR-REPORT-INVALID',
    message: `The report in ${folder} has ${problems.length} ${problems.length === 1 ? 'problem' : 'problems'}.`,
    where: folder,
    why: problems.map(formatProblem).join('\n'),
    mend: 'Mend the files, then run "mxdr validate".',
  });
}

/** An instant that a query is to be bound to is none. */
export function instantInvalid(name: string, text: string): AppError {
  return new AppError({
    kind: 'internal',
    code: 'MXDR-REPORT-INSTANT',
    message: `${name} must be a UTC instant, not ${JSON.stringify(text.slice(0, 40))}.`,
    mend: 'Report this as a defect.',
  });
}
