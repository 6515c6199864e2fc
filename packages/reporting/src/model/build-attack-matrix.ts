import type { View, ViewCell } from '../dataset/dataset.ts';
import type { CoverageState } from '../dataset/detection-views.ts';
import { coverageStates } from '../dataset/detection-views.ts';
import type { BlockDefinition } from '../definition/block-schemas.ts';
import { joinWith } from '../languages/join-words.ts';
import type { AttackMatrixBlock, AttackMatrixCell } from './attack-matrix-block.ts';
import { incompleteness } from './build-other-charts.ts';
import type { DatasetReader } from './dataset-reader.ts';
import { nameValue } from './name-value.ts';

interface Technique {
  readonly tactic: string;
  readonly technique: string;
  readonly name: string;
  readonly state: CoverageState;
  readonly rules: number;
  readonly tested: number;
}

function readTechniques({ columns, rows }: Pick<View, 'columns' | 'rows'>): readonly Technique[] {
  const at = (name: string): number => columns.indexOf(name);
  const text = (row: readonly ViewCell[], name: string): string => String(row[at(name)] ?? '');
  return rows.map((row) => ({
    tactic: text(row, 'Tactic'),
    technique: text(row, 'Technique'),
    name: text(row, 'Name'),
    state: coverageStates.find((state) => state === row[at('State')]) ?? 'Not covered',
    rules: Number(row[at('Rules')] ?? 0),
    tested: Number(row[at('Tested')] ?? 0),
  }));
}

/** Techniques by the best that they are under any tactic. */
export function countByState(techniques: readonly Pick<Technique, 'technique' | 'state'>[]): ReadonlyMap<CoverageState, number> {
  const best = new Map<string, CoverageState>();
  for (const state of coverageStates.toReversed()) for (const one of techniques) if (one.state === state) best.set(one.technique, state);
  return new Map(coverageStates.map((state) => [state, [...best.values()].filter((one) => one === state).length]));
}

/** The matrix of ATT&CK from the view of it. */
export function buildAttackMatrix(
  block: Extract<BlockDefinition, { kind: 'attackMatrix' }>,
  view: View,
  reader: DatasetReader,
): AttackMatrixBlock {
  const { messages, format, periodShort } = reader;
  const { coverage } = messages;
  const techniques = readTechniques(view);
  const counts = countByState(techniques);
  const wordOf = (state: CoverageState): string => nameValue(view.id, 'State', state, reader);
  const cellOf = ({ technique, name, state, rules, tested }: Technique): AttackMatrixCell => ({
    technique,
    name,
    state,
    word: wordOf(state),
    rules: rules === 0 ? '' : coverage.rules(rules, format.count(rules), tested, format.count(tested)),
  });
  const isCovered = ({ rules }: Technique): boolean => rules > 0;
  const uncovered = counts.get('Not covered') ?? 0;
  const tactics = techniques.some(isCovered) ? [...new Set(techniques.map(({ tactic }) => tactic))] : [];
  return {
    kind: 'attackMatrix',
    id: block.id,
    caption: block.caption,
    legend: coverageStates
      .filter((state) => techniques.some((one) => one.state === state))
      .map((state) => ({
        state,
        word: coverage.state(wordOf(state), format.count(counts.get(state) ?? 0)),
        meaning: coverage.meanings[state],
      })),
    columns: tactics.map((tactic) => {
      const own = techniques.filter((one) => one.tactic === tactic);
      return {
        tactic: nameValue(view.id, 'Tactic', tactic, reader),
        share: coverage.share(format.count(own.filter(isCovered).length), format.count(own.length)),
        cells: coverageStates.flatMap((state) => own.filter((one) => one.state === state).map(cellOf)),
      };
    }),
    emptyText: block.emptyText.replaceAll('{period}', periodShort),
    paperNote: uncovered === 0 ? '' : coverage.onPaper(format.count(uncovered)),
    note: joinWith(messages.join, [block.note, incompleteness(view, reader)]),
  };
}

/** `Detections cover 63 of 216 techniques of ATT&CK, and 4 raised alerts`; undefined where the coverage is not known. */
export function wordCoverage({ format, messages, view }: DatasetReader): string | undefined {
  const found = view('attack-matrix');
  if (found === undefined || found.state === 'unavailable') return undefined;
  const techniques = readTechniques(found);
  const counts = countByState(techniques);
  const all = new Set(techniques.map(({ technique }) => technique)).size;
  const covered = all - (counts.get('Not covered') ?? 0);
  const fired = counts.get('Fired') ?? 0;
  if (covered === 0) return messages.coverage.none;
  return fired === 0 || found.state === 'partial'
    ? messages.coverage.heading(format.count(covered), format.count(all))
    : messages.coverage.headingWithFired(format.count(covered), format.count(all), fired, format.count(fired));
}
