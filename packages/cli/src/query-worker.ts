import { parentPort, workerData } from 'node:worker_threads';
import { analyseRuleQuery } from '@mxdr/detections';
import { QueryReader } from '@mxdr/kql';
import type { ReaderSettings } from './query-analyser.ts';

// A thread of `readQueries`: it holds one parser and answers batches of queries in their order.
const reader = new QueryReader(workerData as ReaderSettings);

parentPort?.on('message', (queries: readonly string[]) =>
  parentPort?.postMessage(
    queries.map((query) => analyseRuleQuery(reader, query)),
    [],
  ),
);
