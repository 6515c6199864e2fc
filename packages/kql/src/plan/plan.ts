import type { KustoType } from '@mxdr/core';
import type { AggregateCall } from '../aggregates/aggregate.ts';
import type { Scalar } from '../columns/scalar.ts';
import type { Batch, Schema } from '../engine/batch.ts';
import type { QueryPosition } from '../errors.ts';
import type { Expr, TimeBound } from './expression.ts';

interface NodeBase {
  /** Columns of the rows that come out. */
  readonly schema: Schema;
  readonly position: QueryPosition;
  /** Rows have a defined order: `prev`, `next` and `row_*` may be used on them. */
  readonly isSerialized?: boolean;
  /** The name that `as` or `let` gives to the rows; `union withsource=` shows it. */
  readonly label?: string;
}

/** Rows of a table of the workspace. */
export interface ScanNode extends NodeBase {
  readonly kind: 'scan';
  readonly table: string;
  /** Bounds found in the filters right above; hints for the provider. */
  readonly bounds: readonly TimeBound[];
  /** Columns that the query reads; all when absent. */
  readonly needed?: readonly string[];
}

/** Rows written in the query. */
export interface RowsNode extends NodeBase {
  readonly kind: 'rows';
  /** By row, in the order of the schema. */
  readonly rows: readonly (readonly Expr[])[];
}

export interface RangeNode extends NodeBase {
  readonly kind: 'range';
  readonly type: KustoType;
  readonly from: Expr;
  readonly to: Expr;
  readonly step: Expr;
}

export interface FilterNode extends NodeBase {
  readonly kind: 'filter';
  readonly source: PlanNode;
  readonly predicate: Expr;
}

/** The general row-wise operator: extend, project and all their kin. */
export interface ProjectNode extends NodeBase {
  readonly kind: 'project';
  readonly source: PlanNode;
  /** One expression per column of the schema. */
  readonly outputs: readonly Expr[];
  /** Expressions look at neighbouring rows: all rows must come in one batch. */
  readonly needsWholeTable: boolean;
}

export interface SummarizeNode extends NodeBase {
  readonly kind: 'summarize';
  readonly source: PlanNode;
  readonly keys: readonly Expr[];
  readonly aggregates: readonly AggregateCall[];
  /** Expressions over keys and aggregate results that make the schema's columns; see `aggregateSchema`. */
  readonly outputs: readonly Expr[];
  /** Columns between aggregation and `outputs`: keys, then every column of every aggregate. */
  readonly aggregateSchema: Schema;
}

export type JoinKind =
  | 'innerunique'
  | 'inner'
  | 'leftouter'
  | 'rightouter'
  | 'fullouter'
  | 'leftsemi'
  | 'rightsemi'
  | 'leftanti'
  | 'rightanti';

export interface JoinNode extends NodeBase {
  readonly kind: 'join';
  readonly joinKind: JoinKind;
  readonly left: PlanNode;
  readonly right: PlanNode;
  readonly leftKeys: readonly Expr[];
  readonly rightKeys: readonly Expr[];
  /** Columns of the result by side and index there. */
  readonly outputs: readonly { readonly side: 'left' | 'right'; readonly index: number }[];
}

export interface UnionNode extends NodeBase {
  readonly kind: 'union';
  readonly inputs: readonly UnionInput[];
  /** Index of the column that names the source; it is the first when present. */
  readonly hasSourceColumn: boolean;
}

export interface UnionInput {
  readonly source: PlanNode;
  readonly name: string;
  /** For each column of the schema (the source column left out): the index in the input, or undefined for nulls. */
  readonly columns: readonly (number | undefined)[];
}

export interface SortKey {
  readonly expr: Expr;
  readonly isDescending: boolean;
  readonly nullsFirst: boolean;
}

export interface SortNode extends NodeBase {
  readonly kind: 'sort';
  readonly source: PlanNode;
  readonly keys: readonly SortKey[];
  /** `top n by`: only the first rows. */
  readonly limit?: Expr;
}

export interface TakeNode extends NodeBase {
  readonly kind: 'take';
  readonly source: PlanNode;
  readonly count: Expr;
}

export interface MvExpandColumn {
  readonly expr: Expr;
  /** Index of the output column. */
  readonly target: number;
  readonly type: KustoType;
}

export interface MvExpandNode extends NodeBase {
  readonly kind: 'mv-expand';
  readonly source: PlanNode;
  readonly columns: readonly MvExpandColumn[];
  readonly bagsAsArrays: boolean;
  readonly limit?: Expr;
  /** Index of the output column with the position in the array. */
  readonly indexTarget?: number;
}

export interface MvApplyNode extends NodeBase {
  readonly kind: 'mv-apply';
  readonly expand: MvExpandNode;
  readonly context: ContextNode;
  readonly subquery: PlanNode;
  /** Columns of the source row that are kept beside the sub-query's: index in the source. */
  readonly kept: readonly number[];
}

/** Where the rows of one mv-apply round or partition enter the sub-query. */
export interface ContextNode extends NodeBase {
  readonly kind: 'context';
  /** Tells it from other contexts; copies of the node keep it. */
  readonly key: object;
}

export interface PartitionNode extends NodeBase {
  readonly kind: 'partition';
  readonly source: PlanNode;
  readonly key: Expr;
  readonly context: ContextNode;
  readonly subquery: PlanNode;
}

export interface ParseNode extends NodeBase {
  readonly kind: 'parse';
  readonly source: PlanNode;
  readonly parse: (text: string) => readonly Scalar[] | undefined;
  readonly subject: Expr;
  /** Output columns filled by `parse`, by index. */
  readonly targets: readonly number[];
  readonly dropsMisses: boolean;
}

export interface MakeSeriesNode extends NodeBase {
  readonly kind: 'make-series';
  readonly source: PlanNode;
  readonly axis: Expr;
  readonly from?: Expr;
  readonly to?: Expr;
  readonly step: Expr;
  readonly isToInclusive: boolean;
  readonly keys: readonly Expr[];
  readonly aggregates: readonly AggregateCall[];
  readonly values: readonly Expr[];
  readonly defaults: readonly Expr[];
  readonly aggregateSchema: Schema;
  readonly isNonEmpty: boolean;
}

/** An operator whose columns exist only once its rows do; the rest of the pipeline is lowered then. */
export interface LateNode extends NodeBase {
  readonly kind: 'late';
  readonly source: PlanNode;
  readonly operator: LateOperator;
  /** Lowers everything behind the operator over the columns that it gave. */
  readonly continueWith: (input: PlanNode) => PlanNode;
}

export interface LateOperator {
  readonly name: string;
  /** Columns of the result where they are known without the rows; nothing behind the operator waits then. */
  readonly schema?: Schema;
  /** The result has a defined order. */
  readonly isSerialized?: boolean;
  /** Further tables that it reads. @default none */
  readonly others?: readonly PlanNode[];
  /** Turns all rows of the source into all rows of the result. */
  apply(input: Batch, others: readonly Batch[]): Batch;
}

/** An operator that needs all rows of its sources at once and whose columns are known without them. */
export interface WholeNode extends NodeBase {
  readonly kind: 'whole';
  /** As the query writes it. */
  readonly name: string;
  readonly source: PlanNode;
  /** Further tables that it reads. */
  readonly others: readonly PlanNode[];
  /** Turns the rows of the sources into columns of the schema. */
  apply(input: Batch, others: readonly Batch[]): Batch;
}

/** Rows already there. */
export interface BatchNode extends NodeBase {
  readonly kind: 'batch';
  readonly batch: Batch;
}

/** A sub-plan whose rows are computed once and read by several. */
export interface SharedNode extends NodeBase {
  readonly kind: 'shared';
  readonly source: PlanNode;
  /** The same in every copy of the node: what has been computed once is found by it. */
  readonly key: object;
}

export type PlanNode =
  | ScanNode
  | RowsNode
  | RangeNode
  | FilterNode
  | ProjectNode
  | SummarizeNode
  | JoinNode
  | UnionNode
  | SortNode
  | TakeNode
  | MvExpandNode
  | MvApplyNode
  | ContextNode
  | PartitionNode
  | ParseNode
  | MakeSeriesNode
  | LateNode
  | WholeNode
  | BatchNode
  | SharedNode;

/** Goes on with a plan as soon as its columns are known: now, or when its late operator has run. */
export function whenKnown(plan: PlanNode, make: (known: PlanNode) => PlanNode): PlanNode {
  if (plan.kind !== 'late') return make(plan);
  const behind = plan.continueWith;
  return { ...plan, continueWith: (input) => whenKnown(behind(input), make) };
}

/** As {@link whenKnown}, for several plans. */
export function whenAllKnown(plans: readonly PlanNode[], make: (known: readonly PlanNode[]) => PlanNode): PlanNode {
  const collect = (index: number, known: readonly PlanNode[]): PlanNode =>
    index === plans.length ? make(known) : whenKnown(plans[index]!, (plan) => collect(index + 1, [...known, plan]));
  return collect(0, []);
}

/** A value that a sub-query gives, computed before the rows of the query are read. */
export interface DeferredScalar {
  readonly key: object;
  readonly plan: PlanNode;
  /** `scalar`: first column of the first row, null without rows; `list`: the first column of all rows as an array. */
  readonly shape: 'scalar' | 'list';
}
