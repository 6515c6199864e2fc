import type { KustoType, Visualization } from '@mxdr/core';
import type { Schema } from '../engine/batch.ts';
import type { OutsideData } from '../engine/outside-data.ts';
import { NOTHING_OUTSIDE } from '../engine/outside-data.ts';
import type { QueryPosition } from '../errors.ts';
import { KqlInvalid, KqlUnsupported } from '../errors.ts';
import type { SyntaxNode } from '../language/syntax-node.ts';
import { locate } from '../language/text-positions.ts';
import type { TableColumnInfo } from '../tables/table-provider.ts';
import type { Expr } from './expression.ts';
import type { DeferredScalar, PlanNode } from './plan.ts';
import type { Scope } from './scope.ts';

/** Tables as the lowering needs them. */
export interface TableLookup {
  /** Columns of a table that the workspace has or the catalogue knows; `undefined` when neither does. */
  columnsOf(table: string): readonly TableColumnInfo[] | undefined;
  /** Whether the workspace has rows of it (maybe none). */
  isPresent(table: string): boolean;
  /** Names of the tables that the workspace has. */
  readonly presentTables: readonly string[];
}

const SCALAR_TYPES: ReadonlySet<string> = new Set([
  'bool',
  'int',
  'long',
  'real',
  'decimal',
  'datetime',
  'timespan',
  'guid',
  'string',
  'dynamic',
]);

export function isScalarType(name: string | undefined): name is KustoType {
  return name !== undefined && SCALAR_TYPES.has(name);
}

/** Spellings of type names in queries. */
const TYPE_ALIASES: Readonly<Record<string, KustoType>> = {
  boolean: 'bool',
  date: 'datetime',
  time: 'timespan',
  double: 'real',
  int64: 'long',
  int32: 'int',
  uniqueid: 'guid',
};

/** A type name as a query writes it; `undefined` when it is none. */
export function typeFromText(text: string): KustoType | undefined {
  const name = text.trim().toLowerCase();
  return isScalarType(name) ? name : TYPE_ALIASES[name];
}

/** What is true of the place that is being lowered. Values are replaced, never changed, while walking down. */
export interface Place {
  readonly scope: Scope;
  /** Columns in force; none at the top of a statement. */
  readonly schema: Schema;
  /** Rows of the enclosing operator come in a defined order. */
  readonly isSerialized: boolean;
  /** How many function calls deep. */
  readonly depth: number;
  /** Columns that some of several searched tables have: null where there is none. */
  readonly missingAsNull?: boolean;
  /** Names of the steps of a `scan`, whose columns are read as `step.column`. */
  readonly steps?: ReadonlySet<string>;
  /** Source of a sub-query without one of its own: mv-apply, partition, `T | invoke`. */
  readonly context?: PlanNode;
  /** Inside summarize and make-series: makes an aggregate call a column of the intermediate rows. */
  readonly aggregate?: (call: SyntaxNode, name: string) => Expr | undefined;
}

/** Gathers what lowering one query finds out on its way. */
export class LoweringState {
  readonly text: string;
  readonly tables: TableLookup;
  readonly deferred: DeferredScalar[] = [];
  readonly tablesUsed = new Set<string>();
  readonly missingTables = new Set<string>();
  /** Missing tables that a fuzzy union forgave. */
  readonly tablesLeftOut = new Set<string>();
  readonly maxDepth: number;
  visualization: Visualization | undefined;
  /** Set by functions that look at neighbouring rows; the operator that lowers them clears and reads it. */
  usesOrder = false;
  /**
   * Operators whose columns come with their rows have given no row so far. Nothing can be known of their columns then, so that a name
   * that is no column stands for a null of no row; the service ends such a query with an error.
   */
  hasOnlyEmptyColumns = false;
  private lateRows = 0;

  readonly outside: OutsideData;
  /** Declared parameters of a workspace function. */
  readonly parametersOf: (name: string) => readonly SyntaxNode[] | undefined;

  constructor(
    text: string,
    tables: TableLookup,
    maxDepth: number,
    parametersOf: (name: string) => readonly SyntaxNode[] | undefined = () => undefined,
    outside: OutsideData = NOTHING_OUTSIDE,
  ) {
    this.outside = outside;
    this.parametersOf = parametersOf;
    this.text = text;
    this.tables = tables;
    this.maxDepth = maxDepth;
  }

  /**
   * Lowers something that may read tables that are not there.
   * @returns what came of it, or why nothing did, with the tables that it missed; these no longer count as missing in the query
   */
  apart<Result>(lower: () => Result): {
    readonly result: Result | undefined;
    readonly error: unknown;
    readonly missing: readonly string[];
  } {
    const before = new Set(this.missingTables);
    this.missingTables.clear();
    let result: Result | undefined;
    let error: unknown;
    try {
      result = lower();
    } catch (thrown) {
      error = thrown;
    }
    const missing = [...this.missingTables];
    this.missingTables.clear();
    for (const name of before) this.missingTables.add(name);
    return { result, error, missing };
  }

  /** Tells of the rows that an operator gave whose columns come with them. */
  sawLateRows(count: number): void {
    this.lateRows += count;
    this.hasOnlyEmptyColumns = this.lateRows === 0;
  }

  positionOf(node: SyntaxNode): QueryPosition {
    const { span } = node;
    if (span.start < 0 || span.start > this.text.length) return { line: 1, column: 1, length: 0 };
    return locate(this.text, span);
  }

  unsupported(feature: string, node: SyntaxNode): KqlUnsupported {
    return new KqlUnsupported(feature, this.positionOf(node));
  }

  invalid(message: string, node: SyntaxNode): KqlInvalid {
    return new KqlInvalid(message, this.positionOf(node));
  }
}
