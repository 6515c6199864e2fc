import { BAG_AND_ARRAY_FUNCTIONS } from './bag-and-array-functions.ts';
import { CONVERSION_FUNCTIONS } from './conversion-functions.ts';
import { DATETIME_FUNCTIONS } from './datetime-functions.ts';
import { FUNCTION_GROUPS } from './library/function-groups.ts';
import { LOGIC_FUNCTIONS } from './logic-functions.ts';
import { MATH_FUNCTIONS } from './math-functions.ts';
import { NETWORK_FUNCTIONS } from './network-functions.ts';
import { ORDER_FUNCTIONS } from './order-functions.ts';
import { PARSING_FUNCTIONS } from './parsing-functions.ts';
import type { ScalarFunction } from './scalar-function.ts';
import { SERIES_FUNCTIONS } from './series-functions.ts';
import { STRING_FUNCTIONS } from './string-functions.ts';

/** The table of scalar functions. A name that stands here twice belongs to the later entry. */
export const SCALAR_FUNCTIONS: readonly ScalarFunction[] = [
  ...LOGIC_FUNCTIONS,
  ...CONVERSION_FUNCTIONS,
  ...STRING_FUNCTIONS,
  ...DATETIME_FUNCTIONS,
  ...BAG_AND_ARRAY_FUNCTIONS,
  ...MATH_FUNCTIONS,
  ...NETWORK_FUNCTIONS,
  ...PARSING_FUNCTIONS,
  ...SERIES_FUNCTIONS,
  ...ORDER_FUNCTIONS,
  ...Object.values(FUNCTION_GROUPS).flat(),
];

const BY_NAME = new Map(
  SCALAR_FUNCTIONS.flatMap((definition) => [definition.name, ...(definition.aliases ?? [])].map((name) => [name, definition] as const)),
);

export function findScalarFunction(name: string): ScalarFunction | undefined {
  return BY_NAME.get(name);
}
