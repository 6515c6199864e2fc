/** What goes wrong with one request. */
export type Fault =
  /** 429. The pause is told in seconds, as a date, or not at all. */
  | { readonly kind: 'throttled'; readonly retryAfter?: { readonly seconds: number } | { readonly dateInMs: number } }
  /** Any status, with an error of the service's form. `innererror` holds what is more particular. */
  | {
      readonly kind: 'status';
      readonly status: number;
      readonly code?: string;
      readonly message?: string;
      readonly innererror?: unknown;
      readonly headers?: Readonly<Record<string, string>>;
      /** Instead of an error: this text, whatever it is. */
      readonly body?: string;
    }
  /** 400, as the service says it. */
  | { readonly kind: 'invalid'; readonly of: 'syntax' | 'table' | 'column' | 'argument' }
  /** 403, as for an identity without a role on the workspace. */
  | { readonly kind: 'denied' }
  /** 401, as if the token had expired on the way. */
  | { readonly kind: 'token-expired' }
  /** 504: the query took all its time. */
  | { readonly kind: 'gateway-timeout' }
  /** The connection breaks before the answer, or after half of it. */
  | { readonly kind: 'reset'; readonly after: 'nothing' | 'half' }
  /** The answer comes late. */
  | { readonly kind: 'slow'; readonly milliseconds: number }
  /** No answer, and the connection stays. */
  | { readonly kind: 'silence' }
  /** Half of the body, which claims to be whole. */
  | { readonly kind: 'truncated' }
  /** 200 without a body. */
  | { readonly kind: 'empty' }
  /** 204, as of a workspace that never received data. */
  | { readonly kind: 'no-content' }
  /** 200 with the first `rows` rows and an error that says that they are not all. */
  | { readonly kind: 'partial'; readonly rows: number; readonly code?: string; readonly message?: string }
  /** A right answer by a clock that is this much ahead (behind, where negative), as its `Date` tells. */
  | { readonly kind: 'clock-skew'; readonly milliseconds: number };

/** What a rule may look at. */
export interface FaultedRequest {
  /** From 1, among the requests that the rule is about. */
  readonly number: number;
  readonly workspaceId: string | undefined;
  readonly tenantId: string;
  readonly query: string;
}

/** When a fault happens. Every condition that is given must hold. */
export interface FaultRule {
  readonly fault: Fault;
  /** @default 'query' */
  readonly at?: 'query' | 'sign-in';
  /** Only of this workspace. @default any */
  readonly workspaceId?: string;
  /** Only of this tenant: the workspace's for a query, the one signed in to for a sign-in. @default any */
  readonly tenantId?: string;
  /** First request that goes wrong, from 1, counted from when the rule was given. @default 1 */
  readonly from?: number;
  /** How many requests go wrong. @default 1 */
  readonly times?: number;
  /** @default always */
  readonly when?: (request: FaultedRequest) => boolean;
}

interface CountedRule {
  readonly rule: FaultRule;
  seen: number;
  used: number;
}

/** The rules given so far. Each counts the requests it is about; the first that applies decides. */
export class FaultPlan {
  private rules: CountedRule[] = [];

  add(rule: FaultRule): void {
    this.rules.push({ rule, seen: 0, used: 0 });
  }

  clear(): void {
    this.rules = [];
  }

  next(at: 'query' | 'sign-in', request: Omit<FaultedRequest, 'number'>): Fault | undefined {
    let fault: Fault | undefined;
    for (const counted of this.rules) {
      const { rule } = counted;
      if ((rule.at ?? 'query') !== at || !isSameId(rule.workspaceId, request.workspaceId) || !isSameId(rule.tenantId, request.tenantId))
        continue;
      counted.seen += 1;
      if (counted.seen < (rule.from ?? 1) || counted.used >= (rule.times ?? 1) || fault !== undefined) continue;
      if (rule.when !== undefined && !rule.when({ ...request, number: counted.seen })) continue;
      counted.used += 1;
      fault = rule.fault;
    }
    return fault;
  }
}

function isSameId(wanted: string | undefined, actual: string | undefined): boolean {
  return wanted === undefined || wanted.toLowerCase() === actual?.toLowerCase();
}
