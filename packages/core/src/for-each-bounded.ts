/**
 * Does work for every item, at most `limit` at a time, in order of the list. The results keep that order. Work must not throw: what can fail is
 * part of its result, so that one item never stops the others.
 */
export async function forEachBounded<T, R>(items: readonly T[], limit: number, work: (item: T) => Promise<R>): Promise<readonly R[]> {
  const results = Array.from<R>({ length: items.length });
  const queue = items.entries();
  const worker = async (): Promise<void> => {
    for (const [index, item] of queue) results[index] = await work(item);
  };
  await Promise.all(Array.from({ length: Math.max(1, Math.min(limit, items.length)) }, worker));
  return results;
}
