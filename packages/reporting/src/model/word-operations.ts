import type { DatasetReader } from './dataset-reader.ts';

const amountOf = (value: unknown): number => (typeof value === 'number' ? value : 0);

/** `8 incidents are open, 4 of them wait for you` */
export function wordOpen({ format, messages, known }: DatasetReader): string | undefined {
  const open = known('inc_backlog');
  const waiting = known('inc_waiting');
  if (!open || !waiting) return undefined;
  return messages.operations.open(open.value, format.count(open.value), waiting.value, format.count(waiting.value));
}

/** `15 of 28 incidents were taken up in time, 20 of 27 resolved in time`; of what was not judged nothing is said. */
export function wordTargets({ format, messages, known, measurement }: DatasetReader): string | undefined {
  const count = (id: string): { readonly part: string; readonly whole: string } | undefined => {
    const value = known(id);
    return value?.n === undefined || value.part === undefined
      ? undefined
      : { part: format.count(value.part), whole: format.count(value.n) };
  };
  const acknowledged = count('ack_sla');
  const resolved = count('resolve_sla');
  if (acknowledged && resolved) return messages.operations.targets(acknowledged.part, acknowledged.whole, resolved.part, resolved.whole);
  if (acknowledged) return messages.operations.acknowledged(acknowledged.part, acknowledged.whole);
  if (resolved) return messages.operations.resolved(resolved.part, resolved.whole);
  return measurement('ack_sla')?.current.state === 'not-applicable' ? messages.operations.noTargets : undefined;
}

/** `9 of 14 closed incidents were benign or false positives` */
export function wordNoise({ format, messages, rows, incidentsMissing }: DatasetReader): string | undefined {
  if (incidentsMissing !== undefined) return undefined;
  const mix = rows('classification-mix').map((row) => amountOf(row['Incidents']));
  const closed = mix.reduce((sum, count) => sum + count, 0);
  const noise = (mix[1] ?? 0) + (mix[2] ?? 0);
  if (closed === 0) return messages.quality.none;
  return messages.operations.noise(noise, format.count(noise), format.count(closed));
}
