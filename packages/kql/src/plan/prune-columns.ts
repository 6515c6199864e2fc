import { hasLateOperator } from './describe-plan.ts';
import { literalExpr } from './expression.ts';
import type { Expr } from './expression.ts';
import type { ContextNode, MvApplyNode, PartitionNode, PlanNode, SharedNode, SummarizeNode } from './plan.ts';

/** Columns that somebody reads; `undefined` means all. */
type Needed = ReadonlySet<string> | undefined;

/**
 * Tells every scan of some plans which columns the query reads, so that readers leave the others alone, and takes aggregates away whose
 * results nobody reads. Plans that share a table are given together: it keeps what any of them reads.
 */
export function pruneColumns(roots: readonly PlanNode[]): readonly PlanNode[] {
  const pruner = new Pruner(roots.some(hasLateOperator));
  // A shared table is read with what all its readers need, so these are asked first.
  for (const root of roots) pruner.prune(root, undefined);
  pruner.isGathering = false;
  return roots.map((root) => pruner.prune(root, undefined));
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

class Pruner {
  isGathering = true;
  /** By the key of the shared node, of which there may be copies. */
  private readonly needs = new Map<object, Needed>();
  private readonly pruned = new Map<object, PlanNode>();
  private readonly contexts = new Map<ContextNode, Needed>();
  /** What is lowered only at run time may read any column of a shared table. */
  private readonly keepsShared: boolean;

  constructor(keepsShared: boolean) {
    this.keepsShared = keepsShared;
  }

  prune(node: PlanNode, needed: Needed): PlanNode {
    switch (node.kind) {
      case 'scan':
        if (needed === undefined) return node;
        return { ...node, needed: node.schema.columns.map((column) => column.name).filter((name) => needed.has(name)) };
      case 'filter':
        return { ...node, source: this.prune(node.source, plus(needed, [node.predicate])) };
      case 'project': {
        const used = node.outputs.filter((_, index) => needed === undefined || needed.has(node.schema.columns[index]!.name));
        return { ...node, source: this.prune(node.source, readsOf(used)) };
      }
      case 'summarize':
        return this.pruneSummarize(node, needed);
      case 'sort':
        return {
          ...node,
          source: this.prune(
            node.source,
            plus(
              needed,
              node.keys.map((key) => key.expr),
            ),
          ),
        };
      case 'take':
        return { ...node, source: this.prune(node.source, needed) };
      case 'mv-expand':
        return {
          ...node,
          source: this.prune(
            node.source,
            plus(
              needed,
              node.columns.map((column) => column.expr),
            ),
          ),
        };
      case 'parse':
        return { ...node, source: this.prune(node.source, plus(needed, [node.subject])) };
      case 'make-series':
        return {
          ...node,
          source: this.prune(node.source, readsOf([node.axis, ...node.keys, ...node.aggregates.flatMap((aggregate) => aggregate.args)])),
        };
      case 'join':
        return {
          ...node,
          left: this.prune(node.left, sideNeeds(node, 'left', needed)),
          right: this.prune(node.right, sideNeeds(node, 'right', needed)),
        };
      case 'union':
        return {
          ...node,
          inputs: node.inputs.map((input) => {
            if (needed === undefined) return { ...input, source: this.prune(input.source, undefined) };
            const offset = node.hasSourceColumn ? 1 : 0;
            const names = new Set<string>();
            input.columns.forEach((index, target) => {
              if (index !== undefined && needed.has(node.schema.columns[target + offset]!.name))
                names.add(input.source.schema.columns[index]!.name);
            });
            return { ...input, source: this.prune(input.source, names) };
          }),
        };
      case 'mv-apply':
        return this.pruneApply(node);
      case 'partition':
        return this.prunePartition(node);
      case 'late':
        // What comes behind is only known when it runs.
        for (const other of node.operator.others ?? []) this.prune(other, undefined);
        return { ...node, source: this.prune(node.source, undefined) };
      case 'whole':
        return { ...node, source: this.prune(node.source, undefined), others: node.others.map((other) => this.prune(other, undefined)) };
      case 'shared':
        return this.pruneShared(node, needed);
      case 'context':
        this.contexts.set(node, this.contexts.has(node) ? union(this.contexts.get(node), needed) : needed);
        return node;
      default:
        return node;
    }
  }

  private pruneSummarize(node: SummarizeNode, needed: Needed): PlanNode {
    if (needed === undefined)
      return { ...node, source: this.prune(node.source, readsOf([...node.keys, ...node.aggregates.flatMap(({ args }) => args)])) };
    const outputs = node.outputs.map((output, index) =>
      needed.has(node.schema.columns[index]!.name) ? output : literalExpr(output.type, null, output.position),
    );
    const read = readsOf(outputs)!;
    let next = node.keys.length;
    const aggregates = node.aggregates.map((aggregate) => {
      const isRead = aggregate.types.map(() => read.has(node.aggregateSchema.columns[next++]!.name));
      return isRead.includes(false) ? (aggregate.withOnly?.(isRead) ?? aggregate) : aggregate;
    });
    const source = this.prune(node.source, readsOf([...node.keys, ...aggregates.flatMap(({ args }) => args)]));
    return { ...node, outputs, aggregates, source };
  }

  private pruneApply(node: MvApplyNode): PlanNode {
    const subquery = this.prune(node.subquery, undefined);
    const inside = this.contexts.has(node.context) ? this.contexts.get(node.context) : new Set<string>();
    const { expand } = node;
    const { columns } = expand.source.schema;
    if (inside === undefined) return { ...node, subquery, expand: { ...expand, source: this.prune(expand.source, undefined) } };
    const names = new Set(node.kept.map((index) => columns[index]!.name));
    expand.schema.columns.forEach((column, index) => {
      if (inside.has(column.name) && columns[index] !== undefined) names.add(columns[index].name);
    });
    const needed = plus(
      names,
      expand.columns.map((column) => column.expr),
    );
    return { ...node, subquery, expand: { ...expand, source: this.prune(expand.source, needed) } };
  }

  private prunePartition(node: PartitionNode): PlanNode {
    const subquery = this.prune(node.subquery, undefined);
    const inside = this.contexts.has(node.context) ? this.contexts.get(node.context) : new Set<string>();
    return { ...node, subquery, source: this.prune(node.source, plus(inside, [node.key])) };
  }

  private pruneShared(node: SharedNode, needed: Needed): PlanNode {
    const { key } = node;
    if (!this.isGathering) {
      let source = this.pruned.get(key);
      if (source === undefined) {
        source = this.prune(node.source, this.needs.get(key));
        this.pruned.set(key, source);
      }
      return { ...node, source };
    }
    const isNew = !this.needs.has(key);
    const before = this.needs.get(key);
    const after = this.keepsShared ? undefined : isNew ? needed : union(before, needed);
    if (isNew || after?.size !== before?.size) {
      this.needs.set(key, after);
      this.prune(node.source, after);
    }
    return node;
  }
}

function union(left: Needed, right: Needed): Needed {
  return left === undefined || right === undefined ? undefined : new Set([...left, ...right]);
}

function sideNeeds(node: PlanNode & { kind: 'join' }, side: 'left' | 'right', needed: Needed): Needed {
  if (needed === undefined) return undefined;
  const names = new Set<string>();
  node.outputs.forEach((output, index) => {
    if (output.side === side && needed.has(node.schema.columns[index]!.name)) names.add(node[side].schema.columns[output.index]!.name);
  });
  return plus(names, side === 'left' ? node.leftKeys : node.rightKeys);
}
