import type { KustoType } from '@mxdr/core';
import type { Scalar } from '../columns/scalar.ts';
import { EMPTY_SCHEMA } from '../engine/batch.ts';
import { KqlUnsupported } from '../errors.ts';
import type { ArithmeticOperator } from '../functions/arithmetic.ts';
import { arithmetic, negate } from '../functions/arithmetic.ts';
import type { ComparisonOperator } from '../functions/compare-lanes.ts';
import { between, comparison, logical } from '../functions/comparison.ts';
import { convertScalar } from '../functions/convert-scalars.ts';
import { accessElement } from '../functions/dynamic-access.ts';
import { refusalOf } from '../functions/refused-functions.ts';
import { findScalarFunction } from '../functions/scalar-functions.ts';
import { hasList, inList, stringOperation } from '../functions/string-operators.ts';
import type { SyntaxNode } from '../language/syntax-node.ts';
import type { Expr } from './expression.ts';
import { columnExpr, constantExpr, literalExpr, rowwise } from './expression.ts';
import type { LoweringState, Place } from './lowering.ts';
import { isScalarType, typeFromText } from './lowering.ts';
import { lowerColumnCall } from './lower-column-calls.ts';
import { isLiteralKind, lowerLiteral } from './lower-literal.ts';
import { lowerFunctionBody } from './lower-function-call.ts';
import { lowerTabular } from './lower-query.ts';

/** Lowers a scalar expression. */
export function lowerExpression(state: LoweringState, node: SyntaxNode, place: Place): Expr {
  const { kind } = node;
  if (isLiteralKind(kind)) return lowerLiteral(node, state.positionOf(node));
  switch (kind) {
    case 'ParenthesizedExpression':
    case 'BracketedExpression':
      return lowerExpression(state, required(state, node, 'Expression'), place);
    case 'SimpleNamedExpression':
      return lowerExpression(state, required(state, node, 'Expression'), place);
    case 'NameReference':
      return lowerName(state, node, place);
    case 'PathExpression':
    case 'ElementExpression':
      return lowerAccess(state, node, place);
    case 'UnaryMinusExpression':
      return lowerMinus(state, node, place);
    case 'UnaryPlusExpression':
      return lowerExpression(state, required(state, node, 'Expression'), place);
    case 'FunctionCallExpression':
      return lowerCall(state, node, place);
    case 'ToScalarExpression':
      return lowerToScalar(state, node, place);
    default:
      return lowerOperator(state, node, place);
  }
}

export function required(state: LoweringState, node: SyntaxNode, field: string): SyntaxNode {
  const child = node.field(field);
  if (child === undefined) throw state.unsupported(`${node.kind} without ${field}`, node);
  return child;
}

function lowerMinus(state: LoweringState, node: SyntaxNode, place: Place): Expr {
  const operand = lowerExpression(state, required(state, node, 'Expression'), place);
  return negate(operand, state.positionOf(node));
}

function lowerName(state: LoweringState, node: SyntaxNode, place: Place): Expr {
  const name = node.simpleName ?? node.text;
  const position = state.positionOf(node);
  const symbolKind = node.symbol?.kind;
  const columnType = place.schema.typeOf(name);
  if (columnType !== undefined && symbolKind !== 'variable' && symbolKind !== 'parameter') return columnExpr(name, columnType, position);
  const binding = place.scope.find(name);
  if (binding?.kind === 'scalar') return binding.expr;
  if (binding?.kind === 'function') {
    // A let function without parameters may be named without parentheses.
    return lowerFunctionBody(state, node, binding, [], place).asScalar();
  }
  if (columnType !== undefined) return columnExpr(name, columnType, position);
  if (place.missingAsNull === true || state.hasOnlyEmptyColumns) return literalExpr('dynamic', null, position);
  throw state.invalid(`the name '${name}' is not a column or a value here`, node);
}

/** The column of the context of a `scan` that holds a column of a step's last row. */
export function stepColumn(step: string, column: string): string {
  return `${step}\u0000${column}`;
}

/** `a.b`, `a["b"]`, `a[0]`. */
function lowerAccess(state: LoweringState, node: SyntaxNode, place: Place): Expr {
  const owner = node.field('Expression')?.simpleName;
  if (owner !== undefined && place.steps?.has(owner) === true) {
    const name = stepColumn(owner, node.field('Selector')?.simpleName ?? '');
    const type = place.schema.typeOf(name);
    if (type === undefined) throw state.invalid(`the step has no column ${node.field('Selector')?.text ?? ''}`, node);
    return columnExpr(name, type, state.positionOf(node));
  }
  const base = lowerExpression(state, required(state, node, 'Expression'), place);
  const selector = required(state, node, 'Selector');
  const position = state.positionOf(node);
  if (node.kind === 'PathExpression') {
    const name = selector.kind === 'NameReference' ? (selector.simpleName ?? selector.text) : undefined;
    if (name !== undefined) return accessElement(base, literalExpr('string', name, position), position);
    const inner = selector.field('Expression');
    if (inner !== undefined && selector.kind !== 'FunctionCallExpression')
      return accessElement(base, lowerExpression(state, inner, place), position);
    throw state.unsupported(`the path ${node.text}`, node);
  }
  return accessElement(base, lowerExpression(state, selector, place), position);
}

const ARITHMETIC: ReadonlySet<string> = new Set(['+', '-', '*', '/', '%']);
const COMPARISON: ReadonlySet<string> = new Set(['==', '!=', '<', '<=', '>', '>=', '<>']);

function lowerOperator(state: LoweringState, node: SyntaxNode, place: Place): Expr {
  const token = node.token('Operator')?.trim();
  const leftNode = node.field('Left');
  const rightNode = node.field('Right');
  if (token === undefined || leftNode === undefined || rightNode === undefined)
    throw state.unsupported(`the expression ${node.kind}`, node);
  const position = state.positionOf(node);
  const spelled = token.replace(/\s+/g, ' ');
  if (leftNode.kind === 'StarExpression') return lowerAnyColumn(state, node, spelled, lowerExpression(state, rightNode, place), place);
  const left = lowerExpression(state, leftNode, place);
  switch (spelled) {
    case 'between':
    case '!between': {
      const low = lowerExpression(state, required(state, rightNode, 'First'), place);
      const high = lowerExpression(state, required(state, rightNode, 'Second'), place);
      return between(spelled.startsWith('!'), left, low, high, position);
    }
    case 'in':
    case '!in':
    case 'in~':
    case '!in~':
      return inList(spelled, left, lowerList(state, rightNode, place), position);
    case 'has_any':
    case 'has_all':
      return hasList(spelled, left, lowerList(state, rightNode, place), position);
    default:
      break;
  }
  const right = lowerExpression(state, rightNode, place);
  if (spelled === 'and' || spelled === 'or') return logical(spelled, asBool(left), asBool(right), position);
  if (ARITHMETIC.has(spelled)) return arithmetic(spelled as ArithmeticOperator, left, right, position);
  if (COMPARISON.has(spelled)) return comparison((spelled === '<>' ? '!=' : spelled) as ComparisonOperator, left, right, position);
  const text = stringOperation(spelled, left, right, position);
  if (text === undefined) throw state.unsupported(`the operator ${spelled}`, node);
  return text;
}

/** `* has "x"`: whether the text of any column fulfils a condition. */
function lowerAnyColumn(state: LoweringState, node: SyntaxNode, operator: string, right: Expr, place: Place): Expr {
  const position = state.positionOf(node);
  const members = place.schema.columns.map((column) => {
    const text = castExpr(columnExpr(column.name, column.type, position), 'string');
    const member = operator === '==' ? comparison('==', text, right, position) : stringOperation(operator, text, right, position);
    if (member === undefined || operator.startsWith('!')) throw state.unsupported(`the operator ${operator} on all columns`, node);
    return member;
  });
  return members.reduce((left, member) => logical('or', left, member, position), literalExpr('bool', false, position));
}

/** A value where a predicate is needed: dynamic and numbers convert. */
export function asBool(expr: Expr): Expr {
  return expr.type === 'bool' ? expr : castExpr(expr, 'bool');
}

/** The expression converted as `to<type>()` does. */
export function castExpr(expr: Expr, type: KustoType): Expr {
  if (expr.type === type) return expr;
  return rowwise(type, expr.position, [expr], (values) => convertScalar(expr.type, type, values[0]!));
}

/** Members of `in (...)`: scalars, arrays and the first column of tables. */
function lowerList(state: LoweringState, node: SyntaxNode, place: Place): Expr[] {
  return node.items('Expressions').map((item) => {
    const inner = unwrapParentheses(item);
    return isTabular(inner, place) ? lowerDeferred(state, inner, place, 'list') : lowerExpression(state, item, place);
  });
}

export function unwrapParentheses(node: SyntaxNode): SyntaxNode {
  let current = node;
  while (current.kind === 'ParenthesizedExpression') current = current.field('Expression') ?? current;
  return current;
}

/** Whether an expression gives a table. */
export function isTabular(node: SyntaxNode, place: Place): boolean {
  if (node.resultColumns !== undefined && node.symbol?.kind !== 'column') return true;
  if (node.kind !== 'NameReference') return false;
  return (
    place.schema.typeOf(node.simpleName ?? node.text) === undefined && place.scope.find(node.simpleName ?? node.text)?.kind === 'tabular'
  );
}

/** A sub-query's value, computed once before the query's rows are read. */
function lowerDeferred(state: LoweringState, node: SyntaxNode, place: Place, shape: 'scalar' | 'list'): Expr {
  const {
    result: plan,
    error,
    missing,
  } = state.apart(() => lowerTabular(state, node, { ...place, schema: EMPTY_SCHEMA, isSerialized: false }));
  for (const table of missing) state.missingTables.add(table);
  if (plan === undefined) throw error;
  const key = {};
  // What misses a table is never asked for: the query fails, or a fuzzy union leaves out the member.
  if (missing.length === 0) state.deferred.push({ key, plan, shape });
  const type: KustoType = shape === 'list' ? 'dynamic' : (plan.schema.columns[0]?.type ?? 'dynamic');
  return constantExpr(type, state.positionOf(node), (session) => (session.computed.get(key) ?? null) as Scalar);
}

function lowerToScalar(state: LoweringState, node: SyntaxNode, place: Place): Expr {
  const inner = required(state, node, 'Expression');
  return isTabular(unwrapParentheses(inner), place) ? lowerDeferred(state, inner, place, 'scalar') : lowerExpression(state, inner, place);
}

function lowerCall(state: LoweringState, node: SyntaxNode, place: Place): Expr {
  const name = node.field('Name')?.simpleName ?? '';
  const argumentNodes = node.field('ArgumentList')?.items('Expressions') ?? [];
  const binding = place.scope.find(name);
  if (binding?.kind === 'function') return lowerFunctionBody(state, node, binding, argumentNodes, place).asScalar();
  const aggregate = place.aggregate?.(node, name);
  if (aggregate !== undefined) return aggregate;
  const special = lowerSpecialCall(state, node, name, argumentNodes, place);
  if (special !== undefined) return special;
  const definition = findScalarFunction(name);
  if (definition === undefined) {
    if (node.calledBody(0) !== undefined) return lowerFunctionBody(state, node, undefined, argumentNodes, place).asScalar();
    const reason = refusalOf(name);
    throw state.unsupported(reason === undefined ? `the function ${name}()` : `the function ${name}() (${reason})`, node);
  }
  if (argumentNodes.length < definition.minArgs || argumentNodes.length > definition.maxArgs) {
    throw state.unsupported(`${name}() with ${argumentNodes.length} arguments`, node);
  }
  const args = argumentNodes.map((argument) => lowerExpression(state, argument, place));
  const position = state.positionOf(node);
  if (definition.usesOrder === true) {
    state.usesOrder = true;
    if (!place.isSerialized) throw state.invalid(`${name}() needs rows in a defined order: put 'serialize' or 'sort by' in front`, node);
  }
  const analysedType = node.resultType;
  return definition.lower({ name, args, position, ...(isScalarType(analysedType) ? { type: analysedType } : {}) });
}

/** Calls whose arguments are not plain values. */
function lowerSpecialCall(
  state: LoweringState,
  node: SyntaxNode,
  name: string,
  argumentNodes: readonly SyntaxNode[],
  place: Place,
): Expr | undefined {
  switch (name) {
    case 'percentile_tdigest':
    case 'extract':
    case 'extractjson':
    case 'extract_json': {
      // The optional last argument is a type, not a value.
      const last = argumentNodes.at(-1);
      if (last?.kind !== 'TypeOfLiteralExpression') return undefined;
      const type = typeFromText(last.items('Types')[0]?.text ?? '');
      const definition = findScalarFunction(name);
      if (type === undefined || definition === undefined) throw state.unsupported(`${name}() to ${last.text}`, node);
      const args = argumentNodes.slice(0, -1).map((argument) => lowerExpression(state, argument, place));
      return castExpr(definition.lower({ name, args, position: state.positionOf(node) }), type);
    }
    default:
      return lowerColumnCall(state, node, name, argumentNodes, place);
  }
}

/** The literal value of an argument that the language wants to be literal. */
export function literalOf(expr: Expr, what: string): Scalar {
  if (expr.literal === undefined) throw new KqlUnsupported(`${what} that is not a literal`, expr.position);
  return expr.literal.value;
}
