import { KqlInvalid } from '../../errors.ts';
import { rowwise } from '../../plan/expression.ts';
import type { ScalarFunction } from '../scalar-function.ts';
import { exprFunction } from '../scalar-function.ts';
import { datetimeAt, literalText, realAt, textAt, timespanAt, wholeAt } from './argument-values.ts';
import { formatDatetimeBy, formatTimespanBy } from './format-times.ts';

const BYTE_UNITS = ['Bytes', 'KB', 'MB', 'GB', 'TB', 'PB', 'EB'] as const;

/** A size with its unit: the one asked for, else the greatest that leaves at least 1. Units step by 1024. */
function formatBytes(size: number, digits: number, unit: string): string | undefined {
  let step: number = BYTE_UNITS.findIndex((known) => known.toLowerCase() === unit.toLowerCase());
  if (unit === '') {
    step = 0;
    while (step < BYTE_UNITS.length - 1 && Math.abs(size) >= 1024 ** (step + 1)) step++;
  }
  if (step < 0) return undefined;
  // Number() drops the zeros behind the last digit: 19541, not 19541.00.
  return `${Number((size / 1024 ** step).toFixed(digits))} ${BYTE_UNITS[step]!}`;
}

/** Functions that write a value by a pattern. */
export const formatFunctions: readonly ScalarFunction[] = [
  exprFunction('format_datetime', { doc: 'A datetime by a pattern', args: 2 }, (call) => {
    const types = call.args.map((arg) => arg.type);
    const pattern = literalText(call.args[1]);
    // A bad pattern in the query's text is found before any row is read.
    if (pattern !== undefined) formatDatetimeBy(0n, pattern, call.position);
    return rowwise('string', call.position, call.args, (values) => {
      const ticks = datetimeAt(values, types, 0);
      return ticks === null ? '' : formatDatetimeBy(ticks, textAt(values, types, 1), call.position);
    });
  }),
  exprFunction('format_timespan', { doc: 'A timespan by a pattern', args: 2 }, (call) => {
    const types = call.args.map((arg) => arg.type);
    const pattern = literalText(call.args[1]);
    if (pattern !== undefined) formatTimespanBy(0n, pattern, call.position);
    return rowwise('string', call.position, call.args, (values) => {
      const ticks = timespanAt(values, types, 0);
      return ticks === null ? '' : formatTimespanBy(ticks, textAt(values, types, 1), call.position);
    });
  }),
  exprFunction('format_bytes', { doc: 'A size in bytes with its unit', args: [1, 3] }, (call) => {
    const types = call.args.map((arg) => arg.type);
    return rowwise('string', call.position, call.args, (values) => {
      const size = realAt(values, types, 0);
      const digits = values.length > 1 ? wholeAt(values, types, 1) : 0;
      if (size === null || digits === null) return '';
      if (digits < 0 || digits > 15) throw new KqlInvalid('the precision of format_bytes() must be from 0 to 15', call.position);
      const unit = textAt(values, types, 2);
      const text = formatBytes(size, digits, unit);
      if (text === undefined) throw new KqlInvalid(`format_bytes() does not know the unit '${unit}'`, call.position);
      return text;
    });
  }),
];
