import type { SeriesChart, SeriesRole } from '../charts/chart-spec.ts';
import type { CoverageState } from '../dataset/detection-views.ts';
import type { Messages } from '../languages/messages.ts';
import type { AttackMatrixBlock } from '../model/attack-matrix-block.ts';
import type { WholeTable } from './lay-out-table.ts';
import { plainCell } from './slide-cells.ts';

const roles: Readonly<Record<CoverageState, SeriesRole>> = {
  Fired: 'positive',
  'Has data': 'accent',
  Deployed: 'customer',
  'No data': 'severity-medium',
  'Not covered': 'neutral',
};

/** How many techniques of each tactic are how far: two hundred of them can be counted on a slide, not read. */
export function chartOfMatrix({ caption, legend, columns }: AttackMatrixBlock, messages: Messages): SeriesChart {
  return {
    kind: 'stackedHorizontalBar',
    title: caption,
    subtitle: messages.deck.techniquesByTactic,
    unit: 'count',
    categories: columns.map(({ tactic }) => tactic),
    categoryLabel: messages.deck.tactic,
    series: legend.map(({ state, word }) => ({
      name: word,
      role: roles[state],
      values: columns.map(({ cells }) => cells.filter((cell) => cell.state === state).length),
    })),
  };
}

/** The techniques that something covers, by tactic. */
export function tableOfMatrix({ caption, columns, note }: AttackMatrixBlock, messages: Messages): WholeTable {
  const words = messages.deck;
  return {
    caption,
    hasHead: true,
    columns: [
      { key: 'tactic', label: words.tactic, align: 'left', form: 'text' },
      { key: 'technique', label: words.technique, align: 'left', form: 'text' },
      { key: 'state', label: words.state, align: 'left', form: 'text' },
      { key: 'rules', label: words.rules, align: 'left', form: 'text' },
    ],
    rows: columns.flatMap(({ tactic, cells }) =>
      cells
        .filter(({ state }) => state !== 'Not covered')
        .map(({ technique, name, word, rules }) => [
          plainCell(tactic),
          plainCell(`${technique} ${name}`),
          plainCell(word),
          plainCell(rules),
        ]),
    ),
    note,
  };
}
