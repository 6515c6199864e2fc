import type { KustoType } from '@mxdr/core';
import type { Column } from '../columns/column.ts';
import type { Batch } from '../engine/batch.ts';
import type { QueryPosition } from '../errors.ts';
import type { Session } from '../engine/session.ts';
import type { Expr } from '../plan/expression.ts';

/** Collects one aggregate for all groups at once. */
export interface Accumulator {
  /** Adds the rows of a batch; `groups[row]` is the row's group, all below `groupCount`. */
  add(batch: Batch, groups: Uint32Array, groupCount: number): void;
  /** One column per result of the aggregate, one row per group. */
  finish(groupCount: number): readonly Column[];
}

/** An aggregate in a query, bound to its arguments. */
export interface AggregateCall {
  readonly name: string;
  /** Types of its result columns; most have one. */
  readonly types: readonly KustoType[];
  readonly args: readonly Expr[];
  start(session: Session): Accumulator;
  /** The same with only some of its result columns computed; the others are null. Absent where nothing is saved. */
  withOnly?(isWanted: readonly boolean[]): AggregateCall;
}

/** What an aggregate is told about its call. */
export interface AggregateSite {
  readonly name: string;
  readonly args: readonly Expr[];
  readonly position: QueryPosition;
}

/** An aggregate function of the language, as one row of the table of aggregates. */
export interface AggregateFunction {
  readonly name: string;
  readonly aliases?: readonly string[];
  readonly doc: string;
  readonly minArgs: number;
  readonly maxArgs: number;
  bind(site: AggregateSite): AggregateCall;
}
