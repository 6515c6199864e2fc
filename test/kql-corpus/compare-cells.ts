import type { CellValue, JsonValue } from '@mxdr/core';

/** Spellings of numbers that are no digits. */
const WORDS: Readonly<Record<string, string>> = {
  nan: 'nan',
  inf: 'inf',
  infinity: 'inf',
  '∞': 'inf',
  '+∞': 'inf',
  '-inf': '-inf',
  '-infinity': '-inf',
  '-∞': '-inf',
};

/** Whether a cell is what a published table shows for it. Lenient in spelling only: fractions of times, padding, digits of reals, JSON. */
export function isSameCell(got: CellValue, want: string, type: string | null): boolean {
  const text = want.trim().toLowerCase();
  const shown = typeof got === 'object' ? JSON.stringify(got) : String(got);
  const word = WORDS[shown.trim().toLowerCase()];
  if (text in WORDS || word !== undefined) return word === WORDS[text] || shown === want;
  // Published tables write null and the empty string alike.
  if (got === null) return ['', 'null', '(null)'].includes(text);
  if (typeof got === 'boolean') return (got ? ['true', '1'] : ['false', '0']).includes(text);
  if (typeof got === 'number') return isSameNumber(got, want);
  if (typeof got === 'object') return isSameJson(got, want);
  if (got === want || got.trim() === want.trim()) return true;
  const time = readTime(got);
  if (time !== undefined && readTime(want) !== undefined) return time === readTime(want);
  const span = readSpan(got);
  if (span !== undefined && readSpan(want) !== undefined) return span === readSpan(want);
  // A long beyond 2^53 comes as text.
  const digits = want.replaceAll(',', '');
  if (type !== 'string' && got !== '' && Number.isFinite(Number(got)) && Number.isFinite(Number(digits)))
    return got === digits.trim() || Number(got) === Number(digits);
  if (/^[[{"]/.test(want)) return isSameJson(got, want);
  return got.replaceAll(/\s+/g, ' ').trim() === want.replaceAll(/\s+/g, ' ').trim();
}

function isSameNumber(got: number, want: string): boolean {
  const number = Number(want.replaceAll(',', ''));
  if (want.trim() === '' || Number.isNaN(number)) return false;
  if (Math.abs(got - number) <= Math.max(1e-9, 1e-6 * Math.max(Math.abs(got), Math.abs(number)))) return true;
  // Tables are printed with few digits.
  const digits = /\.(\d+?)0*$/.exec(want.trim())?.[1]?.length;
  return digits !== undefined && Number(got.toFixed(digits)) === number;
}

function isSameJson(got: JsonValue, want: string): boolean {
  try {
    return canonical(got) === canonical(JSON.parse(want) as JsonValue);
  } catch {
    return JSON.stringify(got).replaceAll(/\s/g, '') === want.replaceAll(/\s/g, '');
  }
}

const LONG_NUMBER = /^-?\d+\.\d{15,}$/;

/** JSON with sorted keys: bags have no order. */
function canonical(value: JsonValue): string {
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`;
  // A table made by a browser shows a number of more than 15 digits as text, because its own numbers do not hold it.
  if (typeof value === 'string' && LONG_NUMBER.test(value)) return JSON.stringify(Number(value));
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  const entries = Object.entries(value).toSorted(([a], [b]) => (a < b ? -1 : 1));
  return `{${entries.map(([key, item]) => `${JSON.stringify(key)}:${canonical(item)}`).join(',')}}`;
}

function readTime(text: string): string | undefined {
  const match = /^(\d{4}-\d\d-\d\d)(?:[T ](\d\d:\d\d)(?::(\d\d)(?:\.(\d+))?)?)?\s*Z?$/.exec(text.trim());
  if (match === null) return undefined;
  const [, date, minutes = '00:00', seconds = '00', fraction = ''] = match;
  return `${date} ${minutes}:${seconds}.${fraction.slice(0, 7).padEnd(7, '0')}`;
}

function readSpan(text: string): bigint | undefined {
  const match = /^(-?)(?:(\d+)\.)?(\d+):(\d\d):(\d\d)(?:\.(\d+))?$/.exec(text.trim());
  if (match === null) return undefined;
  const [, sign, days = '0', hours, minutes, seconds, fraction = ''] = match;
  const whole = ((BigInt(days) * 24n + BigInt(hours!)) * 60n + BigInt(minutes!)) * 60n + BigInt(seconds!);
  const ticks = whole * 10_000_000n + BigInt(fraction.slice(0, 7).padEnd(7, '0') || '0');
  return sign === '-' ? -ticks : ticks;
}
