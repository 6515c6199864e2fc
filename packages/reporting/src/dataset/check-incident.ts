import { incidentAmbiguous, incidentNotSeen, incidentUnknown } from '../errors.ts';
import type { Answer } from './period-answers.ts';
import type { Reason } from './reason.ts';

/** What was asked, for the error. */
export interface AskedIncident {
  readonly incident: number;
  readonly customerId: string;
  /** Rows were looked at from here. */
  readonly fromUtc: string;
  readonly toUtc: string;
  /** Words a reason plainly. */
  readonly say: (reason: Reason) => string;
}

/**
 * A report about an incident that is not there would be pages of nothing: it is refused.
 * @param answer of the query `incident`, which has a row for each incident of that number
 * @throws AppError MXDR-INCIDENT-UNKNOWN, MXDR-INCIDENT-AMBIGUOUS, or MXDR-INCIDENT-NOT-SEEN where the workspace could not tell
 */
export function checkIncident(answer: Answer, { incident, customerId, fromUtc, toUtc, say }: AskedIncident): void {
  if (answer.state === 'absent') throw incidentNotSeen(incident, say(answer.value.reason));
  const { columns, rows } = answer.result;
  if (rows.length === 1) return;
  if (rows.length > 1) {
    const at = columns.findIndex(({ name }) => name === 'IncidentName');
    throw incidentAmbiguous(
      incident,
      rows.flatMap((row) => {
        const name = row[at];
        return typeof name === 'string' ? [name] : [];
      }),
    );
  }
  // An answer that was cut off may have lost the row.
  if (answer.partial.length > 0) throw incidentNotSeen(incident, say({ kind: 'partial', reasons: answer.partial }));
  throw incidentUnknown(incident, customerId, fromUtc, toUtc);
}
