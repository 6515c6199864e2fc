import type { SyntaxNode } from '../language/syntax-node.ts';
import { EMPTY_SCHEMA } from '../engine/batch.ts';
import type { Expr } from './expression.ts';
import { literalExpr } from './expression.ts';
import { castExpr, isTabular, lowerExpression, unwrapParentheses } from './lower-expression.ts';
import { lowerStatement, lowerTabular } from './lower-query.ts';
import type { LoweringState, Place } from './lowering.ts';
import { typeFromText } from './lowering.ts';
import type { PlanNode } from './plan.ts';
import type { Binding } from './scope.ts';
import { Scope } from './scope.ts';

/** A called body, lowered as what the place needs. */
export interface CalledBody {
  asScalar(): Expr;
  asTable(): PlanNode;
}

/**
 * Lowers the call of a let function (`binding`) or of a workspace function (no binding). The body is the one that the language service
 * analysed for this call, so its types are those of these arguments.
 * @param piped the table in front of `invoke`, which becomes the first argument
 */
export function lowerFunctionBody(
  state: LoweringState,
  call: SyntaxNode,
  binding: (Binding & { readonly kind: 'function' }) | undefined,
  argumentNodes: readonly SyntaxNode[],
  place: Place,
  piped?: PlanNode,
): CalledBody {
  if (place.depth >= state.maxDepth) throw state.unsupported(`function calls nested deeper than ${state.maxDepth}`, call);
  const name = call.field('Name')?.simpleName ?? call.simpleName ?? '';
  const declaredBody = binding?.declaration.field('Body');
  const body = call.calledBody(declaredBody?.span.start ?? call.span.start) ?? declaredBody;
  if (body === undefined) throw state.unsupported(`the function ${name}()`, call);
  const scope = new Scope(binding?.scope);
  const parameters = binding?.declaration.field('Parameters')?.items('Parameters') ?? state.parametersOf(name) ?? [];
  bindParameters(state, call, parameters, argumentNodes, place, scope, piped);
  let inside: Place = { scope, schema: EMPTY_SCHEMA, isSerialized: false, depth: place.depth + 1 };
  for (const statement of body.items('Statements')) inside = lowerStatement(state, statement, inside);
  const expression = body.field('Expression');
  if (expression === undefined) throw state.unsupported(`the function ${name}() without a result`, call);
  return {
    // A scalar body may name columns of the row that it is called on only through its parameters.
    asScalar: () => lowerExpression(state, expression, { ...inside, schema: place.schema, isSerialized: place.isSerialized }),
    asTable: () => lowerTabular(state, expression, inside),
  };
}

function bindParameters(
  state: LoweringState,
  call: SyntaxNode,
  parameters: readonly SyntaxNode[],
  argumentNodes: readonly SyntaxNode[],
  place: Place,
  scope: Scope,
  piped: PlanNode | undefined,
): void {
  let next = 0;
  parameters.forEach((parameter, index) => {
    const declaration = parameter.field('NameAndType');
    const name = declaration?.field('Name')?.simpleName ?? '';
    const typeNode = declaration?.field('Type');
    if (piped !== undefined && index === 0) {
      scope.define(name, { kind: 'tabular', plan: () => piped });
      return;
    }
    const named = argumentNodes.find((node) => node.kind === 'SimpleNamedExpression' && node.field('Name')?.simpleName === name);
    const positional = named === undefined && argumentNodes[next]?.kind !== 'SimpleNamedExpression' ? argumentNodes[next++] : undefined;
    const argument = named?.field('Expression') ?? positional;
    const isTable = typeNode?.kind === 'SchemaTypeExpression';
    if (argument === undefined) {
      const fallback = parameter.field('DefaultValue')?.field('Value');
      if (fallback === undefined) throw state.invalid(`the argument '${name}' is missing`, call);
      scope.define(name, { kind: 'scalar', expr: lowerExpression(state, fallback, { ...place, schema: EMPTY_SCHEMA }) });
      return;
    }
    if (isTable || isTabular(unwrapParentheses(argument), place)) {
      let plan: PlanNode | undefined;
      scope.define(name, {
        kind: 'tabular',
        plan: () => (plan ??= lowerTabular(state, argument, { ...place, schema: EMPTY_SCHEMA })),
      });
      return;
    }
    const expr = lowerExpression(state, argument, place);
    const type = typeFromText(typeNode?.text ?? '');
    scope.define(name, { kind: 'scalar', expr: type === undefined ? expr : castTo(expr, type) });
  });
}

function castTo(expr: Expr, type: Expr['type']): Expr {
  if (expr.type === type) return expr;
  if (expr.literal?.value === null) return literalExpr(type, type === 'string' ? '' : null, expr.position);
  return castExpr(expr, type);
}
