import type { narrativeRules } from '../definition/block-schemas.ts';
import { joinWith } from '../languages/join-words.ts';
import type { ReadinessNarrativeRule } from '../definition/readiness-rules.ts';
import type { DatasetReader } from './dataset-reader.ts';
import { wordCredits, wordSinceBasis } from './word-check-in.ts';
import { wordIncidentCourse } from './word-incident.ts';
import { wordDrivers, wordFindings } from './word-findings.ts';
import { isReadinessNarrative, wordReadinessNarrative } from './word-readiness-narratives.ts';

export type NarrativeRule = (typeof narrativeRules)[number];

const amountOf = (value: unknown): number => (typeof value === 'number' ? value : 0);

function wordIncidents({ format, messages, known, incidentsMissing }: DatasetReader): readonly string[] {
  if (incidentsMissing !== undefined) return [];
  const direct = known('inc_resolved_direct');
  const help = known('inc_resolved_help');
  const backlog = known('inc_backlog');
  const waiting = known('inc_waiting');
  const reopened = known('inc_reopened');
  return [
    ...(direct && help ? [messages.incidents.resolved(format.count(direct.value), format.count(help.value))] : []),
    ...(backlog && waiting ? [messages.incidents.backlog(backlog.value, format.count(backlog.value), format.count(waiting.value))] : []),
    ...(reopened ? [messages.incidents.reopened(reopened.value, format.count(reopened.value))] : []),
  ];
}

function wordTimes({ format, messages, known, rows }: DatasetReader): readonly string[] {
  const human = known('tta_human');
  const first = known('tta_first_touch');
  const customer = known('mttr_customer')?.distribution?.mean;
  const all = known('mttr')?.distribution?.mean;
  const negative = rows('time-statistics').reduce((sum, row) => sum + amountOf(row['Negative']), 0);
  return [
    ...(human?.without ? [messages.times.unacknowledged(format.count(human.without))] : []),
    ...(human && first && first.value < human.value
      ? [messages.times.automation(format.minutes(first.value), format.minutes(human.value))]
      : []),
    ...(customer !== undefined && all !== undefined && all > 0 ? [messages.times.split(format.percent((100 * customer) / all))] : []),
    ...(negative > 0 ? [messages.times.negative(format.count(negative))] : []),
  ];
}

function wordQuality({ format, messages, known, rows }: DatasetReader): readonly string[] {
  const mix = rows('classification-mix').map((row) => amountOf(row['Incidents']));
  const all = mix.reduce((sum, count) => sum + count, 0);
  const noise = (mix[1] ?? 0) + (mix[2] ?? 0);
  const alerts = known('alerts_recorded');
  const reduction = known('alert_reduction');
  const loudest = rows('rule-efficiency')[0];
  const loudestNoise = amountOf(loudest?.['BenignPositives']) + amountOf(loudest?.['FalsePositives']);
  return [
    ...(alerts && reduction?.n !== undefined ? [messages.quality.reduction(format.count(alerts.value), format.count(reduction.n))] : []),
    ...(all > 0 ? [messages.quality.noise(format.count(noise), format.count(all))] : []),
    ...(loudest && loudestNoise > 0
      ? [messages.quality.loudest(String(loudest['Name']), format.count(loudestNoise), format.count(amountOf(loudest['Incidents'])))]
      : []),
  ];
}

function wordHunting({ format, messages, known, rows }: DatasetReader): readonly string[] {
  const hunts = known('hunts_run');
  const sent = known('dens_sent');
  const rules = rows('hunts').filter((row) => row['BecameRule'] === 'yes').length;
  return [
    ...(sent ? [messages.sentence(messages.hunting.notifications(sent.value, format.count(sent.value)))] : []),
    ...(hunts && hunts.value > (known('hunts_confirmed')?.value ?? 0) ? [messages.hunting.quiet] : []),
    ...(rules > 0 ? [messages.hunting.rules(rules, format.count(rules))] : []),
  ];
}

function wordPlatform({ format, messages, known, dataset }: DatasetReader): readonly string[] {
  const total = known('ingestion_total');
  const billable = known('ingestion_billable');
  const silent = dataset.tables.filter((table) => table.isSilent).map((table) => table.table);
  const missing = dataset.tables.filter((table) => table.state === 'missing').map((table) => table.table);
  return [
    ...(total && billable ? [messages.platform.billable(format.gigabytes(billable.value), format.gigabytes(total.value))] : []),
    ...(silent.length > 0 ? [messages.platform.silentTables(joinWith(messages.list, silent))] : []),
    ...(missing.length > 0 ? [messages.platform.missing(joinWith(messages.list, missing))] : []),
  ];
}

const narratives: Readonly<Record<Exclude<NarrativeRule, ReadinessNarrativeRule>, (reader: DatasetReader) => readonly string[]>> = {
  findings: wordFindings,
  drivers: wordDrivers,
  incidents: wordIncidents,
  times: wordTimes,
  quality: wordQuality,
  hunting: wordHunting,
  platform: wordPlatform,
  incident: wordIncidentCourse,
  since: wordSinceBasis,
  credits: wordCredits,
};

/** Sentences worded from the numbers; only those whose numbers are there. */
export function wordNarrative(rule: NarrativeRule, reader: DatasetReader): readonly string[] {
  return isReadinessNarrative(rule) ? wordReadinessNarrative(rule, reader) : narratives[rule](reader);
}
