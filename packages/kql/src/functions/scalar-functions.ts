import { FUNCTION_GROUPS } from './library/function-groups.ts';
import type { ScalarFunction } from './scalar-function.ts';

/** The table of scalar functions. Every name and alias stands in it once. */
export const SCALAR_FUNCTIONS: readonly ScalarFunction[] = Object.values(FUNCTION_GROUPS).flat();

/** Every name that a function answers to, its own first. */
export function namesOf(definition: ScalarFunction): readonly string[] {
  return [definition.name, ...(definition.aliases ?? [])];
}

const BY_NAME = new Map(SCALAR_FUNCTIONS.flatMap((definition) => namesOf(definition).map((name) => [name, definition] as const)));

export function findScalarFunction(name: string): ScalarFunction | undefined {
  return BY_NAME.get(name);
}
