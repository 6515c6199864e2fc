import type { SyntaxNode } from '../language/syntax-node.ts';
import type { Expr } from '../plan/expression.ts';
import type { LoweringState } from '../plan/lowering.ts';
import type { LateOperator, PlanNode } from '../plan/plan.ts';

/** What a plugin is told about its call. */
export interface PluginSite {
  readonly state: LoweringState;
  readonly node: SyntaxNode;
  readonly source: PlanNode;
  readonly argumentNodes: readonly SyntaxNode[];
  lower(node: SyntaxNode): Expr;
  lowerTable(node: SyntaxNode): PlanNode;
}

/** A plugin of `evaluate`, as one row of the table of plugins. */
export interface Plugin {
  readonly name: string;
  readonly doc: string;
  bind(site: PluginSite): LateOperator;
}
