import type { KustoType } from '@mxdr/core';
import type { SyntaxNode } from '../language/syntax-node.ts';
import { Schema } from '../engine/batch.ts';
import type { TableColumnInfo } from '../tables/table-provider.ts';
import { freeName, impliedName } from './column-names.ts';
import { columnExpr } from './expression.ts';
import { lowerExpression, required } from './lower-expression.ts';
import { lowerTabular } from './lower-query.ts';
import type { LoweringState, Place } from './lowering.ts';
import { typeFromText } from './lowering.ts';
import { readParameters } from './operator-parameters.ts';
import type { ContextNode, MvExpandColumn, MvExpandNode, PlanNode } from './plan.ts';

export function lowerMvExpand(state: LoweringState, node: SyntaxNode, source: PlanNode, place: Place): MvExpandNode {
  const parameters = readParameters(state, node, ['kind', 'bagexpansion', 'with_itemindex']);
  const expansion = parameters.get('kind') ?? parameters.get('bagexpansion') ?? 'bag';
  if (expansion !== 'bag' && expansion !== 'array') throw state.unsupported(`mv-expand kind=${expansion}`, node);
  const limit = node.field('RowLimitClause')?.field('RowLimit');
  const node2 = expandColumns(state, node, source, place, node.isOpen ? undefined : node.resultColumns);
  const indexName = parameters.get('with_itemindex');
  const columns = [...node2.columns];
  let indexTarget: number | undefined;
  if (indexName !== undefined) {
    indexTarget = columns.length;
    columns.push({ name: indexName, type: 'long' });
  }
  return {
    kind: 'mv-expand',
    source,
    columns: node2.expanded,
    bagsAsArrays: expansion === 'array',
    ...(limit === undefined ? {} : { limit: lowerExpression(state, limit, place) }),
    ...(indexTarget === undefined ? {} : { indexTarget }),
    schema: new Schema(columns),
    position: state.positionOf(node),
    isSerialized: source.isSerialized === true,
  };
}

interface ExpandedColumns {
  readonly columns: readonly TableColumnInfo[];
  readonly expanded: readonly MvExpandColumn[];
}

function expandColumns(
  state: LoweringState,
  node: SyntaxNode,
  source: PlanNode,
  place: Place,
  analysed: readonly TableColumnInfo[] | undefined,
): ExpandedColumns {
  const columns: TableColumnInfo[] = [...source.schema.columns];
  const expanded: MvExpandColumn[] = [];
  const sourceNames = new Set(columns.map((column) => column.name));
  const leftover = analysed?.map((column) => column.name).filter((name) => !sourceNames.has(name)) ?? [];
  for (const item of node.items('Expressions')) {
    const expression = required(state, item, 'Expression');
    const typeText = item.field('ToTypeOf')?.field('TypeOf')?.items('Types')[0]?.text;
    const type: KustoType = typeText === undefined ? 'dynamic' : (typeFromText(typeText) ?? 'dynamic');
    const expr = lowerExpression(state, expression, place);
    const implied = impliedName(expression);
    const isPlain = expression.kind === 'NameReference' || expression.kind === 'SimpleNamedExpression';
    const name = isPlain ? implied! : (leftover.shift() ?? implied ?? freeName('Column1', new Set(columns.map((column) => column.name))));
    const at = columns.findIndex((column) => column.name === name);
    const target = at >= 0 ? at : columns.length;
    columns[target] = { name, type };
    if (leftover[0] === name) leftover.shift();
    expanded.push({ expr, target, type });
  }
  return { columns, expanded };
}

export function lowerMvApply(state: LoweringState, node: SyntaxNode, source: PlanNode, place: Place): PlanNode {
  const parameters = readParameters(state, node, ['with_itemindex']);
  if (node.field('ContextIdClause') !== undefined) throw state.unsupported('mv-apply with an id', node);
  const limit = node.field('RowLimitClause')?.field('RowLimit');
  const { columns, expanded } = expandColumns(state, node, source, place, undefined);
  const indexName = parameters.get('with_itemindex');
  const contextColumns = indexName === undefined ? columns : [...columns, { name: indexName, type: 'long' as const }];
  const expandSchema = new Schema(contextColumns);
  const position = state.positionOf(node);
  const expand: MvExpandNode = {
    kind: 'mv-expand',
    source,
    columns: expanded,
    bagsAsArrays: false,
    ...(limit === undefined ? {} : { limit: lowerExpression(state, limit, place) }),
    ...(indexName === undefined ? {} : { indexTarget: columns.length }),
    schema: expandSchema,
    position,
    isSerialized: true,
  };
  const context: ContextNode = { kind: 'context', key: {}, schema: expandSchema, position, isSerialized: true };
  const subqueryNode = required(state, required(state, node, 'Subquery'), 'Expression');
  const subquery = lowerTabular(state, subqueryNode, { ...place, schema: expandSchema, context, depth: place.depth + 1 });
  // Columns of the row that the sub-query does not give itself stay beside its columns.
  const expandedTargets = new Set(expanded.map((column) => column.target));
  const given = new Set(subquery.schema.columns.map((column) => column.name));
  const kept = source.schema.columns.flatMap((column, index) => (expandedTargets.has(index) || given.has(column.name) ? [] : [index]));
  const outputs = [...kept.map((index) => source.schema.columns[index]!), ...subquery.schema.columns];
  const applied: PlanNode = { kind: 'mv-apply', expand, context, subquery, kept, schema: new Schema(outputs), position };
  return inAnalysedOrder(node, applied);
}

/** Puts columns into the order that Microsoft's analysis gives, when it names the same columns. */
function inAnalysedOrder(node: SyntaxNode, plan: PlanNode): PlanNode {
  const analysed = node.isOpen ? undefined : node.resultColumns;
  if (analysed === undefined || analysed.length !== plan.schema.columns.length) return plan;
  if (!analysed.every((column) => plan.schema.indexOf(column.name) !== undefined)) return plan;
  if (analysed.every((column, index) => plan.schema.columns[index]!.name === column.name)) return plan;
  const columns = analysed.map((column) => ({ name: column.name, type: plan.schema.typeOf(column.name)! }));
  return {
    kind: 'project',
    source: plan,
    outputs: columns.map((column) => columnExpr(column.name, column.type, plan.position)),
    needsWholeTable: false,
    schema: new Schema(columns),
    position: plan.position,
  };
}

export function lowerPartition(state: LoweringState, node: SyntaxNode, source: PlanNode, place: Place): PlanNode {
  readParameters(state, node, []);
  const operand = required(state, node, 'Operand');
  const inner = operand.field('Subquery') ?? operand.field('Expression');
  if (operand.kind !== 'PartitionSubquery' || inner === undefined) throw state.unsupported('partition with a scoped query', node);
  const key = lowerExpression(state, required(state, node, 'ByExpression'), place);
  const position = state.positionOf(node);
  const context: ContextNode = {
    kind: 'context',
    key: {},
    schema: source.schema,
    position,
    isSerialized: source.isSerialized === true,
  };
  const subquery = lowerTabular(state, inner, { ...place, context, depth: place.depth + 1 });
  return { kind: 'partition', source, key, context, subquery, schema: subquery.schema, position };
}
