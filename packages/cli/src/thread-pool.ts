import { availableParallelism } from 'node:os';
import { Worker } from 'node:worker_threads';

/** Threads that share out one list of tasks. */
export interface ThreadPool<Task, Answer> {
  /** Built file of the thread: it gets one batch of tasks a message and answers with one array of answers in the same order. */
  readonly file: string;
  /** What every thread is told at its start. */
  readonly workerData: unknown;
  readonly tasks: readonly Task[];
  /** Tasks that a thread gets at a time: few enough that the slow ones do not gather in one. */
  readonly batchSize: number;
  readonly signal?: AbortSignal | undefined;
  /** Told of each answer as it comes. */
  readonly onAnswer?: (answer: Answer, index: number) => void;
}

/** Threads of a pool are heavy: each reads the language service for itself. */
const mostThreads = 8;

/**
 * Answers all tasks in as many threads as the machine has, in their order.
 * @throws what a thread throws, and the signal's reason when it is aborted; all threads have ended by then
 */
export async function answerInThreads<Task, Answer>(pool: ThreadPool<Task, Answer>): Promise<readonly Answer[]> {
  const { file, workerData, tasks, batchSize, signal, onAnswer } = pool;
  const answers: Answer[] = [];
  const workers: Worker[] = [];
  let next = 0;
  const work = (): Promise<void> =>
    new Promise((resolve, reject) => {
      const worker = new Worker(file, { workerData });
      workers.push(worker);
      let start = 0;
      const give = (): void => {
        start = next;
        next += batchSize;
        if (start < tasks.length) worker.postMessage(tasks.slice(start, start + batchSize), []);
        else resolve();
      };
      worker.on('message', (batch: readonly Answer[]) => {
        batch.forEach((answer, index) => {
          answers[start + index] = answer;
          onAnswer?.(answer, start + index);
        });
        give();
      });
      worker.on('error', reject);
      signal?.addEventListener('abort', () => reject(signal.reason as Error), { once: true });
      give();
    });
  try {
    signal?.throwIfAborted();
    const threads = Math.min(availableParallelism(), mostThreads, Math.ceil(tasks.length / batchSize));
    await Promise.all(Array.from({ length: threads }, work));
  } finally {
    await Promise.all(workers.map((worker) => worker.terminate()));
  }
  return answers;
}
