/** Who has to act: the person at the keyboard, an outside system, or we ourselves (a defect). Only `internal` prints a stack. */
export type ErrorKind = 'usage' | 'external' | 'internal';

/** Everything that an error block shows; see `formatErrorBlock` in the command line for the layout. */
export interface AppErrorProps {
  readonly kind: ErrorKind;
  /** Stable code for tests, support and searches, e.g. `MXDR-CUSTOMER-UNKNOWN`. */
  readonly code: `MXDR-${string}`;
  /** What happened, one sentence with the concrete value. Never a secret, never a row of a customer's data. */
  readonly message: string;
  /** Where: `file:line:column`, a request, a query. */
  readonly where?: string;
  /** Why, where the message alone does not say it. */
  readonly why?: string;
  /** What to do next: a sentence or a command. */
  readonly mend: string;
  readonly cause?: unknown;
}

/** The one error class of the project. Packages make theirs through named factories in their `errors.ts`. */
export class AppError extends Error {
  readonly kind: ErrorKind;
  readonly code: `MXDR-${string}`;
  readonly where: string | undefined;
  readonly why: string | undefined;
  readonly mend: string;

  constructor(props: AppErrorProps) {
    super(props.message, props.cause === undefined ? undefined : { cause: props.cause });
    this.name = 'AppError';
    this.kind = props.kind;
    this.code = props.code;
    this.where = props.where;
    this.why = props.why;
    this.mend = props.mend;
  }
}

export function isAppError(value: unknown): value is AppError {
  return value instanceof AppError;
}
