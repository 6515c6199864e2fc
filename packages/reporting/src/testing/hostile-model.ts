import type { ChartSpec, SeriesChart } from '../charts/chart-spec.ts';
import type { Block, ReportModel } from '../model/report-model.ts';
import { card, galleryModel, text, weeks } from './gallery-model.ts';

/** Text that does harm wherever it is not escaped, and that does not fit where it is not expected. */
export const hostileText = `<img src="https://attacker.example/x.png" onerror="alert(1)"></style></script><script>alert(2)</script> "'\`{{evil}} \${x} =cmd|' /C calc'!A0 \u202Eelif.exe`;

/** The same shapes at their worst: hostile and endless text in every field, other scripts, no rows, nothing but gaps, a first period. */
export function hostileModel(): ReportModel {
  const base = galleryModel();
  const long = `${'Extraordinarily long and unbroken heading about '.repeat(3)}${'x'.repeat(90)}`;
  const other = 'شركة الشمال Ελληνικά Київ 北風貿易 Łódź';
  const chart = (kind: SeriesChart['kind'], rest: Partial<SeriesChart> = {}): SeriesChart => ({
    kind,
    title: hostileText,
    subtitle: other,
    unit: 'count',
    categories: [hostileText, long, other],
    categoryLabel: hostileText,
    series: [
      { name: hostileText, role: 'current', values: [1, null, 3_000_000] },
      { name: long, role: 'previous', values: [null, null, 12] },
    ],
    target: { value: 2_000_000, label: long },
    ...rest,
  });
  const kinds = ['bar', 'stackedBar', 'horizontalBar', 'stackedHorizontalBar', 'line', 'area', 'heatMap', 'matrix', 'funnel'] as const;
  const edges: readonly (readonly [string, ChartSpec])[] = [
    ['empty', chart('bar', { categories: [], series: [] })],
    [
      'all-gaps',
      chart('line', { categories: weeks, series: [{ name: 'Nothing', role: 'current', values: [null, null, null, null, null] }] }),
    ],
    [
      'all-zero',
      chart('bar', {
        title: 'All zero',
        categories: weeks,
        series: [{ name: 'Zero', role: 'current', values: [0, 0, 0, 0, 0] }],
        target: { value: 0, label: 'Target 0' },
      }),
    ],
    ['one', chart('line', { title: 'One point', categories: ['October'], series: [{ name: 'One', role: 'current', values: [4] }] })],
    [
      'many',
      chart('bar', {
        title: 'Ninety days',
        categories: Array.from({ length: 90 }, (_, day) => `day ${day + 1} of ninety`),
        series: [{ name: 'Many', role: 'current', values: Array.from({ length: 90 }, (_, day) => (day * 37) % 50) }],
      }),
    ],
  ];
  return {
    ...base,
    title: hostileText,
    customer: { ...base.customer, name: `${other} ${hostileText}` },
    operator: {
      name: hostileText,
      serviceName: hostileText,
      deliveryTeam: [{ name: hostileText, role: hostileText, email: 'javascript:alert(1)' }],
    },
    period: { ...base.period, short: hostileText, long: hostileText },
    comparison: null,
    issuedAtLabel: hostileText,
    classification: hostileText,
    toolVersion: hostileText,
    paper: 'Letter',
    brand: { accent: '#f2c811', font: 'Inter', logo: null, operatorLogo: null },
    completeness: { state: 'incomplete', summary: hostileText },
    sections: [
      {
        id: 'hostile',
        topic: hostileText,
        heading: hostileText,
        kind: 'summary',
        blocks: [
          {
            kind: 'metrics',
            cards: [
              card(hostileText, hostileText, hostileText, {
                unit: hostileText,
                state: 'partial',
                delta: { text: hostileText, direction: 'up', judgement: 'worse', word: hostileText },
                note: hostileText,
              }),
            ],
          },
          { kind: 'narrative', title: hostileText, form: 'prose', paragraphs: [hostileText, long] },
          { kind: 'narrative', title: hostileText, form: 'list', paragraphs: [hostileText, other] },
          {
            kind: 'attackMatrix',
            id: 'hostile-matrix',
            caption: hostileText,
            legend: [{ state: 'Fired', word: hostileText, meaning: hostileText }],
            columns: [
              {
                tactic: hostileText,
                share: hostileText,
                cells: [
                  { technique: hostileText, name: hostileText, state: 'No data', word: hostileText, rules: hostileText },
                  { technique: long, name: long, state: 'Not covered', word: long, rules: '' },
                ],
              },
            ],
            emptyText: hostileText,
            paperNote: hostileText,
            note: hostileText,
          },
          { kind: 'callout', tone: 'attention', title: hostileText, text: hostileText },
          {
            kind: 'actions',
            title: hostileText,
            items: [{ text: hostileText, owner: hostileText, due: hostileText, detail: hostileText }],
            emptyText: hostileText,
            moreText: hostileText,
          },
          { kind: 'actions', title: hostileText, items: [], emptyText: hostileText, moreText: hostileText },
          {
            kind: 'definitions',
            items: [{ metricId: hostileText, name: hostileText, definition: hostileText, unit: hostileText, notes: hostileText }],
          },
          { kind: 'unavailable', title: hostileText, reason: hostileText, sources: [hostileText, 'SigninLogs'], mend: hostileText },
          {
            kind: 'table',
            id: 'hostile-table',
            caption: hostileText,
            columns: (['text', 'nowrap', 'number', 'severity', 'code'] as const).map((form) => ({
              key: hostileText,
              label: hostileText,
              align: 'left',
              form,
            })),
            rows: [
              Array.from({ length: 5 }, () => text(hostileText)),
              [text(long), text('short'), text('=1+1'), text('High'), text('f'.repeat(128))],
            ],
            totalRows: 2,
            emptyText: hostileText,
            note: hostileText,
          },
          {
            kind: 'table',
            id: 'hostile-empty',
            caption: hostileText,
            columns: [{ key: 'a', label: hostileText, align: 'left', form: 'text' }],
            rows: [],
            totalRows: 0,
            emptyText: hostileText,
            note: hostileText,
          },
        ],
      },
      {
        id: 'hostile-charts',
        topic: long,
        heading: long,
        kind: 'section',
        blocks: [...kinds.map((kind) => [kind.toLowerCase(), chart(kind)] as const), ...edges].map(([id, spec]): Block => ({
          kind: 'chart',
          id: `chart-${id}`,
          chart: spec,
          note: hostileText,
        })),
      },
    ],
  };
}
