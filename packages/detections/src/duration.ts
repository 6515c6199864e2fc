const minutesOfUnit: Readonly<Record<string, number>> = { m: 1, h: 60, d: 1440 };

/**
 * Minutes of a duration as rules write it: `20m`, `1h`, `14d`, `hh:mm:ss`, `d.hh:mm:ss` or ISO 8601 (`PT1H`, `P1DT12H`).
 * `undefined` for any other form, and for durations that are not whole minutes.
 */
export function parseDuration(text: string): number | undefined {
  const short = /^(\d{1,6})([mhd])$/u.exec(text);
  if (short !== null) return Number(short[1]) * (minutesOfUnit[short[2] ?? ''] ?? Number.NaN);
  const clock = /^(?:(\d{1,4})\.)?(\d{1,2}):([0-5]\d):([0-5]\d)$/u.exec(text);
  if (clock !== null) {
    const [, days = '0', hours = '0', minutes = '0', seconds = '0'] = clock;
    return Number(seconds) === 0 ? Number(days) * 1440 + Number(hours) * 60 + Number(minutes) : undefined;
  }
  const iso = /^P(?:(\d{1,4})D)?(?:T(?:(\d{1,5})H)?(?:(\d{1,6})M)?)?$/u.exec(text);
  if (iso === null) return undefined;
  const [, days, hours, minutes] = iso;
  if (days === undefined && hours === undefined && minutes === undefined) return undefined;
  if (text.endsWith('T')) return undefined;
  return Number(days ?? 0) * 1440 + Number(hours ?? 0) * 60 + Number(minutes ?? 0);
}

/** ISO 8601 of whole minutes, in the form that Azure answers with: `PT5M`, `PT1H`, `PT1H30M`, `P1D`, `P1DT12H`. */
export function formatIsoDuration(minutes: number): string {
  const days = Math.floor(minutes / 1440);
  const hours = Math.floor((minutes % 1440) / 60);
  const rest = minutes % 60;
  const time = `${hours > 0 ? `${hours}H` : ''}${rest > 0 ? `${rest}M` : ''}`;
  if (days === 0 && time === '') return 'PT0M';
  return `P${days > 0 ? `${days}D` : ''}${time === '' ? '' : `T${time}`}`;
}
