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

/** What should be the number of an incident is none. */
export function incidentNumberInvalid(text: string): AppError {
  return new AppError({
    kind: 'usage',
    code: 'MXDR-INCIDENT-NUMBER',
    message: `${JSON.stringify(text.slice(0, 40))} is not the number of an incident.`,
    mend: 'Give the number that Microsoft Sentinel shows for the incident, e.g. 3013.',
  });
}

/** The workspace was asked, and has no incident of that number. */
export function incidentUnknown(incident: number, customerId: string, fromUtc: string, toUtc: string): AppError {
  return new AppError({
    kind: 'usage',
    code: 'MXDR-INCIDENT-UNKNOWN',
    message: `There is no incident ${incident} in the workspace of ${customerId}.`,
    why: `No row of SecurityIncident from ${fromUtc} up to ${toUtc} has that number.`,
    mend: 'Numbers are counted in each workspace anew, and differ from the numbers in the Defender portal: take the number that Sentinel shows there. For an older incident give --period.',
  });
}

/** Whether there is such an incident could not be seen. */
export function incidentNotSeen(incident: number, reason: string): AppError {
  return new AppError({
    kind: 'external',
    code: 'MXDR-INCIDENT-NOT-SEEN',
    message: `Whether there is an incident ${incident} could not be seen.`,
    why: reason,
    mend: 'Connect Microsoft Defender XDR to the workspace, check that you may read it, and try again.',
  });
}

/** Two incidents have the number, as when the tables of two workspaces lie in one folder. */
export function incidentAmbiguous(incident: number, names: readonly string[]): AppError {
  return new AppError({
    kind: 'usage',
    code: 'MXDR-INCIDENT-AMBIGUOUS',
    message: `Incident ${incident} is ${names.length} incidents here.`,
    why: `These have the number: ${names.join(', ')}. Each workspace counts its incidents anew, so the rows are of several workspaces.`,
    mend: 'Ask one workspace at a time.',
  });
}

/** Whether every name has been replaced cannot be told without knowing the names. */
export function namesUnread(table: string, why: string): AppError {
  return new AppError({
    kind: 'external',
    code: 'MXDR-REDACTION-NAMES-UNREAD',
    message: `The names in ${table} could not be read in full, so a redacted report might show one of them.`,
    why,
    mend: 'Run it again; where the table is too large, choose a shorter period.',
  });
}
