import { describe, expect, it } from 'vitest';
import { bindQuery, locateFailure } from './bind-query.ts';
import type { IncludedFile, ReportQuery } from './query-file.ts';
import { parseQueryFile } from './query-file.ts';

const head =
  '// id: one\n// title: One\n// tables: SecurityIncident\n// window: lookback\n// empty: none\n// columns: Name:string,\n//   Count:long\n';
const instants = {
  start: '2026-09-30T22:00:00.000Z',
  end: '2026-10-31T23:00:00.000Z',
  asOf: '2026-10-31T23:00:00.000Z',
  lookback: '2026-07-02T22:00:00.000Z',
  history: '2026-05-01T00:00:00.000Z',
};

function parsed(text: string, includes: ReadonlyMap<string, IncludedFile> = new Map()): ReportQuery {
  const query = parseQueryFile('report/queries/one.kql', text, 'one', includes);
  if ('problems' in query) throw new Error(JSON.stringify(query.problems));
  return query;
}

describe('a query file', () => {
  it('promises its columns over several lines of its head', () => {
    expect(parsed(`${head}SecurityIncident | count`).columns).toEqual([
      { name: 'Name', type: 'string' },
      { name: 'Count', type: 'long' },
    ]);
  });

  it('points to the line of the included file in which it failed', () => {
    // GIVEN a query whose eighth line includes three lines
    const query = parsed(
      `${head}// @include base.kql\nA | count`,
      new Map([['base.kql', { file: 'queries/base.kql', text: '// base\nlet A =\n  Broken;\n' }]]),
    );

    // WHEN it fails in the third line of the base, and once in its own last line
    const { text } = bindQuery(query, instants);
    const lineOf = (part: string): number => text.split('\n').findIndex((line) => line.includes(part)) + 1;
    const failure = { status: 'failed', reason: 'invalid', code: 'MXDR-KQL-INVALID', message: 'no', column: 3 } as const;
    const inBase = locateFailure(query, { ...failure, line: lineOf('Broken') });
    const inOwn = locateFailure(query, { ...failure, line: lineOf('A | count') });

    // THEN
    expect(inBase).toEqual({ file: 'queries/base.kql', line: 3, column: 3 });
    expect(inOwn).toEqual({ file: 'report/queries/one.kql', line: 9, column: 3 });
  });

  it('gets only the parameters that it names, as typed literals on one line', () => {
    // GIVEN
    const query = parsed(`${head}SecurityIncident | where TimeGenerated between (LOOKBACK .. ASOF)`);

    // WHEN
    const { text, window } = bindQuery(query, instants);

    // THEN
    expect(text.split('\n')[0]).toBe('let ASOF = datetime(2026-10-31T23:00:00.000Z); let LOOKBACK = datetime(2026-07-02T22:00:00.000Z);');
    expect(window).toEqual({ start: instants.lookback, end: instants.asOf });
  });

  it('refuses an instant that is not one, so that nothing else gets into the text', () => {
    // GIVEN
    const query = parsed(`${head}SecurityIncident | where TimeGenerated > START`);

    // WHEN
    const bind = (): unknown => bindQuery(query, { ...instants, start: '2026-10-01T00:00:00Z); SecurityAlert //' });

    // THEN
    expect(bind).toThrow('START must be a UTC instant');
  });

  it('reports everything that is wrong with it at once', () => {
    // GIVEN
    const text =
      '// id: other\n// title: One\n// tables: Security Incident\n// window: month\n// columns: Name:text\n// @include gone.kql\nX';

    // WHEN
    const query = parseQueryFile('q.kql', text, 'one', new Map());

    // THEN
    expect('problems' in query ? query.problems.map((problem) => `${problem.position.line} ${problem.message}`) : []).toEqual([
      '1 id is "other", but the file is listed as "one"',
      '3 "Security Incident" is not a table name',
      '4 window must be period, lookback or history, not "month"',
      '1 the head has no "empty" line',
      '5 "Name:text" is not name:type with a type of Kusto',
      '6 the included file gone.kql is neither beside the query nor among the shared ones',
    ]);
  });

  it('does not include itself for ever', () => {
    const query = parseQueryFile(
      'q.kql',
      `${head}// @include a.kql`,
      'one',
      new Map([['a.kql', { file: 'a.kql', text: '// @include a.kql' }]]),
    );
    expect('problems' in query ? query.problems.map((problem) => problem.message) : []).toEqual(['a.kql includes itself']);
  });
});
