import type { DynamicBag } from '../columns/dynamic-value.ts';
import type { FileShape } from './file-format.ts';
import { TypeGuess } from './infer-type.ts';

/** More keys than any table has columns; a file of hostile keys shall not fill the memory. */
const MAX_KEYS = 10_000;

/** Collects keys and types of the first objects of a JSON file. */
export class JsonShape {
  private readonly guesses = new Map<string, TypeGuess>();
  private readonly typeValues = new Set<string>();

  add(row: DynamicBag): void {
    for (const [key, value] of row.entries) {
      let guess = this.guesses.get(key);
      if (guess === undefined) {
        if (this.guesses.size >= MAX_KEYS) continue;
        guess = new TypeGuess();
        this.guesses.set(key, guess);
      }
      guess.addJson(value);
      if (key === 'Type' && typeof value === 'string' && value !== '' && this.typeValues.size < 20) this.typeValues.add(value);
    }
  }

  finish(): FileShape {
    const columns = [...this.guesses].map(([name, guess]) => ({ name, inferred: guess.type, isDeclared: false }));
    return { columns, typeValues: [...this.typeValues] };
  }
}
