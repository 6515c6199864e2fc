/**
 * Puts values where a workbook's query has `{Parameter}`: by the place it stands in, as the portal does by the parameter's type. What stands
 * for whole operators or tables stays, and the query then does not bind.
 */
export function substituteParameters(query: string): string {
  return query
    .replaceAll(/\{\w+:(?:grain|seconds)\}/g, '1h')
    .replaceAll(/\{\w+:(?:start|startISO|end|endISO)\}/gi, 'datetime(2026-01-01)')
    .replaceAll(/(["'][^"'\n{}]*)\{\w+(?::\w+)?\}/g, '$1value')
    .replaceAll(/(\b[A-Za-z]*(?:Time|Date|timestamp)\w*\s+)\{\w+(?::\w+)?\}/g, '$1>= ago(1d)')
    .replaceAll(/([(,=<>~]\s*)\{\w+(?::\w+)?\}/g, '$1"value"');
}
