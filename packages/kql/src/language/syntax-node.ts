import type { TableColumnInfo } from '../tables/table-provider.ts';

/** A symbol that a name refers to. */
export interface SyntaxSymbol {
  readonly kind: 'column' | 'table' | 'function' | 'variable' | 'parameter' | 'other';
  readonly name: string;
}

/** Where a node's text begins in the query, and how long it is. Offsets count UTF-16 units from 0. */
export interface SyntaxSpan {
  readonly start: number;
  readonly length: number;
}

/**
 * A piece of an analysed query. The language service's own classes stay behind this: kinds are its names (`FilterOperator`), fields are its
 * properties (`Condition`), lists are unwrapped.
 */
export interface SyntaxNode {
  readonly kind: string;
  readonly text: string;
  readonly span: SyntaxSpan;
  /** A child by property name; `undefined` when it is not written. */
  field(name: string): SyntaxNode | undefined;
  /** The elements of a list by property name; empty when it is not written. */
  items(name: string): readonly SyntaxNode[];
  /** Text of a token by property name, e.g. `Operator`. */
  token(name: string): string | undefined;
  /** `SimpleName` of names and declarations, quotes and brackets removed. */
  readonly simpleName: string | undefined;
  /** The value of a string literal with its escapes resolved. */
  readonly stringValue: string | undefined;
  /** The scalar type that the analysis gives; `unknown` for columns that exist only at run time. */
  readonly resultType: string | undefined;
  /** Columns of a tabular result and whether more may come at run time. */
  readonly resultColumns: readonly TableColumnInfo[] | undefined;
  readonly isOpen: boolean;
  readonly symbol: SyntaxSymbol | undefined;
  /**
   * The analysed body of a called let or workspace function, with this call's types.
   * @param declaredAt where the body stands in the query's text, so that its nodes tell their true place
   */
  calledBody(declaredAt: number): SyntaxNode | undefined;
  /** Every child that is a node, in text order; for walks. */
  readonly children: readonly SyntaxNode[];
  /** Every token below the node, in text order, without comments and spaces: with spaces between, they print the node. */
  readonly tokens: readonly string[];
}
