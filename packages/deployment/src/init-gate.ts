/**
 * Lets the first `init` of each set of plugins run alone: it fills the shared cache, which is not safe for two writers. Later ones only read it
 * and may run side by side.
 */
export interface InitGate {
  /** @param work gives true when the plugins are in the cache now */
  pass<T>(providers: string, work: () => Promise<{ readonly isFilled: boolean; readonly value: T }>): Promise<T>;
}

export function createInitGate(): InitGate {
  const filled = new Set<string>();
  const readers = new Set<Promise<unknown>>();
  let writer: Promise<unknown> = Promise.resolve();
  return {
    async pass(providers, work) {
      if (!filled.has(providers)) {
        const turn = writer.then(async () => {
          // Another stack may have filled it while this one stood in line.
          if (filled.has(providers)) return undefined;
          await Promise.allSettled(readers);
          const done = await work();
          if (done.isFilled) filled.add(providers);
          return done;
        });
        writer = turn.catch(() => undefined);
        const done = await turn;
        if (done !== undefined) return done.value;
      }
      // A writer of other plugins may be at work: readers wait for it, and register before they begin.
      for (let seen; seen !== writer;) {
        seen = writer;
        await seen;
      }
      const reading = work();
      readers.add(reading);
      try {
        return (await reading).value;
      } finally {
        readers.delete(reading);
      }
    },
  };
}
