import type { ScalarFunction } from '../scalar-function.ts';
import { arrayFunctions } from './array-functions.ts';
import { bagFunctions } from './bag-functions.ts';
import { binFunctions } from './bin-functions.ts';
import { calendarFunctions } from './calendar-functions.ts';
import { conversionFunctions } from './conversion-functions.ts';
import { encodingFunctions } from './encoding-functions.ts';
import { logicFunctions } from './logic-functions.ts';
import { mathFunctions } from './math-functions.ts';
import { networkFunctions } from './network-functions.ts';
import { patternFunctions } from './pattern-functions.ts';
import { searchFunctions } from './search-functions.ts';
import { setFunctions } from './set-functions.ts';
import { textFunctions } from './text-functions.ts';
import { timeFunctions } from './time-functions.ts';

/** Every group of scalar functions that the library holds. A name stands in one group only. */
export const FUNCTION_GROUPS: Readonly<Record<string, readonly ScalarFunction[]>> = {
  text: textFunctions,
  pattern: patternFunctions,
  search: searchFunctions,
  encoding: encodingFunctions,
  conversion: conversionFunctions,
  logic: logicFunctions,
  math: mathFunctions,
  time: timeFunctions,
  calendar: calendarFunctions,
  bin: binFunctions,
  array: arrayFunctions,
  set: setFunctions,
  bag: bagFunctions,
  network: networkFunctions,
};
