import type { ScalarFunction } from '../scalar-function.ts';
import { arrayFunctions, bagFunctions } from './array-functions.ts';
import { binFunctions } from './bin-functions.ts';
import { calendarFunctions } from './calendar-functions.ts';
import { conversionFunctions } from './conversion-functions.ts';
import { logicFunctions } from './logic-functions.ts';
import { patternFunctions } from './pattern-functions.ts';
import { textFunctions } from './text-functions.ts';
import { timeFunctions } from './time-functions.ts';

/** Every group of scalar functions that the library holds. A name stands in one group only. */
export const FUNCTION_GROUPS: Readonly<Record<string, readonly ScalarFunction[]>> = {
  text: textFunctions,
  pattern: patternFunctions,
  conversion: conversionFunctions,
  logic: logicFunctions,
  time: timeFunctions,
  calendar: calendarFunctions,
  bin: binFunctions,
  array: arrayFunctions,
  bag: bagFunctions,
};
