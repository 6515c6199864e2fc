/** Rejects with the signal's reason as soon as it is aborted: a sign-in under way (a child process, say) would not notice. */
export async function abortable<T>(work: Promise<T>, signal: AbortSignal | undefined): Promise<T> {
  if (signal === undefined) return work;
  const finished = new AbortController();
  const aborted = new Promise<never>((_resolve, reject) => {
    const stop = (): void => {
      const reason: Error = signal.reason;
      reject(reason);
    };
    if (signal.aborted) stop();
    signal.addEventListener('abort', stop, { once: true, signal: finished.signal });
  });
  try {
    return await Promise.race([work, aborted]);
  } finally {
    finished.abort();
  }
}
