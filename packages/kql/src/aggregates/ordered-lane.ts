import type { Column } from '../columns/column.ts';
import type { DecimalValue } from '../columns/decimal-value.ts';

/** Types with an order: those that min, max, arg_max and arg_min take. */
export const ORDERED_TYPES = ['string', 'bool', 'int', 'long', 'real', 'decimal', 'datetime', 'timespan'] as const;

/**
 * The values of a column so that `<`, `>` and `===` order them without boxing: numbers in a lane with a second lane for ticks, or texts.
 * Long columns beyond 2^53 give big integers, which compare with doubles exactly. Decimals have no such lane.
 */
export type OrderedLane =
  | {
      readonly kind: 'number';
      readonly values: Float64Array | Int32Array | Uint8Array | BigInt64Array;
      readonly ticks: Uint16Array | undefined;
      readonly nulls: Uint8Array | undefined;
    }
  | { readonly kind: 'text'; readonly codes: Uint32Array; readonly texts: readonly string[] }
  | { readonly kind: 'decimal'; readonly values: readonly (DecimalValue | null)[] };

export function orderedLane(column: Column): OrderedLane {
  switch (column.type) {
    case 'string':
      return { kind: 'text', codes: column.codes, texts: column.dictionary.values };
    case 'decimal':
      return { kind: 'decimal', values: column.values };
    case 'datetime':
    case 'timespan':
      return { kind: 'number', values: column.ms, ticks: column.subMs, nulls: column.nulls };
    case 'guid':
    case 'dynamic':
      // Refused while lowering.
      throw new Error(`values of ${column.type} have no order`);
    default:
      return { kind: 'number', values: column.values, ticks: undefined, nulls: column.nulls };
  }
}
