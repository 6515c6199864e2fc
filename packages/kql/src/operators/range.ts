import type { Scalar } from '../columns/scalar.ts';
import { columnFromScalars } from '../columns/scalar.ts';
import { PREFERRED_BATCH_ROWS } from '../columns/record-batch.ts';
import { Batch } from '../engine/batch.ts';
import type { Session } from '../engine/session.ts';
import { toReal, toTimespan } from '../functions/convert-scalars.ts';
import { constantValue } from '../plan/expression.ts';
import type { RangeNode } from '../plan/plan.ts';
import type { Rows } from './rows.ts';

export function runRange(node: RangeNode, session: Session): Rows {
  return { schema: node.schema, batches: rangeBatches(node, session) };
}

async function* rangeBatches(node: RangeNode, session: Session): AsyncGenerator<Batch> {
  let values: Scalar[] = [];
  for (const value of rangeValues(node, session)) {
    values.push(value);
    if (values.length === PREFERRED_BATCH_ROWS) {
      session.checkPoint();
      session.countMade(values.length);
      yield makeBatch(node, values, session);
      values = [];
    }
  }
  session.countMade(values.length);
  yield makeBatch(node, values, session);
}

function makeBatch(node: RangeNode, values: readonly Scalar[], session: Session): Batch {
  return new Batch(node.schema, values.length, [columnFromScalars(node.type, values)], session);
}

function* rangeValues(node: RangeNode, session: Session): Generator<Scalar> {
  const from = constantValue(node.from, session);
  const to = constantValue(node.to, session);
  const step = constantValue(node.step, session);
  if (from === null || to === null || step === null) return;
  if (typeof from === 'bigint' && typeof to === 'bigint') {
    const ticks = toTimespan(node.step.type, step);
    if (ticks === null || ticks === 0n) return;
    for (let at = from; ticks > 0n ? at <= to : at >= to; at += ticks) yield at;
    return;
  }
  const start = Number(from);
  const end = Number(to);
  const size = toReal(node.step.type, step) ?? 0;
  if (size === 0) return;
  // Multiplying instead of adding keeps the error of real steps from growing.
  for (let index = 0; ; index++) {
    const at = start + index * size;
    if (size > 0 ? at > end : at < end) return;
    yield at;
  }
}
