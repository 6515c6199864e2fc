import type { KustoType } from '@mxdr/core';
import type { DynamicValue } from '../columns/dynamic-value.ts';
import { DynamicReal } from '../columns/dynamic-value.ts';
import { parseJsonText } from '../columns/parse-json.ts';
import { parseDatetime } from '../columns/parse-values.ts';

/**
 * Type of a column that no schema names, from its values in the first rows: the narrowest of bool, long, real, datetime and dynamic that
 * takes them all, else string. Columns without any value are strings. Numbers with leading zeros (`007`) are identifiers, hence strings.
 */
export class TypeGuess {
  private kind: KustoType | undefined;

  get type(): KustoType {
    return this.kind ?? 'string';
  }

  addText(text: string): void {
    if (text !== '' && this.kind !== 'string') this.add(kindOfText(text));
  }

  addJson(value: DynamicValue): void {
    if (value !== null) this.add(kindOfJson(value));
  }

  private add(kind: KustoType): void {
    this.kind = this.kind === undefined ? kind : widerType(this.kind, kind);
  }
}

function isNumber(type: KustoType): boolean {
  return type === 'long' || type === 'int' || type === 'real';
}

/** The type that takes the values of both. */
export function widerType(a: KustoType, b: KustoType): KustoType {
  if (a === b) return a;
  if (isNumber(a) && isNumber(b)) return a === 'real' || b === 'real' ? 'real' : 'long';
  return 'string';
}

function kindOfText(text: string): KustoType {
  if (/^(?:true|false)$/i.test(text)) return 'bool';
  if (/^-?(?:0|[1-9]\d{0,17})$/.test(text)) return 'long';
  if (/^-?(?:0|[1-9]\d*)\.\d+(?:[eE][+-]?\d+)?$/.test(text)) return 'real';
  if (looksLikeDatetime(text)) return 'datetime';
  if (/^\s*[[{]/.test(text) && text.length < 100_000 && parseJsonText(text) !== undefined) return 'dynamic';
  return 'string';
}

/** A date with a time of day: a bare year or date may well be a label. */
function looksLikeDatetime(text: string): boolean {
  return text.length < 40 && /^(?:\d{4}-\d\d-\d\d[T ]\d\d:|\d{1,2}\/\d{1,2}\/\d{4},? +\d)/.test(text) && parseDatetime(text) !== undefined;
}

function kindOfJson(value: Exclude<DynamicValue, null>): KustoType {
  if (typeof value === 'boolean') return 'bool';
  if (typeof value === 'bigint') return 'long';
  if (typeof value === 'number') return Number.isInteger(value) ? 'long' : 'real';
  if (value instanceof DynamicReal) return 'real';
  if (typeof value === 'string') return looksLikeDatetime(value) ? 'datetime' : 'string';
  return 'dynamic';
}
