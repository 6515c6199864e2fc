import { accentOf, fontOf, formatPeriodLong, formatPeriodShort } from '@mxdr/core';
import type { Dataset } from '../dataset/dataset.ts';
import type { ReportSettings, SectionDefinition } from '../definition/report-definition-schema.ts';
import { buildBlocks } from './build-block.ts';
import { buildSpeakerNotes } from './build-speaker-notes.ts';
import type { DatasetReader } from './dataset-reader.ts';
import { joinWith } from '../languages/join-words.ts';
import { readDataset } from './dataset-reader.ts';
import type { Block, ReportLayout, ReportModel, Section, Logo } from './report-model.ts';
import { wordHeading } from './word-headings.ts';
import { wordEveryFact, wordUnread } from './word-readiness-narratives.ts';

/** What a model needs beside its dataset. */
export interface BuildOptions {
  /** Instant of issue, ISO 8601 UTC. */
  readonly issuedAt: string;
  readonly toolVersion: string;
  /** The customer's logo, already read. */
  readonly logo?: Logo;
  readonly operatorLogo?: Logo;
}

function describeCompleteness(reader: DatasetReader): ReportModel['completeness'] {
  const { dataset, messages, format } = reader;
  const { completeness, sentence } = messages;
  const list = (names: readonly string[]): string => joinWith(messages.list, names);
  const causes = (reasons: readonly { readonly message: string }[]): string =>
    joinWith(
      messages.join,
      reasons.map(({ message }) => message),
    );
  const required = new Set(dataset.definition.settings.tables.filter((table) => table.required).map((table) => table.name));
  const gone = dataset.tables.filter((table) => table.state === 'missing').map((table) => table.table);
  const missing = gone.filter((table) => required.has(table));
  const notConnected = gone.filter((table) => !required.has(table));
  // Trend months that the data does not reach say so in their chart.
  const judged = dataset.runs.filter((run) => run.role !== 'trend');
  const partial = judged.filter((run) => run.status === 'partial').map((run) => `${run.id} (${causes(run.partial)})`);
  // A table that a query misses and that is there by its own count is not missing: the query has no answer, whatever the service calls it.
  const there = new Set(
    dataset.tables.filter((table) => table.state === 'complete' || table.state === 'partial').map((table) => table.table),
  );
  const failed = judged
    .filter(
      ({ status, failure }) =>
        status === 'failed' && (failure?.reason !== 'table-missing' || failure.missingTables.some((table) => there.has(table))),
    )
    .map((run) => `${run.id} (${run.failure?.message ?? ''})`);
  const sentences = [
    ...(missing.length > 0 ? [completeness.missing(list(missing))] : []),
    ...(partial.length > 0 ? [completeness.partial(joinWith(messages.parts, partial))] : []),
    ...(failed.length > 0 ? [completeness.failed(joinWith(messages.parts, failed))] : []),
    ...wordUnread(reader),
  ];
  const isComplete = sentences.length === 0;
  const rest = notConnected.length > 0 ? [completeness.notConnected(list(notConnected))] : [];
  return {
    state: isComplete ? 'complete' : 'incomplete',
    summary: joinWith(messages.join, [
      ...(isComplete
        ? [
            sentence(
              rest.length > 0
                ? completeness.whole
                : ((dataset.runs.length === 0 ? wordEveryFact(reader) : undefined) ??
                    completeness.complete(format.count(dataset.tables.length), format.count(dataset.runs.length))),
            ),
          ]
        : sentences),
      ...rest,
    ]),
  };
}

/** That names are replaced, and what a pseudonym may be taken for. */
function wordRedaction({ dataset, messages }: DatasetReader): readonly Block[] {
  const { redaction } = dataset;
  if (redaction === null) return [];
  const kinds = joinWith(
    messages.list,
    redaction.kinds.map((kind) => messages.redaction.kinds[kind]),
  );
  return [{ kind: 'callout', tone: 'info', title: messages.redaction.callout, text: messages.redaction[redaction.method](kinds) }];
}

function buildSection(section: SectionDefinition, reader: DatasetReader, completeness: ReportModel['completeness']): Section {
  const { messages } = reader;
  const isCompleteness = typeof section.heading !== 'string' && section.heading.rule === 'completeness';
  const fallback = isCompleteness
    ? completeness.state === 'complete'
      ? messages.completeness.whole
      : messages.completeness.heading
    : messages.headingUnavailable(section.topic);
  const heading = typeof section.heading === 'string' ? section.heading : (wordHeading(section.heading.rule, reader) ?? fallback);
  // The place where the reader looks first, and the one that explains it.
  const showsCallout = completeness.state === 'incomplete' && (section.kind === 'summary' || isCompleteness);
  return {
    id: section.id,
    topic: section.topic,
    heading,
    kind: section.kind,
    blocks: [
      ...(showsCallout
        ? [{ kind: 'callout', tone: 'attention', title: messages.completeness.callout, text: completeness.summary } as const]
        : []),
      ...(section.kind === 'summary' ? wordRedaction(reader) : []),
      ...buildBlocks(section.blocks, reader),
    ],
    ...(reader.definition.settings.layout === 'slides' ? { speaker: buildSpeakerNotes(section, reader) } : {}),
  };
}

function describeLayout({ layout }: Pick<ReportSettings, 'layout'>): ReportLayout {
  if (layout === 'slides') return { form: 'slides', cover: 'full', hasContents: true, fitPages: null };
  return { form: 'pages', cover: layout.cover, hasContents: layout.contents, fitPages: layout.fitPages ?? null };
}

/**
 * Turns a dataset into a report that is ready to be drawn: every number formatted, every sentence worded, every gap named. Pure: equal arguments
 * give equal models.
 */
export function buildReportModel(dataset: Dataset, options: BuildOptions): ReportModel {
  const reader = readDataset(dataset);
  const { customer, operator, period } = dataset;
  const { definition } = reader;
  const completeness = describeCompleteness(reader);
  const { classification } = customer.branding;
  const handling = (reader.messages.handling as Readonly<Record<string, string>>)[classification] ?? classification;
  return {
    schemaVersion: 1,
    reportId: definition.settings.id,
    title:
      definition.incident === null
        ? definition.settings.title
        : reader.messages.incident.title(definition.settings.title, String(definition.incident)),
    locale: customer.locale,
    customer: { id: customer.id, name: customer.name, tenantId: customer.tenantId },
    operator: {
      name: operator.name,
      serviceName: operator.serviceName,
      deliveryTeam: operator.deliveryTeam.map(({ name, role, email }) => ({ name, role, email })),
    },
    period: {
      id: period.id,
      short:
        definition.incident === null
          ? formatPeriodShort(period, customer.locale)
          : reader.messages.incident.asOf(reader.format.instant(dataset.asOfUtc)),
      long: formatPeriodLong(period, customer.locale),
      startUtc: period.startUtc,
      endUtc: period.endUtc,
      timeZone: period.timeZone,
    },
    comparison: dataset.comparison === null ? null : { label: formatPeriodShort(dataset.comparison.period, customer.locale) },
    issuedAt: options.issuedAt,
    issuedAtLabel: reader.format.longInstant(options.issuedAt),
    toolVersion: options.toolVersion,
    classification: dataset.redaction === null ? handling : reader.messages.redaction.classified(handling),
    paper: customer.branding.paper,
    layout: describeLayout(definition.settings),
    brand: {
      accent: accentOf(customer, operator),
      font: fontOf(customer, operator),
      logo: options.logo ?? null,
      operatorLogo: options.operatorLogo ?? null,
    },
    completeness,
    sections: definition.settings.sections.map((section) => buildSection(section, reader, completeness)),
  };
}
