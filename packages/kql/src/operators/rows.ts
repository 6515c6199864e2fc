import type { Batch, Schema } from '../engine/batch.ts';
import { Batch as BatchClass, concatBatches } from '../engine/batch.ts';
import type { Session } from '../engine/session.ts';
import { columnFromScalars } from '../columns/scalar.ts';

/** Rows on their way: their columns are known, the rows come batch by batch. */
export interface Rows {
  readonly schema: Schema;
  readonly batches: AsyncIterable<Batch>;
}

/** Reads all rows into one batch. */
export async function collect(rows: Rows, session: Session, operator: string): Promise<Batch> {
  const batches: Batch[] = [];
  let rowCount = 0;
  for await (const batch of rows.batches) {
    session.checkPoint();
    if (batch.rowCount === 0) continue;
    rowCount += batch.rowCount;
    session.checkHeld(rowCount, operator);
    batches.push(batch);
  }
  if (batches.length === 0) return emptyBatch(rows.schema, session);
  return concatBatches(rows.schema, batches, session);
}

export function emptyBatch(schema: Schema, session: Session): Batch {
  return new BatchClass(
    schema,
    0,
    schema.columns.map((column) => columnFromScalars(column.type, [])),
    session,
  );
}

/** Batches that are already there as an asynchronous sequence. */
export async function* sequence(...batches: readonly Batch[]): AsyncGenerator<Batch> {
  for (const batch of batches) yield batch;
}
