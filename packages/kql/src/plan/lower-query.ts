import type { SyntaxNode } from '../language/syntax-node.ts';
import { EMPTY_SCHEMA, Schema } from '../engine/batch.ts';
import type { TableColumnInfo } from '../tables/table-provider.ts';
import { lowerExpression, required, isTabular, unwrapParentheses, castExpr, literalOf } from './lower-expression.ts';
import { lowerFunctionBody } from './lower-function-call.ts';
import { lowerOperatorNode } from './lower-operator.ts';
import { isWatchlistFunction, lowerExternalData, lowerWatchlist } from './lower-outside.ts';
import { lowerPattern, lowerPatternPath } from './lower-pattern.ts';
import { lowerFind, lowerSearch } from './lower-search.ts';
import { lowerUnion } from './lower-union.ts';
import type { LoweringState, Place } from './lowering.ts';
import { typeFromText } from './lowering.ts';
import type { PlanNode } from './plan.ts';
import { whenKnown } from './plan.ts';
import { Scope } from './scope.ts';

/** Lowers the statements of a query to the plan of its last expression. */
export function lowerQuery(state: LoweringState, syntax: SyntaxNode): PlanNode {
  let place: Place = { scope: new Scope(), schema: EMPTY_SCHEMA, isSerialized: false, depth: 0 };
  let root: PlanNode | undefined;
  for (const statement of syntax.items('Statements')) {
    if (statement.kind === 'ExpressionStatement') {
      if (root !== undefined) throw state.unsupported('more than one query in a text', statement);
      const expression = required(state, statement, 'Expression');
      root = lowerTabular(state, expression, place);
    } else place = lowerStatement(state, statement, place);
  }
  if (root === undefined) throw state.invalid('the text holds no query', syntax);
  return root;
}

/**
 * `let` and the other statements in front of a query.
 * @returns the place behind it: a name holds from the next statement on, so that `let T = T | ...` reads the table T
 */
export function lowerStatement(state: LoweringState, statement: SyntaxNode, place: Place): Place {
  const scope = new Scope(place.scope);
  switch (statement.kind) {
    case 'LetStatement':
      lowerLet(state, statement, place, scope);
      break;
    case 'QueryParametersStatement':
      lowerQueryParameters(state, statement, place, scope);
      break;
    case 'PatternStatement':
      scope.define(required(state, statement, 'Name').simpleName ?? '', {
        kind: 'pattern',
        declaration: required(state, statement, 'Pattern'),
        scope: place.scope,
      });
      break;
    case 'SetOptionStatement':
      readOption(state, statement);
      break;
    default:
      throw state.unsupported(`the statement ${statement.kind.replace('Statement', '').toLowerCase()}`, statement);
  }
  return { ...place, scope };
}

/** Options of `set` that tell the service how much to return or how to work; rows and values do not depend on them here. */
const HARMLESS_OPTIONS: ReadonlySet<string> = new Set([
  'notruncation',
  'norequesttimeout',
  'servertimeout',
  'truncationmaxrecords',
  'truncationmaxsize',
  'query_results_cache_max_age',
  'query_results_cache_per_shard',
  'maxmemoryconsumptionperiterator',
  'max_memory_consumption_per_query_per_node',
  'query_fanout_nodes_percent',
  'query_fanout_threads_percent',
  'query_language',
  'debug_query_externaldata_projection_fusion_disabled',
  'materialized_view_shuffle',
]);

function readOption(state: LoweringState, statement: SyntaxNode): void {
  const name = statement.field('Name')?.simpleName ?? '';
  if (!HARMLESS_OPTIONS.has(name.toLowerCase())) throw state.unsupported(`the option 'set ${name}'`, statement);
}

function lowerLet(state: LoweringState, statement: SyntaxNode, place: Place, scope: Scope): void {
  const name = required(state, statement, 'Name').simpleName ?? '';
  const expression = required(state, statement, 'Expression');
  if (expression.kind === 'FunctionDeclaration') {
    scope.define(name, { kind: 'function', declaration: expression, scope: place.scope });
    return;
  }
  const inner = unwrapParentheses(expression);
  if (isTabular(inner, place) || inner.kind === 'MaterializeExpression') {
    // Lazy: an unused table is never looked for. Shared: a table used twice is computed once.
    // What it misses is missing wherever it is read: a fuzzy union forgives that for its own member only.
    const lower = (): PlanNode => ({ ...shareTable(lowerTabular(state, inner, { ...place, schema: EMPTY_SCHEMA })), label: name });
    let lowered: ReturnType<typeof state.apart<PlanNode>> | undefined;
    scope.define(name, {
      kind: 'tabular',
      plan: () => {
        lowered ??= state.apart(lower);
        for (const table of lowered.missing) state.missingTables.add(table);
        if (lowered.result === undefined) throw lowered.error;
        return lowered.result;
      },
    });
    return;
  }
  scope.define(name, { kind: 'scalar', expr: lowerExpression(state, inner, place) });
}

function lowerQueryParameters(state: LoweringState, statement: SyntaxNode, place: Place, scope: Scope): void {
  for (const parameter of statement.items('Parameters')) {
    const declaration = parameter.field('NameAndType');
    const name = declaration?.field('Name')?.simpleName ?? '';
    const value = parameter.field('DefaultValue')?.field('Value');
    if (value === undefined) throw state.unsupported(`the query parameter ${name} without a default`, parameter);
    const type = typeFromText(declaration?.field('Type')?.text ?? '');
    const expr = lowerExpression(state, value, place);
    scope.define(name, { kind: 'scalar', expr: type === undefined ? expr : castExpr(expr, type) });
  }
}

/** A plan whose rows are kept when it is read more than once; plain scans stay plain, so that filters reach them. */
function shareTable(plan: PlanNode): PlanNode {
  if (plan.kind === 'scan' || plan.kind === 'rows' || plan.kind === 'shared' || plan.kind === 'late') return plan;
  return { kind: 'shared', key: {}, source: plan, schema: plan.schema, position: plan.position, isSerialized: plan.isSerialized === true };
}

/** Lowers an expression that gives a table. */
export function lowerTabular(state: LoweringState, node: SyntaxNode, place: Place): PlanNode {
  switch (node.kind) {
    case 'PipeExpression':
      return lowerPipe(state, node, place);
    case 'ParenthesizedExpression':
      return lowerTabular(state, required(state, node, 'Expression'), place);
    case 'NameReference':
      return lowerTableName(state, node, place);
    case 'DataTableExpression':
      return lowerDataTable(state, node, place);
    case 'MaterializeExpression':
    case 'ToTableExpression':
      return shareTable(lowerTabular(state, required(state, node, 'Expression'), place));
    case 'UnionOperator':
      return lowerUnion(state, node, undefined, place);
    case 'RangeOperator':
      return lowerRange(state, node, place);
    case 'PrintOperator':
      return lowerOperatorNode(state, node, emptyRow(state, node), place);
    case 'FunctionCallExpression':
      return lowerTableCall(state, node, place);
    case 'PathExpression':
      return lowerPatternPath(state, node, place);
    case 'ExternalDataExpression':
      return lowerExternalData(state, node);
    case 'SearchOperator':
      return lowerSearch(state, node, undefined, place);
    case 'FindOperator':
      return lowerFind(state, node, place);
    default:
      // Sub-queries of mv-apply and partition begin with an operator: their rows come from the enclosing one.
      if (place.context !== undefined && node.kind.endsWith('Operator')) return lowerOperatorNode(state, node, place.context, place);
      throw state.unsupported(describeKind(node), node);
  }
}

/** A name a person knows for a kind of syntax: `top-nested` for `TopNestedOperator`. */
export function describeKind(node: SyntaxNode): string {
  const name = node.kind.replace(/(?:Operator|Expression|Statement)$/, '');
  return `the operator ${name.replace(/(?<=[a-z])(?=[A-Z])/g, '-').toLowerCase()}`;
}

function lowerPipe(state: LoweringState, node: SyntaxNode, place: Place): PlanNode {
  const source = lowerTabular(state, required(state, node, 'Expression'), place);
  return continuePipe(state, required(state, node, 'Operator'), source, place);
}

/** Lowers an operator behind a source. Behind a late operator, everything waits until its columns are known. */
function continuePipe(state: LoweringState, operator: SyntaxNode, source: PlanNode, place: Place): PlanNode {
  return whenKnown(source, (known) => lowerOperatorNode(state, operator, known, place));
}

function lowerTableName(state: LoweringState, node: SyntaxNode, place: Place): PlanNode {
  const name = node.simpleName ?? node.text;
  const binding = place.scope.find(name);
  if (binding?.kind === 'tabular') return binding.plan();
  if (binding?.kind === 'function') return { ...lowerFunctionBody(state, node, binding, [], place).asTable(), label: name };
  if (isWatchlistFunction(name)) return lowerWatchlist(state, node, name, [], place);
  // A workspace function may be named without parentheses.
  if (node.symbol?.kind === 'function') return { ...lowerFunctionBody(state, node, undefined, [], place).asTable(), label: name };
  return scanTable(state, name, node);
}

export function scanTable(state: LoweringState, name: string, node: SyntaxNode): PlanNode {
  const columns = state.tables.columnsOf(name);
  if (columns === undefined || !state.tables.isPresent(name)) state.missingTables.add(name);
  state.tablesUsed.add(name);
  return { kind: 'scan', table: name, bounds: [], schema: new Schema(columns ?? []), position: state.positionOf(node) };
}

function lowerTableCall(state: LoweringState, node: SyntaxNode, place: Place): PlanNode {
  const name = node.field('Name')?.simpleName ?? '';
  const args = node.field('ArgumentList')?.items('Expressions') ?? [];
  const binding = place.scope.find(name);
  if (binding?.kind === 'function') return { ...lowerFunctionBody(state, node, binding, args, place).asTable(), label: name };
  if (binding?.kind === 'pattern') return lowerPattern(state, node, binding, args, undefined, place);
  if (isWatchlistFunction(name)) return lowerWatchlist(state, node, name, args, place);
  if (name === 'table' && args.length === 1) {
    const table = literalOf(lowerExpression(state, args[0]!, place), 'table() with a name');
    return scanTable(state, String(table), node);
  }
  if (node.calledBody(0) !== undefined) return lowerFunctionBody(state, node, undefined, args, place).asTable();
  if (name === 'materialize' && args.length === 1) return shareTable(lowerTabular(state, args[0]!, place));
  if (node.field('Name')?.symbol !== undefined) throw state.unsupported(`the table function ${name}()`, node);
  // Only a fuzzy union gets here with a function that nobody declared: it is as little there as a missing table.
  state.missingTables.add(`${name}()`);
  return emptyRow(state, node);
}

/** One row without columns, the source of `print`. */
function emptyRow(state: LoweringState, node: SyntaxNode): PlanNode {
  return { kind: 'rows', rows: [[]], schema: EMPTY_SCHEMA, position: state.positionOf(node), isSerialized: true };
}

export function schemaFromSyntax(state: LoweringState, columns: readonly SyntaxNode[]): TableColumnInfo[] {
  return columns.map((column) => {
    const type = typeFromText(column.field('Type')?.text ?? '');
    if (type === undefined) throw state.unsupported(`the column type ${column.text}`, column);
    return { name: column.field('Name')?.simpleName ?? '', type };
  });
}

function lowerDataTable(state: LoweringState, node: SyntaxNode, place: Place): PlanNode {
  const schema = new Schema(schemaFromSyntax(state, node.field('Schema')?.items('Columns') ?? []));
  const values = node.items('Values');
  const width = schema.columns.length;
  if (width === 0 || values.length % width !== 0)
    throw state.invalid(`the datatable has ${values.length} values for ${width} columns`, node);
  const rows = [];
  for (let start = 0; start < values.length; start += width) {
    rows.push(schema.columns.map((column, index) => castExpr(lowerExpression(state, values[start + index]!, place), column.type)));
  }
  return { kind: 'rows', rows, schema, position: state.positionOf(node) };
}

function lowerRange(state: LoweringState, node: SyntaxNode, place: Place): PlanNode {
  const from = lowerExpression(state, required(state, node, 'From'), place);
  const to = lowerExpression(state, required(state, node, 'To'), place);
  const step = lowerExpression(state, required(state, node, 'Step'), place);
  const analysed = node.resultColumns?.[0]?.type;
  const type = analysed !== undefined && typeFromText(analysed) !== undefined ? analysed : from.type;
  const schema = new Schema([{ name: required(state, node, 'Name').simpleName ?? '', type }]);
  return {
    kind: 'range',
    type,
    from: castExpr(from, type),
    to: castExpr(to, type),
    step,
    schema,
    position: state.positionOf(node),
    isSerialized: true,
  };
}
