import type { SyntaxNode } from '../language/syntax-node.ts';
import { EMPTY_SCHEMA, Schema } from '../engine/batch.ts';
import type { TableColumnInfo } from '../tables/table-provider.ts';
import { lowerTabular, scanTable } from './lower-query.ts';
import { readParameters } from './operator-parameters.ts';
import { unwrapParentheses } from './lower-expression.ts';
import type { LoweringState, Place } from './lowering.ts';
import type { PlanNode, UnionInput } from './plan.ts';
import { whenAllKnown } from './plan.ts';

/** `union a, b` and `T | union a, b`. */
export function lowerUnion(state: LoweringState, node: SyntaxNode, source: PlanNode | undefined, place: Place): PlanNode {
  const parameters = readParameters(state, node, ['kind', 'withsource', 'with_source', 'isfuzzy']);
  const isFuzzy = /^(?:true|1)$/i.test(parameters.get('isfuzzy') ?? 'false');
  const sourceColumn = parameters.get('withsource') ?? parameters.get('with_source');
  const inputs: { name: string; source: PlanNode }[] = [];
  if (source !== undefined) inputs.push({ name: sourceName(source, inputs.length), source });
  for (const item of node.items('Expressions')) {
    for (const [name, plan] of lowerUnionItem(state, item, place, isFuzzy))
      inputs.push({ name: name ?? sourceName(plan, inputs.length), source: plan });
  }
  if (inputs.length === 0) throw state.invalid('none of the tables of this union exists', node);
  const isInner = parameters.get('kind') === 'inner';
  return whenAllKnown(
    inputs.map((input) => input.source),
    (known) =>
      joinRows(
        state,
        node,
        inputs.map((input, index) => ({ name: input.name, source: known[index]! })),
        isInner,
        sourceColumn,
      ),
  );
}

function sourceName(plan: PlanNode, index: number): string {
  return plan.kind === 'scan' ? plan.table : `union_arg${index}`;
}

function lowerUnionItem(state: LoweringState, item: SyntaxNode, place: Place, isFuzzy: boolean): [string | undefined, PlanNode][] {
  const inner = unwrapParentheses(item);
  if (inner.kind === 'NameReference') {
    const text = inner.simpleName ?? inner.text;
    if (inner.text.includes('*')) {
      const pattern = new RegExp(`^${inner.text.replace(/[.+?^${}()|[\]\\]/g, '\\$&').replaceAll('*', '.*')}$`);
      return state.tables.presentTables.filter((name) => pattern.test(name)).map((name) => [name, scanTable(state, name, inner)]);
    }
    const isTable = place.scope.find(text) === undefined;
    if (isTable && isFuzzy && !state.tables.isPresent(text)) return [];
  }
  if (!isFuzzy) return [[undefined, lowerTabular(state, item, { ...place, schema: EMPTY_SCHEMA })]];
  // A fuzzy member that reads a table that is not there counts as not there itself.
  const missingBefore = new Set(state.missingTables);
  const plan = lowerTabular(state, item, { ...place, schema: EMPTY_SCHEMA });
  const isMissing = [...state.missingTables].some((name) => !missingBefore.has(name));
  for (const name of state.missingTables) if (!missingBefore.has(name)) state.missingTables.delete(name);
  return isMissing ? [] : [[undefined, plan]];
}

function joinRows(
  state: LoweringState,
  node: SyntaxNode,
  inputs: readonly { name: string; source: PlanNode }[],
  isInner: boolean,
  sourceColumn: string | undefined,
): PlanNode {
  // A column that comes with several types becomes one column per type, `A_string` and `A_long`.
  const typesByName = new Map<string, Set<string>>();
  const countByName = new Map<string, number>();
  for (const input of inputs) {
    for (const column of input.source.schema.columns) {
      const types = typesByName.get(column.name) ?? new Set();
      types.add(column.type);
      typesByName.set(column.name, types);
      countByName.set(column.name, (countByName.get(column.name) ?? 0) + 1);
    }
  }
  const outputName = (column: TableColumnInfo): string =>
    (typesByName.get(column.name)?.size ?? 1) > 1 ? `${column.name}_${column.type}` : column.name;
  const columns: TableColumnInfo[] = [];
  const indexes = new Map<string, number>();
  for (const input of inputs) {
    for (const column of input.source.schema.columns) {
      if (isInner && ((countByName.get(column.name) ?? 0) < inputs.length || (typesByName.get(column.name)?.size ?? 1) > 1)) continue;
      const name = outputName(column);
      if (!indexes.has(name)) {
        indexes.set(name, columns.length);
        columns.push({ name, type: column.type });
      }
    }
  }
  const unionInputs: UnionInput[] = inputs.map((input) => {
    const map: (number | undefined)[] = columns.map(() => undefined);
    input.source.schema.columns.forEach((column, index) => {
      const target = indexes.get(outputName(column));
      if (target !== undefined) map[target] = index;
    });
    return { source: input.source, name: input.name, columns: map };
  });
  const schema = new Schema(sourceColumn === undefined ? columns : [{ name: sourceColumn, type: 'string' }, ...columns]);
  return { kind: 'union', inputs: unionInputs, hasSourceColumn: sourceColumn !== undefined, schema, position: state.positionOf(node) };
}
