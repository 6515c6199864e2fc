import { messagesFor } from '../languages/find-messages.ts';
import { percentWriter } from '../model/locale-format.ts';
import type { ChartUnit } from './chart-spec.ts';

const formats = new Map<string, Intl.NumberFormat>();

/**
 * A value as a label: `1,204`, `12.5%`, `30 min`, `4.5 h`, `1.2 GB`; a real minus sign. `bare` leaves the unit of times and gigabytes away.
 * What is too little for the one decimal is `<0.1`: it is not nothing.
 */
export function formatChartNumber(value: number, unit: ChartUnit, locale: string, form: 'bare' | 'full' = 'full'): string {
  // Building a format costs far more than using it.
  let format = formats.get(locale);
  if (format === undefined) {
    format = new Intl.NumberFormat(locale, { maximumFractionDigits: 1 });
    formats.set(locale, format);
  }
  const isTiny = value > 0 && value < 0.05 && unit !== 'count';
  const text = isTiny ? `<${format.format(0.1)}` : format.format(value).replaceAll('-', '\u2212');
  if (unit === 'percent') return signPercent(locale, text);
  if (form === 'bare' || unit === 'count') return text;
  return messagesFor(locale).amounts[unit](text);
}

const percentSigns = new Map<string, (value: string) => string>();

function signPercent(locale: string, text: string): string {
  const write = percentSigns.get(locale) ?? percentWriter<string>(locale, (written) => written);
  percentSigns.set(locale, write);
  return write(text);
}
