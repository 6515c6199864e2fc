import type { CellValue, JsonValue, KustoType } from '@mxdr/core';
import { parseLosslessJson } from './lossless-json.ts';

export function isKustoType(name: unknown): name is KustoType {
  return typeof name === 'string' && Object.hasOwn(decoders, name);
}

/**
 * One cell of an answer in the form that every output of mxdr uses (see `CellValue` in core).
 *
 * @param wire the cell as `parseLosslessJson` read it
 * @returns undefined where the cell does not fit its column's type
 */
export function decodeCell(wire: JsonValue, type: KustoType): CellValue | undefined {
  if (wire === null) return type === 'string' ? '' : null;
  return decoders[type](wire);
}

type Decoder = (wire: JsonValue) => CellValue | undefined;

const keepString: Decoder = (wire) => (typeof wire === 'string' ? wire : undefined);

const decoders = {
  bool: (wire) => (typeof wire === 'boolean' ? wire : undefined),
  int: (wire) => (typeof wire === 'number' && Number.isInteger(wire) ? wire : undefined),
  long: decodeLong,
  real: decodeReal,
  decimal: (wire) => (typeof wire === 'string' || typeof wire === 'number' ? String(wire) : undefined),
  datetime: decodeDatetime,
  timespan: decodeTimespan,
  guid: keepString,
  string: keepString,
  dynamic: decodeDynamic,
} as const satisfies Record<KustoType, Decoder>;

function decodeLong(wire: JsonValue): CellValue | undefined {
  if (typeof wire === 'number') return Number.isSafeInteger(wire) ? wire : undefined;
  if (typeof wire !== 'string' || !/^-?\d+$/.test(wire)) return undefined;
  return Number.isSafeInteger(Number(wire)) ? Number(wire) : wire;
}

function decodeReal(wire: JsonValue): CellValue | undefined {
  if (typeof wire === 'number') return wire;
  if (wire === 'NaN' || wire === 'Infinity' || wire === '-Infinity') return wire;
  // An integer beyond 2^53 in a column of reals: its digits were kept, but a real has no more precision than a number.
  return typeof wire === 'string' && /^-?\d+$/.test(wire) ? Number(wire) : undefined;
}

function decodeDatetime(wire: JsonValue): string | undefined {
  if (typeof wire !== 'string') return undefined;
  const match = /^(\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2})(?:\.(\d{1,7}))?Z$/.exec(wire);
  return match === null ? undefined : `${match[1]}.${(match[2] ?? '').padEnd(7, '0')}Z`;
}

function decodeTimespan(wire: JsonValue): string | undefined {
  if (typeof wire !== 'string') return undefined;
  const match = /^(-?(?:\d+\.)?\d{2}:\d{2}:\d{2})(?:\.(\d{1,7}))?$/.exec(wire);
  if (match === null) return undefined;
  return match[2] === undefined ? match[1] : `${match[1]}.${match[2].padEnd(7, '0')}`;
}

/** The service sends a dynamic as its JSON text, or as the value. The text is parsed once: a string inside it stays a string. */
function decodeDynamic(wire: JsonValue): JsonValue {
  if (typeof wire !== 'string') return wire;
  try {
    return parseLosslessJson(wire);
  } catch {
    return wire;
  }
}
