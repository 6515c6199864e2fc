import type { SyntaxNode } from '../language/syntax-node.ts';
import { EMPTY_SCHEMA, Schema } from '../engine/batch.ts';
import type { KqlInvalid } from '../errors.ts';
import { KqlTableMissing } from '../errors.ts';
import type { TableColumnInfo } from '../tables/table-provider.ts';
import { freeName, nameMatcher } from './column-names.ts';
import { lowerFunctionBody } from './lower-function-call.ts';
import { lowerTabular, scanTable } from './lower-query.ts';
import { readParameters } from './operator-parameters.ts';
import { unwrapParentheses } from './lower-expression.ts';
import type { LoweringState, Place } from './lowering.ts';
import type { PlanNode, UnionInput } from './plan.ts';
import { whenAllKnown } from './plan.ts';

/** One source of a union, with the name that `withsource=` shows. */
export interface NamedSource {
  readonly name: string;
  readonly source: PlanNode;
}

/** `union a, b` and `T | union a, b`. */
export function lowerUnion(state: LoweringState, node: SyntaxNode, source: PlanNode | undefined, place: Place): PlanNode {
  const parameters = readParameters(state, node, ['kind', 'withsource', 'with_source', 'isfuzzy']);
  const isFuzzy = /^(?:true|1)$/i.test(parameters.get('isfuzzy') ?? 'false');
  const sourceColumn = parameters.get('withsource') ?? parameters.get('with_source');
  const kind = parameters.get('kind') ?? 'outer';
  if (kind !== 'inner' && kind !== 'outer') throw state.unsupported(`the union kind ${kind}`, node);
  const plans: PlanNode[] = source === undefined ? [] : [source];
  for (const item of node.items('Expressions')) plans.push(...lowerSources(state, item, place, isFuzzy));
  if (plans.length === 0) throw noneThere(state, node);
  const inputs = plans.map((plan, index): NamedSource => ({ name: nameOfSource(plan) ?? `union_arg${index}`, source: plan }));
  return unionOf(state, node, inputs, kind === 'inner', sourceColumn);
}

/** Forgiving or not, a union needs one table that is there. */
function noneThere(state: LoweringState, node: SyntaxNode): KqlInvalid | KqlTableMissing {
  if (state.tablesLeftOut.size > 0) return new KqlTableMissing([...state.tablesLeftOut].sort());
  return state.invalid('no table of the workspace matches the names of this union', node);
}

/** Puts the rows of several sources below each other as soon as all columns are known. */
export function unionOf(
  state: LoweringState,
  node: SyntaxNode,
  inputs: readonly NamedSource[],
  isInner: boolean,
  sourceColumn: string | undefined,
): PlanNode {
  return whenAllKnown(
    inputs.map((input) => input.source),
    (known) => {
      const named = inputs.map((input, index) => ({ name: input.name, source: known[index]! }));
      const present = named.filter(({ source }) => source !== ABSENT);
      if (present.length === 0) throw noneThere(state, node);
      return joinRows(state, node, present, isInner, sourceColumn);
    },
  );
}

/** The table or named rows that a plan with one source reads; filters and the like do not change whose rows they are. */
export function nameOfSource(plan: PlanNode): string | undefined {
  for (let current = plan; ; current = current.source) {
    if (current.label !== undefined) return current.label;
    if (current.kind === 'scan') return current.table;
    if (!('source' in current)) return undefined;
  }
}

/** The sources that one member of a union or of `in (...)` stands for: several for a name with `*`, none for a fuzzy one that is missing. */
export function lowerSources(state: LoweringState, item: SyntaxNode, place: Place, isFuzzy: boolean): readonly PlanNode[] {
  const inner = unwrapParentheses(item);
  if (inner.kind === 'NameReference') {
    if (inner.text.includes('*')) return sourcesNamed(state, inner, place, nameMatcher(inner.text));
    const text = inner.simpleName ?? inner.text;
    const isTable = place.scope.find(text) === undefined;
    if (isTable && isFuzzy && !state.tables.isPresent(text)) {
      state.tablesLeftOut.add(text);
      return [];
    }
  }
  const lower = (): PlanNode => lowerTabular(state, item, { ...place, schema: EMPTY_SCHEMA });
  if (!isFuzzy) return [lower()];
  const plan = lowerIfThere(state, lower);
  return plan === ABSENT ? [] : [plan];
}

/** Stands for a member of a fuzzy union that reads a table that is not there. */
const ABSENT: PlanNode = { kind: 'rows', rows: [], schema: EMPTY_SCHEMA, position: { line: 1, column: 1, length: 0 } };

/** A fuzzy member that reads a table that is not there counts as not there itself, whatever else it names, now or behind a late operator. */
function lowerIfThere(state: LoweringState, lower: () => PlanNode): PlanNode {
  const { result, error, missing } = state.apart(lower);
  if (missing.length > 0) {
    for (const name of missing) state.tablesLeftOut.add(name);
    return ABSENT;
  }
  if (error instanceof KqlTableMissing) return ABSENT;
  if (result === undefined) throw error;
  if (result.kind !== 'late') return result;
  return { ...result, continueWith: (input) => lowerIfThere(state, () => result.continueWith(input)) };
}

/** Tables of the workspace and views of the query whose names match. */
export function sourcesNamed(
  state: LoweringState,
  node: SyntaxNode,
  place: Place,
  matches: (name: string) => boolean,
): readonly PlanNode[] {
  const views = place.scope.views().filter(([name]) => matches(name));
  const hidden = new Set(views.map(([name]) => name));
  return [
    ...views.map(([name, view]): PlanNode => ({ ...lowerFunctionBody(state, node, view, [], place).asTable(), label: name })),
    ...state.tables.presentTables.filter((name) => matches(name) && !hidden.has(name)).map((name) => scanTable(state, name, node)),
  ];
}

function joinRows(
  state: LoweringState,
  node: SyntaxNode,
  inputs: readonly NamedSource[],
  isInner: boolean,
  sourceColumn: string | undefined,
): PlanNode {
  // A column that comes with several types becomes one column per type, `A_string` and `A_long`; plain names are given out first.
  const typesByName = new Map<string, Set<string>>();
  const countByName = new Map<string, number>();
  for (const input of inputs) {
    for (const column of input.source.schema.columns) {
      typesByName.set(column.name, (typesByName.get(column.name) ?? new Set()).add(column.type));
      countByName.set(column.name, (countByName.get(column.name) ?? 0) + 1);
    }
  }
  const isSplit = (name: string): boolean => (typesByName.get(name)?.size ?? 1) > 1;
  const isLeftOut = (name: string): boolean => isInner && ((countByName.get(name) ?? 0) < inputs.length || isSplit(name));
  const taken = new Set([...typesByName.keys()].filter((name) => !isSplit(name)));
  const columns: TableColumnInfo[] = [];
  const indexes = new Map<string, number>();
  const keyOf = (column: TableColumnInfo): string => `${column.type} ${column.name}`;
  for (const input of inputs) {
    for (const column of input.source.schema.columns) {
      if (isLeftOut(column.name) || indexes.has(keyOf(column))) continue;
      const name = isSplit(column.name) ? freeName(`${column.name}_${column.type}`, taken) : column.name;
      taken.add(name);
      indexes.set(keyOf(column), columns.length);
      columns.push({ name, type: column.type });
    }
  }
  const unionInputs: UnionInput[] = inputs.map((input) => {
    const map: (number | undefined)[] = columns.map(() => undefined);
    input.source.schema.columns.forEach((column, index) => {
      const target = indexes.get(keyOf(column));
      if (target !== undefined) map[target] = index;
    });
    return { source: input.source, name: input.name, columns: map };
  });
  const schema = new Schema(sourceColumn === undefined ? columns : [{ name: freeName(sourceColumn, taken), type: 'string' }, ...columns]);
  return { kind: 'union', inputs: unionInputs, hasSourceColumn: sourceColumn !== undefined, schema, position: state.positionOf(node) };
}
