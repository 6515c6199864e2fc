import { nodeFiles } from '@mxdr/core';
import type { SavedFunction, TuningOptions } from '@mxdr/detections';
import type { CommandContext } from './context.ts';
import { declareFunction } from './query-analyser.ts';

/** Gives what reads queries for the tuning of a customer: `undefined` for one that has none, so that the parser is not even loaded. */
export type TuningReaders = (customerId: string) => Promise<TuningOptions['createReader'] | undefined>;

/** One reader for all customers of a run, made when the first exclusion asks for it. */
export function openTuningReaders(context: CommandContext, functions: readonly SavedFunction[]): TuningReaders {
  let reader: ReturnType<TuningOptions['createReader']> | undefined;
  return async (customerId) => {
    if (!(await nodeFiles.hasFile(`${context.customersFolder}/${customerId}/tuning.yaml`))) return undefined;
    const { QueryReader } = await import('@mxdr/kql');
    return () => (reader ??= new QueryReader({ functions: functions.map(declareFunction) }));
  };
}
