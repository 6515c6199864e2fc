import { joinWith } from '../languages/join-words.ts';
import type { AbsentValue } from '../dataset/dataset.ts';
import type { Reason } from '../dataset/reason.ts';
import type { DatasetReader } from './dataset-reader.ts';
import type { UnavailableBlock } from './report-model.ts';

/**
 * In place of a block whose sources are not there, with what brings them back.
 * @param reasons why they are not there: where it is a ledger that is not kept, looking at the queries brings nothing back
 */
export function unavailable(
  title: string,
  reason: string,
  sources: readonly string[],
  { definition, messages }: DatasetReader,
  reasons: readonly (Reason | null)[] = [],
): UnavailableBlock {
  const mends = definition.settings.tables.filter((table) => sources.includes(table.name)).map((table) => table.mend);
  const isOfLedger = reasons.length > 0 && reasons.every((one) => one?.kind === 'no-ledger');
  return {
    kind: 'unavailable',
    title,
    reason,
    sources,
    mend: mends.length > 0 ? joinWith(messages.join, [...new Set(mends)]) : isOfLedger ? '' : messages.mendGeneric,
  };
}

/** The same in place of metrics of which none is there. */
export function unavailableMetrics(names: readonly string[], values: readonly AbsentValue[], reader: DatasetReader): UnavailableBlock {
  const { messages, say } = reader;
  const reasons = [...new Set(values.map(({ reason }) => say(reason)))];
  const sources = [...new Set(values.flatMap(({ missingTables }) => missingTables ?? []))];
  return unavailable(
    joinWith(messages.list, names),
    joinWith(messages.join, reasons),
    sources,
    reader,
    values.map(({ reason }) => reason),
  );
}
