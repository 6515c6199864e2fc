import type { MatrixBlock, MatrixCell, MatrixColumn, MatrixMark } from '@mxdr/documents';
import { attackRelease } from '../attack-matrix.ts';
import type { CoverageCell, CoverageState } from './attack-coverage.ts';
import { coverageStates, matrixTactics, stateOf } from './attack-coverage.ts';

/** `CommandAndControl` as MITRE writes it: `Command and Control`. */
export function tacticInWords(tactic: string): string {
  return tactic.replaceAll(/([a-z])([A-Z])/gu, '$1 $2').replace(' And ', ' and ');
}

/** The section of the page that tells about a tactic. */
export function tacticSectionId(tactic: string): string {
  return tacticInWords(tactic).toLowerCase().replaceAll(' ', '-');
}

/** MITRE's page about a technique. */
export function techniqueAddress(technique: string): string {
  return `https://attack.mitre.org/techniques/${technique.replace('.', '/')}/`;
}

const marks: Readonly<Record<CoverageState, MatrixMark>> = {
  fired: 'full',
  'has data': 'half',
  deployed: 'ring',
  'no data': 'warning',
  'not covered': 'none',
};
const words: Readonly<Record<CoverageState, string>> = {
  fired: 'Fired',
  'has data': 'Has data',
  deployed: 'Deployed',
  'no data': 'No data',
  'not covered': 'Not covered',
};
const meanings: Readonly<Record<CoverageState, string>> = {
  fired: 'a rule raised an alert',
  'has data': 'a rule is deployed and every table that it reads has rows; it raised no alert',
  deployed: 'a rule is deployed; its data was not looked at, or only in part',
  'no data': 'rules are deployed, but a table that they read has no rows',
  'not covered': 'no rule for it is deployed',
};

function noteOf({ rules }: CoverageCell): string {
  if (rules.length === 0) return '';
  const tested = rules.filter(({ isTested }) => isTested).length;
  const said = tested === rules.length ? 'tested' : tested === 0 ? 'not tested' : `${tested} tested`;
  return `${rules.length} ${rules.length === 1 ? 'rule' : 'rules'}, ${said}`;
}

function cellOf(cell: CoverageCell): MatrixCell {
  const { tactic, technique } = cell;
  const state = stateOf(cell);
  return {
    id: `${tacticSectionId(tactic)}-${technique.id}`,
    code: technique.id,
    title: technique.name,
    address: techniqueAddress(technique.id),
    mark: marks[state],
    word: words[state],
    note: noteOf(cell),
  };
}

/** The enterprise matrix: a column a tactic in its order, in each the covered techniques first, the best of them on top. */
export function buildCoverageMatrix(cells: readonly CoverageCell[]): MatrixBlock {
  const columns = matrixTactics.map((tactic): MatrixColumn => {
    const own = cells.filter((cell) => cell.tactic === tactic);
    const covered = own.filter(({ rules }) => rules.length > 0).length;
    return {
      title: tacticInWords(tactic),
      note: `${covered} of ${own.length}`,
      sectionId: tacticSectionId(tactic),
      cells: coverageStates.flatMap((state) => own.filter((cell) => stateOf(cell) === state).map(cellOf)),
    };
  });
  // A technique of several tactics counts once, as the best that it is.
  const best = new Map<string, CoverageState>();
  for (const state of coverageStates.toReversed())
    for (const cell of cells) if (stateOf(cell) === state) best.set(cell.technique.id, state);
  const countOf = (state: CoverageState): number => [...best.values()].filter((one) => one === state).length;
  const present = new Set(cells.map(stateOf));
  return {
    kind: 'matrix',
    caption: `Techniques of ATT&CK ${attackRelease} under their tactics`,
    legend: coverageStates
      .filter((state) => present.has(state))
      .map((state) => ({ mark: marks[state], word: `${words[state]} (${countOf(state)})`, text: meanings[state] })),
    columns,
    paperNote: 'Techniques that no rule covers are listed with their tactic, below.',
  };
}
