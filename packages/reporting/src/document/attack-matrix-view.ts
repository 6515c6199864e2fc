import type { CoverageState } from '../dataset/detection-views.ts';
import type { AttackMatrixBlock } from '../model/attack-matrix-block.ts';
import { trustMarkup } from './safe-html.ts';
import type { AttackMatrixView } from './template-views.ts';

/** Shapes that differ without colour: a disc, half a disc, a ring, a triangle, a dash. */
const shapes: Readonly<Record<CoverageState, string>> = {
  Fired: '<circle cx="8" cy="8" r="6.5"/>',
  'Has data': '<circle class="line" cx="8" cy="8" r="5.75"/><path d="M8 2.25a5.75 5.75 0 0 1 0 11.5z"/>',
  Deployed: '<circle class="line" cx="8" cy="8" r="5.75"/>',
  'No data': '<path class="line" d="M8 2.2 14.4 13.4H1.6z"/><path class="line" d="M8 6.4v3.4M8 11.4v.2"/>',
  'Not covered': '<path class="line" d="M4 8h8"/>',
};

const classes: Readonly<Record<CoverageState, string>> = {
  Fired: 'fired',
  'Has data': 'with-data',
  Deployed: 'deployed',
  'No data': 'without-data',
  'Not covered': 'uncovered',
};

export function viewAttackMatrix({ legend, columns, ...block }: AttackMatrixBlock): AttackMatrixView {
  return {
    ...block,
    hasColumns: columns.length > 0,
    hasPaperNote: block.paperNote !== '',
    hasNote: block.note !== '',
    legend: legend.map(({ state, word, meaning }) => ({ classes: classes[state], shape: trustMarkup(shapes[state]), word, meaning })),
    columns: columns.map(({ tactic, share, cells }) => ({
      tactic,
      share,
      cells: cells.map(({ technique, name, state, word, rules }) => ({
        classes: classes[state],
        shape: trustMarkup(shapes[state]),
        technique,
        name,
        word,
        hasRules: rules !== '',
        rules,
      })),
    })),
  };
}
