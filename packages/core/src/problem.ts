/** A place in a file; line and column count from 1. */
export interface SourcePosition {
  /** Path as the person gave it or relative to the project. */
  readonly file: string;
  readonly line: number;
  readonly column: number;
}

export type ProblemSeverity = 'error' | 'warning' | 'hint';

/**
 * Something wrong in a file that a person wrote. Problems are collected and reported all at once, never thrown one by one.
 */
export interface Problem {
  readonly severity: ProblemSeverity;
  /** Stable code, e.g. `MXDR-YAML-UNKNOWN-KEY`. */
  readonly code: `MXDR-${string}`;
  /** What is wrong, with the concrete value. */
  readonly message: string;
  readonly position: SourcePosition;
  /** What to write instead, e.g. `did you mean "timeZone"?`. */
  readonly hint?: string;
}

/** `customers/contoso/customer.yaml:12:3 error MXDR-YAML-UNKNOWN-KEY: …`, the form that editors make clickable. */
export function formatProblem(problem: Problem): string {
  const { file, line, column } = problem.position;
  const hint = problem.hint === undefined ? '' : ` (${problem.hint})`;
  return `${file}:${line}:${column} ${problem.severity} ${problem.code}: ${problem.message}${hint}`;
}
