import type { QueryPosition } from '../errors.ts';
import { logical } from '../functions/comparison.ts';
import type { Expr } from './expression.ts';
import type { JoinNode, PlanNode } from './plan.ts';

/** A filter over a plan: time bounds go down into scans, conditions on one side of a join go down to that side. */
export function filterNode(source: PlanNode, predicate: Expr, position: QueryPosition): PlanNode {
  const base = { schema: source.schema, position, isSerialized: source.isSerialized === true };
  if (source.kind === 'join') {
    const { below, above } = splitAtJoin(source, predicate);
    if (below.length > 0) {
      const left = filterNode(source.left, allOf(below, position), position);
      const narrowed: PlanNode = { ...source, left };
      return above.length === 0 ? narrowed : { kind: 'filter', source: narrowed, predicate: allOf(above, position), ...base };
    }
  }
  return { kind: 'filter', source: withBounds(source, predicate), predicate, ...base };
}

function allOf(members: readonly Expr[], position: QueryPosition): Expr {
  return members.reduce((left, right) => logical('and', left, right, position));
}

function conjunctsOf(predicate: Expr): readonly Expr[] {
  return predicate.conjuncts ?? [predicate];
}

/**
 * Which conditions may be asked before the join. It saves rows, and `innerunique` shows it: of several left rows with one key the service
 * keeps one that passes the filters behind the join, because it moves them to the side whose columns they read.
 */
function splitAtJoin(join: JoinNode, predicate: Expr): { readonly below: readonly Expr[]; readonly above: readonly Expr[] } {
  const below: Expr[] = [];
  const above: Expr[] = [];
  const keepsLeftRows = join.joinKind === 'inner' || join.joinKind === 'innerunique' || join.joinKind === 'leftouter';
  for (const member of conjunctsOf(predicate)) (keepsLeftRows && readsOnlyLeft(join, member) ? below : above).push(member);
  return { below, above };
}

function readsOnlyLeft(join: JoinNode, expr: Expr): boolean {
  if (expr.reads.size === 0) return false;
  return [...expr.reads].every((name) => {
    const output = join.outputs[join.schema.indexOf(name) ?? -1];
    return output?.side === 'left' && join.left.schema.columns[output.index]!.name === name;
  });
}

/** A filter right above a scan, or over other filters above it, bounds its rows in time. */
function withBounds(source: PlanNode, predicate: Expr): PlanNode {
  if (source.kind === 'filter') return { ...source, source: withBounds(source.source, predicate) };
  if (source.kind !== 'scan') return source;
  const bounds = conjunctsOf(predicate).flatMap((member) => (member.bound === undefined ? [] : [member.bound]));
  return { ...source, bounds: [...source.bounds, ...bounds] };
}
