import type { Clock } from '@mxdr/core';
import type { ServiceLimits } from './service-limits.ts';

/** Whether a query may run. Whoever was admitted calls `leave` once. */
export type Admission =
  | { readonly kind: 'admitted'; readonly leave: () => void; readonly waitedMs: number }
  | { readonly kind: 'refused'; readonly why: 'rate' | 'queue-full' | 'queue-time'; readonly retryAfterMs: number }
  /** The client went away while it waited. */
  | { readonly kind: 'abandoned' };

/** Calls back after some time, unless it is cancelled by what it returned. */
export type Timer = (milliseconds: number, run: () => void) => () => void;

export interface TurnstileProps {
  readonly limits: Pick<ServiceLimits, 'concurrent' | 'queued' | 'queueMs' | 'perWindow' | 'windowMs'>;
  readonly clock: Clock;
  readonly timer: Timer;
}

/**
 * Lets queries of one identity through: so many in any window of time, so many at once, so many waiting. A query that is refused for its
 * rate does not count towards the next window.
 */
export class Turnstile {
  private readonly props: TurnstileProps;
  /** Instants of the last admissions to the queue, oldest first. */
  private readonly entered: number[] = [];
  private readonly waiting: (() => void)[] = [];
  private runningCount = 0;

  constructor(props: TurnstileProps) {
    this.props = props;
  }

  get running(): number {
    return this.runningCount;
  }

  get queued(): number {
    return this.waiting.length;
  }

  async enter(signal: AbortSignal): Promise<Admission> {
    const { limits, clock } = this.props;
    const now = clock.now();
    while (this.entered.length > 0 && this.entered[0]! <= now - limits.windowMs) this.entered.shift();
    if (this.entered.length >= limits.perWindow)
      return { kind: 'refused', why: 'rate', retryAfterMs: Math.max(1, this.entered[0]! + limits.windowMs - now) };
    if (this.runningCount >= limits.concurrent && this.waiting.length >= limits.queued)
      return { kind: 'refused', why: 'queue-full', retryAfterMs: limits.windowMs };
    this.entered.push(now);
    if (this.runningCount < limits.concurrent) {
      this.runningCount += 1;
      return this.admitted(0);
    }
    const turn = await this.turn(signal);
    if (turn === 'abandoned') return { kind: 'abandoned' };
    return turn === 'late' ? { kind: 'refused', why: 'queue-time', retryAfterMs: limits.windowMs } : this.admitted(clock.now() - now);
  }

  /** Waits for a place. Whoever is `due` has one: it was handed over, not given up and taken. */
  private async turn(signal: AbortSignal): Promise<'due' | 'late' | 'abandoned'> {
    if (signal.aborted) return 'abandoned';
    return new Promise((resolve) => {
      const end = (how: 'due' | 'late' | 'abandoned'): void => {
        cancel();
        signal.removeEventListener('abort', abandon);
        if (how !== 'due') this.waiting.splice(this.waiting.indexOf(due), 1);
        resolve(how);
      };
      const due = (): void => end('due');
      const abandon = (): void => end('abandoned');
      const cancel = this.props.timer(this.props.limits.queueMs, () => end('late'));
      signal.addEventListener('abort', abandon, { once: true });
      this.waiting.push(due);
    });
  }

  private admitted(waitedMs: number): Admission {
    return {
      kind: 'admitted',
      waitedMs,
      leave: () => {
        const next = this.waiting.shift();
        if (next === undefined) this.runningCount -= 1;
        else next();
      },
    };
  }
}
