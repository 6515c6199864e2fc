import { joinWith } from '../languages/join-words.ts';
import type { DatasetReader } from './dataset-reader.ts';
import { wordHeading, wordVolume } from './word-headings.ts';

interface Finding {
  /** What matters most comes first. */
  readonly weight: number;
  readonly text: string;
}

/** Findings shown in the summary. */
const findingsShown = 3;

function asShare(part: number, whole: number, reader: DatasetReader): string {
  return reader.format.percent((100 * part) / whole);
}

function findSilence({ dataset, messages }: DatasetReader): readonly Finding[] {
  const silent = dataset.tables.filter((table) => table.isSilent).map((table) => table.table);
  return silent.length === 0 ? [] : [{ weight: 95, text: messages.findings.silent(joinWith(messages.list, silent)) }];
}

function findTargets({ format, messages, known }: DatasetReader): readonly Finding[] {
  const value = known('ack_sla');
  if (!value?.n || value.part === undefined) return [];
  const missed = value.n - value.part;
  return missed === 0
    ? []
    : [
        {
          weight: missed / value.n > 0.1 ? 90 : 45,
          text: messages.findings.missedTargets(missed, format.count(missed), format.count(value.n)),
        },
      ];
}

function findPace({ format, messages, known, change, wording }: DatasetReader): readonly Finding[] {
  const value = known('tta_human');
  if (!value) return [];
  const moved = change('tta_human');
  const now = format.minutes(value.value);
  if (!moved || wording.base === null || moved.before <= 0 || Math.abs(moved.by) / moved.before < 0.1)
    return [{ weight: 40, text: messages.findings.pace(now) }];
  const before = format.minutes(moved.before);
  return moved.by > 0
    ? [{ weight: 75, text: messages.findings.slower(now, before, wording.base) }]
    : [{ weight: 70, text: messages.findings.faster(now, before, wording.base) }];
}

function findBacklog({ format, messages, change }: DatasetReader): readonly Finding[] {
  const moved = change('inc_backlog');
  if (!moved || moved.by === 0) return [];
  const by = format.count(Math.abs(moved.by));
  return moved.by > 0
    ? [{ weight: 60, text: messages.findings.backlogGrew(by, format.count(moved.now)) }]
    : [{ weight: 42, text: messages.findings.backlogShrank(by, format.count(moved.now)) }];
}

function findWaiting(reader: DatasetReader): readonly Finding[] {
  const customer = reader.known('mttr_customer')?.distribution?.mean;
  const all = reader.known('mttr')?.distribution?.mean;
  if (customer === undefined || all === undefined || all <= 0 || customer / all < 0.25) return [];
  return [{ weight: 65, text: reader.messages.findings.waited(asShare(customer, all, reader)) }];
}

function findNoise(reader: DatasetReader): readonly Finding[] {
  const [, benign, wrong] = reader.rows('classification-mix').map((row) => Number(row['Incidents'] ?? 0));
  const all = reader.rows('classification-mix').reduce((sum, row) => sum + Number(row['Incidents'] ?? 0), 0);
  const noise = (benign ?? 0) + (wrong ?? 0);
  if (all < 5 || noise / all < 0.5) return [];
  return [{ weight: 55, text: reader.messages.findings.noise(reader.format.count(noise), reader.format.count(all)) }];
}

function findHunts({ format, messages, known }: DatasetReader): readonly Finding[] {
  const confirmed = known('hunts_confirmed')?.value ?? 0;
  return confirmed === 0 ? [] : [{ weight: 50, text: messages.findings.hunts(confirmed, format.count(confirmed)) }];
}

/** The three sentences of the summary, worst news first among what the numbers carry. */
export function wordFindings(reader: DatasetReader): readonly string[] {
  return wordMostPressing(reader, wordVolume(reader));
}

/** The same below a heading that tells the volume itself: in its place, where most of it came from. */
export function wordDrivers(reader: DatasetReader): readonly string[] {
  const all = reader.known('inc_investigated')?.value ?? 0;
  return wordMostPressing(reader, all === 0 ? undefined : wordHeading('sources', reader));
}

function wordMostPressing(reader: DatasetReader, first: string | undefined): readonly string[] {
  const { messages, incidentsMissing } = reader;
  if (incidentsMissing !== undefined)
    return [messages.findings.incidentsUnknown(incidentsMissing), ...findSilence(reader).map((finding) => finding.text)];
  const findings: readonly Finding[] = [
    ...(first === undefined ? [] : [{ weight: 80, text: messages.sentence(first) }]),
    ...findSilence(reader),
    ...findTargets(reader),
    ...findPace(reader),
    ...findBacklog(reader),
    ...findWaiting(reader),
    ...findNoise(reader),
    ...findHunts(reader),
  ];
  return findings
    .toSorted((a, b) => b.weight - a.weight)
    .slice(0, findingsShown)
    .map((finding) => finding.text);
}
