import type { SyntaxNode } from '../language/syntax-node.ts';
import { EMPTY_SCHEMA, Schema } from '../engine/batch.ts';
import type { TableColumnInfo } from '../tables/table-provider.ts';
import { freeName } from './column-names.ts';
import type { Expr } from './expression.ts';
import { castExpr, lowerExpression, required, unwrapParentheses } from './lower-expression.ts';
import { lowerTabular } from './lower-query.ts';
import type { LoweringState, Place } from './lowering.ts';
import { readParameters } from './operator-parameters.ts';
import type { JoinKind, JoinNode, PlanNode } from './plan.ts';
import { whenKnown } from './plan.ts';

const KINDS: Readonly<Record<string, JoinKind>> = {
  innerunique: 'innerunique',
  inner: 'inner',
  leftouter: 'leftouter',
  rightouter: 'rightouter',
  fullouter: 'fullouter',
  leftsemi: 'leftsemi',
  rightsemi: 'rightsemi',
  leftanti: 'leftanti',
  anti: 'leftanti',
  leftantisemi: 'leftanti',
  rightanti: 'rightanti',
  rightantisemi: 'rightanti',
};

interface JoinParts {
  readonly left: PlanNode;
  readonly right: PlanNode;
  readonly leftKeys: readonly Expr[];
  readonly rightKeys: readonly Expr[];
}

export function lowerJoin(state: LoweringState, node: SyntaxNode, left: PlanNode, place: Place): PlanNode {
  const parameters = readParameters(state, node, ['kind', 'withsource', 'isfuzzy']);
  if (parameters.has('withsource') || parameters.has('isfuzzy')) throw state.unsupported('join with a union parameter', node);
  const written = (parameters.get('kind') ?? 'innerunique').toLowerCase();
  const joinKind = KINDS[written];
  if (joinKind === undefined) throw state.unsupported(`the join kind ${written}`, node);
  return withRightSide(state, node, place, (right) => makeJoin(state, node, left, right, place, joinKind));
}

/** Lowers the right side; when its columns exist only at run time, everything else waits for them. */
function withRightSide(state: LoweringState, node: SyntaxNode, place: Place, make: (right: PlanNode) => PlanNode): PlanNode {
  return whenKnown(lowerTabular(state, required(state, node, 'Expression'), { ...place, schema: EMPTY_SCHEMA, isSerialized: false }), make);
}

function makeJoin(state: LoweringState, node: SyntaxNode, left: PlanNode, right: PlanNode, place: Place, joinKind: JoinKind): PlanNode {
  const parts = lowerParts(state, node, left, right, place, node.field('ConditionClause'));
  const isLeftOnly = joinKind === 'leftsemi' || joinKind === 'leftanti';
  const isRightOnly = joinKind === 'rightsemi' || joinKind === 'rightanti';
  const outputs: JoinNode['outputs'][number][] = [];
  const columns: TableColumnInfo[] = [];
  const taken = new Set<string>();
  const addSide = (side: 'left' | 'right', plan: PlanNode): void => {
    plan.schema.columns.forEach((column, index) => {
      const name = freeName(column.name, taken);
      taken.add(name);
      columns.push({ name, type: column.type });
      outputs.push({ side, index });
    });
  };
  if (!isRightOnly) addSide('left', parts.left);
  if (!isLeftOnly) addSide('right', parts.right);
  return { kind: 'join', joinKind, ...parts, outputs, schema: withAnalysedNames(columns, node), position: state.positionOf(node) };
}

/** Takes the names that Microsoft's analysis gives to clashing columns. */
function withAnalysedNames(columns: readonly TableColumnInfo[], node: SyntaxNode): Schema {
  const analysed = node.isOpen ? undefined : node.resultColumns;
  if (analysed === undefined || analysed.length !== columns.length) return new Schema(columns);
  return new Schema(columns.map((column, index) => ({ name: analysed[index]!.name, type: column.type })));
}

export function lowerLookup(state: LoweringState, node: SyntaxNode, left: PlanNode, place: Place): PlanNode {
  const parameters = readParameters(state, node, ['kind']);
  const kind = parameters.get('kind') ?? 'leftouter';
  if (kind !== 'leftouter' && kind !== 'inner') throw state.unsupported(`the lookup kind ${kind}`, node);
  return withRightSide(state, node, place, (right) => makeLookup(state, node, left, right, place, kind));
}

function makeLookup(
  state: LoweringState,
  node: SyntaxNode,
  left: PlanNode,
  right: PlanNode,
  place: Place,
  kind: 'leftouter' | 'inner',
): PlanNode {
  const parts = lowerParts(state, node, left, right, place, node.field('LookupClause'));
  const keyNames = new Set(parts.rightKeys.map((key) => key.columnName));
  const outputs: JoinNode['outputs'][number][] = [];
  const columns: TableColumnInfo[] = [];
  const taken = new Set<string>();
  parts.left.schema.columns.forEach((column, index) => {
    taken.add(column.name);
    columns.push(column);
    outputs.push({ side: 'left', index });
  });
  parts.right.schema.columns.forEach((column, index) => {
    if (keyNames.has(column.name)) return;
    const name = freeName(column.name, taken);
    taken.add(name);
    columns.push({ name, type: column.type });
    outputs.push({ side: 'right', index });
  });
  return { kind: 'join', joinKind: kind, ...parts, outputs, schema: withAnalysedNames(columns, node), position: state.positionOf(node) };
}

function lowerParts(
  state: LoweringState,
  node: SyntaxNode,
  left: PlanNode,
  right: PlanNode,
  place: Place,
  clause: SyntaxNode | undefined,
): JoinParts {
  if (clause?.kind !== 'JoinOnClause') throw state.unsupported(`${node.kind === 'LookupOperator' ? 'lookup' : 'join'} without 'on'`, node);
  const leftKeys: Expr[] = [];
  const rightKeys: Expr[] = [];
  const leftPlace: Place = { ...place, schema: left.schema };
  const rightPlace: Place = { ...place, schema: right.schema };
  const add = (leftKey: Expr, rightKey: Expr): void => {
    const [a, b] = unifyKeys(leftKey, rightKey);
    leftKeys.push(a);
    rightKeys.push(b);
  };
  for (const condition of clause.items('Expressions').flatMap(splitConjunction)) {
    if (condition.kind === 'NameReference') {
      add(lowerExpression(state, condition, leftPlace), lowerExpression(state, condition, rightPlace));
      continue;
    }
    const sides = condition.kind === 'EqualExpression' ? sidesOf(condition) : undefined;
    if (sides === undefined) throw state.unsupported(`the join condition ${condition.text}`, condition);
    add(lowerExpression(state, sides.left, leftPlace), lowerExpression(state, sides.right, rightPlace));
  }
  return { left, right, leftKeys, rightKeys };
}

function splitConjunction(node: SyntaxNode): SyntaxNode[] {
  const inner = unwrapParentheses(node);
  if (inner.kind !== 'AndExpression') return [inner];
  return [inner.field('Left'), inner.field('Right')].flatMap((side) => (side === undefined ? [] : splitConjunction(side)));
}

/** The names behind `$left.` and `$right.`, whichever side they stand on. */
function sidesOf(condition: SyntaxNode): { left: SyntaxNode; right: SyntaxNode } | undefined {
  const a = sideOf(condition.field('Left'));
  const b = sideOf(condition.field('Right'));
  if (a === undefined || b === undefined || a.side === b.side) return undefined;
  return a.side === '$left' ? { left: a.selector, right: b.selector } : { left: b.selector, right: a.selector };
}

function sideOf(node: SyntaxNode | undefined): { side: string; selector: SyntaxNode } | undefined {
  const inner = node === undefined ? undefined : unwrapParentheses(node);
  if (inner?.kind !== 'PathExpression') return undefined;
  const side = inner.field('Expression')?.simpleName;
  const selector = inner.field('Selector');
  return (side === '$left' || side === '$right') && selector !== undefined ? { side, selector } : undefined;
}

const NUMBERS: ReadonlySet<string> = new Set(['int', 'long', 'real', 'decimal']);

/** Keys of both sides in one type, so that equal values meet. */
function unifyKeys(left: Expr, right: Expr): [Expr, Expr] {
  if (left.type === right.type) return [left, right];
  if (NUMBERS.has(left.type) && NUMBERS.has(right.type)) {
    const type =
      left.type === 'decimal' || right.type === 'decimal' ? 'decimal' : left.type === 'real' || right.type === 'real' ? 'real' : 'long';
    return [castExpr(left, type), castExpr(right, type)];
  }
  if (left.type === 'dynamic') return [castExpr(left, right.type), right];
  if (right.type === 'dynamic') return [left, castExpr(right, left.type)];
  return [castExpr(left, 'string'), castExpr(right, 'string')];
}
