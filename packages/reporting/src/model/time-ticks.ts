/** Round local times within a stretch: at most about seven, on the hours and days of the zone's own clock. */
export function timeTicks(
  fromMs: number,
  toMs: number,
  locale: string,
  timeZone: string,
): readonly { readonly atMs: number; readonly label: string }[] {
  const span = Math.max(toMs - fromMs, minuteMs);
  const step = steps.find(({ ms }) => span / ms <= mostTicks) ?? steps.at(-1)!;
  const clock = new Intl.DateTimeFormat('en-GB', { day: 'numeric', hour: 'numeric', minute: 'numeric', hourCycle: 'h23', timeZone });
  const isDaily = step.ms >= dayMs;
  const write = new Intl.DateTimeFormat(locale, {
    timeZone,
    day: 'numeric',
    month: 'short',
    ...(isDaily ? {} : { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' }),
  });
  const hours = new Intl.DateTimeFormat(locale, { timeZone, hour: '2-digit', minute: '2-digit', hourCycle: 'h23' });
  // Half an hour is the smallest step at which clocks change, and zones differ by quarters: a walk in quarters meets every round time.
  const stride = Math.min(step.ms, 15 * minuteMs);
  const everyDays = isDaily ? step.ms / dayMs : 0;
  const ticks: { atMs: number; label: string }[] = [];
  let day = 0;
  let said = '';
  for (let at = Math.ceil(fromMs / stride) * stride; at <= toMs; at += stride) {
    const parts = new Map(clock.formatToParts(at).map(({ type, value }) => [type, Number(value)]));
    const minutes = (parts.get('hour') ?? 0) * 60 + (parts.get('minute') ?? 0);
    const isRound = isDaily ? minutes === 0 && day++ % everyDays === 0 : (minutes * minuteMs) % step.ms === 0;
    if (!isRound) continue;
    // The day is said once: labels of hours have little room.
    const today = String(parts.get('day'));
    ticks.push({ atMs: at, label: (!isDaily && today === said ? hours : write).format(at) });
    said = today;
  }
  return ticks;
}

const minuteMs = 60_000;
const dayMs = 86_400_000;
const mostTicks = 6;
const steps = [1, 5, 15, 30, 60, 180, 360, 720, 1440, 2880, 7 * 1440, 14 * 1440, 30 * 1440, 90 * 1440].map((minutes) => ({
  ms: minutes * minuteMs,
}));
