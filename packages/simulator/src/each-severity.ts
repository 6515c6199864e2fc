import type { Severity } from '@mxdr/core';

/** One value for each severity; none is ever left out. */
export function eachSeverity<Value>(valueOf: (severity: Severity) => Value): Readonly<Record<Severity, Value>> {
  return { High: valueOf('High'), Medium: valueOf('Medium'), Low: valueOf('Low'), Informational: valueOf('Informational') };
}
