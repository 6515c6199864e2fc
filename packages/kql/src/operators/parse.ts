import type { Scalar } from '../columns/scalar.ts';
import { columnFromScalars } from '../columns/scalar.ts';
import { Batch } from '../engine/batch.ts';
import type { ParseNode } from '../plan/plan.ts';
import type { Rows } from './rows.ts';
import type { Runner } from './run-plan.ts';

export async function runParse(node: ParseNode, runner: Runner): Promise<Rows> {
  const source = await runner.run(node.source);
  return { schema: node.schema, batches: parseBatches(node, source, runner) };
}

async function* parseBatches(node: ParseNode, source: Rows, runner: Runner): AsyncGenerator<Batch> {
  for await (const batch of source.batches) {
    runner.session.checkPoint();
    yield parseBatch(node, batch);
  }
}

function parseBatch(node: ParseNode, batch: Batch): Batch {
  const subject = node.subject.evaluate(batch);
  if (subject.type !== 'string') throw new Error('parse needs text');
  // Each distinct text is parsed once.
  const parsed = new Map<number, readonly Scalar[] | undefined>();
  const values: Scalar[][] = node.targets.map(() => []);
  const kept: number[] = [];
  for (let row = 0; row < batch.rowCount; row++) {
    const code = subject.codes[row]!;
    if (!parsed.has(code)) parsed.set(code, node.parse(subject.dictionary.values[code]!));
    const result = parsed.get(code);
    if (result === undefined && node.dropsMisses) continue;
    kept.push(row);
    values.forEach((column, index) => column.push(result?.[index] ?? null));
  }
  const rows = kept.length === batch.rowCount ? batch : batch.select(Int32Array.from(kept));
  const columns = node.schema.columns.map((column, index) => {
    const target = node.targets.lastIndexOf(index);
    return target < 0 ? rows.lazy(index) : columnFromScalars(column.type, values[target]!);
  });
  return new Batch(node.schema, rows.rowCount, columns, batch.session);
}
