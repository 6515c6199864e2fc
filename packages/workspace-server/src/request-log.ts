import type { Clock } from '@mxdr/core';
import type { CallerIdentity } from './token-issuer.ts';

/** A query as the server saw it. Nothing in it opens anything: no token, no assertion. */
export interface LoggedQuery {
  /** From 1. */
  readonly number: number;
  /** Milliseconds since 1970 that it came. */
  readonly at: number;
  /** Until the answer went out. */
  readonly durationMs: number;
  /** Milliseconds of them that it waited for its turn. */
  readonly waitedMs: number;
  readonly method: string;
  readonly path: string;
  readonly caller: CallerIdentity | undefined;
  readonly workspaceId: string | undefined;
  readonly query: string;
  readonly timespan: string | undefined;
  readonly prefer: string | undefined;
  readonly contentType: string | undefined;
  readonly userAgent: string | undefined;
  /** `x-ms-client-request-id` */
  readonly clientRequestId: string | undefined;
  /** HTTP status; undefined where the connection ended without an answer. */
  readonly status: number | undefined;
  /** Kind of the fault that was asked for. */
  readonly fault: string | undefined;
}

/** How one identity used the service. */
export interface IdentityUsage extends CallerIdentity {
  /** Queries that came, refused ones included. */
  readonly queries: number;
  /** Queries refused with 429 because of a limit; faults on demand do not count. */
  readonly throttled: number;
  /** Most queries under way at the same time, from the request until its answer goes out, those that waited included. */
  readonly maxConcurrent: number;
  /** Most queries that came within the length of a window, wherever it is laid. */
  readonly maxPerWindow: number;
  /** Milliseconds since 1970. */
  readonly firstAt: number;
  readonly lastAt: number;
}

interface Usage extends CallerIdentity {
  queries: number;
  throttled: number;
  concurrent: number;
  maxConcurrent: number;
  /** Instants of arrival within the last window, oldest first. */
  recent: number[];
  maxPerWindow: number;
  firstAt: number;
  lastAt: number;
}

export interface RequestLogProps {
  readonly clock: Clock;
  readonly windowMs: number;
  /** Queries that are kept; older ones are only counted. */
  readonly kept: number;
  readonly onQuery: ((query: LoggedQuery) => void) | undefined;
}

/** Counts everything and keeps the last queries, so that a fleet of any size fits. */
export class RequestLog {
  private readonly props: RequestLogProps;
  private readonly last: LoggedQuery[] = [];
  private readonly usages = new Map<string, Usage>();
  private readonly counts = new Map<number | 'none', number>();
  private total = 0;

  constructor(props: RequestLogProps) {
    this.props = props;
  }

  /** The last queries, oldest first. */
  get queries(): readonly LoggedQuery[] {
    return this.last;
  }

  get queryCount(): number {
    return this.total;
  }

  /** How many answers there were of each status. */
  get statuses(): ReadonlyMap<number | 'none', number> {
    return this.counts;
  }

  usage(): readonly IdentityUsage[] {
    return [...this.usages.values()].map(({ recent: _recent, concurrent: _concurrent, ...usage }) => usage);
  }

  /** A query of a known identity has come. @returns what is to be called when it is refused, and when its answer goes out or its client has gone */
  begin(caller: CallerIdentity): { readonly throttled: () => void; readonly end: () => void } {
    const now = this.props.clock.now();
    const usage = this.usageOf(caller, now);
    usage.queries += 1;
    usage.lastAt = now;
    usage.concurrent += 1;
    usage.maxConcurrent = Math.max(usage.maxConcurrent, usage.concurrent);
    usage.recent.push(now);
    while (usage.recent[0]! <= now - this.props.windowMs) usage.recent.shift();
    usage.maxPerWindow = Math.max(usage.maxPerWindow, usage.recent.length);
    let isOver = false;
    return {
      throttled: () => {
        usage.throttled += 1;
      },
      end: () => {
        if (isOver) return;
        isOver = true;
        usage.concurrent -= 1;
      },
    };
  }

  /** An answer goes out, or its client has gone. */
  add(query: Omit<LoggedQuery, 'number'>): void {
    this.total += 1;
    const logged = { number: this.total, ...query };
    this.last.push(logged);
    if (this.last.length > this.props.kept) this.last.shift();
    const status = query.status ?? 'none';
    this.counts.set(status, (this.counts.get(status) ?? 0) + 1);
    this.props.onQuery?.(logged);
  }

  private usageOf({ tenantId, clientId }: CallerIdentity, now: number): Usage {
    const key = `${tenantId}/${clientId}`;
    const known = this.usages.get(key);
    if (known !== undefined) return known;
    const usage: Usage = {
      tenantId,
      clientId,
      queries: 0,
      throttled: 0,
      concurrent: 0,
      maxConcurrent: 0,
      recent: [],
      maxPerWindow: 0,
      firstAt: now,
      lastAt: now,
    };
    this.usages.set(key, usage);
    return usage;
  }
}
