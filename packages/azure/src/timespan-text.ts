import type { TimeWindow } from '@mxdr/core';
import { formatInstantTicks, parseInstantTicks, TICKS_PER_SECOND } from '@mxdr/core';

/**
 * A window as the query API's `timespan`, e.g. `2026-10-01T00:00:00.0000000Z/2026-10-31T23:59:59.9999999Z`.
 *
 * Our windows are half-open, `[start, end)`; the API keeps rows whose time equals the end too. Kusto counts time in ticks of
 * 100 ns, seven decimals, so there is no instant between `end` minus one tick and `end`: asking up to that tick keeps rows at
 * the end itself out, and two windows that meet never count a row twice. The Azure SDK would cut the tick off (it formats
 * `Date`s, milliseconds), hence the text is ours; see `monitor-query-transport.ts` for how it passes the SDK unchanged.
 *
 * @returns undefined where an instant is not ISO 8601 with `Z` and at most 7 decimals, or the window holds no instant
 */
export function formatTimespan(window: TimeWindow): string | undefined {
  const start = parseInstantTicks(window.start);
  const end = parseInstantTicks(window.end);
  if (start === undefined || end === undefined || start >= end) return undefined;
  return `${formatInstantTicks(start)}/${formatInstantTicks(end - 1n)}`;
}

/**
 * The two halves of a window, which meet at a whole second and together hold what it holds.
 * @returns undefined where the window cannot be read, or lies within two seconds
 */
export function halveWindow(window: TimeWindow): readonly [TimeWindow, TimeWindow] | undefined {
  const start = parseInstantTicks(window.start);
  const end = parseInstantTicks(window.end);
  if (start === undefined || end === undefined) return undefined;
  const middle = start + (end - start) / 2n;
  const inSecond = ((middle % TICKS_PER_SECOND) + TICKS_PER_SECOND) % TICKS_PER_SECOND;
  const meeting = middle - inSecond;
  if (meeting <= start || meeting >= end) return undefined;
  const instant = formatInstantTicks(meeting);
  return [
    { start: window.start, end: instant },
    { start: instant, end: window.end },
  ];
}
