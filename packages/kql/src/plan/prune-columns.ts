import type { Expr } from './expression.ts';
import type { PlanNode } from './plan.ts';

/** Columns that somebody reads; `undefined` means all. */
type Needed = ReadonlySet<string> | undefined;

/** Tells every scan of a plan which columns the query reads, so that readers leave the others alone. */
export function pruneColumns(root: PlanNode): PlanNode {
  return prune(root, undefined);
}

function plus(needed: Needed, exprs: readonly Expr[]): Needed {
  if (needed === undefined) return undefined;
  const all = new Set(needed);
  for (const expr of exprs) for (const name of expr.reads) all.add(name);
  return all;
}

function readsOf(exprs: readonly Expr[]): Needed {
  return plus(new Set(), exprs);
}

function prune(node: PlanNode, needed: Needed): PlanNode {
  switch (node.kind) {
    case 'scan':
      if (needed === undefined) return node;
      return { ...node, needed: node.schema.columns.map((column) => column.name).filter((name) => needed.has(name)) };
    case 'filter':
      return { ...node, source: prune(node.source, plus(needed, [node.predicate])) };
    case 'project': {
      const used = node.outputs.filter((_, index) => needed === undefined || needed.has(node.schema.columns[index]!.name));
      return { ...node, source: prune(node.source, readsOf(used)) };
    }
    case 'summarize':
      return { ...node, source: prune(node.source, readsOf([...node.keys, ...node.aggregates.flatMap((aggregate) => aggregate.args)])) };
    case 'sort':
      return {
        ...node,
        source: prune(
          node.source,
          plus(
            needed,
            node.keys.map((key) => key.expr),
          ),
        ),
      };
    case 'take':
      return { ...node, source: prune(node.source, needed) };
    case 'mv-expand':
      return {
        ...node,
        source: prune(
          node.source,
          plus(
            needed,
            node.columns.map((column) => column.expr),
          ),
        ),
      };
    case 'parse':
      return { ...node, source: prune(node.source, plus(needed, [node.subject])) };
    case 'make-series':
      return {
        ...node,
        source: prune(node.source, readsOf([node.axis, ...node.keys, ...node.aggregates.flatMap((aggregate) => aggregate.args)])),
      };
    case 'join':
      return {
        ...node,
        left: prune(node.left, sideNeeds(node, 'left', needed)),
        right: prune(node.right, sideNeeds(node, 'right', needed)),
      };
    case 'union':
      return {
        ...node,
        inputs: node.inputs.map((input) => {
          if (needed === undefined) return { ...input, source: prune(input.source, undefined) };
          const offset = node.hasSourceColumn ? 1 : 0;
          const names = new Set<string>();
          input.columns.forEach((index, target) => {
            if (index !== undefined && needed.has(node.schema.columns[target + offset]!.name))
              names.add(input.source.schema.columns[index]!.name);
          });
          return { ...input, source: prune(input.source, names) };
        }),
      };
    case 'whole':
      return { ...node, source: prune(node.source, undefined), others: node.others.map((other) => prune(other, undefined)) };
    case 'shared':
    case 'late':
    case 'partition':
      // Read by several, or by name at run time: everything they give stays. Below their own projections scans are pruned all the same.
      return { ...node, source: prune(node.source, undefined) };
    case 'mv-apply':
      return { ...node, expand: { ...node.expand, source: prune(node.expand.source, undefined) } };
    default:
      return node;
  }
}

function sideNeeds(node: PlanNode & { kind: 'join' }, side: 'left' | 'right', needed: Needed): Needed {
  if (needed === undefined) return undefined;
  const names = new Set<string>();
  node.outputs.forEach((output, index) => {
    if (output.side === side && needed.has(node.schema.columns[index]!.name)) names.add(node[side].schema.columns[output.index]!.name);
  });
  return plus(names, side === 'left' ? node.leftKeys : node.rightKeys);
}
