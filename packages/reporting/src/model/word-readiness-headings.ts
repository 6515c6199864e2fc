import type { ReadinessHeadingRule } from '../definition/readiness-rules.ts';
import { readinessHeadingRules } from '../definition/readiness-rules.ts';
import type { DatasetReader } from './dataset-reader.ts';

type Row = Readonly<Record<string, string | number | null>>;

const amountOf = (value: unknown): number => (typeof value === 'number' ? value : 0);
const textOf = (value: unknown): string => (typeof value === 'string' ? value : '');

/** Rows that meet a condition, and how many. */
function countRows(reader: DatasetReader, view: string, isCounted: (row: Row) => boolean): number {
  return reader.rows(view).filter(isCounted).length;
}

const isAsked = ({ CheckState }: Row): boolean => CheckState !== 'not-applicable';

type WordHeading = (reader: DatasetReader) => string | undefined;

const headings: Readonly<Record<ReadinessHeadingRule, WordHeading>> = {
  'readiness-summary': ({ rows, messages, format, known }) => {
    const { summary } = messages.readiness;
    const counts = {
      blocking: known('readiness_complete_now'),
      unknown: known('readiness_find_out_now'),
      accepted: known('readiness_accepted'),
    };
    const { blocking, unknown, accepted } = counts;
    if (!blocking || !unknown || !accepted) return undefined;
    switch (rows('readiness-run')[0]?.['RunVerdict']) {
      case 'ready':
        return summary.ready;
      case 'ready-with-waivers':
        return summary.withWaivers(accepted.value, format.count(accepted.value));
      case 'not-ready':
        return summary.notReady(blocking.value, format.count(blocking.value), unknown.value, format.count(unknown.value));
      default:
        return summary.undetermined(unknown.value, format.count(unknown.value));
    }
  },
  'readiness-actions': (reader) => {
    const open = reader.rows('readiness-actions').length;
    const blocking = countRows(reader, 'readiness-actions', ({ ActionUrgency }) => ActionUrgency !== 'later');
    return reader.messages.readiness.actionsHeading(open, reader.format.count(open), blocking, reader.format.count(blocking));
  },
  'readiness-steps': (reader) => {
    const withProgress = (progress: string): number =>
      countRows(reader, 'readiness-steps', ({ ActionProgress }) => ActionProgress === progress);
    const all = reader.rows('readiness-steps').length - withProgress('not-needed');
    const done = withProgress('completed') + withProgress('accepted');
    const unknown = withProgress('not-known');
    const { count } = reader.format;
    return reader.messages.readiness.stepsHeading(count(done), count(all), unknown, count(unknown));
  },
  'readiness-assets': ({ rows, messages, format }) => {
    const { assetsHeading } = messages.readiness;
    const devices = rows('readiness-assets').find((row) => row['ProtectedAsset'] === 'devices');
    if (devices === undefined) return assetsHeading.none;
    const { Protected: now, Target: target } = devices;
    if (typeof now !== 'number') return assetsHeading.notKnown;
    return typeof target === 'number'
      ? assetsHeading.against(format.count(now), format.count(target))
      : assetsHeading.noTarget(format.count(now));
  },
  'readiness-coverage': (reader) => {
    const withCoverage = (coverage: string): number =>
      countRows(reader, 'readiness-coverage', ({ ProductCoverage }) => ProductCoverage === coverage);
    const all = reader.rows('readiness-coverage').length - withCoverage('not-in-scope');
    const unknown = withCoverage('unknown');
    const { count } = reader.format;
    return reader.messages.readiness.coverageHeading(count(withCoverage('covered')), count(all), unknown, count(unknown));
  },
  'readiness-checks': (reader) => {
    const withState = (state: string): number => countRows(reader, 'readiness-checks', ({ CheckState }) => CheckState === state);
    const unknown = withState('unknown');
    const { count } = reader.format;
    return reader.messages.readiness.checksHeading(
      count(withState('met')),
      count(countRows(reader, 'readiness-checks', isAsked)),
      unknown,
      count(unknown),
    );
  },
  'readiness-waivers': (reader) => {
    const { waiversHeading } = reader.messages.readiness;
    const { count } = reader.format;
    const all = reader.rows('readiness-waivers').length;
    const failed = countRows(reader, 'readiness-waivers', ({ WaiverStanding }) => WaiverStanding !== 'accepted');
    if (all === 0) return waiversHeading.none;
    return failed > 0 ? waiversHeading.fail(failed, count(failed), count(all)) : waiversHeading.hold(all, count(all));
  },
  'readiness-drift': (reader) => {
    const { driftHeading } = reader.messages.readiness;
    const differences = reader.rows('readiness-drift').length;
    if (differences > 0) return driftHeading.some(differences, reader.format.count(differences));
    const unjudged = amountOf(reader.rows('readiness-run')[0]?.['DriftUnjudged']);
    return unjudged > 0 ? driftHeading.notRuledOut(unjudged, reader.format.count(unjudged)) : driftHeading.none;
  },
  'readiness-changes': (reader) => {
    const { changesHeading } = reader.messages.readiness;
    const since = reader.rows('readiness-run')[0]?.['Since'];
    if (typeof since !== 'string') return changesHeading.first;
    const withChange = (...changes: readonly string[]): number =>
      countRows(reader, 'readiness-changes', ({ CheckChange }) => changes.includes(textOf(CheckChange)));
    const worse = withChange('new-failing', 'became-unknown');
    const better = withChange('fixed', 'now-known');
    const day = reader.format.date(since);
    if (worse + better === 0) return changesHeading.none(day);
    return changesHeading.some(worse, reader.format.count(worse), better, reader.format.count(better), day);
  },
  'readiness-score': ({ rows, messages, format }) => {
    const { scoreHeading } = messages.readiness;
    const latest = rows('readiness-score').at(-1);
    if (latest === undefined) return scoreHeading.none;
    return scoreHeading.value(
      format.decimal(amountOf(latest['Points'])),
      format.count(amountOf(latest['Most'])),
      format.date(textOf(latest['RunDay'])),
    );
  },
  'readiness-unread': ({ rows, messages, format }) => {
    const unread = rows('readiness-unread').length;
    return messages.readiness.unreadHeading(unread, format.count(unread));
  },
};

/** The heading of a section about the readiness as a finding; undefined when the result of the checks was not given. */
export function wordReadinessHeading(rule: ReadinessHeadingRule, reader: DatasetReader): string | undefined {
  return reader.view('readiness-run')?.state === 'known' ? headings[rule](reader) : undefined;
}

export function isReadinessHeading(rule: string): rule is ReadinessHeadingRule {
  return readinessHeadingRules.some((one) => one === rule);
}
