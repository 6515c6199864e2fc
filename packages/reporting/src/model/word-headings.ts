import type { headingRules } from '../definition/report-definition-schema.ts';
import { joinWith } from '../languages/join-words.ts';
import type { ReadinessHeadingRule } from '../definition/readiness-rules.ts';
import { wordCoverage } from './build-attack-matrix.ts';
import type { Change, DatasetReader } from './dataset-reader.ts';
import {
  wordIncidentRecommendations,
  wordNeedsYou,
  wordNext,
  wordQuestions,
  wordRecommendations,
  wordServiceEvents,
  wordSince,
} from './word-check-in.ts';
import { wordHuntingCategories, wordHuntingEmerging } from './word-hunting.ts';
import { wordIncident, wordIncidentActions, wordIncidentScope, wordIncidentTimeline } from './word-incident.ts';
import { isReadinessHeading, wordReadinessHeading } from './word-readiness-headings.ts';
import { wordNoise, wordOpen, wordTargets } from './word-operations.ts';

export type HeadingRule = (typeof headingRules)[number];

type WordHeading = (reader: DatasetReader) => string | undefined;

const amountOf = (value: unknown): number => (typeof value === 'number' ? value : 0);

function direction({ by }: Change): 'rose' | 'fell' | 'same' {
  return by > 0 ? 'rose' : by < 0 ? 'fell' : 'same';
}

/** `Incidents fell by 12 to 68 while alerts rose`: the finding that the section on incidents and the summary share. */
export function wordVolume({ format, messages, known, change, periodShort }: DatasetReader): string | undefined {
  const created = known('inc_created') ?? known('inc_investigated');
  if (!created) return undefined;
  const moved = change('inc_created') ?? change('inc_investigated');
  if (!moved || (moved.now === 0 && moved.before === 0))
    return messages.incidents.first(created.value, format.count(created.value), periodShort);
  const way = direction(moved);
  const text =
    way === 'same'
      ? messages.incidents.same(format.count(moved.now))
      : messages.incidents.changed(way, format.count(Math.abs(moved.by)), format.count(moved.now));
  const alerts = change('alerts_recorded');
  return alerts ? messages.incidents.withAlerts(text, direction(alerts), way === direction(alerts)) : text;
}

/** Users and devices that several incidents name. */
function countRepeated(reader: DatasetReader, view: string): number {
  return reader.rows(view).filter((row) => amountOf(row['Incidents']) > 1).length;
}

const headings: Readonly<Record<Exclude<HeadingRule, ReadinessHeadingRule>, WordHeading>> = {
  summary: ({ format, messages, known }) => {
    const investigated = known('inc_investigated');
    const resolved = known('inc_resolved');
    const waiting = known('inc_waiting');
    if (!investigated || !resolved || !waiting) return undefined;
    return messages.summaryHeading(
      investigated.value,
      format.count(investigated.value),
      format.count(resolved.value),
      waiting.value,
      format.count(waiting.value),
    );
  },
  actions: ({ format, messages, rows, incidentsMissing }) => {
    if (incidentsMissing !== undefined) return undefined;
    const waiting = rows('waiting-now').length;
    if (waiting > 0) return messages.actionsHeading.waiting(waiting, format.count(waiting));
    const all = rows('actions-required').reduce((sum, row) => sum + amountOf(row['Actions']), 0);
    const done = rows('actions-required').reduce((sum, row) => sum + amountOf(row['Completed']), 0);
    return all === 0 ? messages.actionsHeading.none : messages.actionsHeading.done(format.count(done), format.count(all));
  },
  incidents: wordVolume,
  incident: wordIncident,
  'incident-timeline': wordIncidentTimeline,
  'incident-scope': wordIncidentScope,
  'incident-actions': wordIncidentActions,
  'hunting-categories': wordHuntingCategories,
  'hunting-emerging': wordHuntingEmerging,
  since: wordSince,
  'needs-you': wordNeedsYou,
  recommendations: wordRecommendations,
  'incident-recommendations': wordIncidentRecommendations,
  questions: wordQuestions,
  next: wordNext,
  'service-events': wordServiceEvents,
  open: wordOpen,
  targets: wordTargets,
  noise: wordNoise,
  times: ({ format, messages, known, change, wording, measurement }) => {
    const value = known('tta_human');
    if (!value) return measurement('tta_human')?.current.state === 'not-applicable' ? messages.times.none : undefined;
    const text = messages.times.heading(format.minutes(value.value));
    const moved = change('tta_human');
    if (!moved || wording.base === null || Math.abs(moved.by) < 0.05) return text;
    return moved.by < 0 ? messages.times.faster(text, wording.base) : messages.times.slower(text, wording.base);
  },
  sources: (reader) => {
    const { format, messages, rows, incidentsMissing, known } = reader;
    if (incidentsMissing !== undefined) return undefined;
    const first = rows('incidents-by-source')[0];
    const all = known('inc_investigated')?.value;
    if (!first || amountOf(first['Incidents']) === 0 || all === undefined) return messages.sources.none;
    const source = String(first['Source']);
    return messages.sources.heading(reader.nameSource(source), format.count(amountOf(first['Incidents'])), format.count(all));
  },
  assets: (reader) => {
    const { messages, format } = reader;
    if (reader.view('top-users')?.state === 'unavailable' || reader.view('top-users') === undefined) return undefined;
    if (reader.rows('top-users').length + reader.rows('top-devices').length === 0) return messages.assets.none;
    const users = countRepeated(reader, 'top-users');
    const devices = countRepeated(reader, 'top-devices');
    return messages.assets.repeated(users, format.count(users), devices, format.count(devices));
  },
  quality: ({ format, messages, rows, incidentsMissing }) => {
    if (incidentsMissing !== undefined) return undefined;
    const mix = rows('classification-mix');
    const all = mix.reduce((sum, row) => sum + amountOf(row['Incidents']), 0);
    return all === 0 ? messages.quality.none : messages.quality.heading(format.count(amountOf(mix[0]?.['Incidents'])), format.count(all));
  },
  hunting: ({ format, messages, known }) => {
    const hunts = known('hunts_run');
    const confirmed = known('hunts_confirmed');
    if (hunts && confirmed)
      return messages.hunting.heading(hunts.value, format.count(hunts.value), confirmed.value, format.count(confirmed.value));
    const sent = known('dens_sent');
    return sent ? messages.hunting.notifications(sent.value, format.count(sent.value)) : undefined;
  },
  posture: ({ format, messages, known }) => {
    const delivered = known('mail_threats_delivered');
    const threats = known('mail_threats');
    if (delivered && threats)
      return messages.posture.delivered(delivered.value, format.count(delivered.value), format.count(threats.value));
    const onboarded = known('devices_onboarded');
    if (onboarded) return messages.posture.devices(format.count(onboarded.part ?? 0), format.count(onboarded.n ?? 0));
    const risky = known('sign_ins_high_risk');
    return risky ? messages.posture.signIns(risky.value, format.count(risky.value)) : undefined;
  },
  platform: ({ format, messages, known, dataset }) => {
    const volume = known('ingestion_total');
    const silent = known('table_silence');
    const failures = known('rule_failures');
    const parts = [
      ...(volume ? [messages.platform.heading(format.gigabytes(volume.value))] : []),
      ...(silent ? [messages.platform.silent(silent.value, format.count(silent.value))] : []),
      ...(failures ? [messages.platform.failures(failures.value, format.count(failures.value))] : []),
    ];
    const missing = dataset.tables.filter((table) => table.state === 'missing').length;
    if (missing > 0) parts.push(messages.platform.missingCount(missing, format.count(missing)));
    if (parts.length === 0) return undefined;
    const text = joinWith(messages.list, parts);
    return `${text.charAt(0).toUpperCase()}${text.slice(1)}`;
  },
  coverage: wordCoverage,
  completeness: ({ format, messages, dataset }) => {
    const answered = dataset.runs.filter((run) => run.status === 'complete').length;
    return answered === dataset.runs.length
      ? messages.completeness.complete(format.count(dataset.tables.length), format.count(dataset.runs.length))
      : undefined;
  },
};

/** The heading of a section as a finding; undefined when the numbers for it are not there. */
export function wordHeading(rule: HeadingRule, reader: DatasetReader): string | undefined {
  return isReadinessHeading(rule) ? wordReadinessHeading(rule, reader) : headings[rule](reader);
}
