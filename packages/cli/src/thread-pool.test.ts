import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { answerInThreads } from './thread-pool.ts';

let folder: string;
let file: string;

/** A thread that doubles numbers, takes longer for small ones, never answers a batch with 0, and breaks at 13. */
const thread = `import { parentPort, workerData } from 'node:worker_threads';
parentPort.on('message', (tasks) => {
  if (tasks.includes(13)) throw new Error('thirteen');
  if (tasks.includes(0)) return;
  setTimeout(() => parentPort.postMessage(tasks.map((task) => task * workerData.factor)), 40 / tasks[0]);
});
`;

beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'mxdr-threads-'));
  file = path.join(folder, 'thread.mjs');
  await writeFile(file, thread);
});
afterAll(() => rm(folder, { recursive: true, force: true }));

const pool = (tasks: readonly number[], batchSize = 2) => ({ file, workerData: { factor: 2 }, tasks, batchSize });

describe('threads that share out a list', () => {
  it('give the answers in the order of the tasks, whatever was ready first, and tell of each once', async () => {
    // GIVEN more batches than threads, and a last one that is not full
    const tasks = Array.from({ length: 25 }, (_, index) => index + 1).filter((task) => task !== 13);
    const told: (readonly [number, number])[] = [];
    // WHEN
    const answers = await answerInThreads<number, number>({
      ...pool(tasks, 3),
      onAnswer: (answer, index) => void told.push([index, answer]),
    });
    // THEN
    expect(answers).toEqual(tasks.map((task) => task * 2));
    expect(told.toSorted(([a], [b]) => a - b)).toEqual(tasks.map((task, index) => [index, task * 2]));
  });

  it('start no thread for no task', async () => {
    expect(await answerInThreads<number, number>({ ...pool([]), file: path.join(folder, 'is-not-there.mjs') })).toEqual([]);
  });

  it('pass on what a thread throws, though others never answer', async () => {
    await expect(answerInThreads<number, number>(pool([0, 13], 1))).rejects.toThrow('thirteen');
    await expect(answerInThreads<number, number>({ ...pool([1]), file: path.join(folder, 'is-not-there.mjs') })).rejects.toThrow(
      /is-not-there/u,
    );
  });

  it('end when they are told to, at the start or while a thread is busy', async () => {
    const abort = new AbortController();
    const ending = answerInThreads<number, number>({ ...pool([0]), signal: abort.signal });
    setTimeout(() => abort.abort(new Error('interrupted')), 50);
    await expect(ending).rejects.toThrow('interrupted');
    await expect(answerInThreads<number, number>({ ...pool([1]), signal: abort.signal })).rejects.toThrow('interrupted');
  });
});
