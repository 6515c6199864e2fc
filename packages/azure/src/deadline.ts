/**
 * Work that has to end in time. Its signal is aborted at the deadline, and with the caller's own one.
 * @returns `late` where the deadline came first; rejects with the caller's reason once that is aborted, and with what the work rejects with
 */
export async function withinDeadline<T>(
  milliseconds: number,
  signal: AbortSignal | undefined,
  work: (signal: AbortSignal) => Promise<T>,
): Promise<T | 'late'> {
  const inner = new AbortController();
  const passed = new Error('The deadline has passed.');
  const timer = setTimeout(() => inner.abort(passed), milliseconds);
  const stop = (): void => inner.abort(signal?.reason);
  signal?.addEventListener('abort', stop, { once: true });
  try {
    return await work(inner.signal);
  } catch (error) {
    if (error === passed) return 'late';
    throw error;
  } finally {
    clearTimeout(timer);
    signal?.removeEventListener('abort', stop);
  }
}
