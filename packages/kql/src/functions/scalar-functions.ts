import { FUNCTION_GROUPS } from './library/function-groups.ts';
import type { ScalarFunction } from './scalar-function.ts';

/** All scalar functions, each once. */
export const SCALAR_FUNCTIONS: readonly ScalarFunction[] = Object.values(FUNCTION_GROUPS).flat();

const byName: ReadonlyMap<string, ScalarFunction> = new Map(
  SCALAR_FUNCTIONS.flatMap((definition) => [definition.name, ...(definition.aliases ?? [])].map((name) => [name, definition] as const)),
);

/** The function of a name or alias as a query spells it; `undefined` when the engine has none, so that the call is refused. */
export function findScalarFunction(name: string): ScalarFunction | undefined {
  return byName.get(name);
}
