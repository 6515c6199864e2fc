import type {
  CellValue,
  JsonValue,
  PartialReason,
  QueryFailure,
  QueryOutcome,
  QueryStatistics,
  ResultColumn,
  Visualization,
} from '@mxdr/core';
import { decodeCell, isKustoType } from './cell-value.ts';
import type { JsonRecord } from './json-shape.ts';
import { isJsonArray, isJsonRecord, recordAt } from './json-shape.ts';
import { parseLosslessJson } from './lossless-json.ts';
import { readServiceError } from './service-error.ts';
import type { Answer } from './service-failure.ts';
import { failureOfAnswer, isTooLarge } from './service-failure.ts';
import { cleanServiceText } from './service-text.ts';

/** An answer as it was understood. */
export interface AnswerReading {
  readonly outcome: QueryOutcome;
  /** Bytes that the service says it read for it; null where it does not say. */
  readonly bytesScanned: number | null;
}

/** Code of a {@link PartialReason}: the service says that it cut the result off at its limits. */
export const TRUNCATED = 'result-truncated';
/** Code of a {@link PartialReason}: as many rows came as the service ever sends, which it does not always say. */
export const ROW_LIMIT = 'row-limit';

/**
 * Reads a service's answer into an outcome. A result needs proof of its shape: an answer without a table is never an empty result.
 *
 * 204 is what a workspace says that never received data; there is no table in it, so it ends in `table-missing` without names.
 *
 * @param durationMs from the first request to the answer
 * @param maxRows rows at which the service cuts off
 */
export function readAnswer(answer: Answer, durationMs: number, maxRows: number): AnswerReading {
  if (answer.status !== 200 || answer.text.trim() === '') return { outcome: readWithoutBody(answer), bytesScanned: null };
  let body: JsonValue;
  try {
    body = parseLosslessJson(answer.text);
  } catch {
    return { outcome: unreadable(answer, 'the body is not JSON, so it is probably cut off or from a proxy'), bytesScanned: null };
  }
  if (!isJsonRecord(body)) return { outcome: unreadable(answer, 'the body is no object'), bytesScanned: null };
  return { outcome: readBody(answer, body, durationMs, maxRows), bytesScanned: readBytesScanned(body) };
}

function readWithoutBody(answer: Answer): QueryFailure {
  if (answer.status === 204) {
    return {
      status: 'failed',
      reason: 'table-missing',
      code: 'MXDR-AZURE-WORKSPACE-EMPTY',
      message: 'The workspace answered without content (HTTP 204): it has not received any data yet.',
      mend: 'Connect the first data source, and query again once data has arrived.',
    };
  }
  if (answer.status !== 200) return failureOfAnswer(answer);
  return unreadable(answer, 'the body is empty, as it is when something on the way strips the content type');
}

function readBody(answer: Answer, body: JsonRecord, durationMs: number, maxRows: number): QueryOutcome {
  const tables = body['tables'];
  if (!isJsonArray(tables) || tables.length === 0) {
    return body['error'] === undefined ? unreadable(answer, 'it holds no table') : failureOfAnswer(answer);
  }
  const table = tables.find((candidate) => isJsonRecord(candidate) && candidate['name'] === 'PrimaryResult') ?? tables[0];
  const columns = readColumns(table);
  if (typeof columns === 'string') return unreadable(answer, columns);
  const rows = readRows(table, columns);
  if (typeof rows === 'string') return unreadable(answer, rows);
  const partial = readPartial(body, tables.length, rows.length, maxRows);
  const visualization = readVisualization(body['render']);
  return {
    status: partial.length === 0 ? 'complete' : 'partial',
    columns,
    rows,
    ...(partial.length === 0 ? {} : { partial }),
    statistics: readStatistics(body, durationMs),
    ...(visualization === undefined ? {} : { visualization }),
  };
}

function readColumns(table: JsonValue | undefined): readonly ResultColumn[] | string {
  const wire = isJsonRecord(table) ? table['columns'] : undefined;
  if (!isJsonArray(wire) || wire.length === 0) return 'its table has no columns';
  const columns: ResultColumn[] = [];
  for (const column of wire) {
    if (!isJsonRecord(column) || typeof column['name'] !== 'string') return 'a column has no name';
    if (!isKustoType(column['type']))
      return `column ${cleanServiceText(column['name'])} has the unknown type ${cleanServiceText(JSON.stringify(column['type'] ?? null))}`;
    columns.push({ name: column['name'], type: column['type'] });
  }
  return columns;
}

function readRows(table: JsonValue | undefined, columns: readonly ResultColumn[]): readonly (readonly CellValue[])[] | string {
  const wire = isJsonRecord(table) ? table['rows'] : undefined;
  if (!isJsonArray(wire)) return 'its table has no rows member';
  const rows: CellValue[][] = [];
  for (const [rowIndex, wireRow] of wire.entries()) {
    if (!isJsonArray(wireRow) || wireRow.length !== columns.length) return `row ${rowIndex + 1} does not have ${columns.length} cells`;
    const row: CellValue[] = [];
    for (const [index, column] of columns.entries()) {
      const cell = decodeCell(wireRow[index] ?? null, column.type);
      // The value itself stays out of the message: it is a customer's data.
      if (cell === undefined) return `row ${rowIndex + 1}, column ${cleanServiceText(column.name)}: the cell is no ${column.type}`;
      row.push(cell);
    }
    rows.push(row);
  }
  return rows;
}

function readPartial(body: JsonRecord, tableCount: number, rowCount: number, maxRows: number): readonly PartialReason[] {
  const reasons: PartialReason[] = [];
  if (body['error'] !== undefined && body['error'] !== null) reasons.push(...partialReasons(body['error']));
  if (rowCount >= maxRows) {
    reasons.push({
      code: ROW_LIMIT,
      message: `${rowCount} rows came, which is where the service cuts off; aggregate in the query or shorten the window`,
    });
  }
  if (tableCount > 1)
    reasons.push({ code: 'more-tables', message: `the query gave ${tableCount} tables, of which only the first was read` });
  return reasons;
}

/** One reason for each detail, from the particular end of its chain. */
function partialReasons(error: JsonValue): readonly PartialReason[] {
  const details = isJsonRecord(error) && isJsonArray(error['details']) ? error['details'] : [];
  const causes = details.length > 0 ? details : [error];
  return causes.map((cause) => {
    const links = readServiceError(cause);
    const link = links.findLast((candidate) => candidate.message !== '');
    return {
      code: links.some(isTooLarge) ? TRUNCATED : link?.code || links[0]?.code || 'PartialError',
      message: link?.message ?? 'the service says that the result is not complete, and not why',
    };
  });
}

/**
 * The service counts rows it read from storage and from its store of fresh rows apart. Where it does not count, `rowsRead` is
 * null, not 0: unknown. It never names tables, so `tables` is null.
 */
function readStatistics(body: JsonRecord, durationMs: number): QueryStatistics {
  const input = recordAt(body, 'statistics', 'query', 'inputDatasetStatistics');
  const stored = recordAt(input, 'rows')?.['scanned'];
  const fresh = recordAt(input, 'rowstores')?.['scannedRows'];
  const rowsRead = typeof stored === 'number' ? stored + (typeof fresh === 'number' ? fresh : 0) : null;
  return { rowsRead, durationMs, tables: null };
}

/** What came from the caches of stored rows, and the store of fresh ones. The spelling of the fields differs between versions of the service. */
function readBytesScanned(body: JsonRecord): number | null {
  const query = recordAt(body, 'statistics', 'query');
  const shards = recordAt(query, 'resourceUsage', 'cache', 'shards');
  const fresh = recordAt(query, 'inputDatasetStatistics', 'rowstores');
  const counts = [
    ...(['hot', 'cold'] as const).flatMap((store) =>
      (['hitBytes', 'missBytes', 'hitbytes', 'missbytes'] as const).map((name) => recordAt(shards, store)?.[name]),
    ),
    fresh?.['scannedValuesSize'],
  ].filter((count) => typeof count === 'number');
  return counts.length === 0 ? null : counts.reduce((sum, count) => sum + count, 0);
}

function readVisualization(render: JsonValue | undefined): Visualization | undefined {
  if (!isJsonRecord(render)) return undefined;
  const { visualization, ...rest } = render;
  if (typeof visualization !== 'string' || visualization === '') return undefined;
  const properties = Object.fromEntries(Object.entries(rest).filter(([, value]) => value !== null && value !== ''));
  return { kind: visualization, properties };
}

function unreadable(answer: Answer, what: string): QueryFailure {
  return {
    status: 'failed',
    reason: 'unreachable',
    code: 'MXDR-AZURE-ANSWER-UNREADABLE',
    message: `The answer cannot be read: ${what}${answer.requestId === undefined ? '' : ` (request ${answer.requestId})`}.`,
    mend: 'Try again; if it stays so, look at the proxy between this machine and the service.',
  };
}
