import type { QueryFailure } from '@mxdr/core';
import { limitInvalid } from './errors.ts';

/** What one run may cost. */
export interface QueryBudgetLimits {
  /** Queries, each part of a window that was cut counted; repetitions are not. @default no bound */
  readonly maxQueries?: number;
  /** Bytes that the service says it read. Where it does not say, nothing counts. @default no bound */
  readonly maxBytesScanned?: number;
}

/** Counts what a run has asked, over all its workspaces. */
export interface QueryBudget {
  /** Counts one query, or refuses it. */
  take(): QueryFailure | undefined;
  /** @param bytesScanned null where the service does not say */
  spend(bytesScanned: number | null): void;
  readonly spent: {
    readonly queries: number;
    readonly bytesScanned: number;
    /** Answered queries whose bytes the service did not tell. */
    readonly uncounted: number;
  };
}

/** @throws AppError `MXDR-AZURE-LIMIT-INVALID` */
export function createQueryBudget(limits: QueryBudgetLimits): QueryBudget {
  const { maxQueries = Infinity, maxBytesScanned = Infinity } = limits;
  if (!(maxQueries >= 0)) throw limitInvalid('maxQueries', maxQueries, 'a number from 0');
  if (!(maxBytesScanned >= 0)) throw limitInvalid('maxBytesScanned', maxBytesScanned, 'a number from 0');
  let queries = 0;
  let bytes = 0;
  let uncounted = 0;
  return {
    take() {
      if (queries >= maxQueries) {
        return refuse('MXDR-AZURE-BUDGET-QUERIES', `The run may ask ${maxQueries} queries, and has asked them.`);
      }
      if (bytes >= maxBytesScanned) {
        return refuse('MXDR-AZURE-BUDGET-BYTES', `The run may have ${maxBytesScanned} bytes read; its queries have read ${bytes}.`);
      }
      queries += 1;
      return undefined;
    },
    spend(bytesScanned) {
      if (bytesScanned === null) uncounted += 1;
      else bytes += bytesScanned;
    },
    get spent() {
      return { queries, bytesScanned: bytes, uncounted };
    },
  };
}

function refuse(code: `MXDR-${string}`, message: string): QueryFailure {
  return { status: 'failed', reason: 'limit', code, message, mend: 'Raise the budget of the run, or ask less in it.' };
}
