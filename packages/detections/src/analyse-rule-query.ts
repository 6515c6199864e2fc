import type { QueryReader } from '@mxdr/kql';
import type { QueryAnalysis } from './query-analysis.ts';
import { findHabits } from './query-habits.ts';

/** Everything that checks need to know of a query, as plain data: it may come from another thread. */
export function analyseRuleQuery(reader: QueryReader, query: string): QueryAnalysis {
  const read = reader.read(query);
  if (read === undefined)
    return {
      diagnostics: [
        {
          severity: 'warning',
          code: 'unread',
          message: 'the query could not be read: the language service fails on it',
          line: 1,
          column: 1,
        },
      ],
      tables: [],
    };
  const hasErrors = read.diagnostics.some(({ severity }) => severity === 'error');
  return {
    diagnostics: read.diagnostics.map(({ severity, code, message, line, column, hint }) => ({
      severity,
      code,
      message,
      line,
      column,
      ...(hint === undefined ? {} : { hint }),
    })),
    ...(hasErrors ? {} : { columns: read.columns.map(({ name, type }) => ({ name, type })) }),
    isOpen: read.isOpen,
    tables: read.tables,
    unknown: read.unknown.map((one) => {
      const nearest = reader.nearestTable(one.name);
      return nearest === undefined ? one : { ...one, nearest };
    }),
    habits: findHabits(read.syntax, query),
  };
}
