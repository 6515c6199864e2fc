import type { KustoType } from '@mxdr/core';
import { DynamicBag } from '../columns/dynamic-value.ts';
import type { DynamicValue } from '../columns/dynamic-value.ts';
import type { Column } from '../columns/column.ts';
import type { Scalar } from '../columns/scalar.ts';
import { columnFromScalars, gatherRows, scalarAt } from '../columns/scalar.ts';
import { findAggregate } from '../aggregates/aggregate-functions.ts';
import { Batch, Schema } from '../engine/batch.ts';
import { KqlInvalid } from '../errors.ts';
import { convertScalar, toText, unwrapDynamic } from '../functions/convert-scalars.ts';
import type { SyntaxNode } from '../language/syntax-node.ts';
import type { Expr } from '../plan/expression.ts';
import type { LoweringState } from '../plan/lowering.ts';
import type { LateOperator, PlanNode } from '../plan/plan.ts';
import type { TableColumnInfo } from '../tables/table-provider.ts';
import { GroupKeys } from './summarize.ts';

export interface PluginSite {
  readonly state: LoweringState;
  readonly node: SyntaxNode;
  readonly source: PlanNode;
  readonly argumentNodes: readonly SyntaxNode[];
  lower(node: SyntaxNode): Expr;
}

export interface Plugin {
  readonly name: string;
  readonly doc: string;
  bind(site: PluginSite): LateOperator;
}

const PLUGINS: readonly Plugin[] = [
  { name: 'bag_unpack', doc: 'a column per key of a bag', bind: bindBagUnpack },
  { name: 'pivot', doc: 'a column per distinct value', bind: bindPivot },
  { name: 'narrow', doc: 'a row per cell', bind: bindNarrow },
];

const BY_NAME = new Map(PLUGINS.map((plugin) => [plugin.name, plugin]));

export function findPlugin(name: string): Plugin | undefined {
  return BY_NAME.get(name);
}

function textArgument(site: PluginSite, index: number): string | undefined {
  const node = site.argumentNodes[index];
  if (node === undefined) return undefined;
  const value = site.lower(node).literal?.value;
  if (typeof value !== 'string') throw site.state.unsupported('a plugin argument that is not a literal string', node);
  return value;
}

function bindBagUnpack(site: PluginSite): LateOperator {
  const [bagNode] = site.argumentNodes;
  if (bagNode === undefined || site.argumentNodes.length > 4) throw site.state.unsupported('bag_unpack with these arguments', site.node);
  const bag = site.lower(bagNode);
  const named = site.argumentNodes.slice(1).some((node) => node.kind === 'SimpleNamedExpression');
  const option = (name: string, index: number): string | undefined => {
    const at = site.argumentNodes.findIndex((node) => node.kind === 'SimpleNamedExpression' && node.field('Name')?.simpleName === name);
    return at >= 0 ? textArgument(site, at) : named ? undefined : textArgument(site, index);
  };
  const prefix = option('OutputColumnPrefix', 1) ?? '';
  const conflict = option('columnsConflict', 2) ?? 'error';
  if (site.argumentNodes.length > 3) throw site.state.unsupported('bag_unpack with ignored properties', site.node);
  return { name: 'bag_unpack', apply: (input) => unpackBag(input, bag, prefix, conflict, site) };
}

function unpackBag(input: Batch, bag: Expr, prefix: string, conflict: string, site: PluginSite): Batch {
  const source = bag.evaluate(input);
  const keys = new Set<string>();
  const bags: (DynamicBag | null)[] = [];
  for (let row = 0; row < input.rowCount; row++) {
    const value = scalarAt(source, row);
    const isBag = value instanceof DynamicBag;
    bags.push(isBag ? value : null);
    if (isBag) for (const key of value.entries.keys()) keys.add(key);
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
      if (conflict !== 'replace_source') throw site.state.unsupported(`bag_unpack with columnsConflict='${conflict}'`, site.node);
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
    else if ((type === 'long' && own === 'real') || (type === 'real' && own === 'long')) type = 'real';
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
  const given = keyNodes.map((node) => site.lower(node));
  const used = new Set([...pivot.reads, ...aggregateArgs.flatMap((arg) => [...arg.reads])]);
  return {
    name: 'pivot',
    apply: (input) => {
      const keys =
        given.length > 0
          ? given.map((key) => key.columnName ?? '')
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
