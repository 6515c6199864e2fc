import type { StringDictionary } from '../columns/column.ts';
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
  let bytes = 0;
  const countTexts = textCounter();
  for await (const batch of rows.batches) {
    session.checkPoint();
    if (batch.rowCount === 0) continue;
    rowCount += batch.rowCount;
    session.checkHeld(rowCount, operator);
    bytes += batch.estimateBytes(countTexts);
    session.checkBytes(bytes, operator);
    batches.push(batch);
  }
  if (batches.length === 0) return emptyBatch(rows.schema, session);
  return concatBatches(rows.schema, batches, session);
}

/** Counts the texts of dictionaries, those of one that several batches share only once: two bytes a character and an entry's overhead. */
function textCounter(): (dictionary: StringDictionary) => number {
  const counted = new WeakMap<StringDictionary, number>();
  return (dictionary) => {
    const { values } = dictionary;
    let bytes = 0;
    for (let code = counted.get(dictionary) ?? 0; code < values.length; code++) bytes += 2 * values[code]!.length + 64;
    counted.set(dictionary, values.length);
    return bytes;
  };
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
