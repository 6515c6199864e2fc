import type { SyntaxNode } from '../language/syntax-node.ts';
import type { Expr } from './expression.ts';
import type { PlanNode } from './plan.ts';

/** What a name of a `let` statement or a parameter stands for. */
export type Binding =
  | { readonly kind: 'scalar'; readonly expr: Expr }
  | { readonly kind: 'tabular'; readonly plan: () => PlanNode }
  | { readonly kind: 'function'; readonly declaration: SyntaxNode; readonly scope: Scope };

/** Names in force at a place of the query. Inner names hide outer ones. */
export class Scope {
  private readonly parent: Scope | undefined;
  private readonly bindings = new Map<string, Binding>();

  constructor(parent?: Scope) {
    this.parent = parent;
  }

  define(name: string, binding: Binding): void {
    this.bindings.set(name, binding);
  }

  find(name: string): Binding | undefined {
    return this.bindings.get(name) ?? this.parent?.find(name);
  }
}
