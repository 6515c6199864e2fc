/** What the process says when it ends. */
export const exitCodes = {
  /** Done, and good. */
  good: 0,
  /** Done, and what was looked at is not good: failed check, invalid rule, drift. */
  notGood: 1,
  /** Could not be determined, or partly failed: no access, throttled out, missing data. */
  undetermined: 2,
  /** Wrong usage or configuration. */
  usage: 3,
  /** Ended by the person. */
  interrupted: 130,
} as const;

export type ExitCode = (typeof exitCodes)[keyof typeof exitCodes];

/** The worse of two outcomes for a run over several customers: usage, then not good, then undetermined, then good. */
export function worseOf(a: ExitCode, b: ExitCode): ExitCode {
  const rank: Readonly<Record<ExitCode, number>> = { 0: 0, 2: 1, 1: 2, 3: 3, 130: 4 };
  return rank[a] >= rank[b] ? a : b;
}
