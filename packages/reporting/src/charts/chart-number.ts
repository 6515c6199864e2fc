import type { ChartUnit } from './chart-spec.ts';

const formats = new Map<string, Intl.NumberFormat>();

/** A value as a label: `1,204`, `12.5%`, `30 min`, `1.2 GB`; a real minus sign. `bare` leaves the unit of minutes and gigabytes away. */
export function formatChartNumber(value: number, unit: ChartUnit, locale: string, form: 'bare' | 'full' = 'full'): string {
  // Building a format costs far more than using it.
  let format = formats.get(locale);
  if (format === undefined) {
    format = new Intl.NumberFormat(locale, { maximumFractionDigits: 1 });
    formats.set(locale, format);
  }
  const text = format.format(value).replaceAll('-', '\u2212');
  if (unit === 'percent') return `${text}%`;
  if (form === 'bare' || unit === 'count') return text;
  return unit === 'minutes' ? `${text} min` : `${text} GB`;
}
