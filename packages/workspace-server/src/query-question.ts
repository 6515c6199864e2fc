import type { IncomingMessage } from 'node:http';
import type { QueryOutcome, QueryResult, TimeWindow } from '@mxdr/core';
import type { HttpAnswer } from './http-answer.ts';
import type { ServedWorkspace } from './served-workspace.ts';
import type { ServiceError } from './service-error.ts';
import type { ServiceLimits } from './service-limits.ts';

/** A request for a query, as it came. */
export interface RawQuery {
  readonly request: IncomingMessage;
  readonly url: URL;
  readonly body: string;
  readonly nowMs: number;
}

/** What is asked. */
export interface QueryQuestion {
  /** Id, name or resource id of the workspace. */
  readonly workspace: string;
  /** Further ones that are asked together with it. */
  readonly others: readonly string[];
  readonly query: string;
  readonly window: TimeWindow | undefined;
  /** The window as the request has it. */
  readonly timespan: string | undefined;
  /** Seconds that the query may take, where the request says. */
  readonly waitSeconds: number | undefined;
}

/** How one kind of client asks and is answered. */
export interface QueryDialect {
  /** What is asked, or what is wrong with the question. */
  readonly read: (raw: RawQuery) => QueryQuestion | ServiceError;
  readonly write: (raw: RawQuery, result: QueryResult, limits: ServiceLimits) => string;
  readonly writeError: (error: ServiceError, requestId: string) => HttpAnswer;
  /** What the client's requests without a usable body get, before anything else is looked at. @default nothing */
  readonly early?: (raw: RawQuery) => HttpAnswer | undefined;
  /** Answers what is no query. @default the workspace is asked */
  readonly run?: (text: string, workspace: ServedWorkspace, visible: readonly ServedWorkspace[]) => Promise<QueryOutcome>;
}
