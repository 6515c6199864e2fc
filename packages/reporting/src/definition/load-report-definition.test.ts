import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { formatProblem, nodeFiles } from '@mxdr/core';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { loadReportDefinition, readReportDefinition } from './load-report-definition.ts';

const query = (id: string): string =>
  `// id: ${id}\n// title: Doors\n// tables: Doors_CL\n// window: period\n// empty: none\n// columns: Door:string, Openings:long\nDoors_CL | count\n`;

const report = `schemaVersion: 1
id: doors
title: Doors
queries:
  - id: doors
metrics:
  - { id: door_openings, name: Openings, definition: "Openings of all doors in the period, by badge or by hand.", unit: count, query: doors, column: Openings }
sections:
  - id: doors
    topic: Doors
    heading: Doors
    blocks:
      - { kind: metrics, metrics: [door_openings] }
      - kind: table
        id: door-list
        source: doors
        caption: Doors
        emptyText: No door was opened.
        columns:
          - { column: Door, label: Door }
`;

describe('a report definition', () => {
  let parent: string;
  let folder: string;

  beforeEach(async () => {
    parent = await mkdtemp(join(tmpdir(), 'mxdr-report-'));
    folder = join(parent, 'doors');
    await mkdir(join(folder, 'queries'), { recursive: true });
    await writeFile(join(folder, 'queries', 'doors.kql'), query('doors'));
  });
  afterEach(() => rm(parent, { recursive: true, force: true }));

  it('may bring its own metrics and queries without a line of code', async () => {
    // GIVEN
    await writeFile(join(folder, 'report.yaml'), report);

    // WHEN
    const definition = await loadReportDefinition(folder, nodeFiles);

    // THEN
    expect(definition.metrics.map((metric) => metric.measure)).toEqual([{ kind: 'column', query: 'doors', column: 'Openings' }]);
  });

  it('lists every wrong reference with its place', async () => {
    // GIVEN a metric without its query, a column that is not there, a source that is none, and a query without a file
    const text = report
      .replace('  - id: doors\n', '  - id: doors\n  - id: windows\n')
      .replace('[door_openings]', '[door_openings, inc_created, nonsense]')
      .replace('{ column: Door, label: Door }', '{ column: Dor, label: Door }')
      .replace(
        'blocks:\n',
        'blocks:\n      - { kind: table, id: other, source: nowhere, caption: Other, emptyText: None., columns: [{ column: A, label: A }] }\n',
      );
    await writeFile(join(folder, 'report.yaml'), text);

    // WHEN
    const read = await readReportDefinition(folder, nodeFiles);

    // THEN
    const lines =
      'problems' in read ? read.problems.map((problem) => `${problem.position.line}:${problem.position.column} ${problem.message}`) : [];
    expect(lines).toEqual([
      `6:9 there is no windows.kql, neither in ${folder}/queries nor in ${join(parent, 'queries')}`,
      '15:51 "inc_created" needs the query "incidents", which the report does not list',
      '15:64 "nonsense" is not a metric',
      '14:43 "nowhere" is neither a view nor a query of this report',
      '22:23 the query "doors" has no column "Dor", which "Doors" shows',
    ]);
  });

  it('says what a misspelt metric, view, column of a view or of a query was probably meant to be', async () => {
    // GIVEN
    const text = report
      .replace('[door_openings]', '[dor_openings, inc_creatd]')
      .replace('{ column: Door, label: Door }', '{ column: Dor, label: Door }')
      .replace(
        'blocks:\n',
        `blocks:
      - { kind: table, id: one, source: waiting-nwo, caption: One, emptyText: None., columns: [{ column: Title, label: A }] }
      - { kind: table, id: two, source: waiting-now, caption: Two, emptyText: None., columns: [{ column: Titl, label: A }] }
      - kind: chart
        id: three
        source: incidents-by-source
        form: bar
        title: Three
        subtitle: Incidents
        unit: count
        category: { column: Sorce, label: Product }
        series:
          - { column: Incident, name: Incidents, role: accent }
`,
      );
    await writeFile(join(folder, 'report.yaml'), text);

    // WHEN
    const read = await readReportDefinition(folder, nodeFiles);

    // THEN each problem stands at the name itself
    const told =
      'problems' in read
        ? read.problems.map(({ position, message, hint }) => {
            const line = text.split('\n')[position.line - 1]!.slice(position.column - 1);
            return `${/^[\w-]+/u.exec(line)?.[0]}: ${message}: ${hint?.split('?')[0]}`;
          })
        : [];
    expect(told).toEqual([
      'dor_openings: "dor_openings" is not a metric: did you mean "door_openings"',
      'inc_creatd: "inc_creatd" is not a metric: did you mean "inc_created"',
      'waiting-nwo: "waiting-nwo" is neither a view nor a query of this report: did you mean "waiting-now"',
      'Titl: the view "waiting-now" has no column "Titl", which "Two" shows: did you mean "Title"',
      'Sorce: the view "incidents-by-source" has no column "Sorce", which "Three" shows: did you mean "Source"',
      'Incident: the view "incidents-by-source" has no column "Incident", which "Three" shows: did you mean "Incidents"',
      'Dor: the query "doors" has no column "Dor", which "Doors" shows: did you mean "Door"',
    ]);
  });

  it('reads a shared query where it has none of that name itself, and its own wherever it has one', async () => {
    // GIVEN a shared query with a shared include, of which the report then gets its own
    await mkdir(join(parent, 'queries'));
    await rm(join(folder, 'queries', 'doors.kql'));
    await writeFile(join(parent, 'queries', 'doors.kql'), `${query('doors')}// @include base.kql\n`);
    await writeFile(join(parent, 'queries', 'base.kql'), '// shared\n');
    await writeFile(join(folder, 'report.yaml'), report);

    // WHEN
    const shared = await loadReportDefinition(folder, nodeFiles);
    await writeFile(join(folder, 'queries', 'base.kql'), '// own\n');
    const own = await loadReportDefinition(folder, nodeFiles);

    // THEN
    const filesOf = ({ queries }: typeof shared): readonly string[] => [
      ...new Set(queries.flatMap(({ origins }) => origins.map(({ file }) => file))),
    ];
    expect(filesOf(shared)).toEqual([join(parent, 'queries', 'doors.kql'), join(parent, 'queries', 'base.kql')]);
    expect(filesOf(own)).toEqual([join(parent, 'queries', 'doors.kql'), join(folder, 'queries', 'base.kql')]);
  });

  it('is one error with every problem for a caller that needs it', async () => {
    // GIVEN
    await writeFile(
      join(folder, 'report.yaml'),
      report.replace('id: doors\ntitle', 'id: windows\ntitle').replace('title: Doors', 'titlee: Doors'),
    );

    // WHEN
    const loading = loadReportDefinition(folder, nodeFiles);

    // THEN
    await expect(loading).rejects.toMatchObject({ code: 'MXDR-REPORT-INVALID', why: expect.stringContaining('did you mean "title"?') });
  });

  it('says so when there is no report at all', async () => {
    // WHEN
    const read = await readReportDefinition(join(parent, 'nothing'), nodeFiles);

    // THEN
    expect('problems' in read ? read.problems.map(formatProblem)[0] : '').toContain('MXDR-REPORT-MISSING: there is no report.yaml');
  });

  it('tells ids of sections and blocks apart: both are anchors of one document', async () => {
    // GIVEN a section and a block of one name
    await writeFile(join(folder, 'report.yaml'), report.replace('id: door-list', 'id: doors'));

    // WHEN
    const read = await readReportDefinition(folder, nodeFiles);

    // THEN
    expect('problems' in read ? read.problems.map(({ message }) => message) : []).toEqual(['"block doors" occurs twice']);
  });
});
