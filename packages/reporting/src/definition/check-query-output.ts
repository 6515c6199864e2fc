import type { Problem } from '@mxdr/core';
import { bindQuery } from './bind-query.ts';
import type { ReportQuery } from './query-file.ts';
import { suggest } from './check-columns.ts';

/** What a reader of KQL found out about a query without running it. Lines and columns count from 1. */
export interface ReadOutput {
  readonly diagnostics: readonly {
    readonly severity: 'error' | 'warning' | 'suggestion';
    readonly code: string;
    readonly message: string;
    readonly line: number;
    readonly column: number;
    readonly hint?: string;
  }[];
  /** Columns of the result; absent where they are not known. */
  readonly columns?: readonly { readonly name: string; readonly type: string }[];
  /** The result may have more columns than those. */
  readonly isOpen?: boolean;
}

const anyInstant = '2026-01-01T00:00:00.000Z';

/** The query as it would be sent, for a reader that wants to see whole text: instants and numbers stand in for those of a report. */
export function queryToRead(query: ReportQuery, watchedTable: string | undefined): string {
  const instants = { start: anyInstant, end: anyInstant, asOf: anyInstant, lookback: anyInstant, history: anyInstant, incident: 1 };
  return bindQuery(query, instants, query.tables.includes('WATCHED') ? (watchedTable ?? 'SecurityIncident') : undefined).text;
}

/**
 * Whether a query can be read, and gives what its head promises: the columns that blocks stand on. Every problem at its place in the query's own file,
 * that of an included file in the included one.
 */
export function checkQueryOutput(query: ReportQuery, read: ReadOutput): readonly Problem[] {
  const problems = read.diagnostics
    .filter(({ severity }) => severity === 'error')
    .map(({ code, message, line, column, hint }): Problem => {
      // The first line holds the parameters.
      const origin = query.origins[line - 2] ?? { file: query.file, line: 1 };
      return {
        severity: 'error',
        code: 'MXDR-REPORT-QUERY',
        message: `${code} ${message}`,
        position: { ...origin, column },
        ...(hint === undefined ? {} : { hint }),
      };
    });
  const { columns } = read;
  if (problems.length > 0 || columns === undefined) return problems;
  const names = columns.map(({ name }) => name);
  return query.columns.flatMap(({ name, type }): readonly Problem[] => {
    const found = columns.find((one) => one.name === name);
    const position = placeInHead(query, name);
    const problem = (message: string, hint: string): readonly Problem[] => [
      { severity: 'error', code: 'MXDR-REPORT-QUERY', message, position, hint },
    ];
    if (found === undefined)
      return read.isOpen === true
        ? []
        : problem(`the head promises "${name}", which the query does not give`, suggest(name, names, `it gives ${names.join(', ')}`));
    return found.type === type || found.type === 'dynamic' || type === 'dynamic'
      ? []
      : problem(`the head promises "${name}" as ${type}, and the query gives ${found.type}`, `write ${name}:${found.type}`);
  });
}

/** Where the head of the file names the column. */
function placeInHead({ file, text }: ReportQuery, name: string): Problem['position'] {
  const lines = text.split('\n');
  const index = lines.findIndex((line) => line.startsWith('//') && new RegExp(`\\b${name} *:`, 'u').test(line));
  return { file, line: Math.max(index, 0) + 1, column: index < 0 ? 1 : lines[index]!.search(new RegExp(`\\b${name} *:`, 'u')) + 1 };
}
