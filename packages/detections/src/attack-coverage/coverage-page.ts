import type { PageBlock, PageDocument, RowTone } from '@mxdr/documents';
import { attackRelease } from '../attack-matrix.ts';
import type { AttackCoverage, CoverageCell, Known } from './attack-coverage.ts';
import { countByTactic, matrixTactics, stateOf } from './attack-coverage.ts';
import { buildCoverageMatrix, tacticInWords, tacticSectionId } from './coverage-matrix.ts';

/** Whose coverage, by whom, as of when. */
export interface CoveragePageInput {
  readonly coverage: AttackCoverage;
  readonly customerName: string;
  readonly serviceName: string;
  readonly operatorName: string;
  /** What was looked at, in words: a period, or nothing. */
  readonly basis: string;
  readonly day: string;
  /** Rules that the customer does not get, and why. */
  readonly leftOut: readonly string[];
  /** Tuned rules, a line each. */
  readonly tuned: readonly string[];
}

const words: Readonly<Record<Known, string>> = { yes: 'yes', no: 'no', unknown: 'not looked at' };
const tones: Readonly<Record<ReturnType<typeof stateOf>, RowTone>> = {
  fired: 'good',
  'has data': 'good',
  deployed: 'quiet',
  'no data': 'bad',
  'not covered': 'quiet',
};

function counts(cells: readonly CoverageCell[]): PageBlock {
  const rows = countByTactic(cells).map(({ tactic, techniques, deployed, tested, hasData, fired }) => [
    tacticInWords(tactic),
    String(techniques),
    String(deployed),
    String(tested),
    hasData === undefined ? words.unknown : String(hasData),
    fired === undefined ? words.unknown : String(fired),
  ]);
  return {
    kind: 'table',
    caption: `Techniques of ATT&CK ${attackRelease} by tactic`,
    columns: ['Tactic', 'Techniques', 'Deployed', 'Tested', 'Has data', 'Fired'],
    rows,
    emptyText: 'The matrix is empty.',
  };
}

function tacticBlocks(tactic: string, cells: readonly CoverageCell[]): readonly PageBlock[] {
  const covered = cells.filter(({ rules }) => rules.length > 0);
  const missing = cells.filter(({ rules }) => rules.length === 0);
  return [
    {
      kind: 'table',
      caption: `Covered techniques of ${tacticInWords(tactic)}`,
      columns: ['Technique', 'State', 'Rules', 'Tested', 'Has data', 'Fired'],
      rows: covered.map((cell) => {
        const { technique, rules } = cell;
        const best = (read: (rule: (typeof rules)[number]) => Known): string =>
          words[rules.some((rule) => read(rule) === 'yes') ? 'yes' : rules.some((rule) => read(rule) === 'unknown') ? 'unknown' : 'no'];
        return [
          `${technique.id} ${technique.name}`,
          stateOf(cell),
          rules.map(({ name }) => name).join('; '),
          rules.some(({ isTested }) => isTested) ? 'yes' : 'no',
          best(({ hasData }) => hasData),
          best(({ hasFired }) => hasFired),
        ];
      }),
      tones: covered.map((cell) => tones[stateOf(cell)]),
      emptyText: 'No rule covers a technique of this tactic.',
    },
    {
      kind: 'text',
      text:
        missing.length === 0
          ? 'Every technique is covered.'
          : `Not covered: ${missing.map(({ technique }) => `${technique.id} ${technique.name}`).join(', ')}.`,
    },
  ];
}

function sources({ sources: all }: AttackCoverage): PageBlock {
  const order: Readonly<Record<Known, number>> = { no: 0, unknown: 1, yes: 2 };
  const sorted = all.toSorted((a, b) => order[a.hasData] - order[b.hasData] || b.rules.length - a.rules.length);
  return {
    kind: 'table',
    caption: 'Tables that rules read; those without rows come first',
    columns: ['Table', 'Has data', 'Rules', 'Techniques that depend on it'],
    rows: sorted.map(({ table, hasData, rules, techniques }) => [table, words[hasData], rules.join('; '), techniques.join(', ')]),
    tones: sorted.map(({ hasData }): RowTone => (hasData === 'no' ? 'bad' : hasData === 'yes' ? 'good' : 'quiet')),
    emptyText: 'No rule names a table.',
  };
}

/** The coverage of one customer as a page for people. */
export function buildCoveragePage(input: CoveragePageInput): PageDocument {
  const { coverage, leftOut, tuned } = input;
  const covered = new Set(coverage.cells.filter(({ rules }) => rules.length > 0).map(({ technique }) => technique.id));
  const all = new Set(coverage.cells.map(({ technique }) => technique.id));
  return {
    title: 'Coverage of ATT&CK',
    subject: input.customerName,
    serviceName: input.serviceName,
    operatorName: input.operatorName,
    summary: [
      ['Rules deployed', String(coverage.rules.length)],
      ['Techniques covered', `${covered.size} of ${all.size}`],
      ['Looked at', input.basis],
      ['As of', input.day],
    ],
    sections: [
      {
        id: 'matrix',
        title: 'Matrix',
        isWide: true,
        blocks: [
          {
            kind: 'text',
            text: 'A technique counts as deployed when a rule for it is deployed, as tested when that rule has tests in both directions, as having data when every table of a rule has rows, and as fired when a rule raised an alert. A rule that never fired covers all the same; one without data does not.',
          },
          buildCoverageMatrix(coverage.cells),
        ],
      },
      { id: 'by-tactic', title: 'By tactic', blocks: [counts(coverage.cells)] },
      { id: 'data-sources', title: 'Gaps by data source', blocks: [sources(coverage)] },
      ...matrixTactics.map((tactic) => ({
        id: tacticSectionId(tactic),
        title: tacticInWords(tactic),
        blocks: tacticBlocks(
          tactic,
          coverage.cells.filter((cell) => cell.tactic === tactic),
        ),
      })),
      {
        id: 'otherwise-here',
        title: 'What is otherwise here',
        blocks: [
          { kind: 'list', items: tuned.length === 0 ? ['No rule is tuned for this customer.'] : tuned },
          { kind: 'list', items: leftOut.length === 0 ? ['Every rule of the content is deployed.'] : leftOut },
        ],
      },
    ],
    imprint: `${attackRelease} of MITRE ATT&CK; made on ${input.day}.`,
  };
}
