import { hasSource, listBlocks } from '../definition/list-blocks.ts';
import type { ReadinessViewId } from '../definition/readiness-rules.ts';
import { readinessViewIds } from '../definition/readiness-rules.ts';
import type { ReportSettings } from '../definition/report-definition-schema.ts';
import type { View, ViewCell } from './dataset.ts';
import type { ReadinessRecord, Standing } from './readiness-records.ts';
import type { Reason } from './reason.ts';

type Rows = readonly (readonly ViewCell[])[];
type Table = readonly [columns: readonly string[], rows: Rows];

const evidence = ['ledger:readiness'] as const;
const notGiven: Reason = { kind: 'no-ledger', ledger: 'readiness' };

/** How far something is, with what a reader has to be told about it. */
function standingOf({
  progress,
  isOverdue,
  isContradicted,
}: ReadinessRecord['steps'][number] | ReadinessRecord['actions'][number]): Standing {
  if (isContradicted) return 'contradicted';
  // What is done, accepted or not needed is not late.
  return isOverdue && (progress === 'to-complete' || progress === 'in-progress' || progress === 'not-known')
    ? `${progress}-overdue`
    : progress;
}

/** Cells of these columns hold codes, which the report's language puts into words. */
export const codeColumns = {
  RunVerdict: 'verdict',
  ActionUrgency: 'urgency',
  ActionProgress: 'progress',
  CheckEffect: 'effect',
  CheckArea: 'area',
  CheckState: 'state',
  StateBefore: 'state',
  StateAfter: 'state',
  ActionStanding: 'standing',
  StepParty: 'party',
  ProtectedAsset: 'asset',
  CoveredProduct: 'product',
  ProductCoverage: 'coverage',
  DeviceDepth: 'depth',
  CheckChange: 'change',
  DifferenceKind: 'difference',
  UnreadFact: 'fact',
  UnreadReason: 'unread',
  WaiverStanding: 'waiver',
} as const;

/** Each rule with each of its sources, and how many checks rest on the pair. */
function countRules(checks: ReadinessRecord['checks']): Rows {
  const counts = new Map<string, readonly [requirement: string, source: string, count: number]>();
  for (const { requirement, source } of checks) {
    const key = `${requirement} ${source}`;
    counts.set(key, [requirement, source, (counts.get(key)?.[2] ?? 0) + 1]);
  }
  return [...counts.values()].toSorted(([one, a], [other, b]) => Number(one.slice(1)) - Number(other.slice(1)) || (a < b ? -1 : 1));
}

function tablesOf(record: ReadinessRecord): Readonly<Record<ReadinessViewId, Table>> {
  const { counts, depths, changes } = record;
  const holds = ({ waiver }: { readonly waiver: { readonly standing: string } }): number => Number(waiver.standing === 'accepted');
  const waived = record.checks
    .flatMap(({ waiver, ...check }) => (waiver === null ? [] : [{ ...check, waiver }]))
    .toSorted((a, b) => holds(a) - holds(b) || (a.waiver.expires < b.waiver.expires ? -1 : 1));
  return {
    'readiness-run': [
      ['RunVerdict', 'RuleSet', 'AsOf', 'FactsTaken', 'IsSample', 'Since', 'IsSameRuleSet', 'DriftUnjudged', 'NotJudged'],
      [
        [
          record.verdict,
          record.ruleSet.title,
          record.asOfUtc,
          record.factsTakenUtc,
          record.isSample ? 1 : 0,
          changes?.sinceUtc ?? null,
          changes === null ? null : changes.isSameRuleSet ? 1 : 0,
          record.driftUnknown.length,
          record.driftUnknown.map(({ title }) => title).join('; '),
        ],
      ],
    ],
    'readiness-actions': [
      [
        'ActionUrgency',
        'Title',
        'ActionStanding',
        'ActionProgress',
        'Found',
        'ToDo',
        'Owner',
        'Due',
        'Note',
        'CheckEffect',
        'CheckId',
        'IsOverdue',
        'IsContradicted',
      ],
      record.actions.map((one) => [
        one.urgency,
        one.title,
        standingOf(one),
        one.progress,
        one.observed,
        one.mend,
        one.owner,
        one.due,
        one.note,
        one.effect,
        one.checkId,
        one.isOverdue ? 1 : 0,
        one.isContradicted ? 1 : 0,
      ]),
    ],
    'readiness-progress': [
      ['ActionProgress', 'Actions'],
      [
        ['to-complete', counts.toComplete],
        ['in-progress', counts.inProgress],
        ['not-known', counts.notKnown],
        ['accepted', counts.accepted],
        ['completed', counts.completed],
      ],
    ],
    'readiness-steps': [
      ['Step', 'StepParty', 'ActionStanding', 'ActionProgress', 'Owner', 'Due', 'Note', 'IsOverdue'],
      record.steps.map((one) => [one.title, one.party, standingOf(one), one.progress, one.owner, one.due, one.note, one.isOverdue ? 1 : 0]),
    ],
    'readiness-assets': [
      ['ProtectedAsset', 'Protected', 'Target', 'Licensed', 'Note'],
      record.assets.map((one) => [one.asset, one.protectedNow, one.target, one.licensed, one.note]),
    ],
    'readiness-coverage': [['CoveredProduct', 'ProductCoverage'], record.coverage.map((one) => [one.product, one.coverage])],
    'readiness-depth': [
      ['DeviceDepth', 'Devices'],
      depths === null ? [] : (['actionable', 'guidance-only', 'blind', 'undetermined'] as const).map((depth) => [depth, depths[depth]]),
    ],
    'readiness-checks': [
      ['CheckArea', 'Title', 'CheckState', 'IsWaived', 'Found', 'CheckEffect', 'Requirement', 'Source', 'CheckId'],
      record.checks.map((one) => [
        one.area,
        one.title,
        one.state,
        one.waiver?.standing === 'accepted' ? 1 : 0,
        one.observed,
        one.effect,
        one.requirement,
        one.source,
        one.checkId,
      ]),
    ],
    'readiness-rules': [['Requirement', 'Source', 'Checks'], countRules(record.checks)],
    'readiness-waivers': [
      ['Title', 'CheckState', 'Found', 'WaiverStanding', 'Reason', 'Owner', 'Expires', 'AtMost', 'Affected'],
      waived.map(({ title, state, observed, affected, waiver }) => [
        title,
        state,
        observed,
        waiver.standing,
        waiver.reason,
        waiver.owner,
        waiver.expires,
        waiver.atMost,
        affected,
      ]),
    ],
    'readiness-drift': [
      ['Title', 'DifferenceKind', 'What', 'Account', 'CheckId'],
      record.drift.map((one) => [one.title, one.difference, one.text, one.principal, one.checkId]),
    ],
    'readiness-changes': [
      ['Title', 'CheckChange', 'StateBefore', 'StateAfter', 'AffectedBefore', 'AffectedAfter', 'CheckId'],
      (changes?.checks ?? []).map((one) => [
        one.title,
        one.change,
        one.before,
        one.after,
        one.affectedBefore,
        one.affectedAfter,
        one.checkId,
      ]),
    ],
    'readiness-trend': [
      ['RunDay', 'RunVerdict', 'RuleSet', 'Met', 'Failing', 'Accepted', 'NotKnown', 'Protected'],
      record.runs.map((one) => [
        one.asOfUtc.slice(0, 10),
        one.verdict,
        one.ruleSet,
        one.met,
        one.failing,
        one.accepted,
        one.notKnown,
        one.protectedDevices,
      ]),
    ],
    'readiness-score': [
      ['RunDay', 'Points', 'Most'],
      record.runs.flatMap(({ score }) => (score === null ? [] : [[score.createdUtc.slice(0, 10), score.current, score.max]])),
    ],
    'readiness-unread': [
      ['UnreadFact', 'UnreadReason', 'Permission', 'Message'],
      record.unread.map((one) => [one.fact, one.reason, one.permission, one.message]),
    ],
  };
}

/** Why a view is not there although the checks ran; undefined when it is. */
function absenceOf(id: ReadinessViewId, record: ReadinessRecord): Reason | undefined {
  if (id === 'readiness-depth' && record.depths === null) return { kind: 'devices-unread' };
  if (id === 'readiness-changes' && record.changes === null) return { kind: 'no-earlier-result' };
  return undefined;
}

/** Whether a report shows anything of the readiness, so that the checks have to be run for it. */
export function asksReadiness(settings: Pick<ReportSettings, 'sections'>): boolean {
  const headings = settings.sections.map(({ heading }) => (typeof heading === 'string' ? '' : heading.rule));
  const named = listBlocks(settings).map(({ block }) => (hasSource(block) ? block.source : block.kind === 'narrative' ? block.rule : ''));
  return [...headings, ...named].some((name) => name?.startsWith('readiness-') === true);
}

/** Every view of the readiness. Without a record each says that it is not known: that is not the same as nothing to be done. */
export function makeReadinessViews(record: ReadinessRecord | undefined): readonly View[] {
  const tables = record === undefined ? undefined : tablesOf(record);
  return readinessViewIds.map((id): View => {
    const absence = record === undefined ? notGiven : absenceOf(id, record);
    const [columns, rows] = tables?.[id] ?? [[], []];
    return absence === undefined
      ? { id, state: 'known', reason: null, missingTables: [], columns, rows, evidence }
      : { id, state: 'unavailable', reason: absence, missingTables: [], columns: [], rows: [], evidence };
  });
}
