import { formatProblem } from '@mxdr/core';
import { QueryReader } from '@mxdr/kql';
import { describe, expect, it } from 'vitest';
import type { ReadOutput } from './check-query-output.ts';
import { checkQueryOutput, queryToRead } from './check-query-output.ts';
import type { ReportQuery } from './query-file.ts';
import { parseQueryFile } from './query-file.ts';

const reader = new QueryReader();

function read(query: ReportQuery): ReadOutput {
  const { diagnostics, columns } = reader.read(queryToRead(query, undefined))!;
  return { diagnostics, columns };
}

/** Reads a query with an include as `mxdr validate` does, and tells its problems. */
function problemsOf(
  body: string,
  columns = 'Severity:string,\n//   Incidents:long',
  base = '| where TimeGenerated >= START',
): readonly string[] {
  const head = `// id: one\n// title: One\n// tables: SecurityIncident\n// window: period\n// empty: none\n// columns: ${columns}\n`;
  const included = { file: 'queries/base.kql', text: `let Base = SecurityIncident\n    ${base};` };
  const query = parseQueryFile('one/queries/one.kql', `${head}// @include base.kql\n${body}\n`, 'one', new Map([['base.kql', included]]));
  if ('problems' in query) throw new Error(query.problems.map(formatProblem).join(', '));
  return checkQueryOutput(query, read(query)).map(formatProblem);
}

describe('the output of a query', () => {
  it('is what its head promises', () => {
    expect(problemsOf('Base\n| summarize Incidents = count() by Severity')).toEqual([]);
  });

  it('lacks a column at the place where the head promises it, with the one that was probably meant', () => {
    expect(problemsOf('Base\n| summarize Incident = count() by Severity')).toEqual([
      'one/queries/one.kql:7:6 error MXDR-REPORT-QUERY: the head promises "Incidents", which the query does not give (did you mean "Incident"? it gives Severity, Incident)',
    ]);
  });

  it('has another type than the head promises', () => {
    expect(problemsOf('Base\n| summarize Incidents = avg(IncidentNumber) by Severity')).toEqual([
      'one/queries/one.kql:7:6 error MXDR-REPORT-QUERY: the head promises "Incidents" as long, and the query gives real (write Incidents:real)',
    ]);
  });

  it('is not known where the query cannot be read: the place is in its own file, line by line', () => {
    expect(problemsOf('Base\n| summarize Incidents = count() by Severty')[0]).toMatch(
      /^one\/queries\/one\.kql:10:36 error MXDR-REPORT-QUERY: /u,
    );
  });

  it('is not known where the included file cannot be read: the place is in that one', () => {
    expect(problemsOf('Base\n| summarize Incidents = count() by Severity', undefined, '| where TimeGenerate >= START')[0]).toMatch(
      /^queries\/base\.kql:2:13 error MXDR-REPORT-QUERY: /u,
    );
  });
});
