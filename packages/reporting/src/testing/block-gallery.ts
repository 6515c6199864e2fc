import type { SeriesChart, TimelineChart } from '../charts/chart-spec.ts';
import type { Block, ComparisonCell, ContentBlock, MetricTrend, ReportModel, Section } from '../model/report-model.ts';
import { attackMatrices } from './attack-matrix-gallery.ts';
import { card, galleryModel, text, weeks } from './gallery-model.ts';

/** A picture of two by two pixels would be no test of its size: this one is drawn. */
const drawing =
  '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 480 150"><rect width="480" height="150" fill="#f3f5f8"/><rect x="24" y="45" width="110" height="60" rx="6" fill="#1f4e79"/><rect x="185" y="45" width="110" height="60" rx="6" fill="#0f766e"/><rect x="346" y="45" width="110" height="60" rx="6" fill="#a55215"/><path d="M134 75h51M295 75h51" stroke="#1b2330" stroke-width="3"/></svg>';
/** The address of a picture of three boxes. */
export const drawingUri = `data:image/svg+xml;base64,${Buffer.from(drawing).toString('base64')}`;

const months = ['May 2026', 'June 2026', 'July 2026', 'August 2026', 'September 2026', 'October 2026'];

function trend(name: string, values: readonly (number | null)[]): MetricTrend {
  const points = values.map((value, index) => `${months[index]!} ${value ?? 'not available'}`);
  return { values, label: `${name} by month: ${points.join(', ')}`, from: 'May 2026', to: 'Oct 2026' };
}

const series = (name: string, role: SeriesChart['series'][number]['role'], values: readonly (number | null)[]) => ({ name, role, values });

const severities = (high: readonly (number | null)[], medium: readonly (number | null)[], low: readonly (number | null)[]) => [
  series('High', 'severity-high', high),
  series('Medium', 'severity-medium', medium),
  series('Low', 'severity-low', low),
];

const one = (values: readonly (number | null)[]) => [series('Incidents', 'accent', values)];
const products = ['Defender for Endpoint', 'Defender for Office 365', 'Defender for Identity', 'Entra ID Protection'];
const days = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'];
const hours = Array.from({ length: 24 }, (_, hour) => `${String(hour).padStart(2, '0')}:00`);
const stages = ['Alerts', 'Incidents created', 'Incidents investigated', 'True positives'];
const longName = 'Multi-stage incident involving initial access and lateral movement on several endpoints reported by several sources';

function chartOf(kind: SeriesChart['kind'], title: string, rest: Partial<SeriesChart>): SeriesChart {
  return {
    kind,
    title,
    subtitle: 'Incidents, October 2026',
    unit: 'count',
    categories: weeks,
    categoryLabel: 'Week',
    series: one([4, 7, 12, 5, 3]),
    ...rest,
  };
}

/** How each form looks in the usual case, with something unknown, with one value, and at its limits. */
const forms: readonly (readonly [form: SeriesChart['kind'], name: string, states: Readonly<Record<string, Partial<SeriesChart>>>])[] = [
  [
    'bar',
    'Bars',
    {
      usual: { title: 'The third week was the busiest', series: one([22, 27, 38, 28, 17]), target: { value: 30, label: 'Usual week 30' } },
      partial: { title: 'One week is not known', series: one([22, 27, null, 28, 0]) },
      single: { title: 'A single week', categories: ['5–11 Oct'], series: one([27]) },
      extreme: {
        title: 'Sixty days, from nothing to a million',
        categories: Array.from({ length: 60 }, (_, day) => `day ${day + 1}`),
        series: one(Array.from({ length: 60 }, (_, day) => (day % 9 === 4 ? 1_204_330 : (day * 7919) % 90_000))),
      },
    },
  ],
  [
    'stackedBar',
    'Stacked bars',
    {
      usual: {
        title: 'High incidents doubled in the third week',
        series: severities([2, 3, 9, 4, 2], [6, 8, 14, 9, 5], [8, 9, 12, 10, 7]),
      },
      partial: { title: 'One week is not known', series: severities([2, null, 9, 4, 0], [6, null, 14, 9, 0], [8, null, 12, 10, 0]) },
      extreme: {
        title: 'One level hides the others',
        series: severities([1, 0, 1, 2, 1], [3, 2, 4, 1, 2], [48_200, 51_004, 39_870, 60_333, 44_120]),
      },
    },
  ],
  [
    'horizontalBar',
    'Lying bars',
    {
      usual: { title: 'Endpoints led the month', categoryLabel: 'Product', categories: products, series: one([61, 40, 18, 9]) },
      partial: { title: 'One product is not known', categoryLabel: 'Product', categories: products, series: one([61, null, 18, 0]) },
      extreme: {
        title: 'Long names are cut, never the numbers',
        categoryLabel: 'Title',
        categories: [longName, 'x'.repeat(90), 'Short'],
        series: one([3_204_119, 12, 0]),
      },
    },
  ],
  [
    'stackedHorizontalBar',
    'Stacked lying bars',
    {
      usual: {
        title: 'Half of the time of High incidents waited for an answer',
        unit: 'minutes',
        subtitle: 'Mean minutes to resolve, October 2026',
        categoryLabel: 'Severity',
        categories: ['High', 'Medium', 'Low'],
        series: [series('With the experts', 'expert', [64, 110, 150]), series('Waiting for you', 'customer', [71, 42, 18])],
      },
      partial: {
        title: 'Nothing is known of Medium',
        unit: 'minutes',
        subtitle: 'Mean minutes to resolve, October 2026',
        categoryLabel: 'Severity',
        categories: ['High', 'Medium', 'Low'],
        series: [series('With the experts', 'expert', [64, null, 150]), series('Waiting for you', 'customer', [71, null, 18])],
      },
    },
  ],
  [
    'line',
    'Lines',
    {
      usual: {
        title: 'Incidents were taken up faster than in September',
        unit: 'minutes',
        subtitle: 'Median minutes to the first human action',
        series: [series('October', 'current', [18, 21, 26.5, 19, 17]), series('September', 'previous', [24, 22, 31, 28, 25])],
        target: { value: 30, label: 'Target 30 min' },
      },
      partial: { title: 'Two weeks are not known', series: one([18, null, null, 19, 17]) },
      single: { title: 'A single point', categories: ['October'], series: one([18]) },
    },
  ],
  [
    'area',
    'Areas',
    {
      usual: {
        title: 'Ingestion grew with the new servers',
        unit: 'gigabytes',
        subtitle: 'Gigabytes a week',
        series: [series('Billable', 'accent', [61.2, 64, 71.5, 80.1, 82]), series('Free of charge', 'neutral', [20, 21.5, 20.4, 22, 21])],
      },
      partial: {
        title: 'What one part hides, no stack can show',
        unit: 'gigabytes',
        subtitle: 'Gigabytes a week',
        series: [series('Billable', 'accent', [61.2, 64, null, 80.1, 82]), series('Free of charge', 'neutral', [20, 21.5, 20.4, 22, 21])],
      },
      single: { title: 'One series', series: one([4, 7, 12, 5, 3]) },
    },
  ],
  [
    'heatMap',
    'Heat maps',
    {
      usual: {
        title: 'Incidents begin in office hours, and on Sunday night',
        categoryLabel: 'Day',
        categories: days,
        series: hours.map((hour, at) =>
          series(
            hour,
            'accent',
            days.map((_, day) =>
              day < 5 && at > 7 && at < 18 ? (at * (day + 3)) % 9 : day === 6 && at > 21 ? 11 : (at + day) % 13 === 0 ? 1 : 0,
            ),
          ),
        ),
      },
      partial: {
        title: 'Sign-in logs of Wednesday are missing',
        categoryLabel: 'Day',
        categories: days.slice(0, 5),
        series: ['Interactive', 'Not interactive', 'Service principals'].map((name, at) =>
          series(
            name,
            'accent',
            days.slice(0, 5).map((_, day) => (day === 2 ? null : 120 * (day + 1) + 37 * at)),
          ),
        ),
      },
      single: { title: 'One cell', categoryLabel: 'Day', categories: ['Monday'], series: [series('09:00', 'accent', [4])] },
      extreme: {
        title: 'Long names and large numbers',
        categoryLabel: 'Title',
        categories: [longName, 'x'.repeat(80)],
        series: Array.from({ length: 12 }, (_, at) => series(`${longName} ${at}`, 'accent', [1_204_330 * at, 3])),
      },
    },
  ],
  [
    'matrix',
    'Matrices',
    {
      usual: {
        title: 'Most High incidents are closed',
        categoryLabel: 'Severity',
        categories: ['High', 'Medium', 'Low', 'Informational'],
        series: [
          series('New', 'accent', [1, 4, 9, 2]),
          series('Active', 'accent', [2, 6, 3, 0]),
          series('Closed', 'accent', [17, 32, 34, 18]),
        ],
        totalLabel: 'All',
      },
      partial: {
        title: 'What is active is not known for Medium',
        categoryLabel: 'Severity',
        categories: ['High', 'Medium', 'Low'],
        series: [series('New', 'accent', [1, 4, 9]), series('Active', 'accent', [2, null, 3]), series('Closed', 'accent', [17, 32, 34])],
        totalLabel: 'All',
      },
    },
  ],
  [
    'funnel',
    'Funnels',
    {
      usual: {
        title: 'Of 4,210 alerts, 41 were attacks',
        categoryLabel: 'Measure',
        categories: stages,
        series: [series('Number', 'accent', [4210, 128, 117, 41])],
        stageShares: [null, '3.0 % of the stage before', '91.4 % of the stage before', '35.0 % of the stage before'],
      },
      partial: {
        title: 'How many were investigated is not known',
        categoryLabel: 'Measure',
        categories: stages,
        series: [series('Number', 'accent', [4210, 128, null, 41])],
        stageShares: [null, '3.0 % of the stage before', null, null],
      },
      extreme: {
        title: 'A stage larger than the one before it, and one of nothing',
        categoryLabel: 'Measure',
        categories: ['First', longName, 'Third', 'Fourth'],
        series: [series('Number', 'accent', [12, 4_200_000, 9, 0])],
        stageShares: [null, null, '0.0 % of the stage before', '0 of 9'],
      },
    },
  ],
];

const at = (day: number, hour: number, minute = 0): number => Date.UTC(2026, 9, day, hour, minute);

const timeline: TimelineChart = {
  kind: 'timeline',
  title: 'Contained 41 minutes after the first click',
  subtitle: 'Incident 4821, times in Europe/Amsterdam',
  eventLabel: 'Event',
  startLabel: 'From',
  endLabel: 'Until',
  events: [
    ['Phishing message delivered', at(14, 6, 58), null, '14 Oct 2026, 08:58', null, 'neutral'],
    ['Link clicked by a payroll administrator', at(14, 7, 21), null, '14 Oct 2026, 09:21', null, 'severity-medium'],
    ['Session used from an unfamiliar network', at(14, 7, 26), at(14, 8, 2), '14 Oct 2026, 09:26', '14 Oct 2026, 10:02', 'severity-high'],
    ['Incident created', at(14, 7, 29), null, '14 Oct 2026, 09:29', null, 'severity-high'],
    ['Taken up by an analyst', at(14, 7, 44), null, '14 Oct 2026, 09:44', null, 'accent'],
    [
      'Account disabled and all of its sessions revoked, in the cloud and on premises',
      at(14, 8, 2),
      null,
      '14 Oct 2026, 10:02',
      null,
      'positive',
    ],
    ['Waiting for the customer', at(14, 8, 10), at(14, 11, 40), '14 Oct 2026, 10:10', '14 Oct 2026, 13:40', 'customer'],
    ['Closed as a true positive', at(14, 12, 5), null, '14 Oct 2026, 14:05', null, 'accent'],
  ].map(([name, startMs, endMs, start, end, role]) => ({ name, startMs, endMs, start, end, role }) as TimelineChart['events'][number]),
  ticks: [7, 8, 9, 10, 11, 12].map((hour) => ({
    atMs: at(14, hour),
    label: hour === 7 ? '14 Oct, 09:00' : `${String(hour + 2).padStart(2, '0')}:00`,
  })),
};

function cell(shown: string, value: number | null, rest: Partial<ComparisonCell> = {}): ComparisonCell {
  return { text: shown, value, state: value === null ? 'unavailable' : 'known', change: null, note: '', ...rest };
}

const change = (
  judgement: 'better' | 'worse' | 'neutral',
  words: string,
  direction: 'up' | 'down' | 'none',
  word = judgement === 'neutral' ? '' : judgement,
) => ({
  text: words,
  direction,
  judgement,
  word,
});

const comparison: ContentBlock = {
  kind: 'comparison',
  id: 'compared',
  caption: 'This month beside others, and beside what was agreed',
  nameLabel: 'Measure',
  columns: ['October 2026', 'September 2026', 'October 2025', 'Target'],
  rows: [
    {
      metricId: 'inc_investigated',
      label: 'Incidents investigated',
      cells: [
        cell('128', 128),
        cell('116', 116, { change: change('neutral', '+12 (10.3 %) vs September 2026', 'up') }),
        cell('not available', null, { note: 'There is no data from before May 2026.' }),
        cell('no target', null, { state: 'not-applicable' }),
      ],
    },
    {
      metricId: 'tta_human',
      label: 'Time to acknowledge, median',
      cells: [
        cell('21.0 min', 21),
        cell('25.0 min', 25, { change: change('better', '−4.0 min vs September 2026', 'down') }),
        cell('48.5 min', 48.5, {
          state: 'low-sample',
          change: change('better', '−27.5 min vs October 2025', 'down'),
          note: 'only 4: read with care',
        }),
        cell('at most 30.0 min', 30, { change: change('better', '', 'none', 'met') }),
      ],
    },
    {
      metricId: 'ttr',
      label: 'Time to resolve, median',
      cells: [
        cell('2:05 h', 125, { state: 'partial', note: 'incomplete: the table was not written for 31 hours' }),
        cell('1:45 h', 105, { change: change('worse', '+20 min vs September 2026', 'up') }),
        cell('not available', null, { note: 'There is no data from before May 2026.' }),
        cell('at most 2:00 h', 120, { change: change('neutral', '', 'none', 'not judged') }),
      ],
    },
  ],
  note: '',
};

const section = (id: string, topic: string, heading: string, blocks: readonly Block[]): Section => ({
  id,
  topic,
  heading,
  kind: 'section',
  blocks,
});

function chartSection([form, name, states]: (typeof forms)[number]): Section {
  const id = form.toLowerCase();
  return section(
    id,
    name,
    `${name}: usual, not wholly known, and at their limits`,
    Object.entries(states).map(([state, { title = name, ...rest }]) => ({
      kind: 'chart',
      id: `chart-${id}-${state}`,
      chart: chartOf(form, title, rest),
      note: state === 'partial' ? 'Incomplete: what is hatched is not known.' : '',
    })),
  );
}

const manyRows = (count: number) =>
  Array.from({ length: count }, (_, index) => [
    { text: String(4821 + index), value: 4821 + index },
    text(['High', 'Medium', 'Low', 'Informational'][index % 4]!),
    text(index % 9 === 0 ? longName : 'Password spray against cloud accounts'),
    index % 7 === 3 ? { text: 'not available', value: null } : { text: String(12 + ((index * 7) % 40)), value: 12 + ((index * 7) % 40) },
  ]);

const tableColumns = [
  { key: 'number', label: 'Incident', align: 'left', form: 'nowrap' },
  { key: 'severity', label: 'Severity', align: 'left', form: 'severity' },
  { key: 'title', label: 'Title', align: 'left', form: 'text' },
  { key: 'minutes', label: 'Acknowledged (min)', align: 'right', form: 'number' },
] as const;

/** Every block and every form of chart: usual, empty, not wholly known, not available, and at its limits. */
export function blockGallery(): ReportModel {
  return {
    ...galleryModel(),
    reportId: 'gallery',
    title: 'Gallery of blocks',
    completeness: { state: 'complete', summary: 'Every query that this report needs was answered in full.' },
    sections: [
      section('metrics', 'Metrics', 'Numbers, how sure they are, and where they come from', [
        {
          kind: 'metrics',
          cards: [
            card('inc_investigated', 'Incidents investigated', '128', {
              unit: 'incidents',
              delta: { text: '+12 vs September 2026', direction: 'up', judgement: 'neutral', word: '' },
              trend: trend('Incidents investigated', [110, 98, 120, 104, 116, 128]),
            }),
            card('tta_human', 'Time to acknowledge, median', '21.0 min', {
              delta: { text: '−4.0 min vs September 2026', direction: 'down', judgement: 'better', word: 'better' },
              note: 'median of 117; mean 24.1 min; 90 % within 48.0 min',
              trend: trend('Time to acknowledge', [31, 28, null, 26, 25, 21]),
            }),
            card('backlog', 'Open at the end', '14', {
              unit: 'incidents',
              delta: { text: '+6 vs September 2026', direction: 'up', judgement: 'worse', word: 'worse' },
            }),
            card('identity', 'Identity incidents', '34', { state: 'partial', note: 'incomplete: sign-in logs of two days are missing' }),
            card('hunts', 'Hunting findings', '3', {
              state: 'low-sample',
              delta: { text: 'first period', direction: 'none', judgement: 'neutral', word: '' },
            }),
            card('score', 'Secure score', 'not available', { state: 'unavailable', note: 'the score was not exported' }),
            card('servers', 'Server incidents', 'not applicable', { state: 'not-applicable', note: 'no servers in scope' }),
            card('zero', 'Waiting for you', '0', { unit: 'incidents', trend: trend('Waiting for you', [0, 0, 0, 0, 0, 0]) }),
          ],
        },
        {
          kind: 'metrics',
          cards: [card('long', longName, '1,204,330,119', { unit: 'messages that were scanned on delivery', note: longName })],
        },
      ]),
      section('attack-matrix', 'Matrix of ATT&CK', 'Techniques under their tactics', attackMatrices),
      section('comparison', 'Comparison', 'Side by side, with what was agreed', [comparison]),
      ...forms.map(chartSection),
      section('timeline', 'Timeline', 'What happened, in order', [
        { kind: 'chart', id: 'timeline-usual', chart: timeline, note: '' },
        {
          kind: 'chart',
          id: 'timeline-single',
          chart: { ...timeline, title: 'One event', events: timeline.events.slice(3, 4), ticks: [] },
          note: '',
        },
      ]),
      section('nothing', 'Nothing to draw', 'What stands where nothing is known, and where there is nothing', [
        { kind: 'chart', id: 'no-rows', chart: chartOf('bar', 'No rows at all', { categories: [], series: [] }), note: '' },
        {
          kind: 'chart',
          id: 'all-unknown',
          chart: chartOf('line', 'Nothing is known', { series: one([null, null, null, null, null]) }),
          note: '',
        },
        { kind: 'chart', id: 'all-zero', chart: chartOf('bar', 'All zero', { series: one([0, 0, 0, 0, 0]) }), note: '' },
        {
          kind: 'unavailable',
          title: 'Secure score',
          reason: 'The table with the score does not exist in this workspace.',
          sources: ['SecureScores', 'SecureScoreControls'],
          mend: 'Turn on continuous export of the secure score in Defender for Cloud.',
        },
        {
          kind: 'actions',
          title: 'Decisions needed from you',
          items: [],
          emptyText: 'No decision is needed from you for October 2026.',
          moreText: '',
        },
        {
          kind: 'table',
          id: 'empty-table',
          caption: 'Incidents that wait for you',
          columns: tableColumns,
          rows: [],
          totalRows: 0,
          emptyText: 'No incident waits for you.',
          note: '',
        },
      ]),
      section('tables', 'Tables', 'Rows that sort, filter and leave as CSV', [
        {
          kind: 'table',
          id: 'usual-table',
          caption: 'Incidents, newest first',
          columns: tableColumns,
          rows: manyRows(14),
          totalRows: 128,
          emptyText: '',
          note: 'Times are Europe/Amsterdam.',
        },
        {
          kind: 'facts',
          id: 'facts',
          caption: 'One incident',
          facts: [
            { key: 'IncidentNumber', label: 'Incident', form: 'nowrap', cell: { text: '4821', value: 4821 } },
            { key: 'Severity', label: 'Severity', form: 'severity', cell: text('High') },
            { key: 'Owner', label: 'Owner', form: 'text', cell: { text: 'not available', value: null } },
          ],
          emptyText: '',
        },
        {
          kind: 'table',
          id: 'code-table',
          caption: 'Indicators searched for',
          columns: [
            { key: 'kind', label: 'Kind', align: 'left', form: 'text' },
            { key: 'value', label: 'Value', align: 'left', form: 'code' },
          ],
          rows: [
            [text('SHA-256'), text('9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08')],
            [text('Address'), text('https://login.example/common/oauth2/authorize?client_id=00000003-0000-0ff1-ce00-000000000000')],
          ],
          totalRows: 2,
          emptyText: '',
          note: '',
        },
      ]),
      section('words', 'Words and pictures', 'Texts, callouts, actions, pictures and columns', [
        {
          kind: 'narrative',
          title: 'Prose',
          form: 'prose',
          paragraphs: [
            'Thirty-eight incidents were created in the week of 12 October, against 22 in a usual week. Nine of them were High and belonged to one phishing campaign.',
            longName,
          ],
        },
        {
          kind: 'narrative',
          title: 'A list',
          form: 'list',
          paragraphs: ['All accounts were disabled within 40 minutes.', 'Two days of sign-in logs did not arrive.'],
        },
        {
          kind: 'callout',
          tone: 'info',
          title: 'How this is counted',
          text: 'An incident counts once, with the severity that it has at the end of the period.',
        },
        {
          kind: 'callout',
          tone: 'good',
          title: 'No sign of the supply-chain attack',
          text: 'All 412 devices were searched for the published indicators.',
        },
        {
          kind: 'callout',
          tone: 'attention',
          title: 'One account was targeted three times',
          text: 'Its sign-in method should be reviewed first.',
        },
        {
          kind: 'actions',
          title: 'Decisions needed from you',
          items: [
            {
              text: 'Require phishing-resistant sign-in for finance',
              owner: 'Head of IT',
              due: '17 Nov 2026',
              detail: 'Six of nine accounts of the campaign were in finance.',
            },
            { text: longName, owner: 'Security operations and identity management', due: 'at once', detail: '' },
          ],
          emptyText: '',
          moreText: '3 more are in the section of recommendations.',
        },
        {
          kind: 'image',
          dataUri: drawingUri,
          widthPx: 480,
          heightPx: 150,
          alt: 'Three boxes in a row: collect, detect, respond',
          caption: 'How an alert travels',
        },
        {
          kind: 'columns',
          columns: [
            [
              {
                kind: 'narrative',
                title: 'On the left',
                form: 'prose',
                paragraphs: ['Two columns stand side by side where there is room, and one below the other where there is not.'],
              },
              { kind: 'metrics', cards: [card('a', 'Resolved', '117'), card('b', 'Reopened', '2')] },
            ],
            [{ kind: 'chart', id: 'in-column', chart: chartOf('bar', 'A chart in a column', {}), note: '' }],
          ],
        },
        { kind: 'pageBreak' },
        { kind: 'narrative', title: '', form: 'prose', paragraphs: ['This paragraph begins on a new page in print.'] },
      ]),
      {
        id: 'definitions',
        topic: 'Definitions',
        heading: 'What each number means',
        kind: 'appendix',
        blocks: [
          {
            kind: 'definitions',
            items: [
              {
                metricId: 'inc_investigated',
                name: 'Incidents investigated',
                definition: 'Incidents that were open or closed in the period.',
                unit: 'incidents',
                notes: '',
              },
              {
                metricId: 'tta_human',
                name: 'Time to acknowledge',
                definition: 'From creation to the first action of a person.',
                unit: 'minutes',
                notes: 'Without data: no value.',
              },
            ],
          },
        ],
      },
    ],
  };
}
