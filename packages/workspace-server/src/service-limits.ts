/** What the service allows. Times may be shortened, so that a test of a fleet does not take as long as the fleet. */
export interface ServiceLimits {
  /** Queries of one identity that run at the same time. @default 5 */
  readonly concurrent: number;
  /** Queries of one identity that wait for their turn. @default 200 */
  readonly queued: number;
  /** Milliseconds that a query waits for its turn before it is refused. @default 180_000 */
  readonly queueMs: number;
  /** Queries that one identity may send within `windowMs`, wherever in time the window is laid. @default 200 */
  readonly perWindow: number;
  /** @default 30_000 */
  readonly windowMs: number;
  /** Rows at which a result is cut off, and is partial. @default 500_000 */
  readonly rows: number;
  /** Bytes of an answer, before it is packed, at which its rows are cut off. About 64 MB packed. @default 104_857_600 */
  readonly answerBytes: number;
  /** Seconds that a query may run when the request does not say (`Prefer: wait=`). @default 180 */
  readonly defaultWaitSeconds: number;
  /** Seconds that a request may ask for at most. @default 600 */
  readonly maxWaitSeconds: number;
}

/** As documented for the Log Analytics query API in March 2026. */
export const DEFAULT_SERVICE_LIMITS: ServiceLimits = {
  concurrent: 5,
  queued: 200,
  queueMs: 180_000,
  perWindow: 200,
  windowMs: 30_000,
  rows: 500_000,
  answerBytes: 104_857_600,
  defaultWaitSeconds: 180,
  maxWaitSeconds: 600,
};
