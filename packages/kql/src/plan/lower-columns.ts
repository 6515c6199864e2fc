import type { SyntaxNode } from '../language/syntax-node.ts';
import { impliedName } from './column-names.ts';
import type { Expr } from './expression.ts';
import { lowerExpression, required } from './lower-expression.ts';
import type { LoweringState, Place } from './lowering.ts';

/** A column that an item of `extend`, `project` or `print` makes. */
export interface OutputColumn {
  /** The name that the query gives it; `undefined` where the analysis names it. */
  readonly name: string | undefined;
  readonly expr: Expr;
}

/** Names in `(a, b) = f(x)`; `undefined` for an item of another form. */
function listedNames(item: SyntaxNode): readonly string[] | undefined {
  if (item.kind !== 'CompoundNamedExpression') return undefined;
  return (item.field('Names')?.items('Names') ?? []).map((name) => name.simpleName ?? name.text);
}

/** Every name that the query itself gives to columns of an item. */
export function givenNames(item: SyntaxNode): readonly string[] {
  const implied = impliedName(item);
  return listedNames(item) ?? (implied === undefined ? [] : [implied]);
}

/** The columns of an item: one, or as many as its function of several columns gives. A single name is that of the first. */
export function lowerColumns(state: LoweringState, item: SyntaxNode, place: Place): readonly OutputColumn[] {
  const listed = listedNames(item);
  const expr = lowerExpression(state, listed === undefined ? item : required(state, item, 'Expression'), place);
  if (expr.components === undefined) {
    if (listed !== undefined) throw state.unsupported('a list of names for one expression', item);
    return [{ name: impliedName(item), expr }];
  }
  const names = listed ?? (item.kind === 'SimpleNamedExpression' ? givenNames(item) : []);
  if (names.length > expr.components.length) throw state.invalid(`${names.length} names for ${expr.components.length} columns`, item);
  return expr.components.map((component, index) => ({ name: names[index], expr: component.expr }));
}
