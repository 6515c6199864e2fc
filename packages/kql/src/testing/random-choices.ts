/** Where a generator takes its decisions from: a seeded sequence in the fuzzer, a shrinkable one in property tests. */
export interface Choices {
  /** A whole number from 0 to `max`. */
  nat(max: number): number;
}

export function pick<Item>(choices: Choices, items: readonly Item[]): Item {
  return items[choices.nat(items.length - 1)]!;
}

export function chance(choices: Choices, percent: number): boolean {
  return choices.nat(99) < percent;
}

/** Repeatable choices: mulberry32. */
export function seededChoices(seed: number): Choices {
  let state = seed >>> 0;
  return {
    nat(max) {
      state = (state + 0x6d2b79f5) | 0;
      let t = Math.imul(state ^ (state >>> 15), state | 1);
      t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
      return ((t ^ (t >>> 14)) >>> 0) % (max + 1);
    },
  };
}
