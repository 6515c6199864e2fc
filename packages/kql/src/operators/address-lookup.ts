import type { Column } from '../columns/column.ts';
import { gatherRows, scalarAt } from '../columns/scalar.ts';
import type { Schema } from '../engine/batch.ts';
import { Batch } from '../engine/batch.ts';
import { maskBits, parseIpv4, parseIpv6 } from '../functions/library/ip-address.ts';
import type { Expr } from '../plan/expression.ts';
import { GroupIndex } from './key-encoder.ts';

export interface AddressLookup {
  readonly family: 'ipv4' | 'ipv6';
  /** Of the source. */
  readonly address: Expr;
  /** Of the lookup table. */
  readonly network: Expr;
  /** Further columns of both tables that must be equal. */
  readonly sourceKeys: readonly Expr[];
  readonly lookupKeys: readonly Expr[];
  readonly keepsUnmatched: boolean;
  /** Columns of the result behind those of the source, by index in the lookup table. */
  readonly outputs: readonly number[];
}

/** Networks of one table, by how many leading bits they fix. Finding those around an address asks each width once. */
class NetworkIndex {
  private readonly width: 32 | 128;
  private readonly byPrefix = new Map<number, Map<bigint, number[]>>();

  constructor(family: AddressLookup['family'], networks: Column) {
    this.width = family === 'ipv4' ? 32 : 128;
    for (let row = 0; row < networks.length; row++) {
      const network = readAddress(family, scalarAt(networks, row));
      if (network === undefined) continue;
      const members = this.byPrefix.get(network.prefix) ?? new Map<bigint, number[]>();
      this.byPrefix.set(network.prefix, members);
      const key = maskBits(network.bits, network.prefix, this.width);
      members.set(key, [...(members.get(key) ?? []), row]);
    }
  }

  /** Rows whose network and the address have the same leading bits, as many as both fix; in the order of the table. */
  rowsAround(address: { readonly bits: bigint; readonly prefix: number }): readonly number[] {
    const found: number[] = [];
    for (const [prefix, members] of this.byPrefix) {
      const shared = Math.min(prefix, address.prefix);
      const wanted = maskBits(address.bits, shared, this.width);
      if (shared === prefix) found.push(...(members.get(wanted) ?? []));
      else for (const [bits, rows] of members) if (maskBits(bits, shared, this.width) === wanted) found.push(...rows);
    }
    return found.sort((a, b) => a - b);
  }
}

function readAddress(family: AddressLookup['family'], text: unknown): { readonly bits: bigint; readonly prefix: number } | undefined {
  if (typeof text !== 'string' || text === '') return undefined;
  return family === 'ipv4' ? parseIpv4(text) : parseIpv6(text);
}

/** Joins rows with the networks that their addresses lie in. */
export function lookUpAddresses(lookup: AddressLookup, schema: Schema, input: Batch, table: Batch): Batch {
  const { session } = input;
  const networks = new NetworkIndex(lookup.family, lookup.network.evaluate(table));
  const addresses = lookup.address.evaluate(input);
  const keys = new GroupIndex(lookup.sourceKeys.length);
  const tableKeys = keys.encode(
    lookup.lookupKeys.map((key) => key.evaluate(table)),
    table.rowCount,
  );
  const inputKeys = keys.encode(
    lookup.sourceKeys.map((key) => key.evaluate(input)),
    input.rowCount,
  );
  const left: number[] = [];
  const right: number[] = [];
  const known = new Map<string, readonly number[]>();
  for (let row = 0; row < input.rowCount; row++) {
    if (row % 4096 === 0) session.checkPoint();
    const text = scalarAt(addresses, row);
    let around = typeof text === 'string' ? known.get(text) : [];
    if (around === undefined) {
      const address = readAddress(lookup.family, text);
      around = address === undefined ? [] : networks.rowsAround(address);
      known.set(text as string, around);
    }
    const matches = around.filter((match) => tableKeys[match] === inputKeys[row]);
    for (const match of matches) {
      left.push(row);
      right.push(match);
    }
    if (matches.length === 0 && lookup.keepsUnmatched) {
      left.push(row);
      right.push(-1);
    }
  }
  session.countMade(left.length);
  const leftRows = Int32Array.from(left);
  const rightRows = Int32Array.from(right);
  const columns = [
    ...input.schema.columns.map((_, index) => () => gatherRows(input.column(index), leftRows)),
    ...lookup.outputs.map((index) => () => gatherRows(table.column(index), rightRows)),
  ];
  return new Batch(schema, left.length, columns, session);
}
