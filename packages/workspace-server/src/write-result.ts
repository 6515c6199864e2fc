import type { JsonValue, PartialReason, QueryResult, Visualization } from '@mxdr/core';
import { partialError } from './service-error.ts';
import { writeCell } from './wire-cell.ts';

/** What a client asked for beside rows, by its `Prefer` header. */
export interface ResultWishes {
  readonly hasStatistics: boolean;
  readonly hasRender: boolean;
}

export interface ResultLimits {
  readonly rows: number;
  readonly answerBytes: number;
}

/** A result as the service's JSON. Rows beyond a limit are left out, and an error beside the table says so. */
export function writeResult(result: QueryResult, wishes: ResultWishes, limits: ResultLimits): string {
  const { lines, size, reasons } = cutRows(result, limits);
  const head = JSON.stringify(result.columns.map(({ name, type }) => ({ name, type })));
  const members = [`"tables":[{"name":"PrimaryResult","columns":${head},"rows":[${lines.join(',')}]}]`];
  if (wishes.hasRender) members.push(`"render":${JSON.stringify(renderOf(result.visualization))}`);
  if (wishes.hasStatistics) members.push(`"statistics":${JSON.stringify(statisticsOf(result, lines.length, size))}`);
  if (reasons.length > 0) members.push(`"error":${JSON.stringify(partialError(reasons))}`);
  return `{${members.join(',')}}`;
}

/** As many rows as the limits allow, each as JSON text. */
export interface CutRows {
  readonly lines: readonly string[];
  /** Bytes of them. */
  readonly size: number;
  /** Why the result is not whole, the limit that cut it included. */
  readonly reasons: readonly PartialReason[];
}

export function cutRows({ columns, rows, partial }: QueryResult, limits: ResultLimits): CutRows {
  const reasons: PartialReason[] = [...(partial ?? [])];
  const lines: string[] = [];
  let size = 0;
  for (const row of rows) {
    const line = `[${columns.map(({ type }, index) => writeCell(row[index] ?? null, type)).join(',')}]`;
    const limit =
      lines.length >= limits.rows
        ? `${limits.rows} records`
        : size + Buffer.byteLength(line) + 1 > limits.answerBytes
          ? `${limits.answerBytes} bytes`
          : undefined;
    if (limit !== undefined) {
      reasons.push(tooLarge(limit));
      break;
    }
    size += Buffer.byteLength(line) + 1;
    lines.push(line);
  }
  return { lines, size, reasons };
}

/** The service's number for a result that was cut off, and its words. */
function tooLarge(limit: string): PartialReason {
  return {
    code: '-2133196797',
    message: `The results of this query exceed the set limit of ${limit}, so not all records were returned (E_QUERY_RESULT_SET_TOO_LARGE, 0x80DA0003).`,
  };
}

function renderOf(visualization: Visualization | undefined): JsonValue {
  const nothing = { visualization: null, title: null, accumulate: false, isQuerySorted: false, kind: null, annotation: null, by: null };
  return visualization === undefined ? nothing : { ...nothing, visualization: visualization.kind, ...visualization.properties };
}

/** Of what the service counts, what a workspace knows. What it does not know is left out: it is not 0. */
function statisticsOf({ statistics }: QueryResult, rowCount: number, size: number): JsonValue {
  const { durationMs, rowsRead } = statistics;
  return {
    query: {
      executionTime: durationMs / 1000,
      ...(rowsRead === null
        ? {}
        : {
            inputDatasetStatistics: {
              rows: { total: rowsRead, scanned: rowsRead },
              rowstores: { scannedRows: 0, scannedValuesSize: 0 },
            },
          }),
      datasetStatistics: [{ tableRowCount: rowCount, tableSize: size }],
    },
  };
}
