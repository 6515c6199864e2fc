import type { ScalarFunction } from '../scalar-function.ts';
import { arrayFunctions } from './array-functions.ts';
import { bagFunctions } from './bag-functions.ts';
import { binFunctions } from './bin-functions.ts';
import { calendarFunctions } from './calendar-functions.ts';
import { compressionFunctions } from './compression-functions.ts';
import { contextFunctions } from './context-functions.ts';
import { conversionFunctions } from './conversion-functions.ts';
import { encodingFunctions } from './encoding-functions.ts';
import { formatFunctions } from './format-functions.ts';
import { geoFunctions } from './geo-functions.ts';
import { hashFunctions } from './hash-functions.ts';
import { logicFunctions } from './logic-functions.ts';
import { mathFunctions } from './math-functions.ts';
import { networkFunctions } from './network-functions.ts';
import { parsingFunctions } from './parsing-functions.ts';
import { patternFunctions } from './pattern-functions.ts';
import { punycodeFunctions } from './punycode-functions.ts';
import { searchFunctions } from './search-functions.ts';
import { seriesArithmeticFunctions } from './series-arithmetic-functions.ts';
import { seriesFillFunctions } from './series-fill-functions.ts';
import { seriesFilterFunctions } from './series-filter-functions.ts';
import { seriesSeasonFunctions } from './series-season-functions.ts';
import { seriesStatisticsFunctions } from './series-statistics-functions.ts';
import { setFunctions } from './set-functions.ts';
import { sketchFunctions } from './sketch-functions.ts';
import { statisticsFunctions } from './statistics-functions.ts';
import { textFunctions } from './text-functions.ts';
import { timeFunctions } from './time-functions.ts';
import { timeZoneFunctions } from './time-zone-functions.ts';
import { unitFunctions } from './unit-functions.ts';
import { windowFunctions } from './window-functions.ts';

/** Every group of scalar functions that the library holds. A name stands in one group only. */
export const FUNCTION_GROUPS: Readonly<Record<string, readonly ScalarFunction[]>> = {
  text: textFunctions,
  pattern: patternFunctions,
  search: searchFunctions,
  parsing: parsingFunctions,
  format: formatFunctions,
  encoding: encodingFunctions,
  punycode: punycodeFunctions,
  compression: compressionFunctions,
  hash: hashFunctions,
  conversion: conversionFunctions,
  unit: unitFunctions,
  logic: logicFunctions,
  math: mathFunctions,
  statistics: statisticsFunctions,
  time: timeFunctions,
  calendar: calendarFunctions,
  timeZone: timeZoneFunctions,
  bin: binFunctions,
  array: arrayFunctions,
  set: setFunctions,
  bag: bagFunctions,
  seriesArithmetic: seriesArithmeticFunctions,
  seriesFill: seriesFillFunctions,
  seriesFilter: seriesFilterFunctions,
  seriesSeason: seriesSeasonFunctions,
  seriesStatistics: seriesStatisticsFunctions,
  sketch: sketchFunctions,
  network: networkFunctions,
  geo: geoFunctions,
  window: windowFunctions,
  context: contextFunctions,
};
