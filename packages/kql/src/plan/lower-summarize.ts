import type { SyntaxNode } from '../language/syntax-node.ts';
import type { AggregateCall } from '../aggregates/aggregate.ts';
import { findAggregate } from '../aggregates/aggregate-functions.ts';
import { Schema } from '../engine/batch.ts';
import type { TableColumnInfo } from '../tables/table-provider.ts';
import { countedName, freeName, impliedName } from './column-names.ts';
import type { Expr } from './expression.ts';
import { columnExpr } from './expression.ts';
import { lowerExpression, required } from './lower-expression.ts';
import type { LoweringState, Place } from './lowering.ts';
import { readParameters } from './operator-parameters.ts';
import type { PlanNode } from './plan.ts';

/** One item of a summarize, lowered: what it computes and how it names its columns when the analysis does not say. */
interface AggregateItem {
  readonly names: readonly string[];
  readonly outputs: readonly Expr[];
}

/** Collects the aggregates that the expressions of one operator hold; each becomes columns of an intermediate schema. */
export class AggregateCollector {
  readonly aggregates: AggregateCall[] = [];
  readonly columns: TableColumnInfo[];

  constructor(keys: readonly TableColumnInfo[]) {
    this.columns = keys.map((key, index) => ({ name: `key ${index}`, type: key.type }));
  }

  /** Columns of the intermediate schema that hold the results of `call`. */
  add(call: AggregateCall): TableColumnInfo[] {
    const added = call.types.map((type, index) => ({ name: `aggregate ${this.aggregates.length} ${index}`, type }));
    this.aggregates.push(call);
    this.columns.push(...added);
    return added;
  }
}

const MULTI_RESULT: ReadonlySet<string> = new Set([
  'arg_max',
  'arg_min',
  'argmax',
  'argmin',
  'take_any',
  'any',
  'percentiles',
  'take_anyif',
  'anyif',
  'percentilesw',
]);

export function lowerSummarize(state: LoweringState, node: SyntaxNode, source: PlanNode, place: Place): PlanNode {
  readParameters(state, node, []);
  const position = state.positionOf(node);
  const by = node.field('ByClause');
  if (by?.field('BinClause') !== undefined) throw state.unsupported('summarize with bin=', node);
  const keyNodes = by?.items('Expressions') ?? [];
  const keys = keyNodes.map((item) => lowerExpression(state, item, place));
  const keyColumns: TableColumnInfo[] = keys.map((key, index) => ({ name: impliedName(keyNodes[index]!) ?? '', type: key.type }));
  const collector = new AggregateCollector(keyColumns);
  const keyNames = new Set(keyColumns.map((column) => column.name));
  const items = node.items('Aggregates').map((item) => lowerAggregateItem(state, item, place, collector, keyNames));
  const analysed = node.isOpen ? undefined : node.resultColumns;
  const outputs: Expr[] = keys.map((key, index) => columnExpr(`key ${index}`, key.type, position));
  const names: (string | undefined)[] = keyColumns.map((column) => (column.name === '' ? undefined : column.name));
  for (const item of items) {
    outputs.push(...item.outputs);
    names.push(...item.names);
  }
  const isNamed = analysed !== undefined && analysed.length === outputs.length;
  const taken = new Set<string>();
  const columns = outputs.map((output, index) => {
    const wanted = isNamed ? analysed[index]!.name : names[index];
    const name = wanted === undefined || wanted === '' ? countedName(taken) : freeName(wanted, taken);
    taken.add(name);
    return { name, type: output.type };
  });
  return {
    kind: 'summarize',
    source,
    keys,
    aggregates: collector.aggregates,
    outputs,
    aggregateSchema: new Schema(collector.columns),
    schema: new Schema(columns),
    position,
  };
}

function lowerAggregateItem(
  state: LoweringState,
  item: SyntaxNode,
  place: Place,
  collector: AggregateCollector,
  keyNames: ReadonlySet<string>,
): AggregateItem {
  const isNamed = item.kind === 'SimpleNamedExpression';
  const inner = isNamed ? required(state, item, 'Expression') : item;
  if (inner.kind === 'FunctionCallExpression' && MULTI_RESULT.has(inner.field('Name')?.simpleName ?? '')) {
    return lowerMultiResult(state, inner, item, place, collector, keyNames);
  }
  if (item.kind === 'CompoundNamedExpression') return lowerCompound(state, item, place, collector, keyNames);
  const output = lowerAggregateExpression(state, inner, place, collector);
  const name = isNamed ? item.field('Name')?.simpleName : aggregateName(inner);
  return { names: [name ?? ''], outputs: [output] };
}

function lowerCompound(
  state: LoweringState,
  item: SyntaxNode,
  place: Place,
  collector: AggregateCollector,
  keyNames: ReadonlySet<string>,
): AggregateItem {
  const inner = required(state, item, 'Expression');
  if (inner.kind !== 'FunctionCallExpression') throw state.unsupported('a list of names for one expression', item);
  const lowered = lowerMultiResult(state, inner, inner, place, collector, keyNames);
  const given =
    item
      .field('Names')
      ?.items('Names')
      .map((name) => name.simpleName ?? '') ?? [];
  return { names: lowered.names.map((name, index) => given[index] ?? name), outputs: lowered.outputs };
}

/** The name of an unnamed aggregate where the analysis is open. */
function aggregateName(node: SyntaxNode): string | undefined {
  const name = node.field('Name')?.simpleName ?? '';
  const argument = node.field('ArgumentList')?.items('Expressions')[0];
  const base = argument === undefined ? '' : (impliedName(argument) ?? '');
  if (node.kind !== 'FunctionCallExpression') return undefined;
  const prefixes: Readonly<Record<string, string>> = {
    make_set: 'set',
    makeset: 'set',
    make_list: 'list',
    makelist: 'list',
    make_bag: 'bag',
    make_set_if: 'set',
    make_list_if: 'list',
  };
  return `${prefixes[name] ?? name}_${base}`;
}

/** arg_max, take_any, percentiles: several result columns. */
function lowerMultiResult(
  state: LoweringState,
  call: SyntaxNode,
  item: SyntaxNode,
  place: Place,
  collector: AggregateCollector,
  keyNames: ReadonlySet<string>,
): AggregateItem {
  const name = call.field('Name')?.simpleName ?? '';
  const argumentNodes = call.field('ArgumentList')?.items('Expressions') ?? [];
  const position = state.positionOf(call);
  const args: Expr[] = [];
  const names: string[] = [];
  const isArgument = name.startsWith('arg');
  const isPercentiles = name.startsWith('percentiles');
  const renamed = item.kind === 'SimpleNamedExpression' ? item.field('Name')?.simpleName : undefined;
  const prefix = name === 'any' ? 'any_' : '';
  for (const node of argumentNodes) {
    if (node.kind === 'StarExpression') {
      for (const column of place.schema.columns) {
        if (keyNames.has(column.name) || args.some((arg) => isArgument && arg.columnName === column.name)) continue;
        args.push(columnExpr(column.name, column.type, position));
        names.push(prefix + column.name);
      }
      continue;
    }
    args.push(lowerExpression(state, node, place));
    names.push(prefix + (impliedName(node) ?? ''));
  }
  if (renamed !== undefined) names[0] = renamed;
  const definition = findAggregate(name);
  if (definition === undefined) throw state.unsupported(`the aggregate ${name}()`, call);
  if (args.length < definition.minArgs || args.length > definition.maxArgs)
    throw state.unsupported(`${name}() with ${args.length} arguments`, call);
  const outputs = collector.add(definition.bind({ name, args, position })).map((column) => columnExpr(column.name, column.type, position));
  if (!isPercentiles) return { names: names.slice(0, outputs.length), outputs };
  // The percentiles are the last arguments, one per result.
  const shown = args.slice(args.length - outputs.length).map((arg) => String(arg.literal?.value as number).replace('.', '_'));
  const counted = outputs.map((_, index) => `percentile_${impliedName(argumentNodes[0]!) ?? ''}_${shown[index]!}`);
  return { names: renamed === undefined ? counted : [renamed, ...counted.slice(1)], outputs };
}

/** An expression over aggregates: `round(avg(x), 2)`, `sum(a) / count()`. Each aggregate becomes a column of the intermediate rows. */
export function lowerAggregateExpression(state: LoweringState, node: SyntaxNode, place: Place, collector: AggregateCollector): Expr {
  return lowerExpression(state, node, {
    ...place,
    aggregate: (call, name) => {
      const definition = findAggregate(name);
      if (definition === undefined) return undefined;
      const position = state.positionOf(call);
      const argumentNodes = call.field('ArgumentList')?.items('Expressions') ?? [];
      // Inside an aggregate there are rows again.
      const { aggregate: _, ...rowPlace } = place;
      if (argumentNodes.length < definition.minArgs || argumentNodes.length > definition.maxArgs)
        throw state.unsupported(`${name}() with ${argumentNodes.length} arguments`, call);
      const args = argumentNodes.map((argument) => lowerExpression(state, argument, rowPlace));
      const bound = definition.bind({ name, args, position });
      const [first] = collector.add(bound);
      return columnExpr(first!.name, first!.type, position);
    },
  });
}

export function lowerDistinct(state: LoweringState, node: SyntaxNode, source: PlanNode, place: Place): PlanNode {
  readParameters(state, node, []);
  const position = state.positionOf(node);
  const items = node
    .items('Expressions')
    .flatMap((item): { name: string | undefined; expr: Expr }[] =>
      item.kind === 'StarExpression'
        ? place.schema.columns.map((column) => ({ name: column.name, expr: columnExpr(column.name, column.type, position) }))
        : [{ name: impliedName(item), expr: lowerExpression(state, item, place) }],
    );
  const analysed = node.isOpen || node.resultColumns?.length !== items.length ? undefined : node.resultColumns;
  const taken = new Set<string>();
  const columns = items.map((item, index) => {
    const name = analysed?.[index]?.name ?? item.name ?? countedName(taken);
    taken.add(name);
    return { name, type: item.expr.type };
  });
  const intermediate = columns.map((column, index) => ({ name: `key ${index}`, type: column.type }));
  return {
    kind: 'summarize',
    source,
    keys: items.map((item) => item.expr),
    aggregates: [],
    outputs: intermediate.map((column) => columnExpr(column.name, column.type, position)),
    aggregateSchema: new Schema(intermediate),
    schema: new Schema(columns),
    position,
  };
}

export function lowerCount(state: LoweringState, node: SyntaxNode, source: PlanNode): PlanNode {
  const position = state.positionOf(node);
  const collector = new AggregateCollector([]);
  const count = findAggregate('count')!.bind({ name: 'count', args: [], position });
  const [column] = collector.add(count);
  const name = node.resultColumns?.[0]?.name ?? 'Count';
  return {
    kind: 'summarize',
    source,
    keys: [],
    aggregates: collector.aggregates,
    outputs: [columnExpr(column!.name, 'long', position)],
    aggregateSchema: new Schema(collector.columns),
    schema: new Schema([{ name, type: 'long' }]),
    position,
    isSerialized: true,
  };
}
