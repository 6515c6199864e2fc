const instantPattern = /^(\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2})(?:\.(\d{1,7}))?Z$/;

/** Kusto counts time in ticks of 100 ns. */
export const TICKS_PER_SECOND = 10_000_000n;

/**
 * Ticks of 100 ns since 1970-01-01 UTC.
 *
 * @param instant ISO 8601 with `Z` and at most 7 decimals, e.g. `2026-10-01T00:00:00.1234567Z`
 * @returns undefined where it is not that, or names a day or time that does not exist
 */
export function parseInstantTicks(instant: string): bigint | undefined {
  const match = instantPattern.exec(instant);
  if (match === null) return undefined;
  const seconds = match[1]!;
  const milliseconds = Date.parse(`${seconds}Z`);
  // A day that no calendar has, such as 30 February, would roll over to another one.
  if (Number.isNaN(milliseconds) || !new Date(milliseconds).toISOString().startsWith(seconds)) return undefined;
  return BigInt(milliseconds / 1000) * TICKS_PER_SECOND + BigInt((match[2] ?? '').padEnd(7, '0'));
}

/** `2026-10-01T00:00:00.1234567Z`, always with seven decimals. @param ticks of 100 ns since 1970-01-01 UTC, in the years 0 to 9999 */
export function formatInstantTicks(ticks: bigint): string {
  const fraction = ((ticks % TICKS_PER_SECOND) + TICKS_PER_SECOND) % TICKS_PER_SECOND;
  const milliseconds = Number((ticks - fraction) / TICKS_PER_SECOND) * 1000;
  return `${new Date(milliseconds).toISOString().slice(0, 19)}.${fraction.toString().padStart(7, '0')}Z`;
}
