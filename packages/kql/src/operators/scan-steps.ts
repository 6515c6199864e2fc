import type { Scalar } from '../columns/scalar.ts';
import { columnFromScalars, scalarAt } from '../columns/scalar.ts';
import type { Schema } from '../engine/batch.ts';
import { Batch } from '../engine/batch.ts';
import type { Session } from '../engine/session.ts';
import type { Expr } from '../plan/expression.ts';
import { constantValue } from '../plan/expression.ts';

export interface ScanStep {
  readonly name: string;
  readonly output: 'all' | 'last' | 'none';
  readonly condition: Expr;
  /** By the position of the declared column. */
  readonly assignments: ReadonlyMap<number, Expr>;
}

export interface ScanSteps {
  /** Columns of the source. */
  readonly source: Schema;
  /** What stands in a declared column that no step has assigned. */
  readonly defaults: readonly Expr[];
  readonly steps: readonly ScanStep[];
  /** What conditions and assignments read: a row and its declared columns, then the same of every step. */
  readonly context: Schema;
  readonly hasMatchId: boolean;
}

/** A row of the source with its declared columns. */
type ExtendedRow = readonly Scalar[];

/** The sequence that has come as far as a step: the last row of each step up to it. */
interface Sequence {
  readonly matchId: number;
  readonly rows: readonly ExtendedRow[];
  /** With `output=last`: the row that goes out when the step has no further match. */
  readonly pending?: ExtendedRow;
}

/** Goes over the rows in order and moves sequences from step to step. */
export function scanSteps(scan: ScanSteps, schema: Schema, input: Batch): Batch {
  const { session } = input;
  const out: Scalar[][] = schema.columns.map(() => []);
  const machine = new StepMachine(scan, session, (row, matchId) => {
    row.forEach((value, index) => out[index]!.push(value));
    if (scan.hasMatchId) out[row.length]!.push(matchId);
  });
  for (let row = 0; row < input.rowCount; row++) {
    if (row % 1024 === 0) session.checkPoint();
    machine.read(scan.source.columns.map((_, index) => scalarAt(input.column(index), row)));
  }
  machine.finish();
  return new Batch(
    schema,
    out[0]?.length ?? 0,
    schema.columns.map((column, index) => columnFromScalars(column.type, out[index]!)),
    session,
  );
}

class StepMachine {
  private readonly scan: ScanSteps;
  private readonly session: Session;
  private readonly emit: (row: ExtendedRow, matchId: number) => void;
  private readonly defaults: readonly Scalar[];
  /** What a step that has no row yet shows. */
  private readonly blank: ExtendedRow;
  private readonly sequences: (Sequence | undefined)[];
  private nextMatchId = 0;

  constructor(scan: ScanSteps, session: Session, emit: (row: ExtendedRow, matchId: number) => void) {
    this.scan = scan;
    this.session = session;
    this.emit = emit;
    this.defaults = scan.defaults.map((expr) => constantValue(expr, session));
    this.blank = [...scan.source.columns.map((column) => (column.type === 'string' ? '' : null)), ...this.defaults];
    this.sequences = scan.steps.map(() => undefined);
  }

  read(source: readonly Scalar[]): void {
    const row: ExtendedRow = [...source, ...this.defaults];
    for (let index = this.scan.steps.length - 1; index >= 0; index--) {
      if (!this.advance(index, row)) this.repeat(index, row);
    }
  }

  /** The sequence of the step before comes to this step. */
  private advance(index: number, row: ExtendedRow): boolean {
    const before = index === 0 ? undefined : this.sequences[index - 1];
    if (before === undefined || !this.isMatch(index, row, before)) return false;
    this.flush(index);
    this.flush(index - 1);
    this.sequences[index - 1] = undefined;
    this.take(index, row, { matchId: before.matchId, rows: before.rows });
    return true;
  }

  /** The sequence at this step goes on, or a new one begins at the first. */
  private repeat(index: number, row: ExtendedRow): void {
    const own = this.sequences[index];
    if (own === undefined && index > 0) return;
    const sequence = own ?? { matchId: this.nextMatchId, rows: [] };
    if (!this.isMatch(index, row, sequence)) return;
    if (own === undefined) this.nextMatchId++;
    this.take(index, row, { matchId: sequence.matchId, rows: sequence.rows.slice(0, index), own: sequence.rows[index] });
  }

  private take(
    index: number,
    row: ExtendedRow,
    sequence: { readonly matchId: number; readonly rows: readonly ExtendedRow[]; readonly own?: ExtendedRow | undefined },
  ): void {
    const step = this.scan.steps[index]!;
    const known = sequence.own === undefined ? sequence.rows : [...sequence.rows, sequence.own];
    const context = this.contextOf(row, known);
    const width = this.scan.source.columns.length;
    const extended = row.map((value, at) => {
      const assignment = step.assignments.get(at - width);
      return assignment === undefined ? value : scalarAt(assignment.evaluate(context), 0);
    });
    const rows = [...sequence.rows, extended];
    this.sequences[index] = { matchId: sequence.matchId, rows, ...(step.output === 'last' ? { pending: extended } : {}) };
    if (step.output === 'all') this.emit(extended, sequence.matchId);
  }

  private isMatch(index: number, row: ExtendedRow, sequence: Sequence): boolean {
    return scalarAt(this.scan.steps[index]!.condition.evaluate(this.contextOf(row, sequence.rows)), 0) === true;
  }

  private contextOf(row: ExtendedRow, rows: readonly ExtendedRow[]): Batch {
    const { context, steps } = this.scan;
    const cells = [...row, ...steps.flatMap((_, index) => rows[index] ?? this.blank)];
    return new Batch(
      context,
      1,
      cells.map((value, index) => () => columnFromScalars(context.columns[index]!.type, [value])),
      this.session,
    );
  }

  private flush(index: number): void {
    const sequence = this.sequences[index];
    if (sequence?.pending !== undefined) this.emit(sequence.pending, sequence.matchId);
  }

  finish(): void {
    for (let index = this.sequences.length - 1; index >= 0; index--) this.flush(index);
  }
}
