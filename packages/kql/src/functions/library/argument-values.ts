import type { KustoType } from '@mxdr/core';
import type { DynamicArray, DynamicValue } from '../../columns/dynamic-value.ts';
import { DynamicBag, isDynamicArray } from '../../columns/dynamic-value.ts';
import type { Scalar } from '../../columns/scalar.ts';
import { toDatetime, toDynamic, toLong, toReal, toText, toTimespan } from '../convert-scalars.ts';

/** The argument as text; `""` where it is null or was left out. */
export function textAt(values: readonly Scalar[], types: readonly KustoType[], index: number): string {
  const value = values[index];
  if (typeof value === 'string') return value;
  return value === undefined ? '' : toText(types[index]!, value);
}

/** The argument as a 64-bit integer; null where it is null, was left out, or is no integer. */
export function longAt(values: readonly Scalar[], types: readonly KustoType[], index: number): number | bigint | null {
  const value = values[index];
  return value === undefined ? null : toLong(types[index]!, value);
}

/** As {@link longAt}, for positions and counts, where a double is exact enough. */
export function wholeAt(values: readonly Scalar[], types: readonly KustoType[], index: number): number | null {
  const value = longAt(values, types, index);
  return value === null ? null : Number(value);
}

/** The argument as a real; null where it is null or no number. */
export function realAt(values: readonly Scalar[], types: readonly KustoType[], index: number): number | null {
  const value = values[index];
  return value === undefined ? null : toReal(types[index]!, value);
}

/** Ticks of a datetime argument. */
export function datetimeAt(values: readonly Scalar[], types: readonly KustoType[], index: number): bigint | null {
  const value = values[index];
  return value === undefined ? null : toDatetime(types[index]!, value);
}

/** Ticks of a timespan argument. */
export function timespanAt(values: readonly Scalar[], types: readonly KustoType[], index: number): bigint | null {
  const value = values[index];
  return value === undefined ? null : toTimespan(types[index]!, value);
}

/** The argument as a member of a dynamic value. */
export function dynamicAt(values: readonly Scalar[], types: readonly KustoType[], index: number): DynamicValue {
  const value = values[index];
  return value === undefined ? null : toDynamic(types[index]!, value);
}

/** The argument when it is a dynamic array. */
export function arrayAt(values: readonly Scalar[], types: readonly KustoType[], index: number): DynamicArray | undefined {
  const value = dynamicAt(values, types, index);
  return isDynamicArray(value) ? value : undefined;
}

/** The argument when it is a property bag. */
export function bagAt(values: readonly Scalar[], types: readonly KustoType[], index: number): DynamicBag | undefined {
  const value = dynamicAt(values, types, index);
  return value instanceof DynamicBag ? value : undefined;
}

/** The literal text of an argument, where it is one. */
export function literalText(
  arg: { readonly type: KustoType; readonly literal?: { readonly value: Scalar } } | undefined,
): string | undefined {
  if (arg?.literal === undefined || arg.literal.value === null) return undefined;
  return toText(arg.type, arg.literal.value);
}
