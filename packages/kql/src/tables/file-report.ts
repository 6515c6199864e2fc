/** Values of one column that did not convert to its type and became null. */
export interface ConversionFailure {
  readonly count: number;
  readonly firstLine: number;
}

/** What went wrong while one file was read. Lines count from 1; for Parquet they are row numbers. */
export class FileReport {
  /** Path relative to the folder of tables. */
  readonly file: string;
  rowsRead = 0;
  skippedLines = 0;
  firstSkipped: { readonly line: number; readonly why: string } | undefined;
  /** Why reading stopped before the end of the file. */
  endedEarly: string | undefined;
  /** Rows whose TimeGenerated is null: they lie in no time window. */
  rowsWithoutTime = 0;
  readonly failures = new Map<string, ConversionFailure>();
  readonly lateKeys = new Set<string>();

  constructor(file: string) {
    this.file = file;
  }

  skip(line: number, why: string): void {
    this.skippedLines++;
    this.firstSkipped ??= { line, why };
  }

  fail(column: string, line: number): void {
    const known = this.failures.get(column);
    this.failures.set(column, known === undefined ? { count: 1, firstLine: line } : { count: known.count + 1, firstLine: known.firstLine });
  }
}
