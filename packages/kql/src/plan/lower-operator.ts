import type { JsonValue } from '@mxdr/core';
import type { SyntaxNode } from '../language/syntax-node.ts';
import { Schema } from '../engine/batch.ts';
import type { TableColumnInfo } from '../tables/table-provider.ts';
import { countedName, freeName, nameMatcher } from './column-names.ts';
import type { Expr } from './expression.ts';
import { columnExpr, literalExpr } from './expression.ts';
import { filterNode } from './filter-node.ts';
import { givenNames, lowerColumns } from './lower-columns.ts';
import { asBool, lowerExpression, required } from './lower-expression.ts';
import { lowerEvaluate } from './lower-evaluate.ts';
import { lowerFunctionBody } from './lower-function-call.ts';
import { lowerJoin, lowerLookup } from './lower-join.ts';
import { lowerMakeSeries } from './lower-make-series.ts';
import { lowerMvApply, lowerMvExpand, lowerPartition } from './lower-mv.ts';
import { lowerParse } from './lower-parse.ts';
import { lowerParseKv } from './lower-parse-kv.ts';
import { describeKind } from './lower-query.ts';
import { lowerSummarize, lowerDistinct, lowerCount } from './lower-summarize.ts';
import { lowerSample, lowerSampleDistinct, lowerProjectByNames } from './lower-choice.ts';
import { lowerScanSteps } from './lower-scan-steps.ts';
import { lowerSearch } from './lower-search.ts';
import { lowerTopHitters, lowerTopNested } from './lower-top.ts';
import { lowerUnion } from './lower-union.ts';
import type { LoweringState, Place } from './lowering.ts';
import { readParameters } from './operator-parameters.ts';
import type { PlanNode, SortKey } from './plan.ts';

/** Lowers one operator of a pipeline behind `source`. */
export function lowerOperatorNode(state: LoweringState, node: SyntaxNode, source: PlanNode, outer: Place): PlanNode {
  const place: Place = { ...outer, schema: source.schema, isSerialized: source.isSerialized === true };
  switch (node.kind) {
    case 'FilterOperator':
      return lowerFilter(state, node, source, place);
    case 'ProjectOperator':
      return projectNode(state, node, source, lowerOutputs(state, node.items('Expressions'), place, node));
    case 'PrintOperator':
      return projectNode(state, node, source, lowerOutputs(state, node.items('Expressions'), place, node, 'print_'));
    case 'ExtendOperator':
      return lowerExtend(state, node, node.items('Expressions'), source, place);
    case 'SerializeOperator':
      return lowerExtend(state, node, node.items('Expressions'), { ...source, isSerialized: true }, { ...place, isSerialized: true });
    case 'ProjectAwayOperator':
    case 'ProjectKeepOperator':
    case 'ProjectReorderOperator':
      return lowerColumnChoice(state, node, source);
    case 'ProjectRenameOperator':
      return lowerRename(state, node, source);
    case 'SummarizeOperator':
      return lowerSummarize(state, node, source, place);
    case 'DistinctOperator':
      return lowerDistinct(state, node, source, place);
    case 'CountOperator':
      return lowerCount(state, node, source);
    case 'SortOperator':
      readParameters(state, node, []);
      return sortNode(state, node, source, lowerSortKeys(state, node.items('Expressions'), place));
    case 'TopOperator':
      readParameters(state, node, []);
      return {
        ...sortNode(state, node, source, lowerSortKeys(state, [required(state, node, 'ByExpression')], place)),
        limit: lowerExpression(state, required(state, node, 'Expression'), place),
      };
    case 'TakeOperator':
      readParameters(state, node, []);
      return {
        kind: 'take',
        source,
        count: lowerExpression(state, required(state, node, 'Expression'), place),
        schema: source.schema,
        position: state.positionOf(node),
        isSerialized: source.isSerialized === true,
      };
    case 'UnionOperator':
      return lowerUnion(state, node, source, outer);
    case 'JoinOperator':
      return lowerJoin(state, node, source, outer);
    case 'LookupOperator':
      return lowerLookup(state, node, source, outer);
    case 'MvExpandOperator':
      return lowerMvExpand(state, node, source, place);
    case 'MvApplyOperator':
      return lowerMvApply(state, node, source, place);
    case 'PartitionOperator':
      return lowerPartition(state, node, source, place);
    case 'ParseOperator':
    case 'ParseWhereOperator':
      return lowerParse(state, node, source, place);
    case 'ParseKvOperator':
      return lowerParseKv(state, node, source, place);
    case 'MakeSeriesOperator':
      return lowerMakeSeries(state, node, source, place);
    case 'EvaluateOperator':
      return lowerEvaluate(state, node, source, place);
    case 'AsOperator':
      return lowerAs(state, node, source, outer);
    case 'InvokeOperator':
      return lowerInvoke(state, node, source, outer);
    case 'SearchOperator':
      return lowerSearch(state, node, source, place);
    case 'TopNestedOperator':
      return lowerTopNested(state, node, source, place);
    case 'TopHittersOperator':
      return lowerTopHitters(state, node, source, place);
    case 'SampleOperator':
      return lowerSample(state, node, source, place);
    case 'SampleDistinctOperator':
      return lowerSampleDistinct(state, node, source, place);
    case 'ProjectByNamesOperator':
      return lowerProjectByNames(state, node, source, place);
    case 'ScanOperator':
      return lowerScanSteps(state, node, source, place);
    case 'GetSchemaOperator':
      return lowerGetSchema(state, node, source);
    case 'RenderOperator':
      return lowerRender(state, node, source);
    default:
      throw state.unsupported(describeKind(node), node);
  }
}

/** `as Name`: the rest of the statement may read the rows under that name. */
function lowerAs(state: LoweringState, node: SyntaxNode, source: PlanNode, place: Place): PlanNode {
  readParameters(state, node, []);
  const label = required(state, node, 'Name').simpleName ?? '';
  const named: PlanNode = { ...source, label };
  place.scope.define(label, { kind: 'tabular', plan: () => named });
  return named;
}

function lowerFilter(state: LoweringState, node: SyntaxNode, source: PlanNode, place: Place): PlanNode {
  readParameters(state, node, []);
  state.usesOrder = false;
  const predicate = asBool(lowerExpression(state, required(state, node, 'Condition'), place));
  const base = { schema: source.schema, position: state.positionOf(node), isSerialized: source.isSerialized === true };
  if (state.usesOrder) {
    // The predicate looks at neighbours: compute it over the whole table first.
    state.usesOrder = false;
    const name = freeName('predicate_', new Set(source.schema.columns.map((column) => column.name)));
    const columns = source.schema.columns.map((column) => columnExpr(column.name, column.type, base.position));
    const widened: PlanNode = {
      kind: 'project',
      source,
      outputs: [...columns, predicate],
      needsWholeTable: true,
      schema: new Schema([...source.schema.columns, { name, type: 'bool' }]),
      position: base.position,
    };
    const filtered: PlanNode = {
      kind: 'filter',
      source: widened,
      predicate: columnExpr(name, 'bool', base.position),
      schema: widened.schema,
      position: base.position,
    };
    return { kind: 'project', source: filtered, outputs: columns, needsWholeTable: false, ...base };
  }
  return filterNode(source, predicate, base.position);
}

interface Outputs {
  readonly columns: readonly TableColumnInfo[];
  readonly exprs: readonly Expr[];
}

/** Expressions of project and print, with the names that Microsoft's analysis gives them. */
function lowerOutputs(state: LoweringState, items: readonly SyntaxNode[], place: Place, node: SyntaxNode, counted = 'Column'): Outputs {
  state.usesOrder = false;
  const analysed = node.isOpen ? undefined : node.resultColumns;
  const exprs: Expr[] = [];
  const names: string[] = [];
  const taken = new Set<string>();
  const add = (name: string, expr: Expr): void => {
    const free = freeName(name, taken);
    taken.add(free);
    names.push(free);
    exprs.push(expr);
  };
  const perItem = items.map((item) => (item.kind === 'StarExpression' ? [] : lowerColumns(state, item, place)));
  const total = perItem.reduce((sum, columns) => sum + columns.length, 0);
  // A star gives columns that this count does not hold, so that the analysed names are not in step then.
  const inStep = analysed !== undefined && analysed.length === total;
  let at = 0;
  items.forEach((item, index) => {
    if (item.kind === 'StarExpression') {
      for (const column of place.schema.columns)
        if (!taken.has(column.name)) add(column.name, columnExpr(column.name, column.type, state.positionOf(item)));
      return;
    }
    for (const { name, expr } of perItem[index]!) {
      const implied = inStep ? analysed[at]!.name : name;
      at++;
      add(implied ?? (counted === 'Column' ? countedName(taken) : `${counted}${index}`), expr);
    }
  });
  return { columns: names.map((name, index) => ({ name, type: exprs[index]!.type })), exprs };
}

function projectNode(state: LoweringState, node: SyntaxNode, source: PlanNode, outputs: Outputs): PlanNode {
  const needsWholeTable = state.usesOrder;
  state.usesOrder = false;
  return {
    kind: 'project',
    source,
    outputs: outputs.exprs,
    needsWholeTable,
    schema: new Schema(outputs.columns),
    position: state.positionOf(node),
    isSerialized: source.isSerialized === true,
  };
}

function lowerExtend(state: LoweringState, node: SyntaxNode, items: readonly SyntaxNode[], source: PlanNode, place: Place): PlanNode {
  state.usesOrder = false;
  const position = state.positionOf(node);
  const columns: TableColumnInfo[] = [...source.schema.columns];
  const exprs: Expr[] = columns.map((column) => columnExpr(column.name, column.type, position));
  const existing = new Set(columns.map((column) => column.name));
  const analysed = node.isOpen ? undefined : node.resultColumns?.map((column) => column.name);
  // Names that the analysis adds and that no expression gives itself, in order: those of the unnamed expressions.
  const given = new Set(items.flatMap(givenNames));
  const leftover = analysed?.filter((name) => !existing.has(name) && !given.has(name)) ?? [];
  for (const item of items) {
    for (const output of lowerColumns(state, item, place)) {
      const isGiven = item.kind === 'SimpleNamedExpression' || item.kind === 'CompoundNamedExpression' || item.kind === 'NameReference';
      const isKept = output.name !== undefined && (isGiven || analysed === undefined || analysed.includes(output.name));
      const name = (isKept ? output.name : leftover.shift()) ?? countedName(new Set(columns.map((column) => column.name)));
      const { expr } = output;
      const at = columns.findIndex((column) => column.name === name);
      if (at >= 0) {
        columns[at] = { name, type: expr.type };
        exprs[at] = expr;
      } else {
        columns.push({ name, type: expr.type });
        exprs.push(expr);
      }
    }
  }
  return projectNode(state, node, source, { columns, exprs });
}

/** project-away, project-keep, project-reorder: the analysis says which columns stay, in which order. */
function lowerColumnChoice(state: LoweringState, node: SyntaxNode, source: PlanNode): PlanNode {
  const position = state.positionOf(node);
  const names = chosenColumns(
    state,
    node,
    source.schema.columns.map((column) => column.name),
  );
  const columns = names.map((name) => ({ name, type: source.schema.typeOf(name)! }));
  const exprs = columns.map((column) => columnExpr(column.name, column.type, position));
  return projectNode(state, node, source, { columns, exprs });
}

function matcherOf(node: SyntaxNode): (name: string) => boolean {
  const inner = node.kind === 'OrderedExpression' ? (node.field('Expression') ?? node) : node;
  return nameMatcher(inner.simpleName ?? inner.text);
}

function chosenColumns(state: LoweringState, node: SyntaxNode, names: readonly string[]): string[] {
  const items = node.items('Expressions');
  if (node.kind !== 'ProjectReorderOperator') {
    const matchers = items.map(matcherOf);
    const isKept = node.kind === 'ProjectKeepOperator';
    return names.filter((name) => matchers.some((matches) => matches(name)) === isKept);
  }
  const chosen: string[] = [];
  for (const item of items) {
    const matches = matcherOf(item);
    const found = names.filter((name) => matches(name) && !chosen.includes(name));
    const order = item.kind === 'OrderedExpression' ? (item.field('Ordering')?.text ?? '') : '';
    chosen.push(...orderNames(state, item, found, order));
  }
  return [...chosen, ...names.filter((name) => !chosen.includes(name))];
}

function orderNames(state: LoweringState, node: SyntaxNode, names: string[], order: string): string[] {
  const ordinal = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
  switch (order.trim()) {
    case '':
      return names;
    case 'asc':
      return names.sort(ordinal);
    case 'desc':
      return names.sort((a, b) => ordinal(b, a));
    case 'granny-asc':
      return names.sort(grannyOrder);
    case 'granny-desc':
      return names.sort((a, b) => grannyOrder(b, a));
    default:
      throw state.unsupported(`the order ${order}`, node);
  }
}

/** Numbers inside names count as numbers: `a2` before `a10`. */
function grannyOrder(a: string, b: string): number {
  const split = (name: string): string[] => name.match(/\d+|\D+/g) ?? [];
  const left = split(a);
  const right = split(b);
  for (let i = 0; i < Math.min(left.length, right.length); i++) {
    const x = left[i]!;
    const y = right[i]!;
    if (x === y) continue;
    if (/^\d/.test(x) && /^\d/.test(y)) {
      const difference = Number(x) - Number(y);
      if (difference !== 0) return difference;
    }
    return x < y ? -1 : 1;
  }
  return left.length - right.length;
}

function lowerRename(state: LoweringState, node: SyntaxNode, source: PlanNode): PlanNode {
  const position = state.positionOf(node);
  const newNames = new Map<string, string>();
  for (const item of node.items('Expressions')) {
    const name = item.field('Name')?.simpleName;
    const old = item.field('Expression')?.simpleName;
    if (name === undefined || old === undefined) throw state.unsupported(`the rename ${item.text}`, item);
    newNames.set(old, name);
  }
  const columns = source.schema.columns.map((column) => ({ name: newNames.get(column.name) ?? column.name, type: column.type }));
  const exprs = source.schema.columns.map((column) => columnExpr(column.name, column.type, position));
  return projectNode(state, node, source, { columns, exprs });
}

export function lowerSortKeys(state: LoweringState, items: readonly SyntaxNode[], place: Place): SortKey[] {
  return items.map((item) => {
    const ordering = item.kind === 'OrderedExpression' ? item.field('Ordering') : undefined;
    const expression = item.kind === 'OrderedExpression' ? required(state, item, 'Expression') : item;
    const text = ordering?.text ?? '';
    const isDescending = !/^asc\b/.test(text);
    const nulls = /nulls\s+(first|last)/.exec(text)?.[1];
    return {
      expr: lowerExpression(state, expression, place),
      isDescending,
      nullsFirst: nulls === undefined ? !isDescending : nulls === 'first',
    };
  });
}

function sortNode(state: LoweringState, node: SyntaxNode, source: PlanNode, keys: readonly SortKey[]): PlanNode & { kind: 'sort' } {
  return { kind: 'sort', source, keys, schema: source.schema, position: state.positionOf(node), isSerialized: true };
}

function lowerInvoke(state: LoweringState, node: SyntaxNode, source: PlanNode, place: Place): PlanNode {
  const call = required(state, node, 'Function');
  const name = call.field('Name')?.simpleName ?? '';
  const binding = place.scope.find(name);
  if (binding?.kind !== 'function') throw state.unsupported(`invoke of the function ${name}()`, node);
  return lowerFunctionBody(state, call, binding, call.field('ArgumentList')?.items('Expressions') ?? [], place, source).asTable();
}

const CLR_TYPES: Readonly<Record<string, string>> = {
  string: 'System.String',
  long: 'System.Int64',
  int: 'System.Int32',
  real: 'System.Double',
  bool: 'System.SByte',
  datetime: 'System.DateTime',
  timespan: 'System.TimeSpan',
  dynamic: 'System.Object',
  guid: 'System.Guid',
  decimal: 'System.Data.SqlTypes.SqlDecimal',
};

function lowerGetSchema(state: LoweringState, node: SyntaxNode, source: PlanNode): PlanNode {
  const position = state.positionOf(node);
  const rows = source.schema.columns.map((column, index) => [
    literalExpr('string', column.name, position),
    literalExpr('long', index, position),
    literalExpr('string', CLR_TYPES[column.type]!, position),
    literalExpr('string', column.type, position),
  ]);
  const schema = new Schema([
    { name: 'ColumnName', type: 'string' },
    { name: 'ColumnOrdinal', type: 'long' },
    { name: 'DataType', type: 'string' },
    { name: 'ColumnType', type: 'string' },
  ]);
  return { kind: 'rows', rows, schema, position, isSerialized: true };
}

function lowerRender(state: LoweringState, node: SyntaxNode, source: PlanNode): PlanNode {
  const properties: Record<string, JsonValue> = {};
  const items = [...(node.field('WithClause')?.items('Properties') ?? []), ...node.items('Parameters')];
  for (const item of items) {
    const value = item.field('Expression');
    properties[item.field('Name')?.simpleName ?? ''] = value?.stringValue ?? value?.simpleName ?? value?.text ?? '';
  }
  state.visualization = { kind: node.token('ChartType') ?? '', properties };
  return source;
}
