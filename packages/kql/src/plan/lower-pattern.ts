import { EMPTY_SCHEMA } from '../engine/batch.ts';
import type { SyntaxNode } from '../language/syntax-node.ts';
import { lowerExpression, required } from './lower-expression.ts';
import { lowerStatement, lowerTabular } from './lower-query.ts';
import type { LoweringState, Place } from './lowering.ts';
import type { PlanNode } from './plan.ts';
import type { Binding } from './scope.ts';

type Pattern = Binding & { readonly kind: 'pattern' };

/** `pattern("a").b` or `pattern("a").["b"]`: the member of a declared pattern. */
export function lowerPatternPath(state: LoweringState, node: SyntaxNode, place: Place): PlanNode {
  const call = required(state, node, 'Expression');
  const selector = required(state, node, 'Selector');
  const binding = place.scope.find(call.field('Name')?.simpleName ?? '');
  if (call.kind !== 'FunctionCallExpression' || binding?.kind !== 'pattern') throw state.unsupported(`the reference ${node.text}`, node);
  const path = selector.simpleName ?? selector.field('Expression')?.stringValue ?? selector.text;
  return lowerPattern(state, call, binding, call.field('ArgumentList')?.items('Expressions') ?? [], path, place);
}

/** The body of the pattern whose values are those of the call. */
export function lowerPattern(
  state: LoweringState,
  call: SyntaxNode,
  pattern: Pattern,
  argumentNodes: readonly SyntaxNode[],
  path: string | undefined,
  place: Place,
): PlanNode {
  const textOf = (item: SyntaxNode): string => {
    const literal = lowerExpression(state, item, place).literal;
    if (literal === undefined) throw state.unsupported('a pattern with a value that is not a literal', item);
    return String(literal.value);
  };
  const wanted = argumentNodes.map(textOf);
  const match = pattern.declaration.items('Patterns').find((candidate) => {
    const values = (candidate.field('ParameterValues')?.items('Expressions') ?? []).map(textOf);
    const ownPath = candidate.field('PathValue')?.field('Value');
    const hasPath = ownPath === undefined ? path === undefined : textOf(ownPath) === path;
    return hasPath && values.length === wanted.length && values.every((value, index) => value === wanted[index]);
  });
  const body = match?.field('Body');
  if (body === undefined)
    throw state.invalid(`the pattern has no member (${wanted.join(', ')})${path === undefined ? '' : `.${path}`}`, call);
  let inside: Place = { scope: pattern.scope, schema: EMPTY_SCHEMA, isSerialized: false, depth: place.depth + 1 };
  for (const statement of body.items('Statements')) inside = lowerStatement(state, statement, inside);
  return lowerTabular(state, required(state, body, 'Expression'), inside);
}
