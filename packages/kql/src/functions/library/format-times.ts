import { lanesOfDatetime } from '../../columns/instant.ts';
import type { QueryPosition } from '../../errors.ts';
import { KqlUnsupported } from '../../errors.ts';

const pad = (value: number, width: number): string => String(value).padStart(width, '0');

/** Fraction digits, `F` without trailing zeros. */
function fraction(ticks: number, specifier: string): string {
  const digits = pad(ticks, 7).slice(0, specifier.length);
  return specifier.startsWith('F') ? digits.replace(/0+$/, '') : digits;
}

/** Writes a datetime by the specifiers of `format_datetime`; what is not one of them must be one of its delimiters. */
export function formatDatetimeBy(ticks: bigint, format: string, position: QueryPosition): string {
  const { ms, subMs } = lanesOfDatetime(ticks);
  const date = new Date(ms);
  const fractionTicks = date.getUTCMilliseconds() * 10_000 + subMs;
  const hour = date.getUTCHours();
  return format.replace(/y+|M+|d+|H+|h+|m+|s+|f+|F+|tt|[^yMdHhmsfFt]+|t/g, (part) => {
    switch (part) {
      case 'yyyy':
        return pad(date.getUTCFullYear(), 4);
      case 'yy':
      case 'y':
        return pad(date.getUTCFullYear() % 100, part.length);
      case 'M':
      case 'MM':
        return pad(date.getUTCMonth() + 1, part.length);
      case 'd':
      case 'dd':
        return pad(date.getUTCDate(), part.length);
      case 'H':
      case 'HH':
        return pad(hour, part.length);
      case 'h':
      case 'hh':
        return pad(hour % 12 === 0 ? 12 : hour % 12, part.length);
      case 'm':
      case 'mm':
        return pad(date.getUTCMinutes(), part.length);
      case 's':
      case 'ss':
        return pad(date.getUTCSeconds(), part.length);
      case 'tt':
        return hour < 12 ? 'AM' : 'PM';
      default:
        return otherPart(part, fractionTicks, 'format_datetime', position);
    }
  });
}

function otherPart(part: string, fractionTicks: number, name: string, position: QueryPosition): string {
  if (/^(?:f{1,7}|F{1,7})$/.test(part)) return fraction(fractionTicks, part);
  if (/^[\s/\-:,._[\]]+$/.test(part)) return part;
  throw new KqlUnsupported(`the specifier ${JSON.stringify(part)} of ${name}()`, position);
}

/** Writes a timespan by the specifiers of `format_timespan`. */
export function formatTimespanBy(ticks: bigint, format: string, position: QueryPosition): string {
  const magnitude = ticks < 0n ? -ticks : ticks;
  const fractionTicks = Number(magnitude % 10_000_000n);
  const seconds = Number(magnitude / 10_000_000n);
  return format.replace(/d+|H+|h+|m+|s+|f+|F+|[^dHhmsfF]+/g, (part) => {
    if (/^d{1,8}$/.test(part)) return pad(Math.floor(seconds / 86_400), part.length);
    switch (part) {
      case 'H':
      case 'HH':
      case 'h':
      case 'hh':
        return pad(Math.floor(seconds / 3600) % 24, part.length);
      case 'm':
      case 'mm':
        return pad(Math.floor(seconds / 60) % 60, part.length);
      case 's':
      case 'ss':
        return pad(seconds % 60, part.length);
      default:
        return otherPart(part, fractionTicks, 'format_timespan', position);
    }
  });
}
