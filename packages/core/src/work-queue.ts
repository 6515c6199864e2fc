/** Whether a message was still ours when we asked for something. `lost`: its time was over, and another worker has it or has finished it. */
export type Hold = 'held' | 'lost';

/** A message that was taken. It is hidden from everybody else until its time is over; then it comes back by itself. */
export interface TakenWork {
  readonly id: string;
  readonly text: string;
  /** How often it was taken, this time included. */
  readonly tries: number;
  /** When it was put in, UTC. */
  readonly queuedAt: string;
  /** Hides it for so long from now on. */
  renew(hideMs: number): Promise<Hold>;
  /** Takes it away for good: what it asked for is done. */
  finish(): Promise<Hold>;
  /** Lets it be taken again after that time. */
  giveBack(afterMs: number): Promise<Hold>;
  /**
   * Puts the record where people look after messages that cannot be worked, then takes the message away. In this order: a crash in between
   * leaves it in both places rather than in neither.
   */
  setAside(record: string): Promise<Hold>;
}

/**
 * Work that is waiting, in no certain order, each piece delivered at least once: a worker that dies leaves its message to the next one, and one
 * that is slow may find that another works on the same. So what a message asks for must be safe to do twice.
 *
 * Every method rejects with an AppError where the queue cannot be asked.
 */
export interface WorkQueue {
  readonly description: string;
  /** Puts a message in. It never expires. */
  put(text: string, signal?: AbortSignal): Promise<void>;
  /** The next message, hidden from others for that time; undefined where none is to be had now. */
  take(hideMs: number, signal?: AbortSignal): Promise<TakenWork | undefined>;
}
