/** What a handler holds on to while it works. */
export interface WorkHold {
  /** How often the message was taken, this time included. */
  readonly tries: number;
  /** True on the last try: what fails now is set aside. */
  readonly isLastTry: boolean;
  /** Aborted once the message is lost, or the worker has to go: stop without publishing anything. */
  readonly signal: AbortSignal;
  /** Makes sure that the message is still ours, and for a full time; call it before what others see. @throws where it is lost */
  confirm(): Promise<void>;
}

/** How the work on one message ended. */
export type WorkOutcome =
  /** What it asks for is there: `isRepeat` where it was there before. */
  | { readonly status: 'done'; readonly detail: string; readonly isRepeat: boolean }
  /** It is not. `isFinal`: trying again would end the same. */
  | { readonly status: 'failed'; readonly code: string; readonly message: string; readonly isFinal: boolean };

/** What happened, for a log and for counting. */
export type WorkEvent =
  | { readonly kind: 'taken'; readonly id: string; readonly tries: number }
  | { readonly kind: 'done'; readonly id: string; readonly detail: string; readonly isRepeat: boolean }
  /** Comes back after the pause. */
  | { readonly kind: 'failed'; readonly id: string; readonly code: string; readonly message: string; readonly pauseMs: number }
  | { readonly kind: 'set-aside'; readonly id: string; readonly code: string; readonly message: string }
  /** Another worker has it; nothing of ours was published after that. */
  | { readonly kind: 'lost'; readonly id: string }
  /** Not finished when the worker had to go; another one can take it at once. */
  | { readonly kind: 'given-back'; readonly id: string }
  /** The queue could not be asked; a message of ours comes back by itself. */
  | { readonly kind: 'trouble'; readonly code: string; readonly message: string };

export type WorkCounts = Readonly<Record<'done' | 'repeated' | 'failed' | 'setAside' | 'lost' | 'givenBack' | 'trouble', number>>;
