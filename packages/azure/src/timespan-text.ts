import type { TimeWindow } from '@mxdr/core';

const instantPattern = /^(\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2})(?:\.(\d{1,7}))?Z$/;
const ticksPerSecond = 10_000_000n;

/**
 * A window as the query API's `timespan`, e.g. `2026-10-01T00:00:00.0000000Z/2026-10-31T23:59:59.9999999Z`.
 *
 * Our windows are half-open, `[start, end)`; the API keeps rows whose time equals the end too. Kusto counts time in ticks of
 * 100 ns, seven decimals, so there is no instant between `end` minus one tick and `end`: asking up to that tick keeps rows at
 * the end itself out, and two windows that meet never count a row twice. The Azure SDK would cut the tick off (it formats
 * `Date`s, milliseconds), hence the text is ours; see `send-query.ts` for how it passes the SDK unchanged.
 *
 * @returns undefined where an instant is not ISO 8601 with `Z` and at most 7 decimals, or the window holds no instant
 */
export function formatTimespan(window: TimeWindow): string | undefined {
  const start = parseTicks(window.start);
  const end = parseTicks(window.end);
  if (start === undefined || end === undefined || start >= end) return undefined;
  return `${formatTicks(start)}/${formatTicks(end - 1n)}`;
}

/** Ticks of 100 ns since 1970-01-01 UTC. */
function parseTicks(instant: string): bigint | undefined {
  const match = instantPattern.exec(instant);
  if (match === null) return undefined;
  const seconds = match[1]!;
  const milliseconds = Date.parse(`${seconds}Z`);
  // A day that no calendar has, such as 30 February, would roll over to another one.
  if (Number.isNaN(milliseconds) || !new Date(milliseconds).toISOString().startsWith(seconds)) return undefined;
  return BigInt(milliseconds / 1000) * ticksPerSecond + BigInt((match[2] ?? '').padEnd(7, '0'));
}

function formatTicks(ticks: bigint): string {
  const fraction = ((ticks % ticksPerSecond) + ticksPerSecond) % ticksPerSecond;
  const milliseconds = Number((ticks - fraction) / ticksPerSecond) * 1000;
  return `${new Date(milliseconds).toISOString().slice(0, 19)}.${fraction.toString().padStart(7, '0')}Z`;
}
