import type { ColumnBuilder } from '../columns/column-builder.ts';
import { appendIsoTime, readSmallInteger } from './byte-values.ts';
import { decodeString } from './json-scanner.ts';

const THOUSANDS = /^\s*[+-]?\d{1,3}(?:,\d{3})+(?:\.\d*)?\s*$/;
const WHOLE_WITH_FRACTION = /^\s*[+-]?\d+\.0*\s*$/;

/**
 * Appends a cell of a text file. Numbers may carry thousands separators (`1,234`), whole numbers a fraction of zeros (`12.0`, as
 * spreadsheets write them). `false` when the text does not convert; the cell is null then.
 */
export function appendTextCell(builder: ColumnBuilder, text: string): boolean {
  switch (builder.type) {
    case 'int':
    case 'long':
    case 'real':
    case 'decimal': {
      let number = text;
      if (THOUSANDS.test(number)) number = number.replaceAll(',', '');
      if (builder.type !== 'real' && builder.type !== 'decimal' && WHOLE_WITH_FRACTION.test(number))
        number = number.slice(0, number.indexOf('.'));
      return builder.appendText(number);
    }
    default:
      return builder.appendText(text);
  }
}

/** Appends the field `[start, end)` of a CSV record. @param isEscaped doubled quotes stand for one @param isAscii every byte is below 128 */
export function appendCsvCell(
  builder: ColumnBuilder,
  bytes: Buffer,
  start: number,
  end: number,
  isEscaped: boolean,
  isAscii: boolean,
): boolean {
  if (end <= start) {
    builder.appendNull();
    return true;
  }
  if (builder.type === 'datetime') {
    if (appendIsoTime(builder, bytes, start, end)) return true;
  } else if (builder.type === 'long' || builder.type === 'int') {
    const whole = readSmallInteger(bytes, start, end);
    if (!Number.isNaN(whole)) return builder.appendNumber(whole);
  }
  const text = isAscii ? bytes.toString('latin1', start, end) : bytes.toString('utf8', start, end);
  return appendTextCell(builder, isEscaped ? text.replaceAll('""', '"') : text);
}

function appendJsonNumber(builder: ColumnBuilder, bytes: Buffer, start: number, end: number): boolean {
  switch (builder.type) {
    case 'int':
    case 'long': {
      const whole = readSmallInteger(bytes, start, end);
      if (!Number.isNaN(whole)) return builder.appendNumber(whole);
      const text = bytes.toString('latin1', start, end);
      // 1e3 and 1.0 are whole numbers too; 1.5 is none and must not be cut.
      const value = Number(text);
      if (/[.eE]/.test(text) && Number.isSafeInteger(value)) return builder.appendNumber(value);
      return builder.appendText(text);
    }
    case 'real':
      return builder.appendNumber(Number(bytes.toString('latin1', start, end)));
    case 'bool':
      return builder.appendNumber(Number(bytes.toString('latin1', start, end)));
    case 'dynamic':
      return builder.appendJsonText(bytes.toString('latin1', start, end));
    case 'datetime':
    case 'timespan':
      // A number says nothing about its unit.
      builder.appendNull();
      return false;
    default:
      return builder.appendText(bytes.toString('latin1', start, end));
  }
}

function appendJsonString(builder: ColumnBuilder, bytes: Buffer, start: number, end: number): boolean {
  if (builder.type === 'datetime' && appendIsoTime(builder, bytes, start + 1, end - 1)) return true;
  const text = decodeString(bytes, start, end);
  if (builder.type !== 'dynamic') return appendTextCell(builder, text);
  // The query API and exports carry bags and arrays as text; any other string is itself, "5" included.
  const first = text.trimStart()[0];
  return first === '{' || first === '[' ? builder.appendText(text) : builder.appendJsonText(bytes.toString('utf8', start, end));
}

/** Appends the JSON value at `[start, end)`, which the scanner has checked. Start -1 is a value that is not there. */
export function appendJsonCell(builder: ColumnBuilder, bytes: Buffer, start: number, end: number): boolean {
  if (start < 0) {
    builder.appendNull();
    return true;
  }
  switch (bytes[start]) {
    case 0x6e:
      builder.appendNull();
      return true;
    case 0x22:
      return appendJsonString(builder, bytes, start, end);
    case 0x74:
      return builder.appendBoolean(true);
    case 0x66:
      return builder.appendBoolean(false);
    case 0x7b:
    case 0x5b:
      return builder.appendJsonText(bytes.toString('utf8', start, end));
    default:
      return appendJsonNumber(builder, bytes, start, end);
  }
}
