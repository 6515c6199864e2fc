import type { Period } from '@mxdr/core';
import { hasSource, listBlocks } from '../definition/list-blocks.ts';
import type { ReportSettings } from '../definition/report-definition-schema.ts';
import type { View, ViewCell } from './dataset.ts';
import type { DetectionRecord, DetectionRecords } from './detection-records.ts';
import { lastDay } from './last-day.ts';
import type { Answer, PeriodAnswers } from './period-answers.ts';
import { numbersOf } from './period-answers.ts';
import type { Reason } from './reason.ts';

/** Views about the rules of the customer; made for reports that show one of them. */
export const detectionViewIds = ['attack-matrix', 'coverage-by-tactic', 'data-gaps', 'detection-rules'] as const;

/** Whether a report shows one of these views: only then are the rules of the customer needed. */
export function showsDetections(settings: Pick<ReportSettings, 'sections'>): boolean {
  return listBlocks(settings).some(({ block }) => hasSource(block) && (detectionViewIds as readonly string[]).includes(block.source));
}

/** What a technique can be, the best first. */
export const coverageStates = ['Fired', 'Has data', 'Deployed', 'No data', 'Not covered'] as const;
export type CoverageState = (typeof coverageStates)[number];

type Known = 'Yes' | 'No' | 'Not known';

/** A rule with what the workspace shows of it. */
interface SeenRule extends DetectionRecord {
  readonly hasData: Known;
  readonly hasFired: Known;
  /** Null when not known. */
  readonly alerts: number | null;
  readonly lastFiredUtc: string | null;
}

/** What an answer says of names; what it does not name is unknown when the answer is not whole. */
interface Said<Value> {
  readonly of: (name: string) => Value | undefined;
  readonly isWhole: boolean;
  readonly evidence: readonly string[];
  readonly reason: Reason | null;
}

function readAnswer<Value>(answer: Answer, nameColumn: string, read: (row: number) => Value): Said<Value> {
  if (answer.state === 'absent')
    return { of: () => undefined, isWhole: false, evidence: answer.value.evidence, reason: answer.value.reason };
  const at = answer.result.columns.findIndex(({ name }) => name === nameColumn);
  const values = new Map(
    answer.result.rows.flatMap((row, index) => {
      const name = row[at];
      return typeof name === 'string' ? [[name, read(index)] as const] : [];
    }),
  );
  const isWhole = answer.partial.length === 0;
  return {
    of: (name) => values.get(name),
    isWhole,
    evidence: [answer.runId],
    reason: isWhole ? null : { kind: 'partial', reasons: answer.partial },
  };
}

interface Firing {
  readonly alerts: number;
  readonly lastUtc: string | null;
}

function readFirings(answer: Answer): Said<Firing> {
  if (answer.state === 'absent') return readAnswer<Firing>(answer, 'RuleName', () => ({ alerts: 0, lastUtc: null }));
  const alerts = numbersOf(answer.result, 'Alerts') ?? [];
  const at = answer.result.columns.findIndex(({ name }) => name === 'LastAlert');
  return readAnswer(answer, 'RuleName', (row) => {
    const last = answer.result.rows[row]?.[at];
    return { alerts: alerts[row] ?? 0, lastUtc: typeof last === 'string' ? new Date(last).toISOString() : null };
  });
}

function look(rule: DetectionRecord, volumes: Said<true>, firings: Said<Firing>): SeenRule {
  const missing = rule.tables.filter((table) => volumes.of(table) === undefined);
  const firing = firings.of(rule.name);
  const isSilenceKnown = firing === undefined && firings.isWhole;
  return {
    ...rule,
    hasData: rule.tables.length === 0 ? 'Not known' : missing.length === 0 ? 'Yes' : volumes.isWhole ? 'No' : 'Not known',
    hasFired: (firing?.alerts ?? 0) > 0 ? 'Yes' : firing !== undefined || isSilenceKnown ? 'No' : 'Not known',
    alerts: firing?.alerts ?? (isSilenceKnown ? 0 : null),
    lastFiredUtc: firing?.lastUtc ?? null,
  };
}

/** What a technique is worth, by its best rule: a rule that fired, one that could, one of whose data nothing is known, one without data. */
function stateOf(rules: readonly SeenRule[]): CoverageState {
  if (rules.length === 0) return 'Not covered';
  if (rules.some(({ hasFired }) => hasFired === 'Yes')) return 'Fired';
  if (rules.some(({ hasData }) => hasData === 'Yes')) return 'Has data';
  return rules.every(({ hasData }) => hasData === 'No') ? 'No data' : 'Deployed';
}

const dayMs = 86_400_000;
const byText = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

/**
 * What the rules of the customer cover, from their files and two answers of the workspace: `ingestion`, which names the tables that took in data,
 * and `alerts-by-rule`. What an answer does not tell is "not known", never "no".
 */
export function makeDetectionViews(
  records: DetectionRecords | undefined,
  answers: PeriodAnswers,
  period: Period,
  asOfUtc: string,
): readonly View[] {
  if (records === undefined)
    return detectionViewIds.map((id) => ({
      id,
      state: 'unavailable',
      reason: { kind: 'no-ledger', ledger: 'detections' },
      missingTables: [],
      columns: [],
      rows: [],
      evidence: ['ledger:detections'],
    }));
  const volumes = readAnswer(answers.answer('ingestion'), 'DataType', () => true as const);
  const firings = readFirings(answers.answer('alerts-by-rule'));
  const rules = records.rules.map((rule) => look(rule, volumes, firings));
  const byName = new Map(rules.map((rule) => [rule.name, rule]));
  const cells = records.cells.map((cell) => ({ ...cell, rules: cell.rules.flatMap((name) => byName.get(name) ?? []) }));
  const reason = volumes.reason ?? firings.reason;
  const view = (id: (typeof detectionViewIds)[number], columns: readonly string[], rows: readonly (readonly ViewCell[])[]): View => ({
    id,
    state: reason === null ? 'known' : 'partial',
    reason,
    missingTables: [],
    columns,
    rows,
    evidence: ['ledger:detections', ...volumes.evidence, ...firings.evidence],
  });
  const tactics = [...new Set(cells.map(({ tactic }) => tactic))];
  /** How many techniques have such a rule; null where that is not known of a rule that decides it. */
  const count = (own: readonly { readonly rules: readonly SeenRule[] }[], of: (rule: SeenRule) => Known): number | null => {
    const isOpen = own.some(
      (cell) => cell.rules.some((rule) => of(rule) === 'Not known') && cell.rules.every((rule) => of(rule) !== 'Yes'),
    );
    return isOpen ? null : own.filter((cell) => cell.rules.some((rule) => of(rule) === 'Yes')).length;
  };
  const day = lastDay(period, asOfUtc);
  const tables = [...new Set(rules.flatMap((rule) => rule.tables))];
  return [
    view(
      'attack-matrix',
      ['Tactic', 'Technique', 'Name', 'State', 'Rules', 'Tested'],
      cells.map((cell) => [
        cell.tactic,
        cell.technique,
        cell.name,
        stateOf(cell.rules),
        cell.rules.length,
        cell.rules.filter(({ isTested }) => isTested).length,
      ]),
    ),
    view(
      'coverage-by-tactic',
      ['Tactic', 'Techniques', 'Deployed', 'Tested', 'HasData', 'Fired'],
      tactics.map((tactic) => {
        const own = cells.filter((cell) => cell.tactic === tactic);
        return [
          tactic,
          own.length,
          own.filter((cell) => cell.rules.length > 0).length,
          own.filter((cell) => cell.rules.some(({ isTested }) => isTested)).length,
          count(own, ({ hasData }) => hasData),
          count(own, ({ hasFired }) => hasFired),
        ];
      }),
    ),
    view(
      'data-gaps',
      ['Table', 'HasData', 'Rules', 'Techniques', 'Detections'],
      tables
        .filter((table) => volumes.of(table) === undefined)
        .map((table): readonly ViewCell[] => {
          const readers = rules.filter((rule) => rule.tables.includes(table)).map(({ name }) => name);
          const techniques = new Set(
            cells.filter((cell) => cell.rules.some(({ name }) => readers.includes(name))).map((cell) => cell.technique),
          );
          return [table, volumes.isWhole ? 'No' : 'Not known', readers.length, techniques.size, readers.toSorted(byText).join('; ')];
        })
        .toSorted((a, b) => Number(b[2]) - Number(a[2]) || byText(String(a[0]), String(b[0]))),
    ),
    view(
      'detection-rules',
      ['Name', 'Owner', 'Severity', 'Version', 'Since', 'AgeDays', 'Tested', 'HasData', 'Alerts', 'LastFired'],
      rules
        .toSorted((a, b) => byText(a.owner ?? '', b.owner ?? '') || byText(a.name, b.name))
        .map((rule) => [
          rule.name,
          rule.owner,
          rule.severity,
          rule.version,
          rule.since,
          // A version of after the period was not there on its last day.
          rule.since === null || rule.since > day ? null : Math.round((Date.parse(day) - Date.parse(rule.since)) / dayMs),
          rule.isTested ? 'Yes' : 'No',
          rule.hasData,
          rule.alerts,
          rule.lastFiredUtc,
        ]),
    ),
  ];
}
