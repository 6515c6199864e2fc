import type { SyntaxNode } from '../language/syntax-node.ts';
import type { Expr } from './expression.ts';
import type { PlanNode } from './plan.ts';

/** What a name of a `let` statement or a parameter stands for. */
export type Binding =
  | { readonly kind: 'scalar'; readonly expr: Expr }
  | { readonly kind: 'tabular'; readonly plan: () => PlanNode }
  | { readonly kind: 'function'; readonly declaration: SyntaxNode; readonly scope: Scope }
  /** Of `declare pattern`. */
  | { readonly kind: 'pattern'; readonly declaration: SyntaxNode; readonly scope: Scope };

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

  /** Functions declared with `view`, in the order of the query: wildcards and `search` read them like tables. */
  views(): readonly (readonly [string, Binding & { readonly kind: 'function' }])[] {
    const own = [...this.bindings].flatMap(([name, binding]) =>
      binding.kind === 'function' && binding.declaration.field('ViewKeyword') !== undefined ? [[name, binding] as const] : [],
    );
    return [...(this.parent?.views() ?? []).filter(([name]) => !this.bindings.has(name)), ...own];
  }

  find(name: string): Binding | undefined {
    return this.bindings.get(name) ?? this.parent?.find(name);
  }
}
