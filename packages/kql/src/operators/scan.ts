import { parseDatetime } from '../columns/parse-values.ts';
import { datetimeTicks } from '../columns/instant.ts';
import type { Column } from '../columns/column.ts';
import { Batch, nullColumn, Schema } from '../engine/batch.ts';
import type { Session } from '../engine/session.ts';
import { KqlTableMissing } from '../errors.ts';
import { constantValue } from '../plan/expression.ts';
import type { ScanNode } from '../plan/plan.ts';
import type { ScanRequest } from '../tables/table-provider.ts';
import type { Rows } from './rows.ts';

const TIME_COLUMN = 'TimeGenerated';
const TIME_ALIASES: Readonly<Record<string, string>> = { TimeGenerated: 'Timestamp', Timestamp: 'TimeGenerated' };

export function runScan(node: ScanNode, session: Session): Rows {
  session.tablesRead.add(node.table);
  return { schema: node.schema, batches: scanBatches(node, session) };
}

interface TimeRange {
  readonly start: bigint | undefined;
  readonly end: bigint | undefined;
}

/** Bounds of the window and of the filters right above the scan. */
function timeRange(node: ScanNode, session: Session, isTime: (column: string) => boolean): TimeRange {
  let { start, end } = windowRange(session);
  for (const bound of node.bounds) {
    if (!isTime(bound.columnName)) continue;
    const value = constantValue(bound.value, session);
    if (typeof value !== 'bigint') continue;
    if (bound.operator !== '<' && bound.operator !== '<=' && (start === undefined || value > start)) start = value;
    if (bound.operator !== '>' && bound.operator !== '>=') {
      const exclusive = bound.operator === '<' ? value : value + 1n;
      if (end === undefined || exclusive < end) end = exclusive;
    }
  }
  return { start, end };
}

function windowRange(session: Session): TimeRange {
  const { window } = session;
  if (window === undefined) return { start: undefined, end: undefined };
  const start = parseDatetime(window.start);
  const end = parseDatetime(window.end);
  if (start === undefined || end === undefined)
    throw new Error(`the window ${window.start}..${window.end} is not a pair of ISO 8601 times`);
  return { start: datetimeTicks(start.ms, start.subMs), end: datetimeTicks(end.ms, end.subMs) };
}

async function* scanBatches(node: ScanNode, session: Session): AsyncGenerator<Batch> {
  const info = (await session.tableInfos()).get(node.table);
  // A table named behind an operator whose columns come with its rows is looked for only now.
  if (info === undefined) throw new KqlTableMissing([node.table]);
  const present = new Map(info.columns.map((column) => [column.name, column.type]));
  const wanted = node.needed ?? node.schema.columns.map((column) => column.name);
  const sourceOf = (name: string): string | undefined => {
    if (present.has(name)) return name;
    const alias = TIME_ALIASES[name];
    return alias !== undefined && present.has(alias) ? alias : undefined;
  };
  const windowColumn = session.window === undefined ? undefined : sourceOf(TIME_COLUMN);
  const names = new Set(wanted.flatMap((name) => sourceOf(name) ?? []));
  if (windowColumn !== undefined) names.add(windowColumn);
  const columns = [...names];
  const { start, end } = timeRange(
    node,
    session,
    // A table may have a Timestamp of its own beside the time of arrival; a bound on one says nothing of the other.
    (name) => sourceOf(name) === TIME_COLUMN || info.timeAliases?.includes(name) === true,
  );
  const request: ScanRequest = {
    columns,
    ...(start === undefined && end === undefined
      ? {}
      : { timeRange: { ...(start === undefined ? {} : { start }), ...(end === undefined ? {} : { end }) } }),
    ...(session.signal === undefined ? {} : { signal: session.signal }),
  };
  const window = windowRange(session);
  const reader = new Schema(columns.map((name) => ({ name, type: present.get(name)! })));
  for await (const record of session.provider.scan(node.table, request)) {
    session.checkPoint();
    session.rowsRead += record.rowCount;
    let batch = new Batch(
      reader,
      record.rowCount,
      record.columns.map((column) => column.column),
      session,
    );
    if (windowColumn !== undefined) batch = keepWindow(batch, batch.named(windowColumn), window);
    if (batch.rowCount === 0) continue;
    const rows = batch;
    yield new Batch(
      node.schema,
      rows.rowCount,
      node.schema.columns.map((column) => {
        const source = sourceOf(column.name);
        const index = source === undefined ? undefined : rows.schema.indexOf(source);
        return index === undefined ? () => nullColumn(column.type, rows.rowCount) : rows.lazy(index);
      }),
      session,
    );
  }
}

function keepWindow(batch: Batch, column: Column, window: TimeRange): Batch {
  if (column.type !== 'datetime' || window.start === undefined || window.end === undefined) return batch;
  const rows = new Int32Array(batch.rowCount);
  let count = 0;
  for (let row = 0; row < batch.rowCount; row++) {
    if (column.nulls?.[row] === 1) continue;
    const ticks = datetimeTicks(column.ms[row]!, column.subMs?.[row] ?? 0);
    if (ticks >= window.start && ticks < window.end) rows[count++] = row;
  }
  return count === batch.rowCount ? batch : batch.select(rows.subarray(0, count));
}
