/** Room for so many pieces of work at the same time. */
export interface Slots {
  /** Waits for room, in the order of asking, and does the work. Rejects as the work does; the room is free again then. */
  run<T>(work: () => Promise<T>): Promise<T>;
}

export function createSlots(count: number): Slots {
  const waiting: (() => void)[] = [];
  let free = count;
  return {
    async run(work) {
      if (free > 0) free -= 1;
      else await new Promise<void>((resolve) => waiting.push(resolve));
      try {
        return await work();
      } finally {
        const next = waiting.shift();
        // The room goes over to whoever waits, so that nobody who comes now overtakes.
        if (next === undefined) free += 1;
        else next();
      }
    },
  };
}
