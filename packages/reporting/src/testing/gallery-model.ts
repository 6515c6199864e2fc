import type { ChartSpec } from '../charts/chart-spec.ts';
import type { Block, MetricCard, ReportModel, TableCell } from '../model/report-model.ts';

/** Categories of a month in weeks. */
export const weeks = ['1–4 Oct', '5–11 Oct', '12–18 Oct', '19–25 Oct', '26–31 Oct'];
/** A cell that shows its value. */
export const text = (value: string): TableCell => ({ text: value, value });
const number = (value: number): TableCell => ({ text: value.toLocaleString('en-GB'), value });
const unknown: TableCell = { text: 'not available', value: null };

/** A card without comparison, unless `rest` says otherwise. */
export function card(metricId: string, label: string, value: string, rest: Partial<MetricCard> = {}): MetricCard {
  return { metricId, label, value, unit: '', state: 'known', delta: null, note: '', ...rest };
}

const incidentsByWeek: ChartSpec = {
  kind: 'stackedBar',
  title: 'Most incidents came in the week of the phishing campaign',
  subtitle: 'Incidents created, by week and severity, October 2026',
  unit: 'count',
  categories: weeks,
  categoryLabel: 'Week',
  series: [
    { name: 'High', role: 'severity-high', values: [2, 3, 9, 4, 2] },
    { name: 'Medium', role: 'severity-medium', values: [6, 8, 14, 9, 5] },
    { name: 'Low', role: 'severity-low', values: [8, 9, 12, 10, 7] },
    { name: 'Informational', role: 'severity-informational', values: [4, 5, 3, 5, 3] },
  ],
};

const acknowledge: ChartSpec = {
  kind: 'line',
  title: 'Time to acknowledge stayed under the target in every week that was measured',
  subtitle: 'Median minutes from creation to the first human action, High incidents',
  unit: 'minutes',
  categories: weeks,
  categoryLabel: 'Week',
  series: [
    { name: 'October', role: 'current', values: [18, 21, 26.5, null, 17] },
    { name: 'September', role: 'previous', values: [24, 22, 31, 28, 25] },
  ],
  target: { value: 30, label: 'Target 30 min' },
};

const tactics: ChartSpec = {
  kind: 'horizontalBar',
  title: 'Initial access and credential access led the month',
  subtitle: 'Incidents by ATT&CK tactic, October 2026; an incident may have several',
  unit: 'count',
  categories: ['Initial access', 'Credential access', 'Execution', 'Persistence', 'Command and control', 'Exfiltration'],
  categoryLabel: 'Tactic',
  series: [{ name: 'Incidents', role: 'accent', values: [46, 31, 22, 12, 9, 2] }],
};

const whoTime: ChartSpec = {
  kind: 'stackedHorizontalBar',
  title: 'Half of the resolution time of High incidents waited for an answer',
  subtitle: 'Median minutes to resolve, by who held the incident',
  unit: 'minutes',
  categories: ['High', 'Medium', 'Low'],
  categoryLabel: 'Severity',
  series: [
    { name: 'With the experts', role: 'expert', values: [64, 110, 150] },
    { name: 'Waiting for you', role: 'customer', values: [71, 42, 18] },
  ],
};

const ingestion: ChartSpec = {
  kind: 'bar',
  title: 'Two days of sign-in logs are missing',
  subtitle: 'Billable gigabytes a day, 12 to 25 October 2026',
  unit: 'gigabytes',
  categories: Array.from({ length: 14 }, (_, day) => `${day + 12} Oct`),
  categoryLabel: 'Day',
  series: [{ name: 'Ingested', role: 'accent', values: [11.2, 11.8, 12.1, 11.9, 12.4, 7.1, 6.8, 11.6, null, null, 12.2, 12.6, 7.3, 7] }],
};

const incidentRows = Array.from({ length: 34 }, (_, index): readonly TableCell[] => {
  const severity = ['High', 'Medium', 'Low', 'Informational'][index % 4]!;
  const titles = [
    'Multi-stage incident involving initial access and lateral movement',
    'Password spray against cloud accounts',
    'Suspicious inbox forwarding rule',
    'Unfamiliar sign-in properties',
  ];
  return [
    { text: String(4821 + index * 3), value: 4821 + index * 3 },
    text(severity),
    text(`${titles[index % 4]!} on one endpoint`),
    { text: `${1 + (index % 30)} Oct 2026, 09:14`, value: `2026-10-${String(1 + (index % 30)).padStart(2, '0')}T07:14:00Z` },
    index === 6 ? unknown : number(12 + ((index * 7) % 40)),
    text(index % 5 === 0 ? 'With your help' : 'Directly'),
  ];
});

const serviceBlocks: readonly Block[] = [
  {
    kind: 'metrics',
    cards: [
      card('tta_human', 'Time to acknowledge, median', '21', {
        unit: 'min',
        delta: { text: '−4 vs September 2026', direction: 'down', judgement: 'better', word: 'better' },
        note: 'p90 48 min, n = 20',
      }),
      card('ttr', 'Time to resolve, median', '2:05', {
        unit: 'h',
        delta: { text: '+0:20 vs September 2026', direction: 'up', judgement: 'worse', word: 'worse' },
        note: 'p90 9:40 h, n = 117',
      }),
      card('sla_met', 'High incidents within target', '19 of 20', {
        delta: { text: 'first period', direction: 'none', judgement: 'neutral', word: '' },
      }),
    ],
  },
  {
    kind: 'chart',
    id: 'acknowledge',
    chart: acknowledge,
    note: 'The week of 19 October is not shown: the incident table was not written for 31 hours.',
  },
  {
    kind: 'narrative',
    title: '',
    form: 'prose',
    paragraphs: [
      'Analysts acknowledged every High incident in under 48 minutes. One of them missed the target of 30 minutes: it was raised during the outage of the incident table and seen when the table came back.',
      'Resolution took longer than in September because nine incidents of the campaign waited for a decision about the accounts concerned.',
    ],
  },
  { kind: 'chart', id: 'who-time', chart: whoTime, note: '' },
];

/** A believable service review with every block, a gap, and a source that is not there; long enough to break over pages. */
export function galleryModel(): ReportModel {
  return {
    schemaVersion: 1,
    reportId: 'service-review',
    title: 'Service review',
    locale: 'en-GB',
    customer: { id: 'northwind', name: 'Northwind Traders', tenantId: '5b1a7d5e-1c0f-4f38-9a44-0d8f6f9f2b11' },
    operator: {
      name: 'Fabrikam Security',
      serviceName: 'Managed XDR',
      deliveryTeam: [
        { name: 'Amina El Idrissi', role: 'Service delivery manager', email: 'amina@fabrikam.example' },
        { name: 'Jonas Weber', role: 'Lead analyst', email: 'jonas@fabrikam.example' },
      ],
    },
    period: {
      id: '2026-10',
      short: 'October 2026',
      long: '1 October 2026 up to 1 November 2026, Europe/Amsterdam (745 hours)',
      startUtc: '2026-09-30T22:00:00.000Z',
      endUtc: '2026-10-31T23:00:00.000Z',
      timeZone: 'Europe/Amsterdam',
    },
    comparison: { label: 'September 2026' },
    issuedAt: '2026-11-03T08:00:00.000Z',
    issuedAtLabel: '3 November 2026, 09:00 (Europe/Amsterdam)',
    toolVersion: '0.1.0',
    classification: 'Confidential',
    paper: 'A4',
    layout: { form: 'pages', cover: 'full', hasContents: true, fitPages: null },
    brand: { accent: '#1f4e79', font: 'Inter', logo: null, operatorLogo: null },
    completeness: {
      state: 'incomplete',
      summary: 'Sign-in logs are missing for 20 and 21 October; identity incidents may be undercounted.',
    },
    sections: [
      {
        id: 'summary',
        topic: 'Executive summary',
        heading: 'A phishing campaign was contained in two days, and three decisions are yours',
        kind: 'summary',
        blocks: [
          {
            kind: 'metrics',
            cards: [
              card('inc_investigated', 'Incidents investigated', '128', {
                unit: 'incidents',
                delta: { text: '+12 vs September 2026', direction: 'up', judgement: 'neutral', word: '' },
              }),
              card('inc_resolved_directly', 'Resolved directly', '117', {
                delta: { text: '+9 vs September 2026', direction: 'up', judgement: 'better', word: 'better' },
                note: '11 were resolved with your help',
              }),
              card('tta_human', 'Time to acknowledge, median', '21', {
                unit: 'min',
                delta: { text: '−4 vs September 2026', direction: 'down', judgement: 'better', word: 'better' },
                note: 'n = 20, High incidents',
              }),
              card('identity_incidents', 'Identity incidents', '34', {
                state: 'partial',
                delta: { text: 'not comparable with September 2026', direction: 'none', judgement: 'neutral', word: '' },
                note: 'sign-in logs of two days are missing',
              }),
              card('hunts', 'Hunting findings', '3', {
                state: 'low-sample',
                delta: { text: '+1 vs September 2026', direction: 'up', judgement: 'neutral', word: '' },
              }),
              card('secure_score', 'Secure score', 'not available', { state: 'unavailable', note: 'the score was not exported' }),
              card('awaiting', 'Waiting for you today', '0', {
                unit: 'incidents',
                delta: { text: '−2 vs September 2026', direction: 'down', judgement: 'better', word: 'better' },
              }),
              card('server_incidents', 'Server incidents', 'not applicable', { state: 'not-applicable', note: 'no servers in scope' }),
            ],
          },
          {
            kind: 'narrative',
            title: 'What happened',
            form: 'list',
            paragraphs: [
              'A phishing campaign on 14 October led to nine High incidents. All affected accounts were disabled within 40 minutes, and no data left the tenant.',
              'Analysts acknowledged High incidents in 21 minutes at the median, nine under the target.',
              'Two days of sign-in logs did not arrive; the connector was repaired on 22 October.',
            ],
          },
          {
            kind: 'actions',
            title: 'Decisions needed from you',
            items: [
              {
                text: 'Require phishing-resistant sign-in for the finance team',
                owner: 'Head of IT',
                due: '17 Nov 2026',
                detail: 'Six of nine accounts of the campaign were in finance.',
              },
              { text: 'Confirm the new on-call number', owner: 'Security operations', due: '10 Nov 2026', detail: '' },
              {
                text: 'Accept or decline automatic isolation of workstations',
                owner: 'CISO',
                due: '24 Nov 2026',
                detail: 'It would have saved 71 minutes at the median in High incidents.',
              },
            ],
            emptyText: 'Nothing is needed from you.',
            moreText: '2 more decisions are in the service review.',
          },
        ],
      },
      {
        id: 'incidents',
        topic: 'Incidents',
        heading: 'Incidents rose by 12 because of one campaign; without it they would have fallen',
        kind: 'section',
        blocks: [
          {
            kind: 'narrative',
            title: '',
            form: 'prose',
            paragraphs: [
              'Thirty-eight incidents were created in the week of 12 October, against 22 in a usual week. Nine of them were High and belonged to one phishing campaign.',
            ],
          },
          { kind: 'chart', id: 'incidents-by-week', chart: incidentsByWeek, note: 'First and last week are not whole weeks.' },
          { kind: 'chart', id: 'tactics', chart: tactics, note: '' },
          {
            kind: 'callout',
            tone: 'attention',
            title: 'One account was targeted in three incidents',
            text: 'The account of a payroll administrator was targeted on 6, 14 and 22 October. Its sign-in method should be reviewed first.',
          },
        ],
      },
      {
        id: 'service-times',
        topic: 'Service times',
        heading: 'High incidents were acknowledged in 21 minutes, nine under the target',
        kind: 'section',
        blocks: serviceBlocks,
      },
      {
        id: 'incident-list',
        topic: 'Incident list',
        heading: 'Every High incident of the month was closed',
        kind: 'section',
        blocks: [
          {
            kind: 'table',
            id: 'incident-table',
            caption: 'Incidents, newest first',
            columns: [
              { key: 'number', label: 'Incident', align: 'left', form: 'nowrap' },
              { key: 'severity', label: 'Severity', align: 'left', form: 'severity' },
              { key: 'title', label: 'Title', align: 'left', form: 'text' },
              { key: 'created', label: 'Created', align: 'left', form: 'nowrap' },
              { key: 'acknowledged', label: 'Acknowledged (min)', align: 'right', form: 'number' },
              { key: 'resolved', label: 'Resolved', align: 'left', form: 'nowrap' },
            ],
            rows: incidentRows,
            totalRows: 128,
            emptyText: 'No incident was created in October 2026.',
            note: 'Times are Europe/Amsterdam.',
          },
          {
            kind: 'table',
            id: 'awaiting-table',
            caption: 'Incidents that wait for you',
            columns: [{ key: 'number', label: 'Incident', align: 'left', form: 'nowrap' }],
            rows: [],
            totalRows: 0,
            emptyText: 'No incident waits for you.',
            note: '',
          },
        ],
      },
      {
        id: 'hunting',
        topic: 'Hunting',
        heading: 'Three hunts found one forgotten forwarding rule',
        kind: 'section',
        blocks: [
          {
            kind: 'callout',
            tone: 'good',
            title: 'No sign of the October supply-chain attack',
            text: 'All 412 devices were searched for the published indicators. None was found.',
          },
          {
            kind: 'table',
            id: 'indicators',
            caption: 'Indicators searched for',
            columns: [
              { key: 'kind', label: 'Kind', align: 'left', form: 'text' },
              { key: 'value', label: 'Value', align: 'left', form: 'code' },
              { key: 'hits', label: 'Hits', align: 'right', form: 'number' },
            ],
            rows: [
              [text('SHA-256'), text('9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08'), number(0)],
              [text('Address'), text('203.0.113.77'), number(0)],
              [text('Domain'), text('update-check.example'), number(2)],
            ],
            totalRows: 3,
            emptyText: 'No indicators.',
            note: '',
          },
        ],
      },
      {
        id: 'posture',
        topic: 'Posture',
        heading: 'The secure score could not be read this month',
        kind: 'section',
        blocks: [
          {
            kind: 'unavailable',
            title: 'Secure score',
            reason: 'The table with the score does not exist in this workspace.',
            sources: ['SecureScores', 'SecureScoreControls'],
            mend: 'Turn on continuous export of the secure score in Defender for Cloud.',
          },
          {
            kind: 'callout',
            tone: 'info',
            title: 'How this is counted',
            text: 'A recommendation counts as done when it was completed for all assets in scope.',
          },
        ],
      },
      {
        id: 'completeness',
        topic: 'Data completeness',
        heading: 'Two days of sign-in logs are missing; every other source is whole',
        kind: 'appendix',
        blocks: [
          { kind: 'chart', id: 'ingestion', chart: ingestion, note: 'Hatched: the connector delivered nothing.' },
          {
            kind: 'table',
            id: 'sources',
            caption: 'Sources, with everything that was read',
            columns: [
              'Source',
              'First record',
              'Last record',
              'Rows',
              'Gaps',
              'Delay p95 (min)',
              'Limit',
              'Failed',
              'Partial',
              'State',
            ].map((label, index) => ({
              key: `c${index}`,
              label,
              align: index >= 3 && index <= 8 ? ('right' as const) : ('left' as const),
              form: index === 0 ? ('text' as const) : ('nowrap' as const),
            })),
            rows: ['SecurityIncident', 'SecurityAlert', 'SigninLogs', 'DeviceEvents', 'IdentityLogonEvents'].map((source, index) => [
              text(source),
              text('1 Oct 2026, 00:00'),
              text('31 Oct 2026, 23:59'),
              number(1204 * (index + 1)),
              number(index === 2 ? 1 : 0),
              index === 2 ? unknown : number(4),
              number(500_000),
              number(0),
              number(0),
              text(index === 2 ? 'Incomplete' : 'Complete'),
            ]),
            totalRows: 5,
            emptyText: 'No sources.',
            note: '',
          },
        ],
      },
      {
        id: 'definitions',
        topic: 'Definitions',
        heading: 'How every number in this report is counted',
        kind: 'appendix',
        blocks: [
          {
            kind: 'definitions',
            items: [
              {
                metricId: 'inc_investigated',
                name: 'Incidents investigated',
                definition:
                  'Incidents that the service touched and that were created in the period. Redirected incidents and test notifications are left out.',
                unit: 'incidents',
                notes: 'An incident counts once, with the severity that it has at the end of the period.',
              },
              {
                metricId: 'tta_human',
                name: 'Time to acknowledge',
                definition: 'From creation of the incident to the first action of a person. Automation does not count.',
                unit: 'minutes',
                notes: '',
              },
              {
                metricId: 'ttr',
                name: 'Time to resolve',
                definition: 'From creation to the last closing. A reopened incident counts from its creation.',
                unit: 'hours',
                notes: 'Automatically closed incidents are left out.',
              },
            ],
          },
        ],
      },
    ],
  };
}
