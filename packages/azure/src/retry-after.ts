/**
 * How long the service asks to wait, in milliseconds: `retry-after-ms`, `x-ms-retry-after-ms`, or `Retry-After` as seconds
 * or as a date. A date is measured against the answer's own `Date`: the clock of this machine may be minutes off.
 *
 * @param header reads a header by name
 * @param nowMs the time, for a date in an answer that does not say when it was given
 * @returns undefined where it says nothing that can be understood
 */
export function readRetryAfter(header: (name: string) => string | undefined, nowMs: number): number | undefined {
  for (const name of ['retry-after-ms', 'x-ms-retry-after-ms']) {
    const value = header(name);
    if (value !== undefined && /^\d{1,9}$/.test(value)) return Number(value);
  }
  const value = header('retry-after');
  if (value === undefined) return undefined;
  if (/^\d{1,9}$/.test(value)) return Number(value) * 1000;
  const date = Date.parse(value);
  if (Number.isNaN(date)) return undefined;
  const given = Date.parse(header('date') ?? '');
  return Math.max(0, date - (Number.isNaN(given) ? nowMs : given));
}
