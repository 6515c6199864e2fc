import type { ReadinessNarrativeRule } from '../definition/readiness-rules.ts';
import { readinessNarrativeRules } from '../definition/readiness-rules.ts';
import type { DatasetReader } from './dataset-reader.ts';
import { nameReadinessValue } from './name-readiness-value.ts';
import type { ActionListBlock } from './report-model.ts';

type Row = Readonly<Record<string, string | number | null>>;

const amountOf = (value: unknown): number => (typeof value === 'number' ? value : 0);
const textOf = (value: unknown): string => (typeof value === 'string' ? value : '');

/** What decides over the start, and what the service then covers: bad news first. */
function wordVerdict(reader: DatasetReader): readonly string[] {
  const { rows, messages, format } = reader;
  const { readiness } = messages;
  const actions = rows('readiness-actions');
  const withUrgency = (urgency: string): readonly Row[] => actions.filter((row) => row['ActionUrgency'] === urgency);
  const products = (coverage: string): string =>
    rows('readiness-coverage')
      .filter((row) => row['ProductCoverage'] === coverage)
      .map((row) => nameReadinessValue('CoveredProduct', textOf(row['CoveredProduct']), messages) ?? '')
      .join(', ');
  const failed = rows('readiness-waivers').filter((row) => row['WaiverStanding'] !== 'accepted');
  const contradicted = actions.filter((row) => row['IsContradicted'] === 1).map((row) => textOf(row['Title']));
  const overdue = [...actions, ...rows('readiness-steps')].filter((row) => row['IsOverdue'] === 1).length;
  const [notCovered, unclear] = [products('not-covered'), products('unknown')];
  const depths = new Map(rows('readiness-depth').map((row) => [textOf(row['DeviceDepth']), format.count(amountOf(row['Devices']))]));
  const depth = (name: string): string => depths.get(name) ?? messages.notAvailable;
  const verdict = rows('readiness-run')[0]?.['RunVerdict'];
  const accepted = rows('readiness-waivers').filter((row) => row['WaiverStanding'] === 'accepted');
  return [
    ...(verdict === 'ready' ? [readiness.everyBlockerMet] : []),
    ...(verdict === 'ready-with-waivers' ? [readiness.everyBlockerSettled] : []),
    ...withUrgency('complete-now').map((row) => readiness.blocks(textOf(row['Title']), textOf(row['Found']))),
    ...withUrgency('find-out-now').map((row) => readiness.wouldBlock(textOf(row['Title']), textOf(row['Found']))),
    ...failed.map((row) =>
      readiness.waiverFailed(textOf(row['Title']), nameReadinessValue('WaiverStanding', textOf(row['WaiverStanding']), messages) ?? ''),
    ),
    ...accepted.map((row) => readiness.acceptedUntil(textOf(row['Title']), format.date(textOf(row['Expires'])), textOf(row['Owner']))),
    ...(overdue > 0 ? [readiness.overdue(overdue, format.count(overdue))] : []),
    ...(contradicted.length > 0 ? [readiness.contradicted(contradicted.join('; '))] : []),
    ...(notCovered === '' ? [] : [readiness.notCovered(notCovered)]),
    ...(unclear === '' ? [] : [readiness.coverageNotKnown(unclear)]),
    ...(depths.size > 0 ? [readiness.depth(depth('actionable'), depth('guidance-only'), depth('blind'), depth('undetermined'))] : []),
  ];
}

function wordBasis({ rows, messages, format }: DatasetReader): readonly string[] {
  const run = rows('readiness-run')[0];
  if (run === undefined) return [];
  return [
    messages.readiness.basis(textOf(run['RuleSet']), format.instant(textOf(run['FactsTaken']))),
    ...(run['IsSample'] === 1 ? [messages.readiness.sample] : []),
  ];
}

function wordDrift({ rows, messages }: DatasetReader): readonly string[] {
  const titles = textOf(rows('readiness-run')[0]?.['NotJudged']);
  return titles === '' ? [] : [messages.readiness.driftNotJudged(titles)];
}

function wordChanges({ rows, messages, format }: DatasetReader): readonly string[] {
  const runs = rows('readiness-trend');
  const [first, now] = [runs[0], runs.at(-1)];
  return [
    ...(rows('readiness-run')[0]?.['IsSameRuleSet'] === 0 ? [messages.readiness.otherRules] : []),
    ...(first === undefined || first === now
      ? []
      : [
          messages.readiness.trendMoved(
            format.count(amountOf(first['Failing'])),
            format.count(amountOf(now?.['Failing'])),
            format.date(textOf(first['RunDay'])),
            format.count(runs.length),
          ),
        ]),
  ];
}

function wordScore({ rows, messages, format }: DatasetReader): readonly string[] {
  const scores = rows('readiness-score');
  const [first, latest] = [scores[0], scores.at(-1)];
  const change = amountOf(latest?.['Points']) - amountOf(first?.['Points']);
  return [
    messages.readiness.scoreIsFact,
    ...(first === undefined || first === latest
      ? []
      : [messages.readiness.pointsMoved(format.signed(change, format.decimal), format.date(textOf(first['RunDay'])))]),
  ];
}

const narratives: Readonly<Record<ReadinessNarrativeRule, (reader: DatasetReader) => readonly string[]>> = {
  'readiness-verdict': wordVerdict,
  'readiness-basis': wordBasis,
  'readiness-drift': wordDrift,
  'readiness-changes': wordChanges,
  'readiness-score': wordScore,
};

/** Sentences about the readiness; none when the result of the checks was not given. */
export function wordReadinessNarrative(rule: ReadinessNarrativeRule, reader: DatasetReader): readonly string[] {
  return reader.view('readiness-run')?.state === 'known' ? narratives[rule](reader) : [];
}

export function isReadinessNarrative(rule: string): rule is ReadinessNarrativeRule {
  return readinessNarrativeRules.some((one) => one === rule);
}

/** What the customer has to do before the service starts, and after: in the order of the actions, each with who and until when. */
export function askForReadiness({ rows, messages, format }: DatasetReader): ActionListBlock['items'] {
  const { readiness } = messages;
  return rows('readiness-actions').map((row) => {
    const day = textOf(row['Due']);
    const due = day === '' ? readiness.noDay : format.date(day);
    const todo = textOf(row['ToDo']);
    return {
      text: todo === '' ? textOf(row['Title']) : todo,
      owner: textOf(row['Owner']) === '' ? readiness.nobody : textOf(row['Owner']),
      due: row['IsOverdue'] === 1 ? readiness.overdueDay(due) : due,
      detail: readiness.found(
        nameReadinessValue('CheckEffect', textOf(row['CheckEffect']), messages) ?? '',
        textOf(row['Title']),
        textOf(row['Found']),
      ),
    };
  });
}

/** What of the readiness is not known, for the reader who asks whether the report is whole; nothing where a report is not about it. */
export function wordUnread(reader: DatasetReader): readonly string[] {
  const run = reader.view('readiness-run');
  if (run === undefined) return [];
  if (run.state !== 'known') return run.reason === null ? [] : [reader.say(run.reason)];
  const names = listUnread(reader);
  return names.length === 0 ? [] : [reader.messages.readiness.unreadFacts(names.join(', '))];
}

/** Said of a report about the readiness alone, in which nothing is missing. */
export function wordEveryFact({ rows, messages, format }: DatasetReader): string | undefined {
  const taken = rows('readiness-run')[0]?.['FactsTaken'];
  return typeof taken === 'string' ? messages.readiness.everyFact(format.instant(taken)) : undefined;
}

function listUnread({ rows, messages }: DatasetReader): readonly string[] {
  return rows('readiness-unread').map(
    (row) => nameReadinessValue('UnreadFact', textOf(row['UnreadFact']), messages) ?? textOf(row['UnreadFact']),
  );
}
