import { Temporal } from 'temporal-polyfill';
import { timeZoneUnknown } from './errors.ts';
import { nearestName } from './nearest-name.ts';

/** Whether the name is an IANA time zone that this machine knows. Offsets such as `+01:00` are not: they know no daylight saving. */
export function isTimeZone(name: string): boolean {
  if (!/^[A-Za-z][\w+/-]*$/u.test(name)) return false;
  try {
    // Exact spelling only: the name is printed on reports and compared as text.
    return new Temporal.ZonedDateTime(0n, name).timeZoneId === name;
  } catch {
    return false;
  }
}

/** The IANA name that a person most likely meant: `Amsterdam` and `europe/amsterdam` give `Europe/Amsterdam`. */
export function nearestTimeZone(name: string): string | undefined {
  const names = Intl.supportedValuesOf('timeZone');
  const city = name.toLowerCase().replaceAll(' ', '_');
  return names.find((known) => known.toLowerCase() === city || known.toLowerCase().endsWith(`/${city}`)) ?? nearestName(name, names);
}

/** @throws AppError usage `MXDR-TIME-ZONE-UNKNOWN` */
export function requireTimeZone(name: string): void {
  if (!isTimeZone(name)) throw timeZoneUnknown(name, nearestTimeZone(name));
}
