import { Schema } from '../engine/batch.ts';
import { columnExpr } from '../plan/expression.ts';
import { freeName } from '../plan/column-names.ts';
import type { TableColumnInfo } from '../tables/table-provider.ts';
import type { AddressLookup } from './address-lookup.ts';
import { lookUpAddresses } from './address-lookup.ts';
import type { Plugin, PluginSite } from './plugin.ts';
import type { LateOperator } from '../plan/plan.ts';

/** `ipv4_lookup(Table, SourceKey, LookupKey [, ExtraKey ...] [, return_unmatched])`. */
function bindLookup(site: PluginSite, family: AddressLookup['family']): LateOperator {
  const { state, node, source } = site;
  const [tableNode, addressNode, networkNode, ...moreNodes] = site.argumentNodes;
  const name = `${family}_lookup`;
  if (tableNode === undefined || addressNode === undefined || networkNode === undefined)
    throw state.unsupported(`${name} with these arguments`, node);
  const table = site.lowerTable(tableNode);
  const networkName = networkNode.simpleName ?? '';
  const networkType = table.schema.typeOf(networkName);
  if (networkType === undefined) throw state.invalid(`the lookup table has no column '${networkName}'`, networkNode);
  const extraKeys: string[] = [];
  let keepsUnmatched = false;
  for (const item of moreNodes) {
    if (item.kind === 'NameReference') extraKeys.push(item.simpleName ?? '');
    else {
      const value = site.lower(item).literal?.value;
      if (typeof value !== 'boolean') throw state.unsupported(`${name} with the argument ${item.text}`, item);
      keepsUnmatched = value;
    }
  }
  const position = state.positionOf(node);
  const keyExpr = (schema: Schema, key: string): ReturnType<typeof columnExpr> => {
    const type = schema.typeOf(key);
    if (type === undefined) throw state.invalid(`${name}: both tables need the column '${key}'`, node);
    return columnExpr(key, type, position);
  };
  // A key of both tables is one column of the result, as with lookup.
  const shared = new Set([...extraKeys, ...(addressNode.simpleName === networkName ? [networkName] : [])]);
  const outputs = table.schema.columns.flatMap((column, index) => (shared.has(column.name) ? [] : [index]));
  const taken = new Set(source.schema.columns.map((column) => column.name));
  const columns: TableColumnInfo[] = [...source.schema.columns];
  for (const index of outputs) {
    const column = table.schema.columns[index]!;
    const free = freeName(column.name, taken);
    taken.add(free);
    columns.push({ name: free, type: column.type });
  }
  const lookup: AddressLookup = {
    family,
    address: site.lower(addressNode),
    network: columnExpr(networkName, networkType, position),
    sourceKeys: extraKeys.map((key) => keyExpr(source.schema, key)),
    lookupKeys: extraKeys.map((key) => keyExpr(table.schema, key)),
    keepsUnmatched,
    outputs,
  };
  const analysed = node.isOpen ? undefined : node.resultColumns;
  const schema = new Schema(
    analysed?.length === columns.length ? columns.map((column, index) => ({ ...column, name: analysed[index]!.name })) : columns,
  );
  return { name, schema, others: [table], apply: (input, [lookedUp]) => lookUpAddresses(lookup, schema, input, lookedUp!) };
}

export const LOOKUP_PLUGINS: readonly Plugin[] = [
  { name: 'ipv4_lookup', doc: 'join with the networks that an IPv4 address lies in', bind: (site) => bindLookup(site, 'ipv4') },
  { name: 'ipv6_lookup', doc: 'join with the networks that an IPv6 or IPv4 address lies in', bind: (site) => bindLookup(site, 'ipv6') },
];
