import type { KustoType } from '@mxdr/core';
import { DecimalValue } from '../columns/decimal-value.ts';
import { DynamicBag, isDynamicArray } from '../columns/dynamic-value.ts';
import type { DynamicValue } from '../columns/dynamic-value.ts';
import type { Column } from '../columns/column.ts';
import type { Scalar } from '../columns/scalar.ts';
import { columnFromScalars, gatherRows, scalarAt } from '../columns/scalar.ts';
import { findAggregate } from '../aggregates/aggregate-functions.ts';
import { Batch, Schema } from '../engine/batch.ts';
import { KqlInvalid } from '../errors.ts';
import { convertScalar, toText, unwrapDynamic } from '../functions/convert-scalars.ts';
import type { Expr } from '../plan/expression.ts';
import type { LateOperator } from '../plan/plan.ts';
import type { TableColumnInfo } from '../tables/table-provider.ts';
import { LOOKUP_PLUGINS } from './lookup-plugins.ts';
import type { Plugin, PluginSite } from './plugin.ts';
import { GroupKeys } from './summarize.ts';
import { WINDOW_PLUGINS } from './window-plugins.ts';

/** Every plugin that `evaluate` takes. */
export const PLUGINS: readonly Plugin[] = [
  { name: 'bag_unpack', doc: 'a column per key of a bag', bind: bindBagUnpack },
  { name: 'pivot', doc: 'a column per distinct value', bind: bindPivot },
  { name: 'narrow', doc: 'a row per cell', bind: bindNarrow },
  ...LOOKUP_PLUGINS,
  ...WINDOW_PLUGINS,
];

const BY_NAME = new Map(PLUGINS.map((plugin) => [plugin.name, plugin]));

export function findPlugin(name: string): Plugin | undefined {
  return BY_NAME.get(name);
}

const UNPACK_ARGUMENTS = ['OutputColumnPrefix', 'columnsConflict', 'ignoredProperties'] as const;

interface UnpackProps {
  readonly bag: Expr;
  readonly prefix: string;
  readonly conflict: string;
  readonly ignored: ReadonlySet<string>;
}

/** `bag_unpack(bag [, prefix] [, conflict] [, ignored])`; arguments behind the first may be named. */
function bindBagUnpack(site: PluginSite): LateOperator {
  const [bagNode, ...moreNodes] = site.argumentNodes;
  if (bagNode === undefined || moreNodes.length > UNPACK_ARGUMENTS.length)
    throw site.state.unsupported('bag_unpack with these arguments', site.node);
  const given = new Map<string, Scalar>();
  moreNodes.forEach((node, index) => {
    const value = site.lower(node).literal?.value;
    if (value === undefined) throw site.state.unsupported('a plugin argument that is not a literal', node);
    const name = node.kind === 'SimpleNamedExpression' ? (node.field('Name')?.simpleName ?? '') : UNPACK_ARGUMENTS[index]!;
    const known = UNPACK_ARGUMENTS.find((candidate) => candidate.toLowerCase() === name.toLowerCase());
    if (known === undefined) throw site.state.unsupported(`bag_unpack with ${name}`, node);
    given.set(known, value);
  });
  const ignored = given.get('ignoredProperties') ?? [];
  const names = ignored instanceof DecimalValue || !isDynamicArray(ignored) ? [] : ignored;
  const props: UnpackProps = {
    bag: site.lower(bagNode),
    prefix: String(given.get('OutputColumnPrefix') ?? ''),
    conflict: String(given.get('columnsConflict') ?? 'error'),
    ignored: new Set(names.filter((name) => typeof name === 'string')),
  };
  if (!['error', 'replace_source', 'keep_source'].includes(props.conflict))
    throw site.state.unsupported(`bag_unpack with columnsConflict='${props.conflict}'`, site.node);
  return { name: 'bag_unpack', apply: (input) => unpackBag(input, props, site) };
}

function unpackBag(input: Batch, { bag, prefix, conflict, ignored }: UnpackProps, site: PluginSite): Batch {
  const source = bag.evaluate(input);
  const keys = new Set<string>();
  const bags: (DynamicBag | null)[] = [];
  for (let row = 0; row < input.rowCount; row++) {
    const value = scalarAt(source, row);
    const isBag = value instanceof DynamicBag;
    bags.push(isBag ? value : null);
    if (isBag) for (const key of value.entries.keys()) if (!ignored.has(key)) keys.add(key);
  }
  const columns: TableColumnInfo[] = [];
  const data: (Column | (() => Column))[] = [];
  input.schema.columns.forEach((column, index) => {
    if (column.name === bag.columnName) return;
    columns.push(column);
    data.push(input.lazy(index));
  });
  // Sorted, as the service gives them.
  for (const key of [...keys].sort()) {
    const name = prefix + key;
    const at = columns.findIndex((column) => column.name === name);
    if (at >= 0) {
      if (conflict === 'error') throw new KqlInvalid(`bag_unpack: the column '${name}' exists already`, site.state.positionOf(site.node));
      if (conflict === 'keep_source') continue;
      columns.splice(at, 1);
      data.splice(at, 1);
    }
    const values = bags.map((item) => item?.get(key) ?? null);
    const type = commonType(values);
    columns.push({ name, type });
    data.push(
      columnFromScalars(
        type,
        values.map((value) => (type === 'dynamic' ? value : convertScalar('dynamic', type, value))),
      ),
    );
  }
  return new Batch(new Schema(columns), input.rowCount, data, input.session);
}

/** The type that all values have; dynamic when they differ. */
function commonType(values: readonly DynamicValue[]): KustoType {
  let type: KustoType | undefined;
  for (const value of values) {
    if (value === null) continue;
    const own = unwrapDynamic(value).type;
    if (type === undefined || type === own) type = own;
    else return 'dynamic';
  }
  return type ?? 'dynamic';
}

function bindPivot(site: PluginSite): LateOperator {
  const [pivotNode, aggregateNode, ...keyNodes] = site.argumentNodes;
  if (pivotNode === undefined) throw site.state.unsupported('pivot without a column', site.node);
  const pivot = site.lower(pivotNode);
  const position = site.state.positionOf(site.node);
  const aggregateName = aggregateNode?.field('Name')?.simpleName ?? 'count';
  const aggregateArgs = (aggregateNode?.field('ArgumentList')?.items('Expressions') ?? []).map((node) => site.lower(node));
  const definition = findAggregate(aggregateName);
  if (definition === undefined) throw site.state.unsupported(`pivot with ${aggregateName}()`, site.node);
  const call = definition.bind({ name: aggregateName, args: aggregateArgs, position });
  if (call.types.length !== 1) throw site.state.unsupported(`pivot with ${aggregateName}()`, site.node);
  const given = keyNodes.map((node) => {
    const key = site.lower(node);
    // Over rows without columns a key may be unknown; it is no column of no row then.
    if (key.columnName === undefined && key.literal?.value !== null) throw site.state.unsupported('pivot by an expression', node);
    return key;
  });
  const used = new Set([...pivot.reads, ...aggregateArgs.flatMap((arg) => [...arg.reads])]);
  return {
    name: 'pivot',
    apply: (input) => {
      const keys =
        given.length > 0
          ? given.flatMap((key) => key.columnName ?? [])
          : input.schema.columns.map((column) => column.name).filter((name) => !used.has(name));
      return pivotBatch(input, pivot, call, keys);
    },
  };
}

function pivotBatch(
  input: Batch,
  pivot: Expr,
  call: ReturnType<NonNullable<ReturnType<typeof findAggregate>>['bind']>,
  keyNames: readonly string[],
): Batch {
  const { session } = input;
  const rowKeys = new GroupKeys(keyNames.length);
  const keyTypes = keyNames.map((name) => input.schema.typeOf(name)!);
  const rowGroups = rowKeys.add(
    keyNames.map((name) => input.named(name)),
    input.rowCount,
  );
  const rowCount = input.rowCount === 0 ? 0 : rowKeys.size;
  const pivotColumn = pivot.evaluate(input);
  const names: string[] = [];
  for (let row = 0; row < input.rowCount; row++) names.push(toText(pivot.type, scalarAt(pivotColumn, row)));
  const distinct = [...new Set(names)].sort();
  const columnOf = new Map(distinct.map((name, index) => [name, index]));
  const width = Math.max(1, distinct.length);
  const cells = new Uint32Array(input.rowCount);
  for (let row = 0; row < input.rowCount; row++) cells[row] = rowGroups[row]! * width + columnOf.get(names[row]!)!;
  const accumulator = call.start(session);
  const cellCount = rowCount * width;
  if (input.rowCount > 0) accumulator.add(input, cells, cellCount);
  const [values] = accumulator.finish(cellCount);
  const columns: TableColumnInfo[] = keyNames.map((name, index) => ({ name, type: keyTypes[index]! }));
  const data: Column[] = rowKeys.finish(keyTypes);
  distinct.forEach((name, index) => {
    columns.push({ name, type: call.types[0]! });
    const rows = new Int32Array(rowCount);
    for (let row = 0; row < rowCount; row++) rows[row] = row * width + index;
    data.push(gatherRows(values!, rows));
  });
  return new Batch(new Schema(columns), rowCount, data, session);
}

function bindNarrow(site: PluginSite): LateOperator {
  if (site.argumentNodes.length > 0) throw site.state.unsupported('narrow with arguments', site.node);
  return { name: 'narrow', apply: narrowBatch };
}

function narrowBatch(input: Batch): Batch {
  const rows: Scalar[] = [];
  const names: Scalar[] = [];
  const values: Scalar[] = [];
  for (let row = 0; row < input.rowCount; row++) {
    input.schema.columns.forEach((column, index) => {
      rows.push(row);
      names.push(column.name);
      values.push(toText(column.type, scalarAt(input.column(index), row)));
    });
  }
  const schema = new Schema([
    { name: 'Row', type: 'long' },
    { name: 'Column', type: 'string' },
    { name: 'Value', type: 'string' },
  ]);
  return new Batch(
    schema,
    rows.length,
    [columnFromScalars('long', rows), columnFromScalars('string', names), columnFromScalars('string', values)],
    input.session,
  );
}
