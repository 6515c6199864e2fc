import type { QueryFailure } from '@mxdr/core';
import { AppError } from '@mxdr/core';

const mends: Readonly<Record<QueryFailure['reason'], string>> = {
  'table-missing': 'This workspace has no data of that table: bring it in, or leave the table out of the query.',
  invalid: 'Mend the query at the place named.',
  unsupported: 'Write it another way, or run it on a Log Analytics workspace.',
  limit: 'Narrow the query: a shorter period, fewer columns, an earlier filter.',
  denied: 'Ask for Log Analytics Reader on the workspace.',
  throttled: 'Wait a minute and run it again.',
  timeout: 'Narrow the query, or run it again when the workspace is less busy.',
  unreachable: 'Check the network and the workspace id, and run it again.',
};

/** A failed query as the error block of a command. A query that is wrong is the person's; everything else could not be determined. */
export function queryFailed(failure: QueryFailure, source: string): AppError {
  const place = failure.line === undefined ? source : `${source}:${failure.line}:${failure.column ?? 1}`;
  return new AppError({
    kind: failure.reason === 'invalid' ? 'usage' : 'external',
    code: failure.code,
    message: failure.message,
    where: place,
    mend: failure.mend ?? mends[failure.reason],
  });
}
