import { attackRelease } from '../attack-matrix.ts';
import type { AttackCoverage, CoverageCell, CoveringRule } from './attack-coverage.ts';
import { stateOf } from './attack-coverage.ts';

const colors = {
  fired: '#2f7d4f',
  'has data': '#8fcaa4',
  deployed: '#cfe4f7',
  'no data': '#f2d7a6',
  'not covered': '',
} as const;

const scores = { fired: 100, 'has data': 75, deployed: 50, 'no data': 25, 'not covered': 0 } as const;

const meanings = {
  fired: 'a rule fired in the period',
  'has data': 'rules deployed, and their data is there',
  deployed: 'rules deployed; nobody looked at the data',
  'no data': 'rules deployed, their data is missing',
} as const;

/** `CommandAndControl` as the Navigator writes it. */
function kebab(tactic: string): string {
  return tactic.replaceAll(/([a-z])([A-Z])/gu, '$1-$2').toLowerCase();
}

function describe({ name, version, isTested, hasData, missingTables, alerts }: CoveringRule): string {
  const data = hasData === 'no' ? `no rows in ${missingTables.join(', ')}` : hasData === 'yes' ? 'data there' : 'data not looked at';
  const fired = alerts === undefined ? '' : `, ${alerts} alerts`;
  return `${name} ${version} (${isTested ? 'tested' : 'not tested'}, ${data}${fired})`;
}

function entriesOf(cell: CoverageCell): readonly object[] {
  const { rules, tactic, technique } = cell;
  if (rules.length === 0) return [];
  const state = stateOf(cell);
  const subs = [...new Set(rules.flatMap(({ techniques }) => techniques.filter((one) => one.startsWith(`${technique.id}.`))))].toSorted();
  const entry = (techniqueID: string, covering: readonly CoveringRule[], of: keyof typeof colors): object => ({
    techniqueID,
    tactic: kebab(tactic),
    score: scores[of],
    color: colors[of],
    comment: covering.map(describe).join('\n'),
    enabled: true,
    metadata: [{ name: 'rules', value: String(covering.length) }],
    links: [],
    showSubtechniques: subs.length > 0,
  });
  return [
    entry(technique.id, rules, state),
    ...subs.map((sub) => {
      const own = rules.filter(({ techniques }) => techniques.includes(sub));
      return entry(sub, own, stateOf({ rules: own }));
    }),
  ];
}

/** A layer of the ATT&CK Navigator (layer format 4.5). Equal input gives equal bytes. */
export function formatNavigatorLayer(coverage: AttackCoverage, name: string, description: string): string {
  const layer = {
    name,
    versions: { attack: attackRelease.split('.')[0], navigator: '5.1.0', layer: '4.5' },
    domain: 'enterprise-attack',
    description,
    sorting: 3,
    layout: { layout: 'side', aggregateFunction: 'max', showID: true, showName: true, showAggregateScores: false, countUnscored: false },
    hideDisabled: false,
    techniques: coverage.cells.flatMap(entriesOf),
    gradient: { colors: ['#ffffff', '#2f7d4f'], minValue: 0, maxValue: 100 },
    legendItems: Object.entries(meanings).map(([state, label]) => ({ label, color: colors[state as keyof typeof meanings] })),
    metadata: [],
    links: [],
    showTacticRowBackground: false,
    selectTechniquesAcrossTactics: false,
    selectSubtechniquesWithParent: false,
  };
  return `${JSON.stringify(layer, null, 2)}\n`;
}
