import { logical } from '../functions/comparison.ts';
import type { PlanNode, TakeNode } from './plan.ts';

/**
 * Makes one operator of two where that saves rows: filters over filters, and `take` over `sort`, which becomes `top`. What comes out is the
 * same, row for row.
 */
export function fuseOperators(root: PlanNode, shared: SharedPlans = new Map()): PlanNode {
  return fuse(root, shared);
}

/** Rewritten sources of shared plans by their key. */
export type SharedPlans = Map<object, PlanNode>;

function fuse(node: PlanNode, shared: SharedPlans): PlanNode {
  const inner = withSources(node, (source) => fuse(source, shared), shared);
  if (inner.kind === 'filter' && inner.source.kind === 'filter') {
    const { source } = inner;
    return { ...inner, source: source.source, predicate: logical('and', source.predicate, inner.predicate, inner.position) };
  }
  if (inner.kind === 'take') return takeOfSort(inner, inner.source) ?? inner;
  return inner;
}

/** The rows that a `take` lets through are the first of the sort, also when columns were chosen in between. */
function takeOfSort(take: TakeNode, source: PlanNode): PlanNode | undefined {
  if (source.kind === 'sort' && source.limit === undefined) return { ...source, limit: take.count };
  if (source.kind !== 'project' || source.needsWholeTable) return undefined;
  const below = takeOfSort(take, source.source);
  return below === undefined ? undefined : { ...source, source: below };
}

/** The same operator over rewritten sources. */
function withSources(node: PlanNode, rewrite: (source: PlanNode) => PlanNode, shared: SharedPlans): PlanNode {
  switch (node.kind) {
    case 'scan':
    case 'rows':
    case 'range':
    case 'batch':
    case 'context':
      return node;
    case 'shared': {
      let source = shared.get(node.key);
      if (source === undefined) {
        source = rewrite(node.source);
        shared.set(node.key, source);
      }
      return { ...node, source };
    }
    case 'whole':
      return { ...node, source: rewrite(node.source), others: node.others.map(rewrite) };
    case 'join':
      return { ...node, left: rewrite(node.left), right: rewrite(node.right) };
    case 'union':
      return { ...node, inputs: node.inputs.map((input) => ({ ...input, source: rewrite(input.source) })) };
    case 'mv-apply':
      return { ...node, expand: { ...node.expand, source: rewrite(node.expand.source) }, subquery: rewrite(node.subquery) };
    case 'partition':
      return { ...node, source: rewrite(node.source), subquery: rewrite(node.subquery) };
    case 'late': {
      const { continueWith } = node;
      return { ...node, source: rewrite(node.source), continueWith: (input) => rewrite(continueWith(input)) };
    }
    default:
      return { ...node, source: rewrite(node.source) };
  }
}
