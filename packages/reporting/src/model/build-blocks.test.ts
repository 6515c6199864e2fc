import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { formatProblem, nodeFiles, parsePeriod } from '@mxdr/core';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { collectDataset } from '../dataset/collect-dataset.ts';
import { loadReportDefinition, readReportDefinition } from '../definition/load-report-definition.ts';
import type { Script } from '../testing/scripted-workspace.ts';
import { answer, sampleCustomer, sampleOperator, scriptedWorkspace } from '../testing/scripted-workspace.ts';
import { buildReportModel } from './build-report-model.ts';
import { contentBlocks } from './content-blocks.ts';
import type { Block } from './report-model.ts';

const query = (id: string, columns: string): string =>
  `// id: ${id}\n// title: Doors\n// tables: Doors_CL\n// window: period\n// empty: none\n// columns: ${columns}\nDoors_CL\n| where TimeGenerated >= START and TimeGenerated < END\n| count\n`;

const head = `schemaVersion: 1
id: doors
title: Doors
trendMonths: 3
queries:
  - { id: doors, runs: trend }
  - { id: uses, runs: period }
metrics:
  - { id: openings, name: Openings, definition: Openings of all doors., unit: count, query: doors, column: Openings, betterWhen: lower }
  - { id: alarms, name: Alarms, definition: Openings that rang., unit: count, query: doors, column: Alarms }
sections:
  - id: doors
    topic: Doors
    heading: Doors
    blocks:
`;

const png = Buffer.from('iVBORw0KGgoAAAANSUhEUgAAAAIAAAADCAYAAAC56t6BAAAAEklEQVR4nGP8z8Dwn4GBgYEBAA0HAQFbXk0wAAAAAElFTkSuQmCC', 'base64');

describe('the blocks of a report', () => {
  let parent: string;
  let folder: string;

  beforeEach(async () => {
    parent = await mkdtemp(join(tmpdir(), 'mxdr-blocks-'));
    folder = join(parent, 'doors');
    await mkdir(join(folder, 'queries'), { recursive: true });
    await writeFile(join(folder, 'queries', 'doors.kql'), query('doors', 'Openings:long, Alarms:long'));
    await writeFile(
      join(folder, 'queries', 'uses.kql'),
      query('uses', 'Door:string, Day:string, Uses:long, At:datetime, Until:datetime, Severity:string'),
    );
    await writeFile(join(folder, 'plan.png'), png);
  });
  afterEach(() => rm(parent, { recursive: true, force: true }));

  /** Openings by the start of the month that is asked for; `null` where the table is not there. */
  const byMonth =
    (openings: Readonly<Record<string, number | null>>, uses: Parameters<typeof answer>[0] = []): Script =>
    ({ queryId, start }) => {
      if (queryId === 'uses') return answer(uses);
      const count = openings[start.slice(0, 7)];
      return count === undefined || count === null ? undefined : answer([{ Openings: count, Alarms: Math.floor(count / 10) }]);
    };

  async function build(blocks: string, script: Script): Promise<readonly Block[]> {
    await writeFile(join(folder, 'report.yaml'), head + blocks);
    const dataset = await collectDataset({
      definition: await loadReportDefinition(folder, nodeFiles),
      customer: sampleCustomer(),
      operator: sampleOperator(),
      period: parsePeriod('2026-10', 'Europe/Amsterdam'),
      workspace: scriptedWorkspace(script),
      signal: new AbortController().signal,
      progress: { step: () => {} },
    });
    const model = buildReportModel(dataset, { issuedAt: '2026-11-03T08:00:00.000Z', toolVersion: '0.1.0' });
    return model.sections[0]!.blocks;
  }

  async function problemsOf(blocks: string): Promise<readonly string[]> {
    await writeFile(join(folder, 'report.yaml'), head + blocks);
    const read = await readReportDefinition(folder, nodeFiles);
    return 'problems' in read ? read.problems.map(formatProblem) : [];
  }

  it('compare a metric with the month before, the year before, and what was agreed', async () => {
    // WHEN September had 40, October of the year before nothing that is known
    const [block] = await build(
      '      - { kind: comparison, id: c, caption: Compared, metrics: [openings, alarms], with: [previous, yearBefore], targets: [{ metric: openings, value: 50 }] }\n',
      byMonth({ '2026-09': 52, '2026-08': 40 }),
    );

    // THEN local October begins on 30 September in UTC
    expect(block).toMatchObject({
      kind: 'comparison',
      columns: ['October 2026', 'September 2026', 'October 2025', 'Target'],
      rows: [
        {
          cells: [
            { text: '52', value: 52, change: null },
            { text: '40', value: 40, change: { judgement: 'worse', direction: 'up' } },
            { text: 'not available', value: null, state: 'unavailable', change: null },
            { text: 'at most 50', change: { word: 'missed' } },
          ],
        },
        { cells: [{ text: '5' }, { text: '4' }, { text: 'not available' }, { text: 'no target', state: 'not-applicable' }] },
      ],
    });
  });

  it('judge no target by a number that is not whole', async () => {
    // WHEN
    const block = (
      await build(
        '      - { kind: comparison, id: c, caption: Compared, metrics: [openings], targets: [{ metric: openings, value: 50 }] }\n',
        ({ queryId }) => (queryId === 'doors' ? answer([{ Openings: 9, Alarms: 1 }], [{ code: 'limit', message: 'Cut off.' }]) : undefined),
      )
    ).find(({ kind }) => kind === 'comparison');

    // THEN nine is fewer than fifty, of a part of them
    expect(block).toMatchObject({
      rows: [{ cells: [{ state: 'partial' }, {}, { change: { word: 'not judged', judgement: 'neutral' } }] }],
    });
  });

  it('show the months of a metric as a line, with a gap where a month is not known', async () => {
    // WHEN
    const [block] = await build(
      '      - { kind: metrics, metrics: [openings], sparklines: true }\n',
      byMonth({ '2026-09': 52, '2026-08': null, '2026-07': 31 }),
    );

    // THEN
    expect(block).toMatchObject({
      cards: [
        {
          value: '52',
          trend: {
            values: [31, null, 52],
            label: 'Openings by month: August 2026 31, September 2026 not available, October 2026 52',
            from: 'Aug 2026',
            to: 'Oct 2026',
          },
        },
      ],
    });
  });

  it('show no line of a single month', async () => {
    const [block] = await build('      - { kind: metrics, metrics: [openings], sparklines: true }\n', byMonth({ '2026-09': 52 }));
    expect(block).toMatchObject({ cards: [{ value: '52' }] });
    expect(JSON.stringify(block)).not.toContain('trend');
  });

  it('put records into the cells of a grid, and tell a zero from what is not known', async () => {
    // GIVEN two records of one cell, none of another, and one without a number
    const uses = [
      { Door: 'Front', Day: 'Mon', Uses: 3 },
      { Door: 'Front', Day: 'Mon', Uses: 4 },
      { Door: 'Front', Day: 'Tue', Uses: 5 },
      { Door: 'Back', Day: 'Tue', Uses: null },
    ];
    const grid = (missing: string): string =>
      `      - { kind: chart, form: heatMap, id: g, source: uses, title: Uses, subtitle: Uses, unit: count, category: { column: Door, label: Door }, across: { column: Day, label: Day }, value: Uses, missing: ${missing} }\n`;

    // WHEN
    const [unknown] = await build(grid('unknown'), byMonth({}, uses));
    const [zero] = await build(grid('zero'), byMonth({}, uses));

    // THEN
    const shown = (block: Block | undefined): unknown =>
      block?.kind === 'chart' && 'series' in block.chart
        ? [block.chart.categories, ...block.chart.series.map(({ name, values }) => [name, values])]
        : block;
    expect(shown(unknown)).toEqual([
      ['Front', 'Back'],
      ['Mon', [7, null]],
      ['Tue', [5, null]],
    ]);
    expect(shown(zero)).toEqual([
      ['Front', 'Back'],
      ['Mon', [7, 0]],
      ['Tue', [5, null]],
    ]);
  });

  it('make stages of metrics, and give no share of what is not a part', async () => {
    const [block] = await build(
      '      - { kind: chart, form: funnel, id: f, title: Stages, subtitle: Openings, stages: [openings, alarms, openings] }\n',
      byMonth({ '2026-09': 520 }),
    );
    expect(block).toMatchObject({
      chart: {
        categories: ['Openings', 'Alarms', 'Openings'],
        series: [{ values: [520, 52, 520] }],
        stageShares: [null, '10.0% of the stage before', null],
      },
      note: '',
    });
  });

  it('say of stages of which none is known that they are not available', async () => {
    const [block] = await build(
      '      - { kind: chart, form: funnel, id: f, title: Stages, subtitle: Openings, stages: [openings, alarms] }\n',
      byMonth({}),
    );
    expect(block).toMatchObject({ kind: 'unavailable', title: 'Stages', reason: 'The table Unknown does not exist in the workspace.' });
  });

  it('order events by time, on an axis in the zone of the customer', async () => {
    // GIVEN an event that ends before it begins, and one without a time
    const uses = [
      { Door: 'Second', At: '2026-10-14T07:30:00Z', Until: '2026-10-14T09:10:00Z', Severity: 'High' },
      { Door: 'First', At: '2026-10-14T06:58:00Z', Until: '2026-10-14T06:00:00Z', Severity: 'Other' },
      { Door: 'Never', At: null, Until: null, Severity: null },
    ];

    // WHEN
    const [block] = await build(
      '      - { kind: chart, form: timeline, id: t, source: uses, title: Doors, subtitle: Openings, event: { column: Door, label: Door }, at: At, until: Until, severity: Severity }\n',
      byMonth({}, uses),
    );

    // THEN
    expect(block).toMatchObject({
      chart: {
        events: [
          { name: 'First', start: '14 Oct 2026, 08:58', end: null, role: 'accent' },
          { name: 'Second', start: '14 Oct 2026, 09:30', end: '14 Oct 2026, 11:10', role: 'severity-high' },
        ],
        ticks: [{ label: '14 Oct, 09:00' }, { label: '09:30' }, { label: '10:00' }, { label: '10:30' }, { label: '11:00' }],
      },
      note: '1 event has no time and is not shown.',
    });
  });

  it('stand in columns, each like anywhere else, and bring pictures along', async () => {
    const blocks = await build(
      `      - kind: columns
        columns:
          - [{ kind: callout, title: Doors, text: 'In {period}.' }, { kind: pageBreak }]
          - [{ kind: image, file: plan.png, alt: The plan, caption: 'Plan of {period}' }]
`.replace(', { kind: pageBreak }', ''),
      byMonth({}),
    );
    expect(contentBlocks({ blocks })).toEqual([
      { kind: 'callout', tone: 'info', title: 'Doors', text: 'In October 2026.' },
      {
        kind: 'image',
        dataUri: `data:image/png;base64,${png.toString('base64')}`,
        widthPx: 2,
        heightPx: 3,
        alt: 'The plan',
        caption: 'Plan of October 2026',
      },
    ]);
  });

  it('are refused with block and line: unknown names in columns, targets without a direction, pictures that could do harm', async () => {
    // GIVEN
    await writeFile(join(folder, 'evil.svg'), '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><script>alert(1)</script></svg>');
    await writeFile(join(folder, 'fake.png'), '<html>');

    // WHEN
    const problems = await problemsOf(
      `      - kind: columns
        columns:
          - [{ kind: metrics, metrics: [nonsense] }]
          - [{ kind: table, id: t, source: uses, caption: c, emptyText: none., columns: [{ column: Dor, label: Door }] }]
      - { kind: comparison, id: c, caption: c, metrics: [alarms], targets: [{ metric: alarms, value: 1 }, { metric: openings, value: 1 }] }
      - { kind: image, file: evil.svg, alt: a }
      - { kind: image, file: fake.png, alt: a }
      - { kind: image, file: none.png, alt: a }
`,
    );

    // THEN
    expect(problems.map((problem) => problem.replace(/^.*report\.yaml:/u, '').replace(/MXDR-\S+ /u, '')).join('\n')).toMatchInlineSnapshot(`
      "18:41 error "nonsense" is not a metric (the metrics are listed in docs/reports.md)
      20:87 error neither more nor less of "alarms" is better, so it has no target
      20:117 error the target is for "openings", which the block does not show
      19:100 error the query "uses" has no column "Dor", which "c" shows (did you mean "Door"? it has Door, Day, Uses, At, Until, Severity)
      21:30 error evil.svg has the element script; allowed are plain shapes
      22:30 error fake.png is neither PNG nor JPEG
      23:30 error none.png does not exist in the folder of the report"
    `);
  });
});
